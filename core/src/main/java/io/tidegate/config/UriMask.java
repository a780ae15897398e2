package io.tidegate.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Makes a URI fit to be shown. It works on any text, also on one that is no URI, and rather hides too much: the password
 * of a login, the value of each parameter that is not known to be harmless, and an authority that looks as if a password
 * in it broke the URI.
 */
final class UriMask {
    static final String HIDDEN = "******";
    private static final Pattern HOSTS = Pattern.compile(
            "(\\[[0-9A-Fa-f:.%]*]|[^:/,\\[\\]]*)(:\\d*)?(,(\\[[0-9A-Fa-f:.%]*]|[^:/,\\[\\]]*)(:\\d*)?)*");

    private UriMask() {}

    /**
     * The text without secrets.
     *
     * @param harmless names of the parameters whose values may be shown
     */
    static String mask(String uri, Set<String> harmless) {
        int question = uri.indexOf('?');
        String location = question < 0 ? uri : uri.substring(0, question);
        String shown = maskLocation(location, question >= 0 && loginGoesOn(uri.substring(question + 1)));
        return question < 0 ? shown : shown + "?" + maskQuery(uri.substring(question + 1), harmless);
    }

    /**
     * Puts back what {@link #mask} hid.
     *
     * @param uri a masked URI, perhaps changed since
     * @param previous the one that was masked
     * @throws IllegalArgumentException telling why something hidden cannot be put back, without secrets
     */
    static String unmask(String uri, String previous, Set<String> harmless) {
        if (!uri.contains(HIDDEN)) {
            return uri;
        }
        String location = beforeQuery(uri);
        String before = beforeQuery(previous);
        String beforeMasked = beforeQuery(mask(previous, harmless));
        if (!authority(location).equals(authority(beforeMasked))) {
            throw new IllegalArgumentException("****** stands for no secret, because the brokers are other ones");
        }
        String path = location.substring(authority(location).length());
        if (path.contains(HIDDEN)) {
            throw new IllegalArgumentException("****** stands for no secret");
        }
        String query = uri.substring(location.length());
        return authority(before) + path + (query.isEmpty() ? "" : "?" + unmaskQuery(query.substring(1), previous));
    }

    private static String unmaskQuery(String query, String previous) {
        List<String> known = List.of(previous.substring(beforeQuery(previous).length())
                .replaceFirst("^\\?", "")
                .split("&"));
        List<String> parts = new ArrayList<>();
        for (String part : query.split("&", -1)) {
            String name = part.substring(0, part.indexOf('=') + 1);
            if (!part.equals(name + HIDDEN)) {
                parts.add(part);
                continue;
            }
            parts.add(known.stream()
                    .filter(secret -> !name.isEmpty() && secret.startsWith(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(name + HIDDEN + " stands for no secret")));
        }
        return String.join("&", parts);
    }

    private static String beforeQuery(String uri) {
        int question = uri.indexOf('?');
        return question < 0 ? uri : uri.substring(0, question);
    }

    /** Scheme, login and hosts. */
    private static String authority(String location) {
        int scheme = location.indexOf("://");
        int slash = location.indexOf('/', scheme < 0 ? 0 : scheme + 3);
        return slash < 0 ? location : location.substring(0, slash);
    }

    /** Whether a question mark in a password cut the login in two: there is an {@code @} before the first value. */
    private static boolean loginGoesOn(String query) {
        int at = query.indexOf('@');
        int equals = query.indexOf('=');
        return at >= 0 && (equals < 0 || at < equals);
    }

    private static String maskLocation(String location, boolean loginGoesOn) {
        int scheme = location.indexOf("://");
        if (scheme < 0) {
            return location.indexOf('@') < 0 ? location : HIDDEN + location.substring(location.lastIndexOf('@'));
        }
        String head = location.substring(0, scheme + 3);
        String rest = location.substring(scheme + 3);
        int at = rest.lastIndexOf('@');
        if (at >= 0) {
            int colon = rest.indexOf(':');
            String login = colon < 0 || colon > at ? rest.substring(0, at) : rest.substring(0, colon) + ":" + HIDDEN;
            return head + login + rest.substring(at);
        }
        int slash = rest.indexOf('/');
        String authority = slash < 0 ? rest : rest.substring(0, slash);
        String path = rest.substring(authority.length());
        return head + (!loginGoesOn && HOSTS.matcher(authority).matches() ? authority : HIDDEN) + path;
    }

    private static String maskQuery(String query, Set<String> harmless) {
        List<String> parts = new ArrayList<>();
        for (String part : query.split("&", -1)) {
            int equals = part.indexOf('=');
            String name = equals < 0 ? part : part.substring(0, equals);
            if (part.isEmpty() || harmless.contains(name)) {
                parts.add(part);
            } else {
                parts.add(equals < 0 ? HIDDEN : name + "=" + HIDDEN);
            }
        }
        return String.join("&", parts);
    }
}
