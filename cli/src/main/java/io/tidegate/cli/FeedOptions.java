package io.tidegate.cli;

import io.tidegate.config.ChangefeedConfig;
import io.tidegate.config.ConfigWarning;
import io.tidegate.config.ResolvedConfig;
import io.tidegate.config.Secret;
import io.tidegate.config.SinkUri;
import io.tidegate.config.SourceEndpoint;
import io.tidegate.config.SourceUri;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that describe a changefeed, the same for every command that looks at one. */
final class FeedOptions {
    @Option(
            names = "--source",
            paramLabel = "URI",
            description =
                    "Source database, mysql://user@host:port/ or mariadb://user@host:port/. The password may stand"
                            + " in the URI, in TIDEGATE_SOURCE_PASSWORD or in --source-password-file.")
    @Nullable
    String source;

    @Option(
            names = "--sink-uri",
            paramLabel = "URI",
            description = "Kafka, kafka://host:port,host:port/topic?protocol=canal-json&... as TiCDC writes it.")
    @Nullable
    String sinkUri;

    @Option(names = "--config", paramLabel = "FILE", description = "Changefeed configuration, TiCDC's TOML.")
    @Nullable
    Path config;

    @Option(
            names = "--tz",
            paramLabel = "ZONE",
            description = "Time zone in which TIMESTAMP values are printed, for example Europe/Berlin. It changes bytes"
                    + " and hashes and stays with the changefeed; default: this machine's zone at the first start.")
    @Nullable
    String timeZone;

    @Option(names = "--source-password-file", paramLabel = "FILE", description = "File with the source's password.")
    @Nullable
    Path sourcePasswordFile;

    @Option(names = "--sasl-password-file", paramLabel = "FILE", description = "File with the SASL password for Kafka.")
    @Nullable
    Path saslPasswordFile;

    /** The source, null without --source. */
    @Nullable
    SourceEndpoint endpoint() {
        return source == null ? null : SourceUri.parse(source, secret(sourcePasswordFile, "TIDEGATE_SOURCE_PASSWORD"));
    }

    SourceEndpoint requiredEndpoint() {
        SourceEndpoint endpoint = endpoint();
        if (endpoint == null) {
            throw new TidegateException(ErrorCode.INVALID_ARGUMENT, "--source is missing");
        }
        return endpoint;
    }

    /** Sink URI and file together, null without --sink-uri. */
    @Nullable
    ResolvedConfig resolved() {
        if (sinkUri == null) {
            return null;
        }
        return ResolvedConfig.resolve(
                SinkUri.parse(sinkUri), file(), secret(saslPasswordFile, "TIDEGATE_SASL_PASSWORD"));
    }

    ResolvedConfig requiredConfig() {
        ResolvedConfig resolved = resolved();
        if (resolved == null) {
            throw new TidegateException(ErrorCode.INVALID_ARGUMENT, "--sink-uri is missing");
        }
        return resolved;
    }

    /** The zone of --tz, null without it. */
    @Nullable
    ZoneId zone() {
        if (timeZone == null) {
            return null;
        }
        try {
            return ZoneId.of(timeZone);
        } catch (DateTimeException e) {
            throw new TidegateException(ErrorCode.INVALID_ARGUMENT, "--tz=" + timeZone + " is no time zone", e)
                    .withRemedy("Name a zone of the time zone database, such as Europe/Berlin, or UTC.");
        }
    }

    /** Tells the user of settings that have not the effect they may expect. */
    static void warn(PrintWriter err, List<ConfigWarning> warnings) {
        warnings.forEach(warning -> err.println("warning " + warning));
        err.flush();
    }

    private ChangefeedConfig file() {
        return config == null ? ChangefeedConfig.empty() : ChangefeedConfig.read(config);
    }

    private static @Nullable Secret secret(@Nullable Path file, String variable) {
        if (file == null) {
            String value = System.getenv(variable);
            return value == null ? null : new Secret(value);
        }
        try {
            List<String> lines = new ArrayList<>(Files.readAllLines(file));
            return new Secret(lines.isEmpty() ? "" : lines.get(0));
        } catch (IOException e) {
            throw new TidegateException(ErrorCode.INVALID_ARGUMENT, "the password file " + file + " cannot be read", e)
                    .withRemedy("Check the path and the permissions of the file.");
        }
    }
}
