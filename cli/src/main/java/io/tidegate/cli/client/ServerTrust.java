package io.tidegate.cli.client;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Which certificates of servers are believed: those that the authorities of a PEM file have signed. */
final class ServerTrust {
    private ServerTrust() {}

    /** @throws TidegateException TLS_CONFIG_FAILED if the file cannot be read or has no certificate in it */
    static SSLContext of(Path ca) {
        try (InputStream pem = Files.newInputStream(ca)) {
            Collection<? extends Certificate> authorities =
                    CertificateFactory.getInstance("X.509").generateCertificates(pem);
            if (authorities.isEmpty()) {
                throw wrong(ca + " has no certificate in it", null);
            }
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate authority : authorities) {
                store.setCertificateEntry("authority-" + number++, authority);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw wrong(ca + " cannot be read: " + e, e);
        }
    }

    private static TidegateException wrong(String detail, @Nullable Exception cause) {
        return new TidegateException(ErrorCode.TLS_CONFIG_FAILED, detail, cause)
                .withRemedy("Give the authority that signed the server's certificate as a PEM file in --ca.");
    }
}
