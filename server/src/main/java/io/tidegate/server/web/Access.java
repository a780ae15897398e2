package io.tidegate.server.web;

import io.javalin.security.RouteRole;

/** Who may use a route. */
public enum Access implements RouteRole {
    /** Anybody, without a login. */
    PUBLIC,
    VIEWER,
    OPERATOR,
    ADMIN
}
