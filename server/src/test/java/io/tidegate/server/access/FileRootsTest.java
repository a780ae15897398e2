package io.tidegate.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.config.ChangefeedConfig;
import io.tidegate.config.ResolvedConfig;
import io.tidegate.config.SinkUri;
import io.tidegate.config.SourceEndpoint;
import io.tidegate.config.SourceUri;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileRootsTest {
    @TempDir
    private Path directory;

    private Path root;
    private Path outside;
    private FileRoots roots;

    @BeforeEach
    void files() throws IOException {
        root = Files.createDirectories(directory.resolve("root"));
        outside = Files.writeString(
                Files.createDirectories(directory.resolve("other")).resolve("shadow"), "x");
        Files.writeString(root.resolve("ca.pem"), "x");
        roots = new FileRoots(List.of(root));
    }

    @Test
    void anAdministratorMayUseFilesBelowARoot() {
        allowed(root.resolve("ca.pem"));
        allowed(root.resolve("sub/../ca.pem").normalize());
        allowed(root.resolve("claims/not/there/yet"));
    }

    @Test
    void everythingElseIsRefused() {
        refused(outside);
        refused(root);
        refused(root.resolve("../other/shadow"));
        refused(root.resolve("not-there/../../other/shadow"));
        refused(Path.of("/etc/passwd"));
        refused(directory.resolve("root-of-others/ca.pem"));
        refused(Path.of("relative.pem"));
    }

    @Test
    void aLinkIsFollowedBeforeItIsJudged() throws IOException {
        refused(Files.createSymbolicLink(root.resolve("link"), outside));
        Files.createSymbolicLink(root.resolve("up"), outside.getParent());
        refused(root.resolve("up/shadow"));
        refused(root.resolve("up/not-there"));
        refused(Files.createSymbolicLink(root.resolve("dangling"), directory.resolve("nowhere")));
        Path way = Files.createSymbolicLink(directory.resolve("way-in"), root);
        allowed(way.resolve("ca.pem"));
    }

    @Test
    void aRootMayBeALinkItself() throws IOException {
        FileRoots linked = new FileRoots(List.of(Files.createSymbolicLink(directory.resolve("link"), root)));
        assertThatCode(() -> linked.require(config(root.resolve("ca.pem")), null, Role.ADMIN))
                .doesNotThrowAnyException();
    }

    @Test
    void withoutRootsNoFileMayBeUsed() {
        FileRoots none = new FileRoots(List.of());
        refusedWith(ErrorCode.FILE_OUTSIDE_ROOTS, () -> none.require(config(root.resolve("ca.pem")), null, Role.ADMIN));
        assertThatCode(() -> none.require(withoutFiles(), null, Role.OPERATOR)).doesNotThrowAnyException();
    }

    @Test
    void onlyAdministratorsNameFiles() {
        ResolvedConfig config = config(root.resolve("ca.pem"));
        refusedWith(ErrorCode.FORBIDDEN, () -> roots.require(config, null, Role.OPERATOR));
        refusedWith(ErrorCode.FORBIDDEN, () -> roots.require(config, withoutFiles(), Role.OPERATOR));
    }

    @Test
    void othersMayChangeTheRestOfWhatAnAdministratorMade() {
        ResolvedConfig config = config(root.resolve("ca.pem"));
        assertThatCode(() -> roots.require(config, config, Role.OPERATOR)).doesNotThrowAnyException();
        refusedWith(ErrorCode.FORBIDDEN, () -> roots.require(config(root.resolve("other.pem")), config, Role.OPERATOR));
    }

    @Test
    void theFilesOfASourceAreJudgedAlike() {
        SourceEndpoint good = SourceUri.parse("mysql://u@h/?ca=" + root.resolve("ca.pem"));
        assertThatCode(() -> roots.require(good, null, Role.ADMIN)).doesNotThrowAnyException();
        refusedWith(
                ErrorCode.FILE_OUTSIDE_ROOTS,
                () -> roots.require(SourceUri.parse("mysql://u@h/?ca=" + outside), null, Role.ADMIN));
    }

    @Test
    void aRefusalDoesNotTellWhetherTheFileExists() {
        String there = message(outside);
        String missing = message(outside.resolveSibling("missing"));
        assertThat(there.replace("shadow", "missing")).isEqualTo(missing);
    }

    private String message(Path file) {
        try {
            roots.require(config(file), null, Role.ADMIN);
        } catch (TidegateException e) {
            return e.sentence();
        }
        throw new AssertionError(file + " was allowed");
    }

    private void allowed(Path file) {
        assertThatCode(() -> roots.require(config(file), null, Role.ADMIN)).doesNotThrowAnyException();
    }

    private void refused(Path file) {
        refusedWith(ErrorCode.FILE_OUTSIDE_ROOTS, () -> roots.require(config(file), null, Role.ADMIN));
    }

    private static void refusedWith(ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(TidegateException.class, error -> assertThat(error.code())
                .isEqualTo(code));
    }

    private static ResolvedConfig withoutFiles() {
        return resolve("");
    }

    private static ResolvedConfig config(Path file) {
        return resolve("&ca=" + file);
    }

    private static ResolvedConfig resolve(String more) {
        return ResolvedConfig.resolve(
                SinkUri.parse("kafka://b:9092/t?protocol=canal-json" + more), ChangefeedConfig.parse(""));
    }
}
