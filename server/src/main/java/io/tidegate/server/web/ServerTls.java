package io.tidegate.server.web;

import java.nio.file.Path;

/**
 * What the server proves itself with.
 *
 * @param certificate PEM file of its certificate, followed by those between it and the authority
 * @param key PEM file of the key, PKCS #8 without passphrase
 */
public record ServerTls(Path certificate, Path key) {}
