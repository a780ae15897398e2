package io.tidegate.server.access;

import io.javalin.http.Context;
import java.util.Optional;

/**
 * What a handler may add to the audit entry of its request, where the path does not tell. Must not be a secret. Without it the
 * subject is what the path names.
 */
public final class Audited {
    private static final String SUBJECT = "tidegate.audit.subject";
    private static final String VIA = "tidegate.audit.via";
    private static final String NOTHING = "tidegate.audit.nothing";
    private static final String ACTOR = "tidegate.audit.actor";

    private Audited() {}

    /** What was dealt with, such as the id that a new changefeed got. */
    public static void subject(Context context, String subject) {
        context.attribute(SUBJECT, subject);
    }

    /** It was only looked at something, though the request is a POST: no entry, unless it fails. */
    public static void nothing(Context context) {
        context.attribute(NOTHING, true);
    }

    static boolean isNothing(Context context) {
        return context.attribute(NOTHING) != null;
    }

    static Optional<String> subject(Context context) {
        return Optional.ofNullable(context.attribute(SUBJECT));
    }

    /**
     * Who it was that tried to log in.
     *
     * @param via how
     */
    static void actor(Context context, String name, String via) {
        context.attribute(ACTOR, name);
        context.attribute(VIA, via);
    }

    static String via(Context context) {
        String via = context.attribute(VIA);
        return via == null ? "" : via;
    }

    static Optional<String> actor(Context context) {
        return Optional.ofNullable(context.attribute(ACTOR));
    }
}
