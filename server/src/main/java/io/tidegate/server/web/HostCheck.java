package io.tidegate.server.web;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests meant for another host. A server that listens on the loopback address trusts that only this machine
 * reaches it; a page whose host name was made to point here (DNS rebinding) would break that, and betrays itself by the
 * name in {@code Host}. A server that all the world may reach by any name has no such check, unless it was told its name.
 */
final class HostCheck {
    private final Set<String> names = new HashSet<>();

    HostCheck(ListenSettings settings) {
        URI url = settings.publicUrl();
        if (url != null) {
            names.add(lower(url.getHost()));
        }
        if (settings.loopback()) {
            names.addAll(List.of("localhost", "127.0.0.1", "[::1]", lower(settings.host())));
        }
    }

    /**
     * Looks at the value of the header {@code Host}.
     *
     * @throws TidegateException FORBIDDEN
     */
    void check(@Nullable String host) {
        if (names.isEmpty()) {
            return;
        }
        String name = host == null ? "" : lower(host).replaceAll(":[0-9]*$", "");
        if (!names.contains(name)) {
            throw new TidegateException(ErrorCode.FORBIDDEN, "the request is for another host than this server")
                    .withRemedy("Use localhost, or set public-url in the server's configuration to the address that"
                            + " is used.");
        }
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
