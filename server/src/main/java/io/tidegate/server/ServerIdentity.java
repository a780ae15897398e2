package io.tidegate.server;

/**
 * Who this server is, as it tells its clients.
 *
 * @param version of the program
 * @param commit the commit it was built from, empty if that is not known
 * @param id that it has had since its data directory was made
 * @param address {@code host:port} where it listens
 */
public record ServerIdentity(String version, String commit, String id, String address) {}
