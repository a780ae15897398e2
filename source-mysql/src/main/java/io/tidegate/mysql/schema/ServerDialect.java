package io.tidegate.mysql.schema;

import io.tidegate.model.TableName;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the reading of definitions must know of a server: its family, its version, and how it compares table names.
 *
 * @param mariaDb whether it is MariaDB and not MySQL
 * @param version {@code major * 10000 + minor * 100 + patch}, such as 80036 or 110405
 * @param lowerCaseTableNames whether the server stores names of schemas and tables in lower case
 *     ({@code lower_case_table_names = 1})
 */
public record ServerDialect(boolean mariaDb, int version, boolean lowerCaseTableNames) {
    private static final Pattern NUMBERS = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})(?:\\.(\\d{1,4}))?");

    /** MariaDB puts this in front of its version where old MySQL clients look at it. */
    private static final String REPLICATION_PREFIX = "5.5.5-";

    private static final int FIRST_FOREIGN_VERSION = 50_700;
    private static final int LAST_FOREIGN_VERSION = 99_999;

    /** From what {@code SELECT VERSION()} or the greeting of the server says, such as {@code 11.4.5-MariaDB-log}. */
    public static ServerDialect of(String versionText, boolean lowerCaseTableNames) {
        boolean mariaDb = versionText.toLowerCase(Locale.ROOT).contains("mariadb");
        String text = mariaDb && versionText.startsWith(REPLICATION_PREFIX)
                ? versionText.substring(REPLICATION_PREFIX.length())
                : versionText;
        Matcher matcher = NUMBERS.matcher(text);
        int version = 0;
        if (matcher.lookingAt()) {
            int patch = matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3));
            version = Integer.parseInt(matcher.group(1)) * 10_000 + Integer.parseInt(matcher.group(2)) * 100 + patch;
        }
        return new ServerDialect(mariaDb, version, lowerCaseTableNames);
    }

    /**
     * Whether the server runs the content of an executable comment.
     *
     * @param forMariaDb whether it opens with {@code /*M!}
     * @param required the version behind the exclamation mark, 0 for none
     */
    boolean executes(boolean forMariaDb, int required) {
        if (forMariaDb && !mariaDb) {
            return false;
        }
        // MariaDB leaves out what only MySQL 5.7 and later shall run.
        boolean foreign =
                mariaDb && !forMariaDb && required >= FIRST_FOREIGN_VERSION && required <= LAST_FOREIGN_VERSION;
        return !foreign && required <= version;
    }

    /** Whether {@code int} is printed as {@code int(11)}: MySQL gave that up in 8.0.19. */
    boolean printsIntegerWidths() {
        return mariaDb || version < 80_019;
    }

    /** The name of a table as the server stores it. */
    TableName stored(TableName name) {
        return lowerCaseTableNames ? new TableName(stored(name.schema()), stored(name.table())) : name;
    }

    /** The name of a schema as the server stores it. */
    String stored(String name) {
        return lowerCaseTableNames ? name.toLowerCase(Locale.ROOT) : name;
    }
}
