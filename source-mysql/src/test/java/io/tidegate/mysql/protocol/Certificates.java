package io.tidegate.mysql.protocol;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A certificate authority of its own with a certificate for a server and one for a client, all as PEM files. */
final class Certificates {
    private static final char[] PASSWORD = "changeit".toCharArray();

    private final Path directory;

    private Certificates(Path directory) {
        this.directory = directory;
    }

    /** Makes them in a directory with the JDK's keytool; the server's is for one address only. */
    static Certificates in(Path directory, String serverAddress) throws Exception {
        Files.createDirectories(directory);
        Certificates made = new Certificates(directory);
        made.keytool("-genkeypair", "-alias", "ca", "-dname", "CN=Test CA " + directory.getFileName(), "-ext", "bc:c");
        made.issue("server", "-ext", "san=ip:" + serverAddress);
        made.issue("client", "-ext", "eku=clientAuth");
        made.exportKeys();
        return made;
    }

    Path ca() {
        return directory.resolve("ca.pem");
    }

    Path serverCertificate() {
        return directory.resolve("server.pem");
    }

    Path serverKey() {
        return directory.resolve("server-key.pem");
    }

    Path clientCertificate() {
        return directory.resolve("client.pem");
    }

    Path clientKey() {
        return directory.resolve("client-key.pem");
    }

    Path clientKeyPkcs1() {
        return directory.resolve("client-key-pkcs1.pem");
    }

    private void issue(String alias, String... extension) throws Exception {
        keytool("-genkeypair", "-alias", alias, "-dname", "CN=" + alias);
        keytool(
                "-certreq",
                "-alias",
                alias,
                "-file",
                directory.resolve(alias + ".csr").toString());
        List<String> sign = new ArrayList<>(List.of(
                "-gencert",
                "-alias",
                "ca",
                "-rfc",
                "-infile",
                directory.resolve(alias + ".csr").toString(),
                "-outfile",
                directory.resolve(alias + ".pem").toString()));
        sign.addAll(Arrays.asList(extension));
        keytool(sign.toArray(new String[0]));
    }

    private void exportKeys() throws Exception {
        java.security.KeyStore store = java.security.KeyStore.getInstance(
                directory.resolve("store.p12").toFile(), PASSWORD);
        write(ca(), "CERTIFICATE", store.getCertificate("ca").getEncoded());
        write(serverKey(), "PRIVATE KEY", store.getKey("server", PASSWORD).getEncoded());
        byte[] client = store.getKey("client", PASSWORD).getEncoded();
        write(clientKey(), "PRIVATE KEY", client);
        // An RSA key in PKCS#8 is 26 bytes of frame around one in PKCS#1.
        write(clientKeyPkcs1(), "RSA PRIVATE KEY", Arrays.copyOfRange(client, 26, client.length));
    }

    private static void write(Path file, String kind, byte[] content) throws IOException {
        Files.writeString(
                file,
                "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder().encodeToString(content) + "\n-----END "
                        + kind + "-----\n");
    }

    private void keytool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-J-Duser.language=en"));
        command.addAll(Arrays.asList(arguments));
        command.addAll(
                List.of("-keystore", directory.resolve("store.p12").toString(), "-storepass", new String(PASSWORD)));
        if (arguments[0].equals("-genkeypair")) {
            command.addAll(List.of("-keyalg", "RSA", "-keysize", "2048", "-validity", "30"));
        }
        Path log = directory.resolve("keytool.log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException("keytool failed: " + Files.readString(log));
        }
    }
}
