package io.tidegate.server.access;

import io.tidegate.server.web.JsonBody;
import java.util.Optional;

/** The role in a request. */
final class RoleField {
    private static final String NAME = "role";

    private RoleField() {}

    /** @throws TidegateException API_INVALID_PARAM for what is none */
    static Optional<Role> of(JsonBody body) {
        return Optional.ofNullable(body.text(NAME))
                .map(text -> Role.of(text).orElseThrow(() -> body.wrong(NAME, "viewer, operator or admin")));
    }

    /** @throws TidegateException API_INVALID_PARAM without it, and for what is none */
    static Role required(JsonBody body) {
        return of(body).orElseThrow(() -> body.missing(NAME));
    }
}
