package io.tidegate.config;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A URI of the form {@code scheme://[login@]hosts[/path][?name=value&…]}, cut into its parts. {@link java.net.URI} is not
 * used because it takes neither a list of hosts nor the underscores that host names have in practice.
 *
 * @param scheme in lower case
 * @param login what stands before the last {@code @}, still encoded; null if there is none
 * @param hosts hosts with their ports, at least one
 * @param path decoded, with its slashes
 * @param parameters decoded, in order
 */
record UriParts(
        String scheme, @Nullable String login, List<HostAndPort> hosts, String path, List<Parameter> parameters) {
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*");
    private static final Pattern ESCAPE_ERROR = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    /** A parameter of the query; the value is empty if there is none. */
    record Parameter(String name, String value) {
        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * A host and its port.
     *
     * @param host without brackets
     * @param port 0 if none is given
     */
    record HostAndPort(String host, int port) {
        @Override
        public String toString() {
            String shown = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
            return port == 0 ? shown : shown + ":" + port;
        }
    }

    /** @throws IllegalArgumentException telling what is wrong, without any part that may be secret */
    static UriParts parse(String text) {
        int colon = text.indexOf("://");
        if (colon < 0 || !SCHEME.matcher(text.substring(0, colon)).matches()) {
            throw new IllegalArgumentException("it does not begin with a scheme such as kafka://");
        }
        String scheme = text.substring(0, colon).toLowerCase(Locale.ROOT);
        String rest = text.substring(colon + 3);
        if (rest.indexOf('#') >= 0) {
            throw new IllegalArgumentException("it has a #, write %23 for the character");
        }
        String query = after(rest, '?');
        String location = before(rest, '?');
        String authority = before(location, '/');
        String path = location.substring(authority.length());
        int at = authority.lastIndexOf('@');
        return new UriParts(
                scheme,
                at < 0 ? null : authority.substring(0, at),
                hosts(authority.substring(at + 1)),
                decode(path, "the path"),
                parameters(query));
    }

    /** Undoes percent-encoding; a {@code +} stays one. */
    static String decode(String text, String what) {
        return decodeQuery(text.replace("+", "%2B"), what);
    }

    private static String decodeQuery(String text, String what) {
        if (ESCAPE_ERROR.matcher(text).find()) {
            throw new IllegalArgumentException(what
                    + " has a % that is not followed by two hexadecimal digits; write %25 for the character itself");
        }
        byte[] bytes = URLDecoder.decode(text, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1);
        try {
            boolean ascii = text.chars().allMatch(c -> c < 0x80);
            return ascii
                    ? StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString()
                    : URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(what + " has percent-encoded bytes that are not UTF-8", e);
        }
    }

    /** Scheme and hosts only: everything else may be secret. */
    @Override
    public String toString() {
        return scheme + "://" + hosts;
    }

    private static List<Parameter> parameters(String query) {
        List<Parameter> parameters = new ArrayList<>();
        for (String part : query.split("&")) {
            if (!part.isEmpty()) {
                String name = decodeQuery(before(part, '='), "a parameter's name");
                parameters.add(new Parameter(name, decodeQuery(after(part, '='), "the value of a parameter")));
            }
        }
        return parameters;
    }

    private static List<HostAndPort> hosts(String text) {
        List<HostAndPort> hosts = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            hosts.add(host(part.strip()));
        }
        return hosts;
    }

    private static HostAndPort host(String text) {
        int bracket = text.startsWith("[") ? text.indexOf(']') : 0;
        if (bracket < 0) {
            throw new IllegalArgumentException("an address in brackets is not closed");
        }
        String host = bracket == 0 ? before(text, ':') : text.substring(1, bracket);
        String tail = bracket == 0 ? text.substring(host.length()) : text.substring(bracket + 1);
        if (host.isEmpty()) {
            throw new IllegalArgumentException("a host is missing");
        }
        if (tail.isEmpty()) {
            return new HostAndPort(host, 0);
        }
        if (!tail.matches(":[0-9]{1,5}") || Integer.parseInt(tail.substring(1)) > 65_535 || tail.matches(":0+")) {
            throw new IllegalArgumentException(
                    "what follows a host is not a port from 1 to 65535; an IPv6 address goes into brackets, and"
                            + " special characters of a password are percent-encoded");
        }
        return new HostAndPort(host, Integer.parseInt(tail.substring(1)));
    }

    private static String before(String text, char mark) {
        int at = text.indexOf(mark);
        return at < 0 ? text : text.substring(0, at);
    }

    private static String after(String text, char mark) {
        int at = text.indexOf(mark);
        return at < 0 ? "" : text.substring(at + 1);
    }
}
