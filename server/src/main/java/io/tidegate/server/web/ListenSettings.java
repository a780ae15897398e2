package io.tidegate.server.web;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where the server listens and how it is reached.
 *
 * @param host name or address of this machine
 * @param port 0 for any free one
 * @param tls null for plain HTTP
 * @param insecureHttp whether plain HTTP is accepted beyond this machine
 * @param publicUrl as browsers reach it, if a proxy stands before it or its name is not that of {@code host}; null
 *     otherwise
 */
public record ListenSettings(
        String host,
        int port,
        @Nullable ServerTls tls,
        boolean insecureHttp,
        @Nullable URI publicUrl) {
    /**
     * Plain HTTP at an address.
     *
     * @param address {@code HOST:PORT}, an IPv6 address in brackets
     * @throws TidegateException INVALID_ARGUMENT
     */
    public static ListenSettings parse(String address) {
        int colon = address.lastIndexOf(':');
        String host = address.substring(0, Math.max(colon, 0));
        try {
            int port = Integer.parseInt(address.substring(colon + 1));
            if (host.isEmpty() || port < 0 || port > 65535) {
                throw invalid(address, null);
            }
            return new ListenSettings(host.replaceAll("^\\[(.*)]$", "$1"), port, null, false, null);
        } catch (NumberFormatException e) {
            throw invalid(address, e);
        }
    }

    /** The same with TLS. */
    public ListenSettings withTls(ServerTls files) {
        return new ListenSettings(host, port, files, insecureHttp, publicUrl);
    }

    /** The same, plain HTTP accepted beyond this machine. */
    public ListenSettings withInsecureHttp() {
        return new ListenSettings(host, port, tls, true, publicUrl);
    }

    /**
     * The same, reached by another address.
     *
     * @throws TidegateException CONFIG_INVALID_VALUE unless it is {@code http://…} or {@code https://…} with nothing but a
     *     host and a port
     */
    public ListenSettings withPublicUrl(URI url) {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        boolean web = scheme.equals("https") || scheme.equals("http");
        boolean bare = url.getRawQuery() == null && url.getRawFragment() == null && url.getRawUserInfo() == null;
        String path = url.getRawPath();
        if (!web || !bare || url.getHost() == null || !(path == null || path.isEmpty() || path.equals("/"))) {
            throw new TidegateException(
                    ErrorCode.CONFIG_INVALID_VALUE,
                    "public-url: " + url + " is not of the form https://host:port, without a path");
        }
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        URI origin = URI.create(scheme + "://" + url.getHost().toLowerCase(Locale.ROOT) + port);
        return new ListenSettings(host, this.port, tls, insecureHttp, origin);
    }

    /** Whether browsers speak TLS to what they see as the server. */
    public boolean secure() {
        return tls != null || (publicUrl != null && "https".equals(publicUrl.getScheme()));
    }

    /**
     * Whether it can be reached from this machine alone.
     *
     * @throws TidegateException LISTEN_FAILED if the host is not known
     */
    public boolean loopback() {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new TidegateException(ErrorCode.LISTEN_FAILED, "this machine does not know the host " + host, e);
        }
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    private static TidegateException invalid(String address, @Nullable Throwable cause) {
        return new TidegateException(
                ErrorCode.INVALID_ARGUMENT, "the address to listen at, " + address + ", is not HOST:PORT", cause);
    }
}
