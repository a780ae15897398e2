package io.tidegate.cli;

import io.tidegate.cli.client.Surroundings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** Somebody at a shell who runs {@code tidegate}: with variables, a home of their own, and answers ready to type. */
public final class ClientShell {
    private final Map<String, String> environment = new HashMap<>();
    private final Deque<String> typed = new ArrayDeque<>();
    private final Deque<String> passwords = new ArrayDeque<>();
    private final Path home;
    private boolean watched;

    public ClientShell(Path home) {
        this.home = home;
    }

    public ClientShell variable(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** What is typed at the next questions. */
    public ClientShell type(String... lines) {
        typed.addAll(List.of(lines));
        return this;
    }

    /** What is typed, unseen, where a password is asked for. */
    public ClientShell typePassword(String password) {
        passwords.add(password);
        return this;
    }

    /** From now on somebody looks at the output, as on a terminal. */
    public ClientShell watch() {
        watched = true;
        return this;
    }

    public Ending run(String... arguments) {
        Surroundings surroundings = new Surroundings(
                Map.copyOf(environment),
                home,
                InstantSource.system(),
                ZoneOffset.UTC,
                watched,
                typed::poll,
                passwords::poll);
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command =
                new CommandLine(new Main()).setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int status = Main.run(command, surroundings, arguments);
        return new Ending(status, out.toString(), err.toString());
    }
}
