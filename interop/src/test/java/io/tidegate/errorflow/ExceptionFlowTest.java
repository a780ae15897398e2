package io.tidegate.errorflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The search finds what it is for, and nothing else. */
class ExceptionFlowTest {
    private static final Path SAMPLE = Path.of(
            System.getProperty("basedir", "."), "target", "test-classes", "io", "tidegate", "errorflow", "sample");

    @Test
    void findsTheExceptionsThatNobodyGivesACode() {
        assertThat(ExceptionFlow.uncoded(ByteCode.of(List.of(SAMPLE))).keySet().stream()
                        .map(Raise::toString)
                        .map(raise -> raise.replace("io.tidegate.errorflow.sample.Ways", "")))
                .containsExactlyInAnyOrder(
                        ".DirectPart#read: Integer.parseInt",
                        "#thrownOn: new IllegalStateException",
                        "#ofAnotherKind: new UnsupportedOperationException",
                        "#calledADefect: BigInteger.<init>",
                        "#calledADefect: BigInteger.intValueExact",
                        "#inALambda: Short.parseShort",
                        "#handedOnWithoutCode: Double.parseDouble",
                        "#byReference: Long.parseLong");
    }
}
