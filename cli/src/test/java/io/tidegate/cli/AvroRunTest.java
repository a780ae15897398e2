package io.tidegate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.cli.AvroSite.Message;
import io.tidegate.config.SchemaRegistryConfig;
import io.tidegate.config.SchemaRegistryConfig.Login;
import io.tidegate.config.Secret;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.feed.FeedStatus;
import io.tidegate.feed.FeedStatus.State;
import io.tidegate.kafka.registry.HttpRegistry;
import io.tidegate.testkit.registry.RegistryGateway;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** From a real database into a real broker with a real registry, read back by a deserializer that is not ours. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AvroRunTest {
    @RegisterExtension
    private static final AvroSite AVRO = new AvroSite();

    private static final Site SITE = AVRO.site();

    @TempDir
    private Path directory;

    @Test
    void rowsOfAllTypesComeBack() throws Exception {
        String begin = SITE.end();
        SITE.sql("CREATE DATABASE types", """
                CREATE TABLE types.t (id BIGINT UNSIGNED PRIMARY KEY, ti TINYINT, si SMALLINT UNSIGNED, mi MEDIUMINT,
                  i INT UNSIGNED, f FLOAT, d DOUBLE, dec_ DECIMAL(40,10), b BIT(10), c CHAR(5), v VARCHAR(20), tx MEDIUMTEXT,
                  bin BINARY(4), vb VARBINARY(9), bl BLOB, e ENUM('x','y'), s SET('p','q','r'), j JSON, da DATE,
                  dt DATETIME(3), ts TIMESTAMP(6) NULL, tm TIME, y YEAR, u UUID, v4 INET4, g POINT)""", """
                INSERT INTO types.t VALUES (18446744073709551615, -128, 65535, -8388608, 4294967295, 1.5, -2.25,
                  -123456789012345678901234567890.0123456789, b'1000000001', 'ab', 'é測', 'text', 0x01, 0x00ff, 'blob', 'y',
                  'r,p', '{"k": 1}', '2024-02-29', '2024-02-29 01:02:03.456', '2024-05-01 08:00:00.25', '-01:02:03', 2024,
                  '123e4567-e89b-12d3-a456-426655440000', '192.0.2.1', POINT(1, 2))""", "INSERT INTO types.t (id) VALUES (2)");
        assertThat(AVRO.run(directory, "types", begin, "&enable-tidb-extension=true")
                        .status())
                .isZero();
        List<Message> messages = AVRO.read("types_t");
        assertThat(messages).hasSize(2);
        GenericRecord row = messages.get(0).value();
        assertThat(messages.get(0).key().get("id")).isEqualTo(-1L);
        assertThat(row.get("id")).isEqualTo(-1L);
        assertThat(Stream.of("ti", "si", "mi", "i", "f", "d", "y").map(row::get))
                .containsExactly(-128, 65535, -8388608, 4294967295L, 1.5f, -2.25d, 2024);
        assertThat(decimal(row, "dec_")).isEqualTo("-123456789012345678901234567890.0123456789");
        assertThat(row.get("b")).isEqualTo(ByteBuffer.wrap(new byte[] {2, 1}));
        assertThat(row.get("bin")).isEqualTo(ByteBuffer.wrap(new byte[] {1, 0, 0, 0}));
        assertThat(row.get("vb")).isEqualTo(ByteBuffer.wrap(new byte[] {0, (byte) 0xff}));
        assertThat(Stream.of("c", "v", "tx", "e", "s", "j", "da", "dt", "ts", "tm", "u", "v4", "_tidb_op")
                        .map(name -> row.get(name).toString()))
                .containsExactly(
                        "ab",
                        "é測",
                        "text",
                        "y",
                        "p,r",
                        "{\"k\": 1}",
                        "2024-02-29",
                        "2024-02-29 01:02:03.456",
                        "2024-05-01 08:00:00.250000",
                        "-01:02:03",
                        "123e4567-e89b-12d3-a456-426655440000",
                        "192.0.2.1",
                        "c");
        GenericRecord nulls = messages.get(1).value();
        assertThat(nulls.getSchema().getFields().stream()
                        .map(Schema.Field::name)
                        .filter(name -> nulls.get(name) != null))
                .containsExactly("id", "_tidb_op", "_tidb_commit_ts", "_tidb_commit_physical_time");
    }

    @Test
    void eachRowIsReadWithTheSchemaItWasWrittenUnder() throws Exception {
        String begin = SITE.end();
        SITE.sql(
                "CREATE DATABASE evolve",
                "CREATE TABLE evolve.t (id INT PRIMARY KEY, a VARCHAR(10), b INT NOT NULL DEFAULT 5, c FLOAT)",
                "INSERT INTO evolve.t (id) VALUES (1)",
                "ALTER TABLE evolve.t ADD COLUMN d INT",
                "INSERT INTO evolve.t (id, d) VALUES (2, 20)",
                "ALTER TABLE evolve.t ADD COLUMN e VARCHAR(9) NOT NULL DEFAULT 'x' FIRST",
                "INSERT INTO evolve.t (id) VALUES (3)",
                "ALTER TABLE evolve.t MODIFY b BIGINT NOT NULL DEFAULT 5, MODIFY c DOUBLE",
                "INSERT INTO evolve.t (id, b) VALUES (4, 5000000000)",
                "ALTER TABLE evolve.t MODIFY a VARCHAR(20), ADD INDEX (a), COMMENT = 'no change for Avro'",
                "INSERT INTO evolve.t (id) VALUES (5)",
                "ALTER TABLE evolve.t RENAME COLUMN a TO a2",
                "INSERT INTO evolve.t (id, a2) VALUES (6, 'six')",
                "ALTER TABLE evolve.t ALTER b SET DEFAULT 7, MODIFY e VARCHAR(9)",
                "INSERT INTO evolve.t (id, e) VALUES (7, 'y')",
                "ALTER TABLE evolve.t DROP COLUMN d, MODIFY c VARCHAR(30)",
                "UPDATE evolve.t SET c = 'text' WHERE id = 7",
                "ALTER TABLE evolve.t ADD COLUMN g DECIMAL(5,2) NOT NULL DEFAULT 1.5",
                "DELETE FROM evolve.t WHERE id = 1",
                "ALTER TABLE evolve.t MODIFY e VARCHAR(9) NOT NULL DEFAULT 'z', DROP PRIMARY KEY, ADD PRIMARY KEY (id, e)",
                "INSERT INTO evolve.t (id) VALUES (8)");
        assertThat(AVRO.run(directory, "evolve", begin, "").status()).isZero();
        assertThat(AVRO.read("evolve_t").stream().map(AvroRunTest::shown))
                .containsExactly(
                        "{id=1} {id=1, a=null, b=5, c=null}",
                        "{id=2} {id=2, a=null, b=5, c=null, d=20}",
                        "{id=3} {e=x, id=3, a=null, b=5, c=null, d=null}",
                        "{id=4} {e=x, id=4, a=null, b=5000000000, c=null, d=null}",
                        "{id=5} {e=x, id=5, a=null, b=5, c=null, d=null}",
                        "{id=6} {e=x, id=6, a2=six, b=5, c=null, d=null}",
                        "{id=7} {e=y, id=7, a2=null, b=7, c=null, d=null}",
                        "{id=7} {e=y, id=7, a2=null, b=7, c=text}",
                        "{id=1} null",
                        "{e=z, id=8} {e=z, id=8, a2=null, b=7, c=null, g=1.50}");
        assertThat(AVRO.registry().get("/subjects/evolve_t-value/versions")).isEqualTo("[1,2,3,4,5,6,7,8,9]");
        assertThat(AVRO.registry().get("/subjects/evolve_t-key/versions")).isEqualTo("[1,2]");
    }

    @Test
    void aRefusedChangeHoldsTheFeedUntilItIsAllowed() throws Exception {
        String begin = SITE.end();
        SITE.sql(
                "CREATE DATABASE refused",
                "CREATE TABLE refused.t (id INT PRIMARY KEY)",
                "INSERT INTO refused.t VALUES (1)");
        try (LocalFeed feed = LocalFeed.start(
                AVRO.request(directory, "refused", begin, AVRO.registry().url()), check -> {})) {
            patiently().until(() -> SITE.records("refused_t").size() == 1);
            AVRO.registry().compatibility("refused_t-value", "BACKWARD");
            SITE.sql(
                    "ALTER TABLE refused.t ADD COLUMN taken INT",
                    "INSERT INTO refused.t VALUES (2, 2)",
                    "ALTER TABLE refused.t ADD COLUMN n INT NOT NULL",
                    "INSERT INTO refused.t VALUES (3, 3, 3)");
            TidegateException error = trouble(feed);
            assertThat(error.detail()).contains("the schema of subject refused_t-value is incompatible");
            assertThat(error.remedy()).contains("/config/refused_t-value");
            assertThat(AVRO.read("refused_t").stream().map(AvroRunTest::shown))
                    .startsWith("{id=1} {id=1}", "{id=2} {id=2, taken=2}")
                    .noneMatch(row -> row.contains("id=3"));
            AVRO.registry().compatibility("refused_t-value", "NONE");
            awaitRow("refused_t", "{id=3} {id=3, taken=3, n=3}");
            patiently().until(() -> feed.changefeed().status().state() == State.RUNNING);
        }
    }

    @Test
    void aRegistryThatIsRestartedHoldsTheFeedUntilItIsBack() throws Exception {
        String begin = SITE.end();
        SITE.sql("CREATE DATABASE down", "CREATE TABLE down.t (id INT PRIMARY KEY)", "INSERT INTO down.t VALUES (1)");
        try (LocalFeed feed = LocalFeed.start(
                AVRO.request(directory, "down", begin, AVRO.registry().url()), check -> {})) {
            patiently().until(() -> SITE.records("down_t").size() == 1);
            AVRO.registry().stop();
            try {
                SITE.sql("INSERT INTO down.t VALUES (2)");
                patiently().until(() -> SITE.records("down_t").size() == 2);
                SITE.sql("ALTER TABLE down.t ADD COLUMN a INT", "INSERT INTO down.t VALUES (3, 3)");
                assertThat(trouble(feed).detail()).endsWith("it takes no connection");
            } finally {
                AVRO.registry().start();
            }
            awaitRow("down_t", "{id=3} {id=3, a=3}");
            patiently().until(() -> feed.changefeed().status().state() == State.RUNNING);
        }
    }

    @Test
    void aRegistryThatFailsOrSaysNothingHoldsTheFeedUntilItAnswers() throws Exception {
        String begin = SITE.end();
        SITE.sql(
                "CREATE DATABASE broken",
                "CREATE TABLE broken.t (id INT PRIMARY KEY)",
                "INSERT INTO broken.t VALUES (1)");
        try (RegistryGateway gateway = new RegistryGateway(AVRO.registry().url(), "cdc:pä/s");
                LocalFeed feed = LocalFeed.start(
                        AVRO.request(directory, "broken", begin, gateway.url().replace("//", "//cdc:p%C3%A4%2Fs@")),
                        check -> {})) {
            patiently().until(() -> SITE.records("broken_t").size() == 1);
            gateway.answer(500, "{\"error_code\":50001,\"message\":\"Error in the backend data store\"}");
            SITE.sql("ALTER TABLE broken.t ADD COLUMN a INT", "INSERT INTO broken.t VALUES (2, 2)");
            assertThat(trouble(feed).detail()).contains("status 500: Error in the backend data store");
            gateway.pass();
            awaitRow("broken_t", "{id=2} {id=2, a=2}");
            gateway.stall();
            SITE.sql("ALTER TABLE broken.t ADD COLUMN b INT", "INSERT INTO broken.t VALUES (3, 3, 3)");
            assertThat(trouble(feed).detail()).endsWith("no answer within 2000 ms");
            gateway.pass();
            awaitRow("broken_t", "{id=3} {id=3, a=3, b=3}");
        }
    }

    @Test
    void checkTellsOfTheRegistryAndPeekReadsTheMessages() throws Exception {
        String begin = SITE.end();
        SITE.sql(
                "CREATE DATABASE shown", "CREATE TABLE shown.t (id INT PRIMARY KEY)", "INSERT INTO shown.t VALUES (1)");
        Ending check = command("check", "shown", AVRO.registry().url(), AvroSite.topicOfEachTable("shown"));
        assertThat(check.out())
                .contains("PASS A001 " + AVRO.registry().url() + ": answers without a login")
                .contains("A002 ");
        assertThat(check.status()).isZero();
        assertThat(AVRO.run(directory, "shown", begin, "").status()).isZero();
        Ending peek = SITE.peek(
                "shown_t", "avro", "--schema-registry=" + AVRO.registry().url());
        assertThat(peek.out()).contains("UPSERT default.shown.t {\"id\":1} key {\"id\":1}");
    }

    @Test
    void aWrongLoginFailsTheCheckAndTheStartWithoutThePassword() throws Exception {
        SITE.sql("CREATE DATABASE login", "CREATE TABLE login.t (id INT PRIMARY KEY)");
        try (RegistryGateway gateway = new RegistryGateway(AVRO.registry().url(), "cdc:right")) {
            String address = gateway.url().replace("//", "//cdc:WRONG@");
            Ending check = command("check", "login", address, AvroSite.topicOfEachTable("login"));
            assertThat(check.status()).isEqualTo(3);
            assertThat(check.out()).contains("FAIL A001").contains("it refuses to be asked as cdc");
            Ending run = command("run", "login", address, AvroSite.topicOfEachTable("login"));
            assertThat(run.status()).isEqualTo(3);
            assertThat(run.err()).contains("error CDC:ErrAvroSchemaAPIError").contains("remedy: ");
            assertThat(check.out() + run.out() + run.err()).doesNotContain("WRONG");
            HttpRegistry right = new HttpRegistry(new SchemaRegistryConfig(
                    URI.create(gateway.url()), new Login("cdc", new Secret("right")), null, Duration.ofSeconds(10)));
            right.requireReachable();
        }
    }

    @Test
    void tablesInOneTopicAndTablesWithoutAKeyAreRefused() throws Exception {
        SITE.sql(
                "CREATE DATABASE several",
                "CREATE TABLE several.a (id INT PRIMARY KEY)",
                "CREATE TABLE several.b (id INT PRIMARY KEY)",
                "CREATE DATABASE keyless",
                "CREATE TABLE keyless.t (id INT)");
        Ending several = command("run", "several", AVRO.registry().url(), "filter.rules = ['several.*']");
        assertThat(several.status()).isEqualTo(2);
        assertThat(several.err())
                .contains("error CDC:ErrKafkaTopicExprInvalid")
                .contains("several.a, several.b share the topic several");
        Ending keyless = command("run", "keyless", AVRO.registry().url(), AvroSite.topicOfEachTable("keyless"));
        assertThat(keyless.status()).isEqualTo(2);
        assertThat(keyless.err())
                .contains("error CDC:ErrTableIneligible")
                .contains("keyless.t")
                .doesNotContain("or force-replicate");
    }

    private Ending command(String name, String schema, String registryUrl, String configuration) throws IOException {
        List<String> options = name.equals("run") ? List.of("--data-dir=" + directory.resolve("data")) : List.of();
        return SITE.command(name, directory, AvroSite.target(schema, registryUrl), configuration, options);
    }

    private static TidegateException trouble(LocalFeed feed) {
        patiently().until(() -> feed.changefeed().status().state() == State.RETRYING);
        FeedStatus status = feed.changefeed().status();
        TidegateException error = status.error();
        assertThat(error).isNotNull();
        assertThat(error.code()).isEqualTo(ErrorCode.SCHEMA_REGISTRY);
        return error;
    }

    private static void awaitRow(String topic, String row) {
        patiently().untilAsserted(() -> assertThat(AVRO.read(topic).stream().map(AvroRunTest::shown))
                .contains(row));
    }

    private static ConditionFactory patiently() {
        return Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(100));
    }

    private static String shown(Message message) {
        return shown(message.key()) + " " + (message.value() == null ? "null" : shown(message.value()));
    }

    private static String shown(GenericRecord record) {
        return record.getSchema().getFields().stream()
                .map(field -> field.name() + "="
                        + (record.get(field.pos()) instanceof ByteBuffer
                                ? decimal(record, field.name())
                                : record.get(field.pos())))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String decimal(GenericRecord record, String name) {
        Schema schema = record.getSchema().getField(name).schema();
        Schema bytes = schema.isUnion()
                ? schema.getTypes().stream()
                        .filter(branch -> branch.getType() == Schema.Type.BYTES)
                        .findFirst()
                        .orElseThrow()
                : schema;
        ByteBuffer value = ((ByteBuffer) record.get(name)).duplicate();
        byte[] unscaled = new byte[value.remaining()];
        value.get(unscaled);
        return new BigDecimal(new BigInteger(unscaled), (Integer) bytes.getObjectProp("scale")).toPlainString();
    }
}
