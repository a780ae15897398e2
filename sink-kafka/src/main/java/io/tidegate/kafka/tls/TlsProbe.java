package io.tidegate.kafka.tls;

import java.io.IOException;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** One TLS handshake with a server to see what it shows, whether that is trusted or not. */
public final class TlsProbe {
    private TlsProbe() {}

    /**
     * What a server showed.
     *
     * @param chain its certificates, its own first
     * @param trustProblem why they are not trusted, null if they are
     * @param nameProblem why they do not belong to the expected name, null if they do or were not trusted
     * @param expectedName that name
     */
    public record Sight(
            List<X509Certificate> chain,
            @Nullable String trustProblem,
            @Nullable String nameProblem,
            String expectedName) {
        public Sight {
            chain = List.copyOf(chain);
        }
    }

    /**
     * Shakes hands on a connected socket, which stays open.
     *
     * @param host under which name the server was reached
     * @throws IOException if there was no handshake: the port does not speak TLS, or has no version or cipher in common
     */
    public static Sight look(TlsContext tls, Socket connected, String host, int port) throws IOException {
        Judge judge = new Judge(tls.trust());
        SSLSocket secure = (SSLSocket)
                tls.context(judge).getSocketFactory().createSocket(connected, tls.expectedName(host), port, false);
        SSLParameters parameters = secure.getSSLParameters();
        tls.applyTo(parameters);
        secure.setSSLParameters(parameters);
        secure.startHandshake();
        return new Sight(judge.chain, judge.trustProblem, judge.nameProblem, tls.expectedName(host));
    }

    /** Whether a server answers a TLS handshake on a connected socket, whoever it is. */
    public static boolean speaksTls(Socket connected, String host, int port) {
        try {
            look(TlsContext.trustingAnybody(), connected, host, port);
            return true;
        } catch (IOException e) {
            // A server that wants a certificate of ours ends the handshake by a word of TLS too.
            return String.valueOf(e.getMessage()).contains("fatal alert");
        }
    }

    /** Lets everybody pass and keeps what the real judge said: first of the chain alone, then of the name as well. */
    private static final class Judge extends X509ExtendedTrustManager {
        private final X509ExtendedTrustManager real;
        private List<X509Certificate> chain = List.of();
        private @Nullable String trustProblem;
        private @Nullable String nameProblem;

        private Judge(X509ExtendedTrustManager real) {
            this.real = real;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] shown, String type, Socket socket) {
            chain = List.of(shown);
            try {
                real.checkServerTrusted(shown, type);
            } catch (CertificateException e) {
                trustProblem = String.valueOf(e.getMessage());
                return;
            }
            try {
                real.checkServerTrusted(shown, type, socket);
            } catch (CertificateException e) {
                nameProblem = String.valueOf(e.getMessage());
            }
        }

        @Override
        public void checkServerTrusted(X509Certificate[] shown, String type, SSLEngine engine) {
            throw new UnsupportedOperationException("a socket is used");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] shown, String type) {
            throw new UnsupportedOperationException("a socket is used");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] shown, String type, Socket socket) {
            throw new UnsupportedOperationException("this is a client");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] shown, String type, SSLEngine engine) {
            throw new UnsupportedOperationException("this is a client");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] shown, String type) {
            throw new UnsupportedOperationException("this is a client");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return real.getAcceptedIssuers();
        }
    }
}
