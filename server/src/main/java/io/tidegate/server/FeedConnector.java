package io.tidegate.server;

import io.tidegate.check.Check;
import io.tidegate.checkpoint.CheckpointStore;
import io.tidegate.feed.FeedParts;
import io.tidegate.feed.FeedSettings;
import io.tidegate.model.TableVersion;
import io.tidegate.source.Retention;
import io.tidegate.source.StartPoint;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.function.Consumer;

/**
 * The two ends of one planned changefeed. Each method connects anew, takes a minute at most, and fails with a {@link
 * io.tidegate.error.TidegateException}.
 */
public interface FeedConnector {
    /** The tables that match its filter rules, with and without valid keys, ordered by schema and name. */
    List<TableVersion> tables();

    /** Whether the source has what a start there needs. */
    List<Check> checkSource(StartPoint start);

    /** Whether its rules fit these tables. */
    List<Check> checkRules(List<TableVersion> tables);

    /** Whether these tables could be sent: topics, rights, registry, claim checks. */
    List<Check> checkSink(Collection<TableVersion> tables);

    /**
     * Whether there is a way to the sink's brokers, whatever is sent: connection, TLS, login, versions, rights.
     *
     * @param found takes each check as soon as it is done
     * @return how many brokers there are, empty when there is no way to one
     */
    OptionalInt checkBrokers(Consumer<Check> found);

    /** Connects to the sink and makes the default topic exist, as the start will. */
    void requireSink();

    /** Whether rows of the table are sent, given what becomes of tables without a valid key. */
    boolean sends(TableVersion table);

    /** Where the tables go. */
    List<TableRoute> routes(List<TableVersion> tables);

    /** Where its log ends now, as a start that means the same later on. */
    StartPoint.AtPosition end();

    /** The topics that messages go to, of the tables there are now. */
    SortedSet<String> topics();

    /** The commit-ts that the source has reached. */
    long currentTs();

    /** How long the source keeps what a restart at a stored position needs; empty if it cannot tell. */
    Optional<Retention> retention(String position);

    /** The last messages of a topic, decoded, the newest last. */
    List<MessageView> messages(String topic, int count);

    /** What the engine runs. */
    FeedParts parts(CheckpointStore checkpoints);

    /** What the engine must know. */
    FeedSettings settings(long targetTs);
}
