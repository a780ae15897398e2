package io.tidegate.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.security.RouteRole;
import io.tidegate.server.web.Access;
import io.tidegate.server.web.HttpServer;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Walks every route that the router of a server has, with nobody and with every role, and fails for one that lets anybody do
 * more than it says, or does not say. Administrators come last, because their requests are carried out.
 */
public final class RouteWalk {
    private RouteWalk() {}

    /**
     * @param routes what the router has
     * @param nobody without any proof
     * @param clients who may prove what they say they are
     */
    public static void walk(List<HttpServer.Route> routes, Client nobody, Map<Role, Client> clients)
            throws IOException, InterruptedException {
        for (HttpServer.Route route : routes) {
            String name = route.method() + " " + route.path();
            assertThat(route.roles()).as(name).hasSize(1);
            RouteRole only = route.roles().iterator().next();
            assertThat(only).as(name).isInstanceOf(Access.class);
            String path = route.path().replaceAll("\\{[^}]*}|<[^>]*>", "walk");
            int status = nobody.status(route.method(), path, body(route));
            if (only == Access.PUBLIC) {
                assertThat(status).as(name + " by nobody").isNotIn(401, 403);
                continue;
            }
            assertThat(status).as(name + " by nobody").isEqualTo(401);
            Role needed = Role.valueOf(((Access) only).name());
            for (Role role : Role.values()) {
                int answer = clients.get(role).status(route.method(), path, body(route));
                if (role.includes(needed)) {
                    assertThat(answer).as(name + " by " + role).isNotIn(401, 403);
                } else {
                    assertThat(answer).as(name + " by " + role).isEqualTo(403);
                }
            }
        }
    }

    private static String body(HttpServer.Route route) {
        return route.method().equals("GET") || route.method().equals("DELETE") ? null : "{}";
    }
}
