package io.tidegate.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.config.ColumnSelectorRule;
import io.tidegate.config.DispatchRule;
import io.tidegate.config.EventFilterRule;
import io.tidegate.config.OpenProtocolConfig;
import io.tidegate.encode.EncodedMessage;
import io.tidegate.encode.Encoder;
import io.tidegate.encode.MessageLimits;
import io.tidegate.encode.NotReadyException;
import io.tidegate.encode.RecordBatch;
import io.tidegate.encode.RowEncoder;
import io.tidegate.encode.TableRows;
import io.tidegate.encode.openprotocol.OpenProtocolEncoder;
import io.tidegate.filter.ChangeFilter;
import io.tidegate.filter.ColumnSelectors;
import io.tidegate.filter.EventFilters;
import io.tidegate.filter.IgnoredStartTs;
import io.tidegate.model.Column;
import io.tidegate.model.ColumnKind;
import io.tidegate.model.ColumnType;
import io.tidegate.model.Ddl;
import io.tidegate.model.Key;
import io.tidegate.model.RowCursor;
import io.tidegate.model.RowImage;
import io.tidegate.model.RowKind;
import io.tidegate.model.TableName;
import io.tidegate.model.TableVersion;
import io.tidegate.route.DispatchRouter;
import io.tidegate.source.ResolvedMark;
import io.tidegate.source.RowBatch;
import io.tidegate.testkit.rows.ValueCursor;
import io.tidegate.testkit.rows.ValueRow;
import io.tidegate.testkit.sink.MemorySink;
import io.tidegate.testkit.sink.MemoryTopics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which messages the rows of a batch become: filtered, split, routed, with the columns that are selected. */
class RowEncodingTest {
    private static final TableVersion T = table("t", List.of(primary(0), unique("u", 1)), "id", "u", "v");
    private static final TableVersion KEYLESS = table("nokey", List.of(), "a", "b");

    @Test
    void anUpdateThatChangesNoKeyIsOneMessage() {
        assertThat(encode(update(T, row(1, 2, 3), row(1, 2, 4)))).containsExactly("UPDATE t 1,2,3>1,2,4");
    }

    @Test
    void anUpdateOfThePrimaryKeyIsADeleteOfTheOldRowAndAnInsertOfTheNewOne() {
        assertThat(encode(update(T, row(1, 2, 3), row(9, 2, 4)))).containsExactly("DELETE t 1,2,3", "INSERT t 9,2,4");
    }

    @Test
    void anUpdateOfAUniqueKeyIsSplitThoughItsColumnsAreNullable() {
        assertThat(encode(update(T, row(1, 2, 3), row(1, 5, 3)))).containsExactly("DELETE t 1,2,3", "INSERT t 1,5,3");
        assertThat(encode(update(T, row(1, null, 3), row(1, 5, 3))))
                .containsExactly("DELETE t 1,null,3", "INSERT t 1,5,3");
        assertThat(encode(update(T, row(1, 2, 3), row(1, null, 3))))
                .containsExactly("DELETE t 1,2,3", "INSERT t 1,null,3");
        assertThat(encode(update(T, row(1, null, 3), row(1, null, 4)))).containsExactly("UPDATE t 1,null,3>1,null,4");
    }

    /** A server that checks keys row by row can write the rows in this order only, so each split stays where it is. */
    @Test
    void rowsOfATransactionStayInTheirOrderWhenSomeAreSplit() {
        assertThat(encode(
                        update(T, row(2, 2, 0), row(3, 2, 0)),
                        update(T, row(1, 1, 0), row(2, 1, 0)),
                        ValueRow.insert(T, 1, 1L, 7L, 0L)))
                .containsExactly(
                        "DELETE t 2,2,0", "INSERT t 3,2,0", "DELETE t 1,1,0", "INSERT t 2,1,0", "INSERT t 1,7,0");
    }

    @Test
    void rowsOfATransactionThatIsNamedByItsStartTsAreLeftOut() {
        Setting setting = new Setting();
        setting.ignoredStartTs = List.of(7L);
        ValueRow poisonous = update(T, row(1, 2, 3), row(9, 5, 3)).startedAt(7);

        assertThat(setting.encode(
                        ValueRow.insert(T, 1, 1L, 2L, 3L).startedAt(6),
                        poisonous,
                        ValueRow.insert(T, 1, 4L, 5L, 6L).startedAt(8),
                        ValueRow.insert(T, 1, 7L, 8L, 9L)))
                .containsExactly("INSERT t 1,2,3", "INSERT t 4,5,6", "INSERT t 7,8,9");
        setting.ignoredStartTs = List.of();
        assertThat(setting.encode(poisonous)).hasSize(2);
    }

