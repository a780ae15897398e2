package io.tidegate.kafka;

import io.tidegate.check.Check;
import io.tidegate.kafka.tls.TlsContext;
import io.tidegate.kafka.tls.TlsProbe;
import io.tidegate.kafka.tls.TlsProbe.Sight;
import java.io.IOException;
import java.net.Socket;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** K014: the certificate that a broker shows, its validity, its signer and its names. */
final class CertificateCheck {
    private static final String CODE = "K014";
    private static final Duration SOON = Duration.ofDays(30);

    private CertificateCheck() {}

    /**
     * Looks at a broker that takes connections.
     *
     * @param timeout for each of its answers
     */
    static Check of(BrokerAddress address, TlsContext tls, Duration timeout, Instant now) {
        String subject = address.toString();
        Sight sight;
        try (Socket socket = address.connect(timeout)) {
            sight = TlsProbe.look(tls, socket, address.host(), address.port());
        } catch (IOException e) {
            return Check.fail(
                    CODE,
                    subject,
                    "does not answer a TLS handshake: " + e.getMessage(),
                    "Use the port of a TLS listener, or leave TLS out of the sink URI.");
        }
        X509Certificate own = sight.chain().get(0);
        if (!tls.verifies()) {
            return Check.warn(
                    CODE,
                    subject,
                    "shows a certificate of " + own.getSubjectX500Principal().getName()
                            + ", which nobody checks: insecure-skip-verify is set",
                    "Remove insecure-skip-verify and set ca= to the authority "
                            + own.getIssuerX500Principal().getName() + ".");
        }
        return judged(subject, sight, own, now);
    }

    private static Check judged(String subject, Sight sight, X509Certificate own, Instant now) {
        String issuer = own.getIssuerX500Principal().getName();
        for (X509Certificate certificate : sight.chain()) {
            String owner = certificate.getSubjectX500Principal().getName();
            if (now.isAfter(certificate.getNotAfter().toInstant())) {
                return Check.fail(
                        CODE,
                        subject,
                        "the certificate of " + owner + " expired on "
                                + day(certificate.getNotAfter().toInstant()),
                        "Renew it on the brokers.");
            }
            if (now.isBefore(certificate.getNotBefore().toInstant())) {
                return Check.fail(
                        CODE,
                        subject,
                        "the certificate of " + owner + " is not valid before "
                                + day(certificate.getNotBefore().toInstant()),
                        "Check the clocks of this machine and of the one that issued it.");
            }
        }
        if (sight.trustProblem() != null) {
            return Check.fail(
                    CODE,
                    subject,
                    "its certificate was issued by " + issuer + ", which is not trusted: " + sight.trustProblem(),
                    "Set ca= in the sink URI to a PEM file with the certificate of " + issuer
                            + ", or with the root authority above it.");
        }
        if (sight.nameProblem() != null) {
            return Check.fail(
                    CODE,
                    subject,
                    "its certificate is not for " + sight.expectedName() + " but for " + names(own),
                    "Connect by one of these names, name one as tls-server-name under [tidegate.kafka], or have the"
                            + " certificate issued for " + sight.expectedName() + " too.");
        }
        Instant end = own.getNotAfter().toInstant();
        if (now.plus(SOON).isAfter(end)) {
            return Check.warn(
                    CODE,
                    subject,
                    "its certificate expires on " + day(end),
                    "Renew it on the brokers before that day.");
        }
        return Check.pass(
                CODE, subject, "its certificate for " + names(own) + " by " + issuer + " is valid until " + day(end));
    }

    /** The names a client may expect: those of DNS and addresses, else the subject. */
    private static String names(X509Certificate certificate) {
        try {
            Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
            if (alternatives != null && !alternatives.isEmpty()) {
                return alternatives.stream()
                        .map(name -> String.valueOf(name.get(1)))
                        .collect(Collectors.joining(", "));
            }
        } catch (CertificateParsingException e) {
            return "names that cannot be read";
        }
        return certificate.getSubjectX500Principal().getName();
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }
}
