package io.tidegate.mysql.binlog;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a statement in the log means for the transaction around it. */
enum StatementKind {
    BEGIN,
    COMMIT,
    ROLLBACK,
    SAVEPOINT,
    ROLLBACK_TO,
    RELEASE_SAVEPOINT,
    XA_START,
    XA_END,
    XA_COMMIT,
    XA_ROLLBACK,
    /** A change of rows that is logged as its text. */
    CHANGE,
    /** CREATE TABLE whose rows follow in the same transaction. */
    CREATE_WITH_ROWS,
    /** A definition, or something without effect on a changefeed. */
    OTHER;

    private static final Pattern BLANKS_AND_COMMENTS =
            Pattern.compile("\\A(?:\\s+|/\\*(?![!M]).*?\\*/|--\\s[^\\n]*|#[^\\n]*)+", Pattern.DOTALL);
    private static final Pattern SET_STATEMENT =
            Pattern.compile("\\ASET\\s+STATEMENT\\b.*?\\bFOR\\b", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern WORDS = Pattern.compile("\\A([A-Za-z]+)(?:\\s+([A-Za-z]+))?");
    private static final Pattern STARTS_TRANSACTION =
            Pattern.compile("\\bSTART\\s+TRANSACTION\\s*\\z", Pattern.CASE_INSENSITIVE);

    /** From the text of a statement. */
    static StatementKind of(String text) {
        String statement = withoutPreamble(text);
        Matcher words = WORDS.matcher(statement);
        if (!words.find()) {
            return OTHER;
        }
        String second = words.group(2) == null ? "" : words.group(2).toUpperCase(Locale.ROOT);
        return switch (words.group(1).toUpperCase(Locale.ROOT)) {
            case "BEGIN" -> BEGIN;
            case "START" -> second.equals("TRANSACTION") ? BEGIN : OTHER;
            case "COMMIT" -> COMMIT;
            case "ROLLBACK" -> second.equals("TO") ? ROLLBACK_TO : ROLLBACK;
            case "SAVEPOINT" -> SAVEPOINT;
            case "RELEASE" -> RELEASE_SAVEPOINT;
            case "XA" -> ofXa(second);
            case "INSERT", "UPDATE", "DELETE", "REPLACE", "LOAD", "CALL", "WITH" -> CHANGE;
            case "CREATE" -> STARTS_TRANSACTION.matcher(statement).find() ? CREATE_WITH_ROWS : OTHER;
            default -> OTHER;
        };
    }

    /** The statement without comments and MariaDB's SET STATEMENT before it. */
    static String withoutPreamble(String text) {
        String statement = BLANKS_AND_COMMENTS.matcher(text).replaceFirst("");
        Matcher settings = SET_STATEMENT.matcher(statement);
        return settings.find() ? statement.substring(settings.end()).strip() : statement;
    }

    private static StatementKind ofXa(String second) {
        return switch (second) {
            case "START", "BEGIN" -> XA_START;
            case "END" -> XA_END;
            case "COMMIT" -> XA_COMMIT;
            case "ROLLBACK" -> XA_ROLLBACK;
            default -> OTHER;
        };
    }
}
