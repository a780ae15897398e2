package io.tidegate.server.console.draft;

/**
 * TLS to the brokers as it was typed. Files are PEM files on the server.
 *
 * @param enabled whether there is any; the rest counts only then
 * @param ca authorities to trust, empty for the system's
 * @param certificate of the client, empty for none
 * @param key of that certificate
 * @param serverName in place of the host names, empty for these
 */
public record BrokerTls(boolean enabled, String ca, String certificate, String key, String serverName) {
    public static final BrokerTls INITIAL = new BrokerTls(false, "", "", "", "");
}
