package io.tidegate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Whatever ends a command, its user reads a code and a remedy. */
class CommandErrorsTest {
    @Command(name = "broken")
    private static final class Broken implements Runnable {
        private final Runnable work;

        Broken(Runnable work) {
            this.work = work;
        }

        @Override
        public void run() {
            work.run();
        }
    }

    static Stream<Arguments> endings() {
        return Stream.of(
                Arguments.of("TG:ErrStateInUse", 2, new TidegateException(ErrorCode.STATE_IN_USE, "it is used")),
                Arguments.of("TG:ErrInternal", 5, new IllegalStateException("a defect")),
                Arguments.of("TG:ErrInternal", 5, new UnsatisfiedLinkError("no sqlite here")));
    }

    @ParameterizedTest
    @MethodSource("endings")
    void areToldWithACodeARemedyAndAStatus(String code, int status, Throwable failure) {
        StringWriter err = new StringWriter();
        CommandLine command = new CommandLine(new Broken(() -> fail(failure))).setErr(new PrintWriter(err, true));

        assertThat(Main.run(command, "--")).isEqualTo(status);
        assertThat(err.toString()).startsWith("error " + code + ": ").contains("\nremedy: ");
    }

    private static void fail(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) failure;
    }
}
