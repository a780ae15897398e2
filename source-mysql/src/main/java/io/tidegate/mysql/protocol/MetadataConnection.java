package io.tidegate.mysql.protocol;

import io.tidegate.config.SourceEndpoint;
import io.tidegate.config.SourceTls;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.UUID;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.mariadb.jdbc.Driver;

/**
 * Opens JDBC connections for queries about tables and settings: MariaDB's driver serves both families. TLS and logins
 * mean the same as for a {@link ReplicationConnection}.
 */
public final class MetadataConnection {
    private MetadataConnection() {}

    /** Connects and logs in within the time. */
    public static Connection open(SourceEndpoint endpoint, Duration timeout) {
        Properties properties = new Properties();
        properties.setProperty("user", endpoint.user());
        endpoint.password().reveal(text -> properties.setProperty("password", text));
        properties.setProperty("connectTimeout", Long.toString(timeout.toMillis()));
        properties.setProperty("socketTimeout", "60000");
        properties.setProperty("allowPublicKeyRetrieval", "true");
        properties.setProperty("connectionAttributes", "program_name:tidegate");
        Path clientStore = null;
        try {
            clientStore = applyTls(endpoint.tls(), properties);
            return connect(endpoint, properties);
        } catch (SQLException failure) {
            throw failure(failure, endpoint);
        } finally {
            delete(clientStore);
        }
    }

    /** The entry of the catalogue that tells what an exception of the driver means. */
    public static TidegateException failure(SQLException failure, SourceEndpoint endpoint) {
        String text = String.valueOf(failure.getMessage());
        if (failure.getErrorCode() > 0 && !isConnectionState(failure)) {
            TidegateException known =
                    new ServerError(failure.getErrorCode(), withoutConnectionNumber(text)).failure(endpoint.user());
            TidegateException caused = new TidegateException(known.code(), known.detail(), failure);
            return caused.withRemedy(known.remedy());
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException
                    || cause instanceof CertificateException
                    || refusesTls(cause)
                    || refusesName(cause)) {
                return new TidegateException(ErrorCode.SOURCE_TLS_FAILED, String.valueOf(cause.getMessage()), failure);
            }
        }
        return new TidegateException(
                ErrorCode.SOURCE_UNREACHABLE, endpoint.host() + ":" + endpoint.port() + ": " + text, failure);
    }

    private static Connection connect(SourceEndpoint endpoint, Properties properties) throws SQLException {
        try {
            return new Driver().connect(url(endpoint), properties);
        } catch (SQLException failure) {
            if (endpoint.tls().mode() == SourceTls.Mode.PREFERRED && refusesTls(failure)) {
                properties.setProperty("sslMode", "disable");
                return new Driver().connect(url(endpoint), properties);
            }
            throw failure;
        }
    }

    private static String url(SourceEndpoint endpoint) {
        return "jdbc:mariadb://address=(host=" + endpoint.host() + ")(port=" + endpoint.port() + ")/";
    }

    /** Sets the properties; returns the key store made for the driver, which reads keys from a file only. */
    private static @Nullable Path applyTls(SourceTls tls, Properties properties) {
        properties.setProperty(
                "sslMode",
                switch (tls.mode()) {
                    case DISABLED -> "disable";
                    case PREFERRED, REQUIRED -> "trust";
                    case VERIFY_CA -> "verify-ca";
                    case VERIFY_IDENTITY -> "verify-full";
                });
        Path ca = tls.ca();
        if (ca != null && (tls.mode() == SourceTls.Mode.VERIFY_CA || tls.mode() == SourceTls.Mode.VERIFY_IDENTITY)) {
            properties.setProperty("serverSslCert", ca.toString());
        }
        if (tls.mode() == SourceTls.Mode.DISABLED) {
            return null;
        }
        String password = UUID.randomUUID().toString();
        KeyStore store = new TlsMaterial(tls).clientStore(password.toCharArray());
        if (store == null) {
            return null;
        }
        try {
            // Created with access for its owner only.
            Path file = Files.createTempFile("tidegate", ".p12");
            try (OutputStream out = Files.newOutputStream(file)) {
                store.store(out, password.toCharArray());
            }
            properties.setProperty("keyStore", file.toString());
            properties.setProperty("keyStoreType", "PKCS12");
            properties.setProperty("keyStorePassword", password);
            return file;
        } catch (IOException | GeneralSecurityException failure) {
            throw new TidegateException(
                    ErrorCode.SOURCE_TLS_FAILED, "the client key cannot be handed to the driver", failure);
        }
    }

    private static void delete(@Nullable Path file) {
        if (file == null) {
            return;
        }
        try {
            Files.deleteIfExists(file);
        } catch (IOException failure) {
            throw new TidegateException(ErrorCode.INTERNAL_ERROR, "cannot delete " + file, failure);
        }
    }

    private static boolean refusesTls(Throwable failure) {
        return String.valueOf(failure.getMessage()).contains("ssl not enabled in the server");
    }

    /** The driver compares names itself and has no exception class of its own for it. */
    private static boolean refusesName(Throwable failure) {
        String text = String.valueOf(failure.getMessage());
        return text.contains("SSL hostname verification") || text.contains("not found in certificate");
    }

    private static boolean isConnectionState(SQLException failure) {
        String state = failure.getSQLState();
        return state != null && state.startsWith("08") && failure.getErrorCode() != 1040;
    }

    /** The driver puts {@code (conn=7) } before the server's words. */
    private static String withoutConnectionNumber(String text) {
        return text.replaceFirst("^\\(conn=-?\\d+\\) ", "");
    }
}
