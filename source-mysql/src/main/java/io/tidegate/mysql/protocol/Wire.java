package io.tidegate.mysql.protocol;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * The socket of a connection, in the open or under TLS. One thread reads and writes; that thread alone ever enters the
 * TLS layer, which may have to write while it reads. Any other thread can only {@link #close}, and that closes the TCP
 * socket below TLS without a farewell: nothing to wait for, nothing to deadlock on.
 */
final class Wire implements AutoCloseable {
    private final Socket tcp;
    private InputStream in;
    private OutputStream out;
    private boolean secure;

    private Wire(Socket tcp) throws IOException {
        this.tcp = tcp;
        this.in = tcp.getInputStream();
        this.out = tcp.getOutputStream();
    }

    static Wire connect(String host, int port, Duration timeout) throws IOException {
        Socket tcp = new Socket();
        try {
            tcp.setTcpNoDelay(true);
            tcp.setKeepAlive(true);
            tcp.connect(new InetSocketAddress(host, port), Math.toIntExact(Math.max(1, timeout.toMillis())));
            return new Wire(tcp);
        } catch (IOException | RuntimeException failure) {
            tcp.close();
            throw failure;
        }
    }

    /**
     * Puts TLS over the connection, as the side that connects.
     *
     * @param checkName whether the certificate must be for {@code host}
     */
    void startTls(SSLContext context, String host, boolean checkName, Duration timeout) throws IOException {
        tcp.setSoTimeout(Math.toIntExact(Math.max(1, timeout.toMillis())));
        SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(tcp, host, tcp.getPort(), true);
        SSLParameters parameters = tls.getSSLParameters();
        parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        if (checkName) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        tls.setSSLParameters(parameters);
        tls.startHandshake();
        in = tls.getInputStream();
        out = tls.getOutputStream();
        secure = true;
    }

    boolean secure() {
        return secure;
    }

    /** Whether bytes have arrived that were not read yet. */
    boolean readable() throws IOException {
        return in.available() > 0 || (secure && tcp.getInputStream().available() > 0);
    }

    /**
     * Reads what there is, at least a byte.
     *
     * @return the number of bytes; 0 when none came within the time; -1 at the end of the stream
     */
    int read(byte[] target, int offset, int length, long millis) throws IOException {
        tcp.setSoTimeout((int) Math.max(1, Math.min(millis, Integer.MAX_VALUE)));
        try {
            return in.read(target, offset, length);
        } catch (SocketTimeoutException nothingCame) {
            return 0;
        }
    }

    void write(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    @Override
    public void close() {
        try {
            tcp.close();
        } catch (IOException failure) {
            // The descriptor is gone whatever close says.
            throw new TidegateException(
                    ErrorCode.SOURCE_CONNECTION_LOST, String.valueOf(failure.getMessage()), failure);
        }
    }
}
