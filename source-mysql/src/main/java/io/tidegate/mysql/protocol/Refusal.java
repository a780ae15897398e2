package io.tidegate.mysql.protocol;

/** The server answered a statement with an error; whoever sent it decides whether that matters. */
final class Refusal extends Exception {
    private final transient ServerError error;

    Refusal(ServerError error) {
        super(error.message());
        this.error = error;
    }

    ServerError error() {
        return error;
    }
}
