package io.tidegate.config;

import static io.tidegate.config.Refusal.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SinkUriTest {
    @Test
    void hostsAndTopicAreRead() {
        SinkUri uri = SinkUri.parse("kafka://10.0.0.1:9092,10.0.0.2:9093/cdc-default?protocol=canal-json");
        assertThat(uri.brokers()).containsExactly("10.0.0.1:9092", "10.0.0.2:9093");
        assertThat(uri.topic()).isEqualTo("cdc-default");
        assertThat(uri.warnings()).isEmpty();
    }

    @Test
    void addressesOfVersion6StandInBrackets() {
        assertThat(SinkUri.parse("kafka://[2001:db8::1]:9092,h_1:9/t").brokers())
                .containsExactly("[2001:db8::1]:9092", "h_1:9");
    }

    @Test
    void slashesAroundTheTopicAreTrimmed() {
        assertThat(SinkUri.parse("kafka://h:1//orders/").topic()).isEqualTo("orders");
    }

    @Test
    void theSchemeMayBeInCapitalsAndSaysWhetherTlsIsMeant() {
        assertThat(SinkUri.parse("KAFKA://h:1/t").tlsByScheme()).isFalse();
        assertThat(SinkUri.parse("KAFKA+SSL://h:1/t").tlsByScheme()).isTrue();
    }

    @Test
    void valuesArePercentDecodedAndARawPlusIsASpace() {
        SettingValues values = SinkUri.parse("kafka://h:1/t?sasl-password=p%40s%2Bs%26%C3%A9&sasl-user=a+b")
                .values();
        assertThat(values.text(SaslSettings.PASSWORD)).isEqualTo("p@s+s&é");
        assertThat(values.text(SaslSettings.USER)).isEqualTo("a b");
    }

    @ParameterizedTest
    @CsvSource({"1,true", "t,true", "T,true", "TRUE,true", "True,true", "0,false", "f,false", "FALSE,false"})
    void flagsAreWrittenAsInGo(String text, boolean on) {
        SettingValues values =
                SinkUri.parse("kafka://h:1/t?enable-tidb-extension=" + text).values();
        assertThat(values.flag(CodecSettings.TIDB_EXTENSION)).isEqualTo(on);
    }

    @Test
    void anEmptyValueIsNoValue() {
        assertThat(SinkUri.parse("kafka://h:1/t?dial-timeout=&partition-num=")
                        .values()
                        .settings())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                    | CDC:ErrSinkURIInvalid | sink_uri is empty, cannot create a changefeed without sink_uri",
                "h:9092/t                              | CDC:ErrSinkURIInvalid | sink uri invalid 'h:9092/t': it does not begin with a scheme",
                "mysql://h:3306/                       | CDC:ErrSinkURIInvalid | the scheme is mysql, only kafka and kafka+ssl are available",
                "kafka:///t                            | CDC:ErrSinkURIInvalid | a host is missing",
                "kafka://h:1,/t                        | CDC:ErrSinkURIInvalid | a host is missing",
                "kafka://h/t                           | CDC:ErrSinkURIInvalid | broker h has no port",
                "kafka://[::1]/t                       | CDC:ErrSinkURIInvalid | broker [::1] has no port",
                "kafka://h:0/t                         | CDC:ErrSinkURIInvalid | not a port from 1 to 65535",
                "kafka://h:65536/t                     | CDC:ErrSinkURIInvalid | not a port from 1 to 65535",
                "kafka://2001:db8::1:9092/t            | CDC:ErrSinkURIInvalid | an IPv6 address goes into brackets",
                "kafka://[::1:9092/t                   | CDC:ErrSinkURIInvalid | an address in brackets is not closed",
                "kafka://h:1/t?ca=%zz                  | CDC:ErrSinkURIInvalid | a % that is not followed by two hexadecimal digits",
                "kafka://h:1/t?ca=%ff                  | CDC:ErrSinkURIInvalid | percent-encoded bytes that are not UTF-8",
                "kafka://h:1/t?sasl-password=a#b       | CDC:ErrSinkURIInvalid | it has a #, write %23",
                "kafka://h:1                           | CDC:ErrKafkaInvalidConfig | no topic is specified in sink-uri",
                "kafka://h:1/?protocol=canal-json      | CDC:ErrKafkaInvalidConfig | no topic is specified in sink-uri",
                "kafka://h:1/a/b                       | CDC:ErrKafkaInvalidConfig | \"a/b\" cannot be a topic",
                "kafka://h:1/..                        | CDC:ErrKafkaInvalidConfig | \"..\" cannot be a topic",
                "kafka://h:1/t%C4%B0                   | CDC:ErrKafkaInvalidConfig | cannot be a topic",
                "kafka://h:1/t?partition-num=0         | CDC:ErrKafkaInvalidPartitionNum | invalid partition num 0",
                "kafka://h:1/t?partition-num=-3        | CDC:ErrKafkaInvalidPartitionNum | invalid partition num -3",
                "kafka://h:1/t?partition-num=2147483648 | CDC:ErrKafkaInvalidPartitionNum | invalid partition num 2147483648",
                "kafka://h:1/t?partition-num=abc       | CDC:ErrKafkaInvalidConfig | ^partition-num: \"abc\" is not a whole number",
                "kafka://h:1/t?replication-factor=0    | CDC:ErrKafkaInvalidConfig | ^replication-factor: 0 is not allowed",
                "kafka://h:1/t?replication-factor=40000 | CDC:ErrKafkaInvalidConfig | ^replication-factor: 40000 is not allowed",
                "kafka://h:1/t?auto-create-topic=yes   | CDC:ErrKafkaInvalidConfig | ^auto-create-topic: \"yes\" is not true or false",
                "kafka://h:1/t?max-message-bytes=0     | CDC:ErrCodecInvalidConfig | invalid max-message-bytes 0",
                "kafka://h:1/t?max-batch-size=-1       | CDC:ErrCodecInvalidConfig | invalid max-batch-size -1",
                "kafka://h:1/t?compression=brotli      | CDC:ErrKafkaInvalidConfig | ^compression: brotli is not allowed, use `none`, `gzip`",
                "kafka://h:1/t?required-acks=2         | CDC:ErrKafkaInvalidRequiredAcks | invalid required acks 2, only support these values: 0(NoResponse),1(WaitForLocal) and -1(WaitForAll)",
                "kafka://h:1/t?kafka-version=2.4       | CDC:ErrKafkaInvalidVersion | invalid version `2.4`",
                "kafka://h:1/t?kafka-version=0.11.0    | CDC:ErrKafkaInvalidVersion | invalid version `0.11.0`",
                "kafka://h:1/t?kafka-client-id=a:b     | CDC:ErrKafkaInvalidClientID | invalid kafka client ID 'a:b'",
                "kafka://h:1/t?dial-timeout=10         | CDC:ErrKafkaInvalidConfig | \"10\" is not a duration",
                "kafka://h:1/t?read-timeout=0s         | CDC:ErrKafkaInvalidConfig | ^read-timeout: 0s is not allowed, use duration, more than 0",
                "kafka://h:1/t?write-timeout=-1s       | CDC:ErrKafkaInvalidConfig | ^write-timeout: -1s is not allowed",
                "kafka://h:1/t?transaction-atomicity=table | CDC:ErrSinkURIInvalid | table level atomicity is not supported by kafka scheme",
                "kafka://h:1/t?sasl-mechanism=kerberos | CDC:ErrKafkaInvalidConfig | unknown kerberos SASL mechanism",
                "kafka://h:1/t?sasl-gssapi-auth-type=x | CDC:ErrKafkaInvalidConfig | unknown x auth type",
                "kafka://h:1/t?avro-decimal-handling-mode=x | CDC:ErrCodecInvalidConfig | avro-decimal-handling-mode value could only be \"string\" or \"precise\"",
                "kafka://h:1/t?avro-bigint-unsigned-handling-mode=x | CDC:ErrCodecInvalidConfig | avro-bigint-unsigned-handling-mode value could only be \"long\" or \"string\"",
                "kafka://h:1/t?encoding-format=x       | CDC:ErrCodecInvalidConfig | unsupported encoding format type: x for the simple protocol",
            })
    void wrongUrisAreRefusedWithTheCodeAndTextOfTheFault(String uri, String code, String text) {
        assertThat(refusal(() -> SinkUri.parse(uri)))
                .satisfies(e -> assertThat(e.code().code()).isEqualTo(code))
                .satisfies(e -> assertThat("^" + e.detail()).contains(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.4.0", "0.11.0.2", "3.9.1", "10.0.0"})
    void versionsHaveThreeNumbersAndFourIfTheyBeginWithZero(String version) {
        assertThat(SinkUri.parse("kafka://h:1/t?kafka-version=" + version)
                        .values()
                        .text(KafkaSettings.KAFKA_VERSION))
                .isEqualTo(version);
    }

    @Test
    void choicesAreTrimmedAndTheirCaseDoesNotMatter() {
        assertThat(SinkUri.parse("kafka://h:1/t?compression=+GZIP&sasl-mechanism=PLAIN")
                        .values()
                        .text(KafkaSettings.COMPRESSION))
                .isEqualTo("gzip");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "protcol=canal-json    | protcol: no such parameter; it is ignored, did you mean protocol?",
                "zookeeper=x           | zookeeper: no such parameter; it is ignored",
                "sasl-oauth-scopes=x   | it belongs into the configuration file as sink.kafka-config.sasl-oauth-scopes",
                "max-batched-bytes=1   | max-batched-bytes: only later versions of TiCDC know it; it has no effect",
                "ca=a&ca=b             | ca: it is given more than once, the first value counts",
                "kw                    | sink-uri: a parameter without a value is ignored",
            })
    void parametersWithoutEffectGiveAWarning(String query, String warning) {
        assertThat(SinkUri.parse("kafka://h:1/t?" + query).warnings())
                .singleElement()
                .satisfies(found -> assertThat(found.toString()).contains(warning));
    }

    @Test
    void ofAParameterGivenTwiceTheFirstValueCounts() {
        assertThat(SinkUri.parse("kafka://h:1/t?ca=a&ca=b").values().text(KafkaSettings.CA))
                .isEqualTo("a");
    }

    @Test
    void aLoginBeforeTheHostsIsNotUsed() {
        SinkUri uri = SinkUri.parse("kafka://me:pw@h:1/t");
        assertThat(uri.brokers()).containsExactly("h:1");
        assertThat(uri.warnings())
                .extracting(ConfigWarning::text)
                .singleElement()
                .asString()
                .contains("sasl-user");
    }

    @ParameterizedTest
    @CsvSource({
        "kafka://h:1/t?protocol=canal-json&sasl-user=u&sasl-password=HIDE, kafka://h:1/t?protocol=canal-json&sasl-user=u&sasl-password=******",
        "kafka://me:HIDE@h:1/t, kafka://me:******@h:1/t",
        "kafka://h:1/t?schema-registry=https%3A%2F%2Fu%3AHIDE%40sr, kafka://h:1/t?schema-registry=******",
        "kafka://h:1/t?sasl%2Dpassword=HIDE, kafka://h:1/t?sasl%2Dpassword=******",
        "kafka://h:1/t?sasl-pasword=HIDE, kafka://h:1/t?sasl-pasword=******",
        "kafka://h:1/t?sasl-password=a&HIDE, kafka://h:1/t?sasl-password=******&******",
        "kafka://[::1]:1/t, kafka://[::1]:1/t",
    })
    void secretsAndWhatMayBeOneAreHidden(String uri, String shown) {
        assertThat(SinkUri.parse(uri)).hasToString(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kafka://me:HI/HIDE@h:1/t",
                "kafka://me:HIDE?HIDE@h:1/t",
                "kafka://me:1?HIDE@h:1/t",
                "kafka://me:HIDE#x@h:1/t",
                "HIDE@h:1/t",
                "kafka://h:1/t?sasl-password=%HIDE",
                "kafka://h:HIDE/t",
                "kafka://h:1/t?protocol=x&HIDE#",
            })
    void noErrorShowsASecret(String uri) {
        assertThat(refusal(() -> SinkUri.parse(uri)).getMessage()).doesNotContain("HIDE");
    }

    @ParameterizedTest
    @CsvSource({
        "kafka://h:1/t?sasl-user=u&sasl-password=******, kafka://h:1/t?sasl-user=u&sasl-password=a%26b",
        "kafka://h:1/other?sasl-password=******&protocol=avro, kafka://h:1/other?sasl-password=a%26b&protocol=avro",
        "kafka://h:1/t?sasl-password=new, kafka://h:1/t?sasl-password=new",
        "kafka://elsewhere:1/t?sasl-password=new, kafka://elsewhere:1/t?sasl-password=new",
    })
    void aMaskStandsForTheSecretItHid(String written, String meant) {
        Secret previous = new Secret("kafka://h:1/t?sasl-user=u&sasl-password=a%26b");
        assertThat(SinkUri.unmask(written, previous)).isEqualTo(new Secret(meant));
    }

    @ParameterizedTest
    @CsvSource({
        "kafka://elsewhere:1/t?sasl-password=******, the brokers are other ones",
        "kafka+ssl://h:1/t?sasl-password=******, the brokers are other ones",
        "kafka://h:1/t?sasl-gssapi-password=******, sasl-gssapi-password=****** stands for no secret",
        "kafka://h:1/t?******, ****** stands for no secret",
        "kafka://h:1/******, ****** stands for no secret",
    })
    void aMaskThatStandsForNothingOrForSomebodyElsesSecretIsRefused(String written, String because) {
        Secret previous = new Secret("kafka://h:1/t?sasl-password=HIDE");
        TidegateException refusal = refusal(() -> SinkUri.unmask(written, previous));
        assertThat(refusal.code()).isEqualTo(ErrorCode.SINK_URI_INVALID);
        assertThat(refusal.detail()).contains(because).doesNotContain("HIDE");
    }

    @Property
    void anyTextIsEitherReadOrRefusedAsASinkUri(@ForAll String text) {
        try {
            SinkUri.parse("kafka://" + text);
        } catch (TidegateException e) {
            assertThat(List.of(ErrorCode.SINK_URI_INVALID, ErrorCode.KAFKA_INVALID_CONFIG))
                    .contains(e.code());
        }
    }
}
