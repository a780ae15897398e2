package io.tidegate.config;

import java.util.function.Function;

/** A text that must not be seen: it prints as {@code ***} wherever it is printed and is never part of an error. */
public final class Secret {
    private final String value;

    public Secret(String value) {
        this.value = value;
    }

    /** Hands the text to the one place that needs it. */
    public <T> T reveal(Function<String, T> use) {
        return use.apply(value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && secret.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "***";
    }
}
