package io.tidegate.mysql.binlog;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.source.DdlEvent;
import io.tidegate.source.ResolvedMark;
import io.tidegate.source.TableSelection;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What the statements in the log do: they begin and end transactions, change definitions, or must not be there. */
final class StatementReader {
    private static final int QUOTED_CHARACTERS = 200;

    private final LogCursor cursor;
    private final Progress progress;
    private final BinlogGroup group;
    private final OpenTransaction transaction;
    private final XaPhases xa;
    private final DefinitionChanges definitions;
    private final Batches batches;
    private final Marks marks;
    private final TableSelection selection;

    StatementReader(
            LogCursor cursor,
            Progress progress,
            BinlogGroup group,
            OpenTransaction transaction,
            XaPhases xa,
            DefinitionChanges definitions,
            Batches batches,
            Marks marks,
            TableSelection selection) {
        this.cursor = cursor;
        this.progress = progress;
        this.group = group;
        this.transaction = transaction;
        this.xa = xa;
        this.definitions = definitions;
        this.batches = batches;
        this.marks = marks;
        this.selection = selection;
    }

    /** COMMIT, or an XID event. */
    void commit() {
        if (!group.isRepeated()) {
            transaction.commit();
        }
        group.end();
    }

    /** Takes a QUERY event. */
    void accept(QueryEvent query) {
        StatementKind kind = StatementKind.of(query.asciiText());
        if (group.stage() == BinlogGroup.Stage.NONE) {
            group.beginWithoutGtid(query.seconds());
            transaction.begin(group.commitTs(), cursor.file(), group.gtid());
        }
        if (group.isRepeated()) {
            passRepeated(kind);
            return;
        }
        switch (kind) {
            case BEGIN -> {
                group.enterBody();
                transaction.writtenBy(query.thread());
            }
            case COMMIT -> commit();
            case ROLLBACK -> {
                transaction.rollBack("ROLLBACK");
                group.end();
            }
            case SAVEPOINT -> transaction.setSavepoint(lastWord(query));
            case ROLLBACK_TO -> transaction.rollBackTo(lastWord(query));
            case RELEASE_SAVEPOINT, XA_END -> {
                // The rows stay as they are.
            }
            case XA_START -> {
                group.enterBody();
                transaction.writtenBy(query.thread());
                transaction.prepareXa();
            }
            case XA_COMMIT -> {
                xa.commit(query.asciiText(), group.commitTs());
                group.end();
            }
            case XA_ROLLBACK -> {
                xa.rollBack(query.asciiText());
                group.end();
            }
            case CHANGE -> {
                refuseIfSelected(query);
                endIfOnlyStatement();
            }
            case CREATE_WITH_ROWS -> {
                group.enterBody();
                transaction.writtenBy(query.thread());
                onDefinition(query);
            }
            case OTHER -> onDefinition(query);
        }
    }

    /** Only the end of a group that was read before matters. */
    private void passRepeated(StatementKind kind) {
        switch (kind) {
            case BEGIN, XA_START, CREATE_WITH_ROWS -> group.enterBody();
            case COMMIT, ROLLBACK -> group.end();
            case SAVEPOINT, ROLLBACK_TO, RELEASE_SAVEPOINT, XA_END -> {
                // Never the end.
            }
            case XA_COMMIT, XA_ROLLBACK, CHANGE, OTHER -> endIfOnlyStatement();
        }
    }

    private void endIfOnlyStatement() {
        if (group.stage() != BinlogGroup.Stage.BODY) {
            group.end();
        }
    }

    /**
     * Stops at a change of rows that was logged as its text.
     *
     * @throws TidegateException STATEMENT_FORMAT if it may concern a selected table
     */
    void refuseIfSelected(QueryEvent query) {
        if (StatementChange.mayConcern(query, selection)) {
            String text = new String(query.statement(), StandardCharsets.UTF_8);
            throw new TidegateException(
                    ErrorCode.STATEMENT_FORMAT,
                    "before " + cursor + " in " + query.schema() + ": "
                            + text.substring(0, Math.min(QUOTED_CHARACTERS, text.length())));
        }
    }

    private void onDefinition(QueryEvent query) {
        boolean rowsFollow = group.stage() == BinlogGroup.Stage.BODY;
        if (group.changesNothing()) {
            endIfOnlyStatement();
            return;
        }
        // Before the statement changes the definitions: the mark belongs to the boundary before it.
        batches.close(transaction.isHandedOn() ? null : marks.take());
        List<DefinitionChanges.Change> changes = definitions.apply(query, group.commitTs());
        if (rowsFollow && !changes.isEmpty()) {
            changes.forEach(change -> transaction.noteHandedOn(change.ddl().table()));
            transaction.commit();
            batches.close(null);
        }
        endIfOnlyStatement();
        ResolvedMark mark = rowsFollow || changes.isEmpty() ? null : marks.take();
        for (int i = 0; i < changes.size(); i++) {
            DefinitionChanges.Change change = changes.get(i);
            if (mark != null && i == changes.size() - 1) {
                batches.put(new DdlEvent(change.ddl(), mark), progress.countedAtBoundary());
            } else {
                batches.put(new DdlEvent(change.ddl(), null), change.number());
            }
        }
    }

    private static String lastWord(QueryEvent query) {
        String text = query.asciiText().strip();
        return text.substring(text.lastIndexOf(' ') + 1);
    }
}
