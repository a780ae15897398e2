package io.tidegate.encode.large;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tidegate.config.ClaimCheckStorage;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClaimCheckDirectoryTest {
    private static final UUID NAME = UUID.fromString("3f0c6a0e-7d1b-4a52-9c55-0d2b8f6a1e77");

    @TempDir
    private Path parent;

    @Test
    void aFileIsNamedByARandomUuidAndFoundUnderTheStorageUri() throws Exception {
        ClaimCheckStore store = open("claims");
        String location = store.put(out -> out.write("content".getBytes(UTF_8)));
        assertThat(location).isEqualTo("file://" + parent + "/claims/" + NAME + ".json");
        assertThat(files("claims")).containsExactly(NAME + ".json");
        assertThat(parent.resolve("claims/" + NAME + ".json")).hasContent("content");
    }

    @Test
    void theDirectoryIsMade() throws Exception {
        open("a/b/c");
        assertThat(files("a/b/c")).isEmpty();
    }

    @Test
    void whatCannotBeADirectoryIsToldAtOnce() throws Exception {
        Files.writeString(parent.resolve("file"), "");
        assertThatExceptionOfType(TidegateException.class)
                .isThrownBy(() -> open("file/claims"))
                .satisfies(error -> assertThat(error.code()).isEqualTo(ErrorCode.CLAIM_CHECK_STORAGE))
                .withMessageContaining(parent + "/file/claims");
    }

    @Test
    void aFailureLeavesNothingBehind() throws Exception {
        ClaimCheckStore store = open("claims");
        assertThatExceptionOfType(TidegateException.class)
                .isThrownBy(() -> store.put(out -> {
                    out.write(1);
                    throw new IOException("No space left on device");
                }))
                .satisfies(error -> {
                    assertThat(error.code()).isEqualTo(ErrorCode.CLAIM_CHECK_WRITE);
                    assertThat(error.retryable()).isTrue();
                })
                .withMessageContaining("No space left on device");
        assertThat(files("claims")).isEmpty();
    }

    @Test
    void aDirectoryThatWentAwayIsAnErrorThatIsRetried() throws Exception {
        ClaimCheckStore store = open("claims");
        Files.delete(parent.resolve("claims"));
        assertThatExceptionOfType(TidegateException.class)
                .isThrownBy(() -> store.put(out -> out.write(1)))
                .satisfies(error -> assertThat(error.code()).isEqualTo(ErrorCode.CLAIM_CHECK_WRITE));
    }

    private ClaimCheckStore open(String directory) {
        Path path = parent.resolve(directory);
        return ClaimCheckDirectory.open(new ClaimCheckStorage("file://" + path, path, false), () -> NAME);
    }

    private List<String> files(String directory) throws IOException {
        try (Stream<Path> files = Files.list(parent.resolve(directory))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
