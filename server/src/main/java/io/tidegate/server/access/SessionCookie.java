package io.tidegate.server.access;

import io.javalin.http.Context;
import io.tidegate.config.Secret;
import java.util.Optional;

/**
 * The cookie that carries a login: out of reach of scripts, never sent with a request that another site caused, and under TLS
 * bound to this host by its prefix (RFC 6265bis section 4.1.3). The browser forgets it when it is closed.
 */
final class SessionCookie {
    private final String name;
    private final String attributes;

    /** @param secure whether browsers reach the server by TLS */
    SessionCookie(boolean secure) {
        this.name = secure ? "__Host-tidegate" : "tidegate";
        this.attributes = "; Path=/; HttpOnly; SameSite=Strict" + (secure ? "; Secure" : "");
    }

    Optional<Secret> read(Context context) {
        return Optional.ofNullable(context.cookie(name))
                .filter(value -> !value.isEmpty())
                .map(Secret::new);
    }

    void write(Context context, Secret value) {
        context.addHeader("Set-Cookie", value.reveal(text -> name + "=" + text + attributes));
    }

    void remove(Context context) {
        context.addHeader("Set-Cookie", name + "=" + attributes + "; Max-Age=0");
    }
}
