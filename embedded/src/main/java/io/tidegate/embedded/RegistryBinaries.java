package io.tidegate.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;

/** The files of Apicurio Registry, unpacked from the archive that the build found; 150 MB. */
final class RegistryBinaries {
    private static final String RESOURCE = "registry.properties";
    private static final Duration UNPACK_LIMIT = Duration.ofMinutes(2);

    private RegistryBinaries() {}

    /** The jar to start, with its libraries beside it. */
    static Path jar(Path cache) {
        Properties found = read();
        String version = found.getProperty("version");
        Path home = UnpackedServers.directory(
                cache, "apicurio-registry-" + version, part -> unpack(Path.of(found.getProperty("archive")), part));
        return home.resolve("apicurio-registry-app-" + version + "-runner.jar");
    }

    private static void unpack(Path archive, Path part) throws IOException {
        if (!Files.isReadable(archive)) {
            throw new IOException("the archive is no longer at " + archive + "; build the module embedded again");
        }
        Path log = part.resolve("unpack.log");
        ChildProcess.start(List.of("tar", "-xzf", archive.toString()), part, log)
                .await(UNPACK_LIMIT);
    }

    private static Properties read() {
        Properties properties = new Properties();
        try (InputStream in = RegistryBinaries.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is not on the class path");
            }
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " cannot be read", e);
        }
        return properties;
    }
}