    @Test
    void withRawChangeEventsNothingIsSplit() {
        Setting raw = new Setting();
        raw.split = false;

        assertThat(raw.encode(update(T, row(1, 2, 3), row(9, 5, 3)))).containsExactly("UPDATE t 1,2,3>9,5,3");
    }

    @Test
    void aTableWithoutKeysHasNothingToSplitBy() {
        assertThat(encode(update(KEYLESS, row(1, 2), row(3, 4)))).containsExactly("UPDATE nokey 1,2>3,4");
    }

    @Test
    void eachHalfOfASplitUpdateGoesToThePartitionOfItsOwnKey() {
        Setting keyed = new Setting();
        keyed.partition = "index-value";

        RecordBatch records = keyed.records(
                ValueRow.insert(T, 1, 1L, 0L, 0L),
                ValueRow.insert(T, 1, 2L, 0L, 0L),
                update(T, row(1, 0, 0), row(2, 0, 0)));

        assertThat(records.partition(0)).isNotEqualTo(records.partition(1));
        assertThat(records.partition(2)).isEqualTo(records.partition(0));
        assertThat(records.partition(3)).isEqualTo(records.partition(1));
        assertThat(records.rows()).isEqualTo(4);
    }

    @Test
    void rowsBehindTheTargetAreLeftOut() {
        Setting setting = new Setting();
        setting.targetTs = 7;

        assertThat(setting.encode(
                        ValueRow.insert(T, 6, 1L, 0L, 0L),
                        ValueRow.insert(T, 7, 2L, 0L, 0L),
                        ValueRow.insert(T, 8, 3L, 0L, 0L),
                        ValueRow.insert(T, -1, 4L, 0L, 0L)))
                .containsExactly("INSERT t 1,0,0", "INSERT t 2,0,0");
    }

    @Test
    void kindsOfRowsAreLeftOut() {
        ValueRow[] rows = {
            ValueRow.insert(T, 1, 1L, 1L, 1L), update(T, row(1, 1, 1), row(1, 1, 2)), ValueRow.delete(T, 1, 1L, 1L, 2L)
        };

        assertThat(ignoring("insert").encode(rows)).containsExactly("UPDATE t 1,1,1>1,1,2", "DELETE t 1,1,2");
        assertThat(ignoring("update").encode(rows)).containsExactly("INSERT t 1,1,1", "DELETE t 1,1,2");
        assertThat(ignoring("delete").encode(rows)).containsExactly("INSERT t 1,1,1", "UPDATE t 1,1,1>1,1,2");
        assertThat(ignoring("all dml").encode(rows)).isEmpty();
        assertThat(ignoring("all ddl").encode(rows)).hasSize(3);
    }

    @Test
    void ofASplitUpdateTheHalvesAreFilteredAsWhatTheyAre() {
        ValueRow change = update(T, row(1, 1, 1), row(2, 1, 1));

        assertThat(ignoring("delete").encode(change)).containsExactly("INSERT t 2,1,1");
        assertThat(ignoring("insert").encode(change)).containsExactly("DELETE t 1,1,1");
        assertThat(ignoring("update").encode(change)).isEmpty();
    }

    @Test
    void filtersOfOtherTablesDoNotMatter() {
        Setting setting = new Setting();
        setting.events = List.of(EventFilterRule.ofEvents(List.of("test.*", "!test.t"), List.of("all dml")));

        assertThat(setting.encode(ValueRow.insert(T, 1, 1L, 1L, 1L), ValueRow.insert(KEYLESS, 1, 1L, 1L)))
                .containsExactly("INSERT t 1,1,1");
    }

    @Test
    void tablesWithoutAValidKeyAreLeftOutOnRequest() {
        Setting setting = new Setting();
        setting.keylessTables = false;

        assertThat(setting.encode(
                        ValueRow.insert(KEYLESS, 1, 1L, 1L),
                        ValueRow.insert(T, 1, 1L, 1L, 1L),
                        ValueRow.insert(KEYLESS, 1, 2L, 2L)))
                .containsExactly("INSERT t 1,1,1");
    }

