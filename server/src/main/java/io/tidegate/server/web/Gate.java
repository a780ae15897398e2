package io.tidegate.server.web;

import io.javalin.http.Context;

/** What stands before and after every route. Thread safe. */
public interface Gate {
    /**
     * Lets a request on to its handler, or refuses it by an exception.
     *
     * @param needed who may use the route
     * @throws io.tidegate.error.TidegateException UNAUTHENTICATED or FORBIDDEN
     */
    void admit(Context context, Access needed);

    /**
     * Hears that a route has been dealt with, also if it was refused or failed; the status is set by then. A failure here
     * becomes the answer.
     */
    void conclude(Context context);
}
