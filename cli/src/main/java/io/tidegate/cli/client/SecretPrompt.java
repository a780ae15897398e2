package io.tidegate.cli.client;

import io.tidegate.config.Secret;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where a command takes a password from: a file, the environment, or the keyboard, which shows nothing. Never an argument. */
public final class SecretPrompt {
    private final Surroundings surroundings;

    public SecretPrompt(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /**
     * The password of the first place that has one.
     *
     * @param file may be null
     * @param variable of the environment
     * @param question for the keyboard; null when nobody is to be asked
     * @return null if there is none
     */
    public @Nullable Secret find(@Nullable Path file, String variable, @Nullable String question, PrintWriter err) {
        if (file != null) {
            return SecretFile.read(file);
        }
        String given = surroundings.environment().get(variable);
        if (given != null) {
            return new Secret(given);
        }
        if (question == null || !surroundings.watched()) {
            return null;
        }
        err.print(question + " ");
        err.flush();
        String typed = surroundings.passwords().get();
        return typed == null ? null : new Secret(typed);
    }
}
