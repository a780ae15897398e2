package io.tidegate.cli.client;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a command finds around it: the environment, what somebody types, and whether somebody watches.
 *
 * @param environment the variables of the process
 * @param configDirectory where this user's files of Tidegate are
 * @param clock tells the time
 * @param zone in which times are shown
 * @param watched whether a person looks at the output
 * @param lines the next line that is typed, null at the end of the input
 * @param passwords the next password, typed without being shown; null where nobody can type
 */
public record Surroundings(
        Map<String, String> environment,
        Path configDirectory,
        InstantSource clock,
        ZoneId zone,
        boolean watched,
        Supplier<@Nullable String> lines,
        Supplier<@Nullable String> passwords) {
    private static final String DIRECTORY = "tidegate";

    /** Those of this process. Whether it has a terminal is for the launcher to say, since Java knows it of some only. */
    public static Surroundings ofProcess() {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        boolean watched = Boolean.getBoolean("tidegate.terminal");
        return new Surroundings(
                System.getenv(),
                configDirectory(System.getenv()),
                InstantSource.system(),
                ZoneId.systemDefault(),
                watched,
                () -> line(input),
                () -> watched ? password() : null);
    }

    private static Path configDirectory(Map<String, String> environment) {
        String base = environment.getOrDefault("XDG_CONFIG_HOME", "");
        return base.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".config", DIRECTORY)
                : Path.of(base, DIRECTORY);
    }

    private static @Nullable String line(BufferedReader input) {
        try {
            return input.readLine();
        } catch (IOException e) {
            throw new TidegateException(
                    ErrorCode.INVALID_ARGUMENT, "standard input cannot be read: " + e.getMessage(), e);
        }
    }

    @SuppressWarnings("SystemConsoleNull") // null is what it says up to JDK 21 when input or output is no terminal
    private static @Nullable String password() {
        Console console = System.console();
        char[] typed = console == null ? null : console.readPassword();
        return typed == null ? null : new String(typed);
    }
}
