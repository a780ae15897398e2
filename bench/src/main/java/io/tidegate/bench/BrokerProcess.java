package io.tidegate.bench;

import io.tidegate.embedded.FreePort;
import io.tidegate.embedded.KafkaBrokerMain;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A Kafka broker apart from the readers and from this JVM, with which it ends. */
final class BrokerProcess implements AutoCloseable {
    private static final String READY = "ready ";

    private final Process process;
    private final String address;

    private BrokerProcess(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    /** Starts a broker and returns when it serves clients. */
    static BrokerProcess start(String classPath, Path directory) throws IOException {
        Process process = new ProcessBuilder(
                        Machine.java(),
                        "-Xmx1g",
                        "-cp",
                        classPath,
                        KafkaBrokerMain.class.getName(),
                        directory.toString(),
                        Integer.toString(FreePort.next()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader printed =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = printed.readLine();
        if (line == null || !line.startsWith(READY)) {
            process.destroyForcibly();
            throw new IOException("the broker does not start: " + line);
        }
        return new BrokerProcess(process, line.substring(READY.length()));
    }

    /** Its {@code HOST:PORT}. */
    String address() {
        return address;
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