    @Test
    void onlySelectedColumnsAreSentOfBothImages() {
        Setting setting = new Setting();
        setting.selectors = List.of(new ColumnSelectorRule(List.of("test.t"), List.of("id", "v")));

        assertThat(setting.encode(
                        ValueRow.insert(T, 1, 1L, 2L, 3L),
                        ValueRow.insert(KEYLESS, 1, 8L, 9L),
                        update(T, row(1, 2, 3), row(1, 2, 4)),
                        ValueRow.delete(T, 1, 1L, 2L, null)))
                .containsExactly("INSERT t 1,3", "INSERT nokey 8,9", "UPDATE t 1,3>1,4", "DELETE t 1,null");
    }

    @Test
    void whatIsNotSentStillSplitsAndRoutes() {
        Setting whole = new Setting();
        whole.partition = "index-value";
        whole.index = "u";
        Setting selected = new Setting();
        selected.partition = "index-value";
        selected.index = "u";
        selected.selectors = List.of(new ColumnSelectorRule(List.of("test.t"), List.of("id")));
        ValueRow change = update(T, row(1, 2, 3), row(1, 5, 3));

        RecordBatch records = selected.records(change);

        assertThat(texts(records)).containsExactly("DELETE t 1", "INSERT t 1");
        assertThat(IntStream.of(0, 1).map(records::partition))
                .containsExactlyElementsOf(IntStream.of(0, 1)
                        .map(whole.records(change)::partition)
                        .boxed()
                        .toList());
    }

    @Test
    void aSelectionFollowsTheCursorFromBatchToBatch() {
        Setting setting = new Setting();
        setting.selectors = List.of(new ColumnSelectorRule(List.of("test.t"), List.of("id")));
        RowEncoding encoding = setting.encoding();

        for (long id = 1; id <= 3; id++) {
            Rows batch = new Rows(List.of(ValueRow.insert(T, 1, id, 0L, 0L)));
            assertThat(texts(encoding.encode(batch))).containsExactly("INSERT t " + id);
        }
    }

    @Test
    void aBatchTellsWhatItHasOfEachTable() {
        Setting setting = new Setting();
        setting.events = List.of(EventFilterRule.ofEvents(List.of("test.t"), List.of("delete")));

        RecordBatch records = setting.records(
                ValueRow.delete(T, 3, 1L, 1L, 1L),
                ValueRow.insert(T, 4, 1L, 1L, 1L),
                ValueRow.insert(KEYLESS, 5, 1L, 1L),
                update(T, row(1, 1, 1), row(1, 1, 2)),
                ValueRow.insert(T, 7, 9L, 9L, 9L));

        assertThat(shownTables(records))
                .containsExactly("test.t 3 rows in 3 from 4 topic", "test.nokey 1 rows in 1 from 5 topic");
        assertThat(records.tables().stream().mapToLong(TableRows::bytes).sum()).isEqualTo(records.bytes());
        assertThat(records.tables().get(1).bytes()).isEqualTo("INSERT nokey 1,1".length());
    }

    @Test
    void aTableOfWhichNothingIsSentIsNotInTheBatch() {
        assertThat(ignoring("all dml")
                        .records(ValueRow.insert(T, 1, 1L, 1L, 1L), ValueRow.insert(KEYLESS, 1, 1L, 1L))
                        .tables())
                .extracting(TableRows::table)
                .containsExactly(KEYLESS);
    }

    @Test
    void messagesThatAreCompleteWithTheBatchAreDividedByRows() {
        Setting setting = new Setting();
        setting.encoder =
                new OpenProtocolEncoder(new OpenProtocolConfig(16, true, false, false), MessageLimits.of(1 << 20));

        RecordBatch records = setting.records(
                ValueRow.insert(T, 1, 1L, 1L, 1L),
                ValueRow.insert(KEYLESS, 1, 1L, 1L),
                ValueRow.insert(T, 1, 2L, 2L, 2L));

        assertThat(records.size()).isLessThan(3);
        assertThat(records.tables()).extracting(TableRows::rows).containsExactly(2, 1);
        assertThat(records.tables().get(0).bytes()).isEqualTo(records.bytes() * 2 / 3);
        assertThat(records.tables().get(1).bytes()).isEqualTo(records.bytes() / 3);
    }

    private static List<String> shownTables(RecordBatch records) {
        return records.tables().stream()
                .map(of -> of.table().name() + " " + of.rows() + " rows in " + of.count() + " from " + of.firstTs()
                        + " " + of.topic())
                .toList();
    }

    private static List<String> encode(ValueRow... rows) {
        return new Setting().encode(rows);
    }

    private static Setting ignoring(String event) {
        Setting setting = new Setting();
        setting.events = List.of(EventFilterRule.ofEvents(List.of("test.t"), List.of(event)));
        return setting;
    }

