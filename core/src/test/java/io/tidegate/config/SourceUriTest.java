package io.tidegate.config;

import static io.tidegate.config.Refusal.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.nio.file.Path;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceUriTest {
    @Test
    void kindHostPortAndLoginAreRead() {
        SourceEndpoint endpoint = SourceUri.parse("mysql://repl:p%40ss%2Fw%3Ard+@db.example:3307/");
        assertThat(endpoint.kind()).isEqualTo(SourceKind.MYSQL);
        assertThat(endpoint.host()).isEqualTo("db.example");
        assertThat(endpoint.port()).isEqualTo(3307);
        assertThat(endpoint.user()).isEqualTo("repl");
        assertThat(password(endpoint)).isEqualTo("p@ss/w:rd+");
        assertThat(endpoint.tls()).isEqualTo(new SourceTls(SourceTls.Mode.PREFERRED, null, null, null));
    }

    @Test
    void portAndSlashMayBeLeftOut() {
        SourceEndpoint endpoint = SourceUri.parse("MariaDB://me@h");
        assertThat(endpoint.kind()).isEqualTo(SourceKind.MARIADB);
        assertThat(endpoint.port()).isEqualTo(3306);
        assertThat(password(endpoint)).isEmpty();
    }

    @Test
    void addressesOfVersion6LoseTheirBrackets() {
        SourceEndpoint endpoint = SourceUri.parse("mysql://me@[2001:db8::1]:33060/");
        assertThat(endpoint.host()).isEqualTo("2001:db8::1");
        assertThat(endpoint.port()).isEqualTo(33060);
    }

    @Test
    void aPasswordFromOutsideCountsWhenTheUriHasNone() {
        Secret outside = new Secret("outside");
        assertThat(password(SourceUri.parse("mysql://me@h/", outside))).isEqualTo("outside");
        assertThat(password(SourceUri.parse("mysql://me:mine@h/", outside))).isEqualTo("mine");
        assertThat(password(SourceUri.parse("mysql://me:@h/", outside))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'', PREFERRED",
        "tls=disabled, DISABLED",
        "tls=preferred, PREFERRED",
        "tls=REQUIRED, REQUIRED",
        "tls=verify_ca, VERIFY_CA",
        "tls=verify-identity, VERIFY_IDENTITY",
        "tls=required&ca=/c.pem, VERIFY_CA",
        "ca=/c.pem, VERIFY_CA",
        "tls=verify_identity&ca=/c.pem, VERIFY_IDENTITY",
        "cert=/c.pem&key=/k.pem, REQUIRED",
    })
    void aCaAsksForVerification(String query, SourceTls.Mode mode) {
        assertThat(SourceUri.parse("mysql://me@h/?" + query).tls().mode()).isEqualTo(mode);
    }

    @Test
    void filesAreHandedOn() {
        assertThat(SourceUri.parse("mysql://me@h/?tls=required&ca=/a%20b.pem&cert=c.pem&key=k.pem")
                        .tls())
                .isEqualTo(new SourceTls(
                        SourceTls.Mode.VERIFY_CA, Path.of("/a b.pem"), Path.of("c.pem"), Path.of("k.pem")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "me@h                       | it does not begin with a scheme",
                "postgres://me@h            | the scheme is postgres, not mysql or mariadb",
                "tidb://me@h:4000/          | sources of kind tidb are not available yet",
                "mysql://h/                 | the user name is missing",
                "mysql://:pw@h/             | the user name is missing",
                "mysql://me@/               | a host is missing",
                "mysql://me@h:99999/        | not a port from 1 to 65535",
                "mysql://me@a,b/            | it names 2 hosts, a source is one server",
                "mysql://me@h/shop          | it names a database",
                "mysql://me%@h/             | a % that is not followed by two hexadecimal digits",
                "mysql://me@h/?tsl=required | no such parameter: tsl, did you mean tls?",
                "mysql://me@h/?charset=utf8 | no such parameter: charset, there are tls, ca, cert, key",
                "mysql://me@h/?tls=a&tls=b  | tls is given more than once",
                "mysql://me@h/?tls=on       | tls=on is not one of disabled, preferred, required, verify_ca, verify_identity",
                "mysql://me@h/?cert=c       | cert and key go together",
                "mysql://me@h/?key=c        | cert and key go together",
                "mysql://me@h/?tls=preferred&ca=c | ca, cert and key have no effect with tls=preferred",
                "mysql://me@h/?tls=disabled&cert=c&key=k | ca, cert and key have no effect with tls=disabled",
            })
    void wrongUrisAreRefused(String uri, String text) {
        TidegateException refusal = refusal(() -> SourceUri.parse(uri));
        assertThat(refusal.code()).isEqualTo(ErrorCode.SOURCE_URI_INVALID);
        assertThat(refusal.detail()).startsWith("source uri invalid '").contains(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://me:HIDE@h:x/",
                "mysql://me:HI/HIDE@h/",
                "mysql://me:HIDE?HIDE@h/",
                "mysql://me:12?HIDE@h/",
                "mysql://me:HIDE#HIDE@h/",
                "mysql://me:%HIDE@h/",
                "mysql://me:x@h/?tls=a&HIDE",
                "me:HIDE@h",
            })
    void noErrorShowsThePassword(String uri) {
        assertThat(refusal(() -> SourceUri.parse(uri)).getMessage()).doesNotContain("HIDE");
    }

    @Test
    void aMaskedUriKeepsEverythingElse() {
        assertThat(SourceUri.mask("mysql://me:pw@h:3306/?tls=required&ca=/c.pem"))
                .isEqualTo("mysql://me:******@h:3306/?tls=required&ca=/c.pem");
        assertThat(SourceUri.parse("mysql://me:pw@h/").toString()).doesNotContain("pw");
    }

    private static String password(SourceEndpoint endpoint) {
        return endpoint.password().reveal(Function.identity());
    }
}
