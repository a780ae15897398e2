package io.tidegate.errorflow;

import java.util.Set;

/** A place in a method from which an exception can come; {@code index} counts its instructions. */
sealed interface Site {
    int index();

    /** It is thrown here. */
    record Thrower(int index, Raise raise) implements Site {}

    /** It may come out of one of these methods. */
    record Call(int index, Set<String> callees) implements Site {}

    /**
     * It may come out of a lambda that is made here and handed to other methods of the product, which call it through its
     * interface.
     */
    record Handed(int index, Set<String> lambdas, Set<String> receivers, String function) implements Site {}
}
