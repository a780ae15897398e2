package io.tidegate.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.encode.AnnouncementRules;
import io.tidegate.encode.Announcements;
import io.tidegate.encode.EncodedMessage;
import io.tidegate.encode.MessageLimits;
import io.tidegate.encode.RecordBatch;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.model.Column;
import io.tidegate.model.ColumnKind;
import io.tidegate.model.ColumnType;
import io.tidegate.model.Ddl;
import io.tidegate.model.DdlKind;
import io.tidegate.model.TableName;
import io.tidegate.model.TableVersion;
import io.tidegate.testkit.sink.MemorySink;
import io.tidegate.testkit.sink.MemoryTopics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a lane announces definitions: a message {@code schema.table id/version}. Lane 0 of 2 has partitions 0 and 2. */
class AnnouncerTest {
    private static final TableVersion V1 = table("t", 7, 1);
    private static final TableVersion V2 = table("t", 7, 2);

    private final MemoryTopics topics = new MemoryTopics();
    private long nanos = 1000;
    private int limit = 1000;

    @Test
    void theFirstRowOfATableCausesAnAnnouncementInEachPartitionOfTheLane() throws Exception {
        Announcer announcer = announcer(120, 100, true);
        announcer.beforeRows(rows(V1, 1));
        announcer.beforeRows(rows(V1, 1));
        assertThat(topics.messages("topic", 0)).containsExactly("test.t 7/1");
        assertThat(topics.messages("topic", 2)).containsExactly("test.t 7/1");
        assertThat(topics.all()).hasSize(2);
    }

    @Test
    void otherLanesAnnounceToTheirOwnPartitionsAlsoWithoutRowsInThem() throws Exception {
        announcer(1, 120, 100, true).beforeRows(rows(V1, 1));
        assertThat(topics.messages("topic", 1)).containsExactly("test.t 7/1");
        assertThat(topics.messages("topic", 3)).containsExactly("test.t 7/1");
        assertThat(topics.all()).hasSize(2);
    }

    @Test
    void onRequestPartition0AloneIsTold() throws Exception {
        announcer(0, 120, 100, false).beforeRows(rows(V1, 1));
        announcer(1, 120, 100, false).beforeRows(rows(V1, 1));
        assertThat(topics.messages("topic", 0)).containsExactly("test.t 7/1");
        assertThat(topics.all()).hasSize(1);
    }

    @Test
    void aVersionThatTheMessageOfADdlToldNeedsNoAnnouncement() throws Exception {
        Announcer announcer = announcer(120, 100, true);
        announcer.beforeRows(rows(V1, 1));
        announcer.told(new Ddl(5, DdlKind.ADD_COLUMN, V2.name(), null, "", V2), "topic");
        announcer.beforeRows(rows(V2, 1));
        assertThat(topics.messages("topic", 0)).containsExactly("test.t 7/1");
    }

    @Test
    void aVersionThatNoMessageToldIsAnnounced() throws Exception {
        Announcer announcer = announcer(120, 100, true);
        announcer.beforeRows(rows(V1, 1));
        announcer.beforeRows(rows(V2, 1));
        announcer.told(new Ddl(5, DdlKind.RENAME_TABLE, V1.name(), new TableName("test", "u"), "", V1), "other topic");
        announcer.beforeRows(rows(V1, 1));
        assertThat(topics.messages("topic", 0)).containsExactly("test.t 7/1", "test.t 7/2", "test.t 7/1");
    }

    @Test
    void aNewTableIsAnnouncedBeforeItsFirstRowAlthoughItsDdlToldIt() throws Exception {
        Announcer announcer = announcer(120, 100, true);
        announcer.told(new Ddl(5, DdlKind.CREATE_TABLE, V1.name(), null, "", V1), "topic");
        announcer.beforeRows(rows(V1, 1));
        assertThat(topics.messages("topic", 0)).containsExactly("test.t 7/1");
    }

    @Test
    void aTruncatedTableIsAnotherTable() throws Exception {
        Announcer announcer = announcer(120, 100, true);
        announcer.beforeRows(rows(V1, 1));
        TableVersion emptied = table("t", 8, 1);
        announcer.told(new Ddl(5, DdlKind.TRUNCATE_TABLE, V1.name(), null, "", emptied), "topic");
        announcer.beforeRows(rows(emptied, 1));
        assertThat(topics.messages("topic", 0)).containsExactly("test.t 7/1", "test.t 8/1");
    }

    @Test
    void equalVersionsReadAnewAreOneVersion() throws Exception {
        Announcer announcer = announcer(120, 100, true);
        announcer.beforeRows(rows(V1, 1));
        announcer.beforeRows(rows(table("t", 7, 1), 1));
        assertThat(topics.messages("topic", 0)).hasSize(1);
    }

    @Test
    void versionsWithoutANumberAreToldApartByTheirDefinition() throws Exception {
        Announcer announcer = announcer(120, 100, true);
        TableVersion unknown = table("t", 0, 0);
        announcer.beforeRows(rows(unknown, 1));
        announcer.beforeRows(rows(unknown, 1));
        announcer.beforeRows(rows(table("t", 0, 0), 1));
        assertThat(topics.messages("topic", 0)).hasSize(2);
    }

    @Test
    void announcementsAreRepeatedAfterTheInterval() throws Exception {
        Announcer announcer = announcer(120, 100, true);
        announcer.beforeRows(rows(V1, 1));
        repeatAfter(announcer, Duration.ofSeconds(119));
        assertThat(topics.messages("topic", 0)).hasSize(1);
        repeatAfter(announcer, Duration.ofSeconds(1));
        assertThat(topics.messages("topic", 0)).hasSize(2);
        repeatAfter(announcer, Duration.ofSeconds(119));
        assertThat(topics.messages("topic", 0)).hasSize(2);
    }

