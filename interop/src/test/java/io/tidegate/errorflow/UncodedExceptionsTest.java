package io.tidegate.errorflow;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What arrives at a user has a code of the catalogue. */
class UncodedExceptionsTest {
    /** What the modules of the product were compiled to. */
    static final List<Path> PRODUCT = Stream.of("core", "source-mysql", "sink-kafka", "state", "server", "cli")
            .map(module -> Path.of(System.getProperty("basedir", "."), "..", module, "target", "classes"))
            .toList();

    private static final Map<Raise, String> UNCODED = ExceptionFlow.uncoded(ByteCode.of(PRODUCT));

    /** Catch it where it enters and throw a TidegateException; or say in {@link Excused} why nobody can meet it. */
    @Test
    void noExceptionReachesAUserWithoutACode() {
        Set<String> excused = excused().collect(Collectors.toSet());
        assertThat(UNCODED.entrySet().stream()
                        .filter(entry -> !excused.contains(entry.getKey().origin()))
                        .map(entry -> "\n" + entry.getKey() + "\n   " + entry.getValue())
                        .collect(joining()))
                .isEmpty();
    }

    @Test
    void nothingIsExcusedThatIsNotThere() {
        List<String> found = UNCODED.keySet().stream().map(Raise::origin).toList();

        assertThat(excused()).isSubsetOf(found).doesNotHaveDuplicates();
    }

    private static Stream<String> excused() {
        return Excused.ALL.stream().flatMap(group -> group.origins().stream());
    }
}
