package io.tidegate.server.console.draft;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.ChangefeedConfig;
import io.tidegate.config.ResolvedConfig;
import io.tidegate.config.Secret;
import io.tidegate.config.SinkUri;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DraftExportTest {
    private static final String SERVER = "http://127.0.0.1:8300";

    @Test
    void theFileIsReadable() {
        assertThat(export(Drafts.complete()).file()).isEqualTo("""
                        case-sensitive = false
                        force-replicate = true

                        [filter]
                        rules = ["*.*"]

                        [[sink.dispatchers]]
                        matcher = ["*.*"]
                        topic = "{schema}-{table}"
                        partition = "index-value"
                        """);
    }

    @Test
    void theCommandIsReadable() {
        assertThat(export(Drafts.complete()).command()).isEqualTo("""
                        tidegate changefeed create \\
                          --server http://127.0.0.1:8300 \\
                          --cluster shop-cluster \\
                          --name Shop \\
                          --rcu 2 \\
                          --start now \\
                          --sink-uri 'kafka://broker-1.example:9092/shop?protocol=canal-json&partition-num=3&replication-factor=1' \\
                          --config changefeed.toml
                        """);
    }

    @Test
    void aPasswordComesFromTheEnvironment() {
        DraftExport export =
                export(Drafts.typed(Drafts.complete(), "authentication", "PLAIN", "user", "cdc", "password", "hidden"));
        assertThat(export.command()).startsWith("export TIDEGATE_SASL_PASSWORD='******'\n");
        assertThat(export.file()).doesNotContain("password");
    }

    @ParameterizedTest
    @EnumSource(BrokerLogin.Mechanism.class)
    void theFileMeansWhatTheRequestMeans(BrokerLogin.Mechanism mechanism) {
        Draft draft = Drafts.typed(everything(), "authentication", mechanism.name(), "kerberos-proof", "KEYTAB");
        DraftExport export = export(draft);
        String file = export.file().replace("re%3Ag:******", "re%3Ag:r%40g*").replace("******", "b2F1dGggc2VjcmV0");
        Secret password = mechanism.takesPassword() ? draft.target().login().password() : null;
        ResolvedConfig fromFile =
                ResolvedConfig.resolve(SinkUri.parse(uriOf(export.command())), ChangefeedConfig.parse(file), password);
        assertThat(fromFile)
                .usingRecursiveComparison()
                .ignoringFields("warnings")
                .isEqualTo(DraftRequest.resolve(draft));
    }

    @Test
    void aFileWithMasksIsRefusedUntilSomebodyWritesTheSecrets() {
        String file = export(Drafts.everything()).file();
        assertThat(file).startsWith("# Write the secrets in place of ******.\n");
        Assertions.assertThatThrownBy(() -> ChangefeedConfig.parse(file)).hasMessageContaining("******");
    }

    @Test
    void noExportHoldsASecret() {
        for (BrokerLogin.Mechanism mechanism : BrokerLogin.Mechanism.values()) {
            DraftExport export = export(
                    Drafts.typed(everything(), "authentication", mechanism.name(), "kerberos-proof", "PASSWORD"));
            assertThat(export.command() + export.file() + export.call())
                    .doesNotContain(
                            "p@ss", "p%40ss", "oauth secret", "b2F1dGggc2VjcmV0", "kerberos secret", "r@g", "r%40g");
        }
    }

    @Test
    void theCallSendsTheSameRequest() {
        assertThat(export(Drafts.complete()).call())
                .startsWith("curl http://127.0.0.1:8300/api/v2/changefeeds \\\n")
                .contains("-H \"Authorization: Bearer $TIDEGATE_TOKEN\"")
                .contains("\"force_replicate\" : true")
                .contains("\"cluster\" : \"shop-cluster\"")
                .contains("\"name\" : \"Shop\"");
    }

    @Test
    void aQuoteInANameStaysInItsWord() {
        assertThat(export(Drafts.everything()).command()).contains("--name 'Käufe & '\\''more'\\'''");
        assertThat(export(Drafts.everything()).call()).contains("Käufe & '\\''more'\\''");
    }

    private static Draft everything() {
        return Drafts.typed(
                Drafts.everything(),
                "tls",
                "on",
                "case-sensitive",
                "on",
                "event-filters.0.matcher",
                "a.b",
                "event-filters.0.ignore-sql",
                "^DROP\\s+\"x\"",
                "column-selectors.0.matcher",
                "a.*",
                "column-selectors.0.columns",
                "*",
                "tidb-extension",
                "on",
                "registry-login",
                "on");
    }

    private static DraftExport export(Draft draft) {
        return DraftExport.of(draft, "shop-cluster", SERVER);
    }

    private static String uriOf(String command) {
        Matcher uri = Pattern.compile("--sink-uri '([^']+)'").matcher(command);
        assertThat(uri.find()).isTrue();
        return uri.group(1);
    }
}
