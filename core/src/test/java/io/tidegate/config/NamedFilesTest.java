package io.tidegate.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class NamedFilesTest {
    @Test
    void theFilesOfTlsAreFound() {
        assertThat(of("kafka://b:9092/t?protocol=canal-json&ca=/etc/ca.pem&cert=/etc/c.pem&key=/etc/k.pem", ""))
                .containsExactly(
                        file("sink.kafka-config.ca", "/etc/ca.pem"),
                        file("sink.kafka-config.cert", "/etc/c.pem"),
                        file("sink.kafka-config.key", "/etc/k.pem"));
    }

    @Test
    void theFilesOfKerberosAreFound() {
        String uri = "kafka://b:9092/t?protocol=canal-json&sasl-mechanism=gssapi&sasl-gssapi-auth-type=keytab"
                + "&sasl-gssapi-keytab-path=/etc/k.keytab&sasl-gssapi-kerberos-config-path=/etc/krb5.conf"
                + "&sasl-gssapi-service-name=kafka&sasl-gssapi-user=cdc&sasl-gssapi-realm=SHOP.EXAMPLE";
        assertThat(of(uri, "").stream().map(NamedFile::path))
                .containsExactlyInAnyOrder(Path.of("/etc/k.keytab"), Path.of("/etc/krb5.conf"));
    }

    @Test
    void theAuthoritiesOfTokensAreFound() {
        String toml = """
                [sink.kafka-config]
                sasl-mechanism = "oauthbearer"
                sasl-oauth-client-id = "c"
                sasl-oauth-client-secret = "c2VjcmV0"
                sasl-oauth-token-url = "https://i.example/t"
                [tidegate.kafka]
                sasl-oauth-ca = "/etc/idp.pem"
                """;
        assertThat(of("kafka://b:9092/t?protocol=canal-json", toml))
                .containsExactly(file("tidegate.kafka.sasl-oauth-ca", "/etc/idp.pem"));
    }

    @Test
    void theDirectoryOfClaimChecksIsFound() {
        for (String protocol : List.of("canal-json", "open-protocol", "simple")) {
            String toml = """
                    [sink.kafka-config.large-message-handle]
                    large-message-handle-option = "claim-check"
                    claim-check-storage-uri = "file:///var/claims"
                    """;
            assertThat(of("kafka://b:9092/t?protocol=" + protocol + "&enable-tidb-extension=true", toml))
                    .as(protocol)
                    .extracting(NamedFile::path)
                    .containsExactly(Path.of("/var/claims"));
        }
    }

    @Test
    void theAuthoritiesOfASchemaRegistryAreFound() {
        String toml =
                "[sink]\nschema-registry = \"https://r.example\"\n[tidegate.schema-registry]\nca = \"/etc/r.pem\"\n";
        assertThat(of("kafka://b:9092/t?protocol=avro", toml))
                .extracting(NamedFile::path)
                .containsExactly(Path.of("/etc/r.pem"));
    }

    @Test
    void theFilesOfASourceAreFound() {
        SourceEndpoint source = SourceUri.parse("mysql://u@h:1/?ca=/etc/ca.pem&cert=/etc/c.pem&key=/etc/k.pem");
        assertThat(NamedFiles.of(source)).extracting(NamedFile::setting).containsExactly("ca", "cert", "key");
    }

    /** One that is not in this list must be found by {@link NamedFiles}, and then be added here. */
    @Test
    void noRecordOfTheConfigurationNamesAFileThatIsNotLookedAt() {
        List<String> fields = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.tidegate.config").stream()
                        .filter(JavaClass::isRecord)
                        .flatMap(type -> type.getFields().stream())
                        .filter(field -> field.getRawType().isEquivalentTo(Path.class))
                        .map(JavaField::getFullName)
                        .map(name -> name.replace("io.tidegate.config.", ""))
                        .sorted()
                        .toList();
        assertThat(fields)
                .containsExactly(
                        "ClaimCheckStorage.directory",
                        "NamedFile.path",
                        "SaslConfig$Kerberos.configuration",
                        "SaslConfig$KerberosProof$Keytab.file",
                        "SaslConfig$OAuth.ca",
                        "SchemaRegistryConfig.ca",
                        "SourceTls.ca",
                        "SourceTls.certificate",
                        "SourceTls.key",
                        "TlsConfig.ca",
                        "TlsConfig.certificate",
                        "TlsConfig.key");
    }

    private static NamedFile file(String setting, String path) {
        return new NamedFile(setting, Path.of(path));
    }

    private static List<NamedFile> of(String uri, String toml) {
        return NamedFiles.of(ResolvedConfig.resolve(SinkUri.parse(uri), ChangefeedConfig.parse(toml)));
    }
}
