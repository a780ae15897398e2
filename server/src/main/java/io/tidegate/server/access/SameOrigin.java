package io.tidegate.server.access;

import io.javalin.http.Context;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Refuses changes that a page of another origin asks for. Browsers tell by {@code Sec-Fetch-Site} (W3C Fetch Metadata) or
 * {@code Origin} where a request comes from; a client that tells neither is no browser and carries nobody's cookie unknowingly.
 */
final class SameOrigin {
    private final @Nullable String publicOrigin;

    /** @param publicUrl under which browsers know the server, null if by the host they name */
    SameOrigin(@Nullable URI publicUrl) {
        this.publicOrigin = publicUrl == null ? null : publicUrl.toString();
    }

    /** @throws TidegateException FORBIDDEN */
    void check(Context context) {
        String site = context.header("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin") && !site.equals("none")) {
            throw foreign();
        }
        String origin = context.header("Origin");
        if (origin != null && !isOurs(origin.toLowerCase(Locale.ROOT), context)) {
            throw foreign();
        }
    }

    private boolean isOurs(String origin, Context context) {
        if (origin.equals(publicOrigin)) {
            return true;
        }
        String host = context.header("Host");
        return host != null && origin.equals(context.scheme() + "://" + host.toLowerCase(Locale.ROOT));
    }

    private static TidegateException foreign() {
        return new TidegateException(ErrorCode.FORBIDDEN, "the request comes from a page of another origin")
                .withRemedy("Use the console of this server; programs send an API token and no Origin. Behind a proxy,"
                        + " set public-url to the address that browsers use.");
    }
}
