package io.tidegate.server.web;

import io.javalin.http.Handler;
import io.javalin.http.HandlerType;

/**
 * One route. Everything that is served stands in one list of these, from which the server registers it.
 *
 * @param method of HTTP
 * @param path with parameters in braces
 * @param access who may use it
 * @param handler answers
 */
public record Endpoint(HandlerType method, String path, Access access, Handler handler) {
    public static Endpoint get(String path, Access access, Handler handler) {
        return new Endpoint(HandlerType.GET, path, access, handler);
    }

    public static Endpoint post(String path, Access access, Handler handler) {
        return new Endpoint(HandlerType.POST, path, access, handler);
    }

    public static Endpoint put(String path, Access access, Handler handler) {
        return new Endpoint(HandlerType.PUT, path, access, handler);
    }

    public static Endpoint delete(String path, Access access, Handler handler) {
        return new Endpoint(HandlerType.DELETE, path, access, handler);
    }
}
