package io.tidegate.config;

import static io.tidegate.config.Refusal.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigJsonTest {
    private static final JsonMapper JSON = new JsonMapper();

    /** What {@code GET /api/v2/changefeeds/…} of TiCDC v8.5 has as its {@code config} when nothing was set. */
    private static final String DEFAULTS_OF_TICDC = """
            {"memory_quota": 1073741824, "case_sensitive": false, "force_replicate": false, "ignore_ineligible_table": false,
             "check_gc_safe_point": true, "enable_sync_point": false, "bdr_mode": false, "sync_point_interval": 600000000000,
             "sync_point_retention": 86400000000000, "filter": {"rules": ["*.*"]}, "mounter": {"worker_num": 16},
             "sink": {"transaction_atomicity": "none", "date_separator": "day", "enable_partition_separator": true,
                "encoder_concurrency": 32, "enable_kafka_sink_v2": false, "only_output_updated_columns": false,
                "delete_only_output_handle_key_columns": false, "content_compatible": false, "advance_timeout": 150,
                "send_bootstrap_interval_in_sec": 120, "send_bootstrap_in_msg_count": 10000,
                "send_bootstrap_to_all_partition": true, "send-all-bootstrap-at-start": false,
                "debezium_disable_schema": false, "debezium": {"output_old_value": true},
                "open": {"output_old_value": true}},
             "consistent": {"level": "none", "max_log_size": 64, "flush_interval": 2000, "meta_flush_interval": 200,
                "encoding_worker_num": 16, "flush_worker_num": 8, "use_file_backend": false, "flush_concurrency": 1,
                "memory_usage": {"memory_quota_percentage": 50}},
             "scheduler": {"enable_table_across_nodes": false, "region_threshold": 10000, "write_key_threshold": 0},
             "integrity": {"integrity_check_level": "none", "corruption_handle_level": "warn"},
             "changefeed_error_stuck_duration": 1800000000000,
             "synced_status": {"synced_check_interval": 300, "checkpoint_interval": 15}}
            """;

    private static final String MUCH = """
            {"case_sensitive": true, "sync_point_interval": "5m", "changefeed_error_stuck_duration": 3600000000000,
             "filter": {"rules": ["a.*", "!a.b"], "ignore_txn_start_ts": [18446744073709551615, 7],
               "event_filters": [{"matcher": ["a.*"], "ignore_event": ["delete"], "ignore_sql": ["^drop"],
                  "ignore_insert_value_expr": "x > 1", "ignore_update_new_value_expr": "",
                  "ignore_update_old_value_expr": "", "ignore_delete_value_expr": ""}]},
             "scheduler": {"min_traffic_percentage": 0.80},
             "sink": {"protocol": "canal-json",
               "dispatchers": [{"matcher": ["a.*"], "topic": "t_{schema}", "partition": "columns", "columns": ["x"]},
                 {"matcher": ["b.*"], "target-schema": "c"}],
               "column_selectors": [{"matcher": ["a.*"], "columns": ["x"]}],
               "schema_registry": "http://me:HIDE@registry:8081", "advance_timeout": 7, "file_index_width": 6,
               "send-all-bootstrap-at-start": true,
               "kafka_config": {"dial_timeout": "3s", "read_timeout": 1500000000, "sasl_mechanism": "oauthbearer",
                 "sasl_password": "HIDE", "sasl_oauth_client_id": "me", "sasl_oauth_client_secret": "HIDE",
                 "sasl_oauth_token_url": "https://login/token", "codec_config": {"enable_tidb_extension": true},
                 "large_message_handle": {"claim_check_storage_uri": "file:///claims?token=HIDE"}},
               "mysql_config": {"max_multi_update_row_count": 3},
               "pulsar_config": {"tls-certificate-path": "/k", "basic-password": "HIDE"}},
             "tidegate": {"delivery": {"commit_interval": "50ms"}, "kafka": {"linger.ms": 9, "tls_server_name": "k"},
               "filter": {"ignore_transactions": ["0-1-7"]}}}
            """;

    @Test
    void withoutSettingsItHasTicdcsDefaultsInTicdcsShape() throws JsonProcessingException {
        JsonNode shown = ChangefeedConfig.ofJson(JSON.readTree("{}")).json();
        assertThat(withoutOurs(shown)).isEqualTo(same(DEFAULTS_OF_TICDC));
        assertThat(shown.at("/tidegate/delivery/guarantee").textValue()).isEqualTo("at-least-once");
        assertThat(shown.at("/tidegate/delivery/commit_interval").longValue()).isEqualTo(100_000_000);
        assertThat(shown.at("/tidegate/kafka").isMissingNode()).isTrue();
    }

    @Test
    void whatWasWrittenIsReadAgainAsItWas() throws JsonProcessingException {
        ChangefeedConfig config = read(MUCH);
        ChangefeedConfig again =
                ChangefeedConfig.ofJson(same(config.writtenJson().toString()));
        assertThat(again.writtenJson()).isEqualTo(config.writtenJson());
        assertThat(again.values().text(SaslSettings.PASSWORD)).isEqualTo("HIDE");
        assertThat(again.tables(SinkSettings.COLUMN_SELECTORS)).hasSize(1);
        assertThat(again.values().texts(FilterSettings.IGNORE_TXN_START_TS))
                .containsExactly("18446744073709551615", "7");
    }

    @Test
    void whatIsShownAndSentBackChangesNothing() throws JsonProcessingException {
        ChangefeedConfig config = read(MUCH);
        ChangefeedConfig again = ChangefeedConfig.ofJson(same(config.json().toString()), config);
        assertThat(again.json()).isEqualTo(config.json());
        for (Setting setting : SettingCatalogue.all().settings()) {
            assertThat(again.values().value(setting))
                    .as(setting.name())
                    .isEqualTo(config.values().value(setting));
        }
    }

    @Test
    void theDefaultsSentBackMeanTheSameWithEverySinkUri() throws JsonProcessingException {
        ChangefeedConfig config = read("{}");
        ChangefeedConfig again = ChangefeedConfig.ofJson(same(config.json().toString()), config);
        for (String uri : List.of("protocol=canal-json", "protocol=simple&required-acks=1", "protocol=debezium")) {
            SinkUri sink = SinkUri.parse("kafka://k:9092/t?" + uri);
            assertThat(ResolvedConfig.resolve(sink, again)).isEqualTo(ResolvedConfig.resolve(sink, config));
        }
    }

    @Test
    void aFileAndItsJsonMeanTheSame() throws JsonProcessingException {
        ChangefeedConfig file = ChangefeedConfig.parse("""
                [filter]
                rules = ['a.*']
                [sink]
                protocol = 'canal-json'
                column-selectors = [{matcher = ['a.*'], columns = ['x']}]
                [sink.kafka-config]
                dial-timeout = '3s'
                [tidegate.kafka]
                linger.ms = 9
                """);
        ChangefeedConfig json = ChangefeedConfig.ofJson(same(file.writtenJson().toString()));
        SinkUri uri = SinkUri.parse("kafka://k:9092/t");
        assertThat(ResolvedConfig.resolve(uri, json)).isEqualTo(ResolvedConfig.resolve(uri, file));
    }

    @Test
    void noSecretIsShown() throws JsonProcessingException {
        String shown = read(MUCH).json().toString();
        assertThat(shown)
                .doesNotContain("HIDE")
                .contains("\"sasl_password\":\"******\"")
                .contains("http://me:******@registry:8081")
                .contains("file:///claims?token=******")
                .contains("\"basic-password\":\"******\"");
    }

    @Test
    void theNamesAndFormsAreThoseOfTicdc() throws JsonProcessingException {
        JsonNode shown = read(MUCH).json();
        assertThat(shown.at("/sink/kafka_config/dial_timeout").textValue()).isEqualTo("3s");
        assertThat(shown.at("/sink/kafka_config/read_timeout").textValue()).isEqualTo("1s500ms");
        assertThat(shown.at("/sync_point_interval").longValue()).isEqualTo(300_000_000_000L);
        assertThat(shown.at("/filter/ignore_txn_start_ts/0").isIntegralNumber()).isTrue();
        assertThat(shown.at("/scheduler/min_traffic_percentage").isNumber()).isTrue();
        assertThat(shown.at("/sink/dispatchers/1/target-schema").textValue()).isEqualTo("c");
        assertThat(shown.at("/sink/dispatchers/1").has("partition")).isFalse();
        assertThat(shown.at("/filter/event_filters/0/ignore_delete_value_expr").textValue())
                .isEmpty();
        assertThat(shown.at("/tidegate/kafka/linger.ms").intValue()).isEqualTo(9);
    }

    @Test
    void whatTheSinkUriSaysIsShownInItsPlaceButNotTheConnection() throws JsonProcessingException {
        JsonNode shown = read("{\"sink\": {\"protocol\": \"avro\"}}")
                .json(SinkUri.parse("kafka://k:9092/t?protocol=canal-json&content-compatible=true&sasl-password=HIDE"));
        assertThat(shown.at("/sink/protocol").textValue()).isEqualTo("canal-json");
        assertThat(shown.at("/sink/content_compatible").booleanValue()).isTrue();
        assertThat(shown.at("/sink").has("kafka_config")).isFalse();
    }

    @Test
    void aNullIsNoValue() throws JsonProcessingException {
        assertThat(read("{\"sink\": null, \"case_sensitive\": null, \"filter\": {\"event_filters\": null}}")
                        .writtenJson())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'case-sensitive': true} | case-sensitive | unknown key case-sensitive, did you mean case_sensitive?",
                "{'sink': {'dispatchers': [{}, {'matchr': []}]}} | sink.dispatchers[1].matchr | unknown key sink.dispatchers[1].matchr, did you mean sink.dispatchers.matcher?",
                "{'sink': {'partition_num': 3}} | sink.partition_num | unknown key sink.partition_num, did you mean sink.kafka_config.partition_num?",
                "{'sink': {'column_selectrs': null}} | sink.column_selectrs | unknown key sink.column_selectrs, did you mean sink.column_selectors?",
                "{'tidegate': {'dead-letter': {}}} | tidegate.dead-letter | unknown key tidegate.dead-letter, did you mean tidegate.dead_letter?",
            })
    void anUnknownKeyIsRefusedWithTheNearestKnownOne(String json, String field, String text)
            throws JsonProcessingException {
        JsonNode node = same(json.replace('\'', '"'));
        TidegateException refusal = refusal(() -> ChangefeedConfig.ofJson(node));
        assertThat(refusal.code()).isEqualTo(ErrorCode.CONFIG_UNKNOWN_KEY);
        assertThat(refusal.detail()).isEqualTo(text);
        assertThat(refusal.field()).isEqualTo(field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'case_sensitive': 'yes'} | TG:ErrConfigInvalidValue | case_sensitive | case_sensitive: \"yes\" is not true or false",
                "{'filter': {'rules': 'a.*'}} | TG:ErrConfigInvalidValue | filter.rules | filter.rules: \"a.*\" is not a list in brackets",
                "{'filter': {'event_filters': [{'ignore_event': [1]}]}} | TG:ErrConfigInvalidValue | filter.event_filters[0].ignore_event | 1 is not text",
                "{'sink': {'column_selectors': {}}} | TG:ErrConfigInvalidValue | sink.column_selectors | sink.column_selectors is not a list of tables",
                "{'sink': {'kafka_config': {'partition_num': 0}}} | CDC:ErrKafkaInvalidPartitionNum | sink.kafka_config.partition_num | invalid partition num 0",
                "{'sync_point_interval': 'soon'} | TG:ErrConfigInvalidValue | sync_point_interval | \"soon\" is not a duration",
                "{'sink': {'kafka_config': {'sasl_password': '******'}}} | TG:ErrConfigInvalidValue | sink.kafka_config.sasl_password | ****** stands for no secret",
                "{'sink': {'schema_registry': 'http://me:******@elsewhere'}} | TG:ErrConfigInvalidValue | sink.schema_registry | ****** stands for no secret",
                "{'sink': {'kafka_config': {'sasl_password': 7331}}} | TG:ErrConfigInvalidValue | sink.kafka_config.sasl_password | the value is not of type text",
            })
    void wrongValuesAreRefusedAtTheirPlace(String json, String code, String field, String text)
            throws JsonProcessingException {
        JsonNode node = same(json.replace('\'', '"'));
        TidegateException refusal = refusal(() -> ChangefeedConfig.ofJson(node));
        assertThat(refusal.code().code()).isEqualTo(code);
        assertThat(refusal.field()).isEqualTo(field);
        assertThat(refusal.detail()).contains(text).doesNotContain("7331");
    }

    @Test
    void aSecretIsNotKeptForAnotherServer() throws JsonProcessingException {
        ChangefeedConfig config = read(MUCH);
        JsonNode moved = same(config.json().toString().replace("https://login/token", "https://elsewhere/token"));
        TidegateException refusal = refusal(() -> ChangefeedConfig.ofJson(moved, config));
        assertThat(refusal.field()).isEqualTo("sink.kafka_config.sasl_oauth_client_secret");
        JsonNode registry = same(config.json().toString().replace("@registry", "@elsewhere"));
        assertThat(refusal(() -> ChangefeedConfig.ofJson(registry, config)).field())
                .isEqualTo("sink.schema_registry");
    }

    @Test
    void warningsNameKeysAsTheyAreWritten() throws JsonProcessingException {
        ChangefeedConfig config = read("{\"mounter\": {\"worker_num\": 3}, \"enable_old_value\": true,"
                + "\"sink\": {\"kafka_config\": {\"insecure_skip_verify\": true}, \"column_selectors\": [{}]}}");
        SinkUri uri = SinkUri.parse("kafka://k:9092/t?protocol=canal-json&write-timeout=3s&case-sensitive=true");
        assertThat(ResolvedConfig.resolve(uri, config).warnings())
                .extracting(ConfigWarning::key)
                .containsExactlyInAnyOrder(
                        "case-sensitive",
                        "enable_old_value",
                        "sink.kafka_config.insecure_skip_verify",
                        "sink.column_selectors[0]",
                        "mounter.worker_num",
                        "write-timeout");
    }

    @Test
    void noTwoSettingsHaveTheSameNameInJson() {
        assertThat(SettingCatalogue.all().settings().stream()
                        .map(Setting::file)
                        .flatMap(Stream::ofNullable)
                        .map(Spelling.JSON::of))
                .doesNotHaveDuplicates();
    }

    private static ChangefeedConfig read(String json) throws JsonProcessingException {
        return ChangefeedConfig.ofJson(same(json));
    }

    private static JsonNode same(String json) throws JsonProcessingException {
        return JSON.readTree(json);
    }

    private static JsonNode withoutOurs(JsonNode shown) throws JsonProcessingException {
        return ((ObjectNode) same(shown.toString())).without("tidegate");
    }
}
