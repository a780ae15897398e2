package io.tidegate.kafka;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.Node;

/**
 * The address of a broker, and whether a TCP connection to it can be made from here. Kafka's client reports every failure
 * to connect as a timeout; this tells which it was.
 *
 * @param host name or address
 * @param port 0 when there is none
 */
record BrokerAddress(String host, int port) {
    static BrokerAddress of(Node node) {
        return new BrokerAddress(node.host(), node.port());
    }

    /** From {@code host:port} or {@code [v6]:port}. */
    static BrokerAddress parse(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? text : text.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        try {
            return new BrokerAddress(host, colon < 0 ? 0 : Integer.parseInt(text.substring(colon + 1)));
        } catch (NumberFormatException e) {
            return new BrokerAddress(host, 0);
        }
    }

    /**
     * An open connection to the first of its addresses that takes one.
     *
     * @param timeout to connect, and for each answer that is read
     */
    Socket connect(Duration timeout) throws IOException {
        IOException last = new IOException(this + " has no address");
        for (InetAddress address : InetAddress.getAllByName(host)) {
            Socket socket = new Socket();
            try {
                socket.connect(new InetSocketAddress(address, port), (int) timeout.toMillis());
                socket.setSoTimeout((int) timeout.toMillis());
                return socket;
            } catch (IOException e) {
                socket.close();
                last = e;
            }
        }
        throw last;
    }

    /** Connects and closes again; empty when that worked, else why not. */
    Optional<String> problem(Duration timeout) {
        if (port < 1 || port > 65_535) {
            return Optional.of(this + " has no valid port");
        }
        try {
            connect(timeout).close();
            return Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.of("the name " + host + " of " + this + " is not known to DNS");
        } catch (SocketTimeoutException e) {
            return Optional.of(this + " does not answer within " + timeout.toMillis() + " ms");
        } catch (ConnectException e) {
            return Optional.of(this + " refuses the connection (" + e.getMessage() + ")");
        } catch (IOException e) {
            return Optional.of(this + " cannot be reached (" + e.getMessage() + ")");
        }
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
