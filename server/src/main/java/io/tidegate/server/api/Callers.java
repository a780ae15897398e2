package io.tidegate.server.api;

import io.javalin.http.Context;
import io.tidegate.server.access.Principal;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Who asks.
 *
 * @param who the account behind a request that the gate let in
 * @param stillGood whether its login or token is still good, for answers that go on for long
 */
public record Callers(Function<Context, Principal> who, Predicate<Context> stillGood) {}
