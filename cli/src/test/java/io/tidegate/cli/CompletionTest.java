package io.tidegate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The scripts that complete commands, as a shell reads them. */
@Timeout(60)
class CompletionTest {
    @TempDir
    private Path home;

    @Test
    void bashCompletesCommandsAndOptions() throws Exception {
        assertThat(complete("tidegate", "change")).contains("changefeed");
        assertThat(complete("tidegate", "changefeed", "re")).contains("resume", "rewind", "remove");
        assertThat(complete("tidegate", "changefeed", "resume", "--over")).contains("--overwrite-checkpoint-ts");
    }

    @Test
    void zshLoadsWhatTheScriptNeeds() {
        Ending ending = new ClientShell(home).run("completion", "zsh");
        assertThat(ending.status()).isZero();
        assertThat(ending.out()).startsWith("autoload -U +X compinit").contains("bashcompinit");
    }

    @Test
    void anotherShellIsRefused() {
        Ending ending = new ClientShell(home).run("completion", "fish");
        assertThat(ending.err()).startsWith("error TG:ErrInvalidArgument: ").contains("fish");
    }

    /** What bash offers for a line, cursor behind its last word. */
    private List<String> complete(String... words) throws IOException, InterruptedException {
        Path script = Files.writeString(
                home.resolve("completion"),
                new ClientShell(home).run("completion", "bash").out());
        String ask = "source " + script + "; COMP_WORDS=(" + String.join(" ", words) + "); COMP_CWORD="
                + (words.length - 1) + "; _complete_tidegate; printf '%s\\n' \"${COMPREPLY[@]}\"";
        Process bash =
                new ProcessBuilder("bash", "-c", ask).redirectErrorStream(true).start();
        String offered = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return offered.lines().map(String::strip).toList();
    }
}