    private static List<String> texts(RecordBatch records) {
        return IntStream.range(0, records.size())
                .mapToObj(i -> new String(records.value(i), StandardCharsets.UTF_8))
                .toList();
    }

    private static ValueRow update(TableVersion table, List<@Nullable Object> before, List<@Nullable Object> after) {
        return ValueRow.update(table, 1, before, after);
    }

    private static List<@Nullable Object> row(@Nullable Integer... values) {
        List<@Nullable Object> row = new ArrayList<>();
        for (Integer value : values) {
            row.add(value == null ? null : value.longValue());
        }
        return row;
    }

    private static TableVersion table(String name, List<Key> keys, String... columns) {
        return new TableVersion(
                new TableName("test", name),
                List.of(columns).stream()
                        .map(column -> new Column(column, ColumnType.of(ColumnKind.BIGINT), !column.equals("id")))
                        .toList(),
                keys);
    }

    private static Key primary(int column) {
        return new Key(Key.PRIMARY, List.of(column), true);
    }

    private static Key unique(String name, int column) {
        return new Key(name, List.of(column), true);
    }

    /** What a changefeed is set to. */
    private static final class Setting {
        private boolean split = true;
        private boolean keylessTables = true;
        private long targetTs = FeedSettings.NO_TARGET;
        private String partition = "table";
        private String index = "";
        private List<EventFilterRule> events = List.of();
        private List<ColumnSelectorRule> selectors = List.of();
        private List<Long> ignoredStartTs = List.of();
        private Encoder encoder = new ShownRows();

        private List<String> encode(ValueRow... rows) {
            return texts(records(rows));
        }

        private RecordBatch records(ValueRow... rows) {
            return encoding().encode(new Rows(List.of(rows)));
        }

        private RowEncoding encoding() {
            return new RowEncoding(
                    batch -> new ValueCursor(((Rows) batch).changes()),
                    encoder,
                    new ChangeFilter(
                            EventFilters.of(events, false),
                            ColumnSelectors.of(selectors, false, keylessTables),
                            keylessTables,
                            IgnoredStartTs.of(ignoredStartTs)),
                    DispatchRouter.of(
                            List.of(new DispatchRule(List.of("test.t"), "", partition, index, List.of())),
                            "topic",
                            false),
                    knownTopics(),
                    topic -> 16,
                    new DeadLetterWriter(null, topic -> 16, MessageLimits.of(1 << 20)),
                    split,
                    0,
                    targetTs);
        }
    }

    private static KnownTopics knownTopics() {
        KnownTopics topics = new KnownTopics(new MemorySink(new MemoryTopics(), 1, 16));
        assertThatThrownBy(() -> topics.require("topic")).isInstanceOfSatisfying(NotReadyException.class, notReady -> {
            assertThat(notReady.awaited()).isEqualTo("the topic topic");
            notReady.errand().run();
        });
        topics.require("topic");
        return topics;
    }

    private record Rows(List<ValueRow> changes) implements RowBatch {
        @Override
        public long heldBytes() {
            return 0;
        }

        @Override
        public long rows() {
            return changes.size();
        }

        @Override
        public long lastCommitTs() {
            return 0;
        }

        @Override
        public void release() {}

        @Override
        public @Nullable ResolvedMark mark() {
            return null;
        }
    }

    /** Messages like {@code UPDATE t 1,2>1,3}. */
    private static final class ShownRows implements Encoder {
        @Override
        public RowEncoder newRowEncoder() {
            return (row, as, topic, partition, out) ->
                    out.add(topic, partition, null, shown(row, as).getBytes(StandardCharsets.UTF_8));
        }

        private static String shown(RowCursor row, RowKind as) {
            String images =
                    switch (as) {
                        case INSERT -> shown(row, row.after());
                        case DELETE -> shown(row, row.before());
                        case UPDATE -> shown(row, row.before()) + ">" + shown(row, row.after());
                    };
            return as + " " + row.table().name().table() + " " + images;
        }

        private static String shown(RowCursor row, RowImage image) {
            return String.join(
                    ",",
                    IntStream.range(0, row.table().columns().size())
                            .mapToObj(column -> image.isNull(column) ? "null" : Long.toString(image.integer(column)))
                            .toList());
        }

        @Override
        public @Nullable EncodedMessage encodeDdl(Ddl ddl) {
            return null;
        }

        @Override
        public @Nullable EncodedMessage encodeWatermark(long checkpointTs) {
            return null;
        }

        @Override
        public boolean sendsDdlToEveryPartition() {
            return false;
        }
    }
}
