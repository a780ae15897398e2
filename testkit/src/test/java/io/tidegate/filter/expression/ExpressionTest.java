package io.tidegate.filter.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.model.Collation;
import io.tidegate.model.Column;
import io.tidegate.model.ColumnKind;
import io.tidegate.model.ColumnType;
import io.tidegate.model.Generation;
import io.tidegate.model.RowImage;
import io.tidegate.model.TableName;
import io.tidegate.model.TableVersion;
import io.tidegate.testkit.rows.ValueCursor;
import io.tidegate.testkit.rows.ValueRow;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Value expressions on one row with a column of each type; all columns whose name begins with n are NULL. */
class ExpressionTest {
    private static final TableVersion TABLE;
    private static final RowImage ROW;

    static {
        List<Column> columns = new ArrayList<>();
        List<@Nullable Object> values = new ArrayList<>();
        add(columns, values, "i", ColumnType.of(ColumnKind.INT), 40L);
        add(columns, values, "one", ColumnType.of(ColumnKind.TINYINT), 1L);
        add(columns, values, "neg", ColumnType.of(ColumnKind.BIGINT), -5L);
        add(columns, values, "big", ColumnType.of(ColumnKind.BIGINT).asUnsigned(), -1L);
        add(columns, values, "dec", ColumnType.of(ColumnKind.DECIMAL, 12, 2), "12.50");
        add(columns, values, "negdec", ColumnType.of(ColumnKind.DECIMAL, 12, 2), "-0.10");
        add(columns, values, "f", ColumnType.of(ColumnKind.FLOAT), 0.1f);
        add(columns, values, "d", ColumnType.of(ColumnKind.DOUBLE), 0.1);
        add(columns, values, "y", ColumnType.of(ColumnKind.YEAR), 2024L);
        add(columns, values, "bits", ColumnType.of(ColumnKind.BIT, 8), 5L);
        add(columns, values, "e", ColumnType.ofMembers(ColumnKind.ENUM, List.of("small", "large")), 2L);
        add(columns, values, "st", ColumnType.ofMembers(ColumnKind.SET, List.of("a", "b", "c")), 5L);
        add(columns, values, "dt", ColumnType.of(ColumnKind.DATE), "2024-02-29");
        add(columns, values, "ts", ColumnType.ofFraction(ColumnKind.TIMESTAMP, 3), "2024-02-29 13:45:00.123");
        add(columns, values, "zero", ColumnType.of(ColumnKind.DATETIME), "0000-00-00 00:00:00");
        add(columns, values, "tm", ColumnType.of(ColumnKind.TIME), "-100:00:01");
        add(columns, values, "bin", ColumnType.of(ColumnKind.VARBINARY, 9), new byte[] {'A', 0});
        add(columns, values, "js", ColumnType.of(ColumnKind.JSON), "{}");
        add(columns, values, "u", ColumnType.of(ColumnKind.UUID), "123e4567-e89b-12d3-a456-426655440000");
        text(columns, values, "s", "utf8mb4_bin", "Fragile");
        text(columns, values, "ci", "utf8mb4_general_ci", "Fragile");
        text(columns, values, "uca", "utf8mb4_0900_ai_ci", "Éclair");
        text(columns, values, "as_ci", "utf8mb4_0900_as_ci", "Éclair");
        text(columns, values, "swedish", "latin1_swedish_ci", "Åre");
        text(columns, values, "num", "utf8mb4_general_ci", "12abc");
        text(columns, values, "empty", "utf8mb4_general_ci", "");
        text(columns, values, "emoji", "utf8mb4_unicode_ci", "a😀b");
        text(columns, values, "czech", "utf8mb4_czech_ci", "x");
        text(columns, values, "select", "utf8mb4_bin", "a name");
        add(columns, values, "n", ColumnType.of(ColumnKind.INT), null);
        text(columns, values, "ns", "utf8mb4_bin", null);
        add(columns, values, "ndt", ColumnType.of(ColumnKind.DATE), null);
        add(columns, values, "njs", ColumnType.of(ColumnKind.JSON), null);
        TABLE = new TableVersion(new TableName("test", "t"), columns, List.of());
        ROW = ValueCursor.on(ValueRow.insert(TABLE, 1, values.toArray())).after();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "i = 40                            | true",
                "I = 40 AND `i` = 40               | true",
                "i <> 40                           | false",
                "i != 41 and i < 41 and i <= 40    | true",
                "i > 39 && i >= 40                 | true",
                "i = n                             | null",
                "i <=> n                           | false",
                "n <=> NULL                        | true",
                "n IS NULL                         | true",
                "n IS NOT NULL                     | false",
                "i IS NULL                         | false",
                "js IS NULL                        | false",
                "njs IS NULL AND isnull(njs)       | true",
                "n = 1 AND i = 41                  | false",
                "n = 1 AND i = 40                  | null",
                "n = 1 OR i = 40                   | true",
                "n = 1 OR i = 41                   | null",
                "n XOR i = 40                      | null",
                "i = 40 XOR i = 41                 | true",
                "i = 40 XOR i = 40                 | false",
                "NOT i = 40                        | false",
                "NOT NOT i = 40                    | true",
                "!i = 0                            | true",
                "!(i = 0)                          | true",
                "NOT n                             | null",
                "n IS UNKNOWN                      | true",
                "i IS TRUE                         | true",
                "n IS TRUE                         | false",
                "n IS NOT TRUE                     | true",
                "n IS FALSE                        | false",
                "i = 1 OR i = 2 AND i = 40         | false",
                "i = 40 OR i = 2 AND i = 3         | true",
                "(i = 40 OR i = 2) AND i = 3       | false",
                "i = 1 XOR i = 40 AND one = 1      | true",
                "i IN (1, 40)                      | true",
                "i IN (1, 2)                       | false",
                "i IN (1, NULL)                    | null",
                "i NOT IN (1, 2)                   | true",
                "i NOT IN (1, NULL)                | null",
                "n IN (1)                          | null",
                "i IN ('40', 1)                    | true",
                "i BETWEEN 40 AND 41               | true",
                "i BETWEEN 41 AND 50               | false",
                "i NOT BETWEEN 41 AND 50           | true",
                "i BETWEEN n AND 39                | false",
                "i BETWEEN n AND 41                | null",
                "i = one = 0                       | true",
                "TRUE and not false                | true",
                "null                              | null",
                "i % 7 = 5 and i MOD 7 = 5         | true",
                "neg % 3 = -2                      | true",
                "i % 0 IS NULL AND i / 0 IS NULL   | true",
                "i DIV 7 = 5                       | true",
                "neg DIV 2 = -2                    | true",
                "i / 7 = 5.7143                    | true",
                "i + 2 * 3 = 46                    | true",
                "(i + 2) * 3 = 126                 | true",
                "10 - 2 - 3 = 5                    | true",
                "-i = -40                          | true",
                "- -i = 40                         | true",
                "i - -5 = 45                       | true",
                "+i = 40                           | true",
                "i + n IS NULL                     | true",
                "one / 3 = 0.3333                  | true",
                "i = 40.0                          | true",
                "i > 39.999999999999999999999999999 | true",
                "i = 4e1                           | true",
                "big = 18446744073709551615        | true",
                "big > 9223372036854775807         | true",
                "big > -1                          | true",
                "-1 < big                          | true",
                "big < 99999999999999999999        | true",
                "neg < 0                           | true",
                "neg > big                         | false",
                "neg = -5 AND abs(neg) = 5         | true",
                "dec = 12.5                        | true",
                "dec > 12 AND dec < 13             | true",
                "dec = '12.5'                      | true",
                "dec * 2 = 25                      | true",
                "dec + 0.005 = 12.505              | true",
                "negdec < 0                        | true",
                "negdec = -.1                      | true",
                "abs(negdec) = 0.1                 | true",
                "negdec > -1 AND negdec < -0.09    | true",
                "mod(dec, 5) = 2.5                 | true",
                "d = 0.1                           | true",
                "f = 0.1                           | false",
                "f > 0.1                           | true",
                "y = 2024                          | true",
                "bits = 5 and bits = b'101'        | true",
                "bits = 0x05 AND 0b101 = bits      | true",
                "s = 'Fragile'                     | true",
                "s = 'fragile'                     | false",
                "s = 'Fragile  '                   | true",
                "s = \"Fragile\"                   | true",
                "s < 'G' AND s > 'F'               | true",
                "ci = 'FRAGILE'                    | true",
                "ci = 'fragíle  '                  | true",
                "ci IN ('x', 'fragile')            | true",
                "ci <> 'fragile'                   | false",
                "ci > 'e' and ci < 'g'             | true",
                "uca = 'eclair'                    | true",
                "uca = 'ECLAIR '                   | false",
                "as_ci = 'eclair'                  | false",
                "as_ci = 'éCLAIR'                  | true",
                "swedish = 'are'                   | false",
                "swedish = 'åRE'                   | true",
                "swedish > 'zz'                    | true",
                "s = ci AND ci = s                 | true",
                "s = lower(ci)                     | false",
                "lower(s) = lower(ci)              | true",
                "empty = ''                        | true",
                "empty = '   '                     | true",
                "empty < 'a'                       | true",
                "ns = 'x'                          | null",
                "'a' = 'A'                         | false",
                "num = 12                          | true",
                "num > 11.5                        | true",
                "s = 0                             | true",
                "empty = 0                         | true",
                "s LIKE 'Fra%'                     | true",
                "s LIKE 'fra%'                     | false",
                "s NOT LIKE 'fra%'                 | true",
                "ci LIKE 'fra%'                    | true",
                "ci LIKE '%GILE'                   | true",
                "ci LIKE '%a%i%e'                  | true",
                "ci LIKE 'fragile%%'               | true",
                "ci LIKE '_______'                 | true",
                "ci LIKE '______'                  | false",
                "ci LIKE 'fragile '                | false",
                "emoji LIKE 'a_b'                  | true",
                "ns LIKE '%'                       | null",
                "i LIKE '4%'                       | true",
                "dec LIKE '12.5_'                  | true",
                "'50%' LIKE '50\\%'                | true",
                "'500' LIKE '50\\%'                | false",
                "'50%' LIKE '50#%' ESCAPE '#'      | true",
                "'a''b' = 'a\\'b'                  | true",
                "'a\"b' = \"a\"\"b\"               | true",
                "bin = x'4100'                     | true",
                "bin = 0x4100                      | true",
                "bin = 'A'                         | false",
                "bin > 'A'                         | true",
                "u = '123E4567-E89B-12D3-A456-426655440000' | true",
                "e = 'large'                       | true",
                "e = 2                             | true",
                "e > 1                             | true",
                "e IN ('small', 'medium')          | false",
                "e LIKE 'lar%'                     | true",
                "st = 'a,c'                        | true",
                "st = 5                            | true",
                "dt = '2024-02-29'                 | true",
                "dt = '2024-2-29'                  | true",
                "dt = 20240229                     | true",
                "dt < '2024-02-29 00:00:01'        | true",
                "dt = DATE '2024-02-29'            | true",
                "ts > dt                           | true",
                "ts > '2024-02-29 13:45'           | true",
                "ts = '2024-02-29 13:45:00.123'    | true",
                "ts = '2024-02-29T13:45:00.123000' | true",
                "ts < TIMESTAMP '2024-02-29 13:45:00.1231' | true",
                "ts = 20240229134500               | false",
                "ts BETWEEN '2024-01-01' AND '2024-12-31' | true",
                "zero = '0000-00-00'               | true",
                "zero < '2024-01-01'               | true",
                "ndt = '2024-01-01'                | null",
                "tm < '-99:00:00'                  | true",
                "tm = '-100:00:01'                 | true",
                "year(dt) = 2024 AND month(dt) = 2 AND day(dt) = 29 | true",
                "hour(ts) = 13 AND minute(ts) = 45 AND second(ts) = 0 | true",
                "hour(tm) = 100 AND second(tm) = 1 | true",
                "year(ndt) IS NULL                 | true",
                "length(uca) = 7                   | true",
                "char_length(uca) = 6              | true",
                "upper(uca) = 'ÉCLAIR'             | true",
                "upper(s) = 'FRAGILE'              | true",
                "left(s, 3) = 'Fra'                | true",
                "right(s, 2) = 'le'                | true",
                "right(s, 20) = s                  | true",
                "left(s, 0) = ''                   | true",
                "left(s, -1) = ''                  | true",
                "substring(s, 2, 3) = 'rag'        | true",
                "substr(s, 2) = 'ragile'           | true",
                "substring(s, -3, 2) = 'il'        | true",
                "substring(s, 0) = ''              | true",
                "substring(emoji, 3) = 'b'         | true",
                "substring(s, n) IS NULL           | true",
                "concat(s, '-', i) = 'Fragile-40'  | true",
                "concat(s, n) IS NULL              | true",
                "concat(e, dt) = 'large2024-02-29' | true",
                "trim('  a ') = 'a' AND length(ltrim('  a ')) = 2 AND length(rtrim('  a ')) = 3 | true",
                "ifnull(n, 7) = 7                  | true",
                "coalesce(n, ns, 'x') = 'x'        | true",
                "coalesce(n, dec) = 12.5           | true",
                "if(i = 40, 'a', 'b') = 'a'        | true",
                "if(n, 'a', 'b') = 'b'             | true",
                "nullif(i, 40) IS NULL             | true",
                "nullif(i, 41) = 40                | true",
                "`select` = 'a name'               | true",
            })
    void anExpressionHasTheTruthThatMySqlGivesIt(String expression, String truth) {
        assertThat(isOne("(" + expression + ") IS TRUE")).as("IS TRUE").isEqualTo(truth.equals("true"));
        assertThat(isOne("(" + expression + ") IS FALSE")).as("IS FALSE").isEqualTo(truth.equals("false"));
        assertThat(isOne("(" + expression + ") IS NULL")).as("IS NULL").isEqualTo(truth.equals("null"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {
                "one, true",
                "i = 39 || i = 40, true",
                "i, false",
                "1, true",
                "1.0, false",
                "'1', false",
                "1e0, false",
                "dec, false",
                "n, false",
                "NULL, false",
                "one + 0, true",
                "one + 0.0, false",
                "i - 39, true",
                "i = 40, true",
                "e, false",
                "s, false",
            })
    void onlyTheInteger1LeavesARowOut(String expression, boolean leftOut) {
        assertThat(isOne(expression)).isEqualTo(leftOut);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "id > > 100",
                "i >",
                "i = 1 AND",
                "AND i = 1",
                "(i = 1",
                "i = 1)",
                "i IN ()",
                "i IN 1",
                "i IS 1",
                "i NOT 1",
                "i BETWEEN 1",
                "s LIKE ci",
                "s LIKE 'a' ESCAPE 'bc'",
                "'open",
                "`open",
                "1abc",
                "x'4'",
                "b'2'",
                "i ? 1",
                "i; 1",
                "CASE WHEN i THEN 1 END",
                "s REGEXP 'a'",
                "i & 1",
                "i | 1",
                "~i",
                "i << 1",
                "t.i = 1",
                "@a = 1",
                "i := 1",
                "nosuch(i)",
                "count(*)",
                "i = (SELECT 1)",
                "select = 1",
                "INTERVAL 1 DAY",
                "i COLLATE utf8mb4_bin = 1",
                "i /* c */ = 1",
                "#"
            })
    void whatIsNotOfTheSubsetIsRefusedAtOnce(String expression) {
        TidegateException refusal =
                catchThrowableOfType(TidegateException.class, () -> Expression.parse("here", expression));

        assertThat(refusal.code()).isEqualTo(ErrorCode.FILTER_EXPRESSION_INVALID);
        assertThat(refusal.detail()).startsWith("here: There is a syntax error in: '" + expression + "': ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "js = 1             | JSON, vectors and geometry can only be compared with NULL",
                "NOT js             | JSON, vectors and geometry can only be compared with NULL",
                "dt = 'yesterday'   | 'yesterday' is not a date",
                "dt = '2023-02-29'  | '2023-02-29' is not a date",
                "dt = 12            | '12' is not a date",
                "tm = 'noon'        | 'noon' is not a time",
                "dt = s             | a date or time can only be compared with one of its kind or with a literal",
                "dt = tm            | a date or time can only be compared with one of its kind or with a literal",
                "dt + 1 > 0         | a date or time cannot be used as a number",
                "czech = 'x'        | column 'czech' has the collation utf8mb4_czech_ci, whose order is not known",
                "ci = uca           | two texts of different collations are compared",
                "year(i) = 1        | YEAR takes a date",
                "left(s) = 's'      | LEFT does not take 1 arguments",
                "abs() = 1          | ABS does not take 0 arguments",
            })
    void whatTheTypesOfATableDoNotAllowIsRefusedForTheTable(String expression, String why) {
        TidegateException refusal =
                catchThrowableOfType(TidegateException.class, () -> Expression.parse("here", expression)
                        .compile(TABLE));

        assertThat(refusal.code()).isEqualTo(ErrorCode.FILTER_EXPRESSION_INVALID);
        assertThat(refusal.detail()).isEqualTo("here: '" + expression + "' does not fit table 'test.t': " + why);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "neg * 9223372036854775807 = 0",
                "big + 1 = 0",
                "9223372036854775807 + one = 0",
                "big - 1 - big < 0"
            })
    void aNumberOutOfRangeIsAnError(String expression) {
        Condition condition = Expression.parse("here", expression).compile(TABLE);

        assertThat(catchThrowableOfType(EvaluationException.class, () -> condition.isOne(ROW)))
                .hasMessage("a number is out of the range of BIGINT");
    }

    @Test
    void deepNestingAndLongListsAreRefusedNotOverflowed() {
        for (String text : List.of("(".repeat(100_000), "!".repeat(100_000) + "i", "i" + " or i".repeat(100_000))) {
            assertThat(catchThrowableOfType(TidegateException.class, () -> Expression.parse("here", text)))
                    .isNotNull();
        }
        assertThat(isOne("i = 1" + " or i = 2".repeat(1_000) + " or i = 40")).isTrue();
    }

    private static boolean isOne(String expression) {
        return Expression.parse("here", expression).compile(TABLE).isOne(ROW);
    }

    private static void add(
            List<Column> columns, List<@Nullable Object> values, String name, ColumnType type, @Nullable Object value) {
        columns.add(new Column(name, type, true));
        values.add(value);
    }

    private static void text(
            List<Column> columns,
            List<@Nullable Object> values,
            String name,
            String collation,
            @Nullable String value) {
        Collation order = new Collation(collation.substring(0, collation.indexOf('_')), collation);
        columns.add(new Column(name, ColumnType.of(ColumnKind.VARCHAR, 20), true, Generation.NONE, null, order));
        values.add(value);
    }
}