    @Test
    void announcementsAreRepeatedAfterSoManyRows() throws Exception {
        Announcer announcer = announcer(120, 100, true);
        announcer.beforeRows(rows(V1, 60));
        repeatAfter(announcer, Duration.ofSeconds(5));
        assertThat(topics.messages("topic", 0)).hasSize(1);
        announcer.beforeRows(rows(V1, 40));
        repeatAfter(announcer, Duration.ofSeconds(5));
        assertThat(topics.messages("topic", 0)).hasSize(2);
        announcer.beforeRows(rows(V1, 99));
        repeatAfter(announcer, Duration.ofSeconds(5));
        assertThat(topics.messages("topic", 0)).hasSize(2);
    }

    @Test
    void aRepeatHasTheVersionOfTheLatestRowOrDdl() throws Exception {
        Announcer announcer = announcer(120, 100, true);
        announcer.beforeRows(rows(V1, 1));
        announcer.told(new Ddl(5, DdlKind.ADD_COLUMN, V2.name(), null, "", V2), "topic");
        repeatAfter(announcer, Duration.ofMinutes(2));
        assertThat(topics.messages("topic", 0)).containsExactly("test.t 7/1", "test.t 7/2");
    }

    @Test
    void aTableWithoutRowsIsForgottenAndItsNextRowIsItsFirst() throws Exception {
        Announcer announcer = announcer(3600, 100, true);
        announcer.beforeRows(rows(V1, 1));
        repeatAfter(announcer, Duration.ofMinutes(31));
        announcer.beforeRows(rows(V1, 1));
        assertThat(topics.messages("topic", 0)).hasSize(2);
    }

    @Test
    void tablesAreLookedAtEveryFiveSeconds() throws Exception {
        Announcer announcer = announcer(120, 100, true);
        assertThat(announcer.isDue()).isFalse();
        assertThat(announcer.dueNanos() - nanos).isEqualTo(Duration.ofSeconds(5).toNanos());
        nanos += Duration.ofSeconds(5).toNanos();
        assertThat(announcer.isDue()).isTrue();
        announcer.repeat();
        assertThat(announcer.isDue()).isFalse();
    }

    @Test
    void aDistanceThatIsNotPositiveEndsAllAnnouncements() throws Exception {
        for (Announcer announcer : List.of(announcer(0, 100, true), announcer(120, 0, true))) {
            announcer.beforeRows(rows(V1, 1000));
            repeatAfter(announcer, Duration.ofHours(1));
            assertThat(announcer.isDue()).isFalse();
        }
        assertThat(topics.all()).isEmpty();
    }

    @Test
    void aFormatWithoutAnnouncementsIsNeverDue() throws Exception {
        Announcer announcer = announcer(0, null);
        announcer.beforeRows(rows(V1, 1));
        nanos += Duration.ofDays(1).toNanos();
        assertThat(announcer.isDue()).isFalse();
        assertThat(topics.all()).isEmpty();
    }

    @Test
    void aDefinitionThatIsLargerThanItsTopicTakesIsNamedAndNotSent() {
        limit = "test.t 7/1".length() + MessageLimits.RECORD_OVERHEAD - 1;
        assertThatThrownBy(() -> announcer(120, 100, true).beforeRows(rows(V1, 1)))
                .isInstanceOfSatisfying(TidegateException.class, error -> {
                    assertThat(error.code()).isEqualTo(ErrorCode.MESSAGE_TOO_LARGE);
                    assertThat(error.detail())
                            .isEqualTo("the message that tells the definition of table test.t with 1 columns:"
                                    + " 46 bytes, the limit of topic topic is 45");
                    assertThat(error.remedy()).contains("max.message.bytes", "filter.rules");
                });
        assertThat(topics.all()).isEmpty();
    }

    private void repeatAfter(Announcer announcer, Duration time) throws InterruptedException {
        nanos += time.toNanos();
        announcer.repeat();
    }

    private Announcer announcer(long seconds, long rows, boolean everyPartition) {
        return announcer(0, seconds, rows, everyPartition);
    }

    private Announcer announcer(int lane, long seconds, long rows, boolean everyPartition) {
        AnnouncementRules rules =
                new AnnouncementRules(Duration.ofSeconds(seconds).toNanos(), rows, everyPartition, false);
        Announcements format = new Announcements() {
            @Override
            public EncodedMessage announcement(TableVersion table) {
                String text = table.name() + " " + table.id() + "/" + table.schemaVersion();
                return new EncodedMessage(new byte[0], text.getBytes(StandardCharsets.UTF_8));
            }

            @Override
            public AnnouncementRules rules() {
                return rules;
            }
        };
        return announcer(lane, format);
    }

    private Announcer announcer(int lane, Announcements format) {
        WholeMessages whole = new WholeMessages(MessageLimits.of(limit));
        return new Announcer(
                format, whole, new MemorySink(topics, 2, 4), lane, new OnlyFailures(error -> {}), () -> nanos);
    }

    private static RecordBatch rows(TableVersion table, int count) {
        RecordBatch records = new RecordBatch();
        records.countTable(table, "topic", count, count, 0, 1);
        return records;
    }

    private static TableVersion table(String name, long id, long version) {
        return new TableVersion(
                new TableName("test", name),
                List.of(new Column("id", ColumnType.of(ColumnKind.INT), false)),
                List.of(),
                List.of(),
                id,
                version);
    }
}
