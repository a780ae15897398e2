package io.tidegate.server.access;

/**
 * The page after a login that began elsewhere. A redirect would still count as coming from there, and the new cookie would not
 * be sent with it; a page of our own may go on with it.
 */
final class Arrival {
    static final String PAGE = "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">"
            + "<meta http-equiv=\"refresh\" content=\"0; url=/\"><link rel=\"icon\" href=\"/assets/favicon.svg\">"
            + "<title>Tidegate</title></head>"
            + "<body><p><a href=\"/\">You are logged in.</a></p></body></html>";

    private Arrival() {}
}
