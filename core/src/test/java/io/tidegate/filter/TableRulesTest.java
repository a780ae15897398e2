package io.tidegate.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.model.TableName;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableRulesTest {
    @ParameterizedTest
    @MethodSource("tableVectors")
    void theLastRuleThatMatchesATableDecides(
            List<String> rules, String schema, String table, boolean insensitive, boolean sensitive) {
        TableName name = new TableName(schema, table);

        assertThat(insensitive(rules).matches(name)).isEqualTo(insensitive);
        assertThat(sensitive(rules).matches(name)).isEqualTo(sensitive);
    }

    @ParameterizedTest
    @MethodSource("schemaVectors")
    void aSchemaIsExcludedOnlyWithAllItsTables(
            List<String> rules, String schema, boolean insensitive, boolean sensitive) {
        assertThat(insensitive(rules).matchesSchema(schema)).isEqualTo(insensitive);
        assertThat(sensitive(rules).matchesSchema(schema)).isEqualTo(sensitive);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"orders", "my-db", "a.b", "`q`", "t*", "?", "/re/", "#c", "!n", "\"x\"", "\\", " s ", "客户", "$d"
            })
    void oneTableIsLeftOutWhateverItsName(String name) {
        TableRules rules = sensitive(List.of("*.*", TableRules.excluding(new TableName(name, name))));

        assertThat(rules.matches(new TableName(name, name))).isFalse();
        assertThat(rules.matches(new TableName(name, name + "x"))).isTrue();
        assertThat(rules.matches(new TableName("x" + name, name))).isTrue();
    }

    @Test
    void lowerCaseDoesNotDependOnTheLocale() {
        assertThat(insensitive(rules("TITLE.INDEX")).matches(new TableName("title", "index")))
                .isTrue();
    }

    @Test
    void lowerCaseKeepsTheNumberOfCodePoints() {
        assertThat(insensitive(rules("?.t")).matches(new TableName("\u0130", "t")))
                .isTrue();
        assertThat(insensitive(rules("\u0130.t")).matches(new TableName("i", "t")))
                .isTrue();
    }

    @Test
    void aQuestionMarkStandsForOneCodePoint() {
        String facepalm = "\uD83E\uDD26\uD83C\uDFFD\u200D\u2640\uFE0F";

        assertThat(sensitive(rules("?????.t")).matches(new TableName(facepalm, "t")))
                .isTrue();
        assertThat(sensitive(rules("????.t")).matches(new TableName(facepalm, "t")))
                .isFalse();
    }

    @Test
    void aClassIsReadAsRe2ReadsIt() {
        assertThat(sensitive(rules("[a&&b].t")).matches(new TableName("&", "t")))
                .isTrue();
    }

    @Test
    void aDollarSignBesideAWildcardIsItself() {
        assertThat(sensitive(rules("tmp$*.t")).matches(new TableName("tmp$1", "t")))
                .isTrue();
        assertThat(sensitive(rules("tmp$*.t")).matches(new TableName("tmp", "t")))
                .isFalse();
    }

    @Test
    void aWildcardMatchesANewline() {
        assertThat(sensitive(rules("a*b.t")).matches(new TableName("a\nb", "t")))
                .isTrue();
    }

    @Test
    void onlyTheCharacterAfterABackslashInARegexpHidesASlash() {
        assertThat(sensitive(rules("/^a[\\/]b$/.t")).matches(new TableName("a/b", "t")))
                .isTrue();
    }

    @Property
    void aBackQuotedNameMatchesItself(@ForAll @NotEmpty String schema, @ForAll @NotEmpty String table) {
        TableRules rules = sensitive(rules(quoted(schema) + "." + quoted(table)));

        assertThat(rules.matches(new TableName(schema, table))).isTrue();
        assertThat(rules.matches(new TableName(schema, table + "x"))).isFalse();
    }

    @Test
    void oneSpelledOutNameIsOneTableAtMost() {
        assertThat(sensitive(rules("a.b")).matchesOneTableAtMost()).isTrue();
        assertThat(sensitive(rules("`a`.\"b\"", "!x.*")).matchesOneTableAtMost())
                .isTrue();
        assertThat(sensitive(rules()).matchesOneTableAtMost()).isTrue();
    }

    @Test
    void wildcardsAndSeveralRulesCanMatchSeveralTables() {
        assertThat(sensitive(rules("a.*")).matchesOneTableAtMost()).isFalse();
        assertThat(sensitive(rules("/a/.b")).matchesOneTableAtMost()).isFalse();
        assertThat(sensitive(rules("a.b", "a.c")).matchesOneTableAtMost()).isFalse();
    }

    @Test
    void aNameThatCanBeWrittenInTwoCasesIsSeveralTables() {
        assertThat(insensitive(rules("a.b")).matchesOneTableAtMost()).isTrue();
    }

    private static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    private static TableRules sensitive(List<String> rules) {
        return TableRules.parse("rules", rules, true);
    }

    private static TableRules insensitive(List<String> rules) {
        return TableRules.parse("rules", rules, false);
    }

    private static List<String> rules(String... rules) {
        return List.of(rules);
    }

    /** Rules, schema, table; whether it matches case-insensitively, and case-sensitively. */
    private static Stream<Arguments> tableVectors() {
        return Stream.of(
                Arguments.of(rules(), "foo", "bar", false, false),
                Arguments.of(rules("*.*"), "foo", "bar", true, true),
                Arguments.of(rules("foo.*"), "foo", "bar", true, true),
                Arguments.of(rules("foo.*"), "foo1", "bar", false, false),
                Arguments.of(rules("*.*", "!foo1.*"), "foo1", "a", false, false),
                Arguments.of(rules("*.*", "!foo1.*"), "foo2", "a", true, true),
                Arguments.of(rules("!foo1.*", "*.*"), "foo1", "a", true, true),
                Arguments.of(rules("foo.bar1"), "foo", "bar", false, false),
                Arguments.of(rules("foo.bar1"), "foo", "bar1", true, true),
                Arguments.of(rules("foo.bar1"), "fff", "bar1", false, false),
                Arguments.of(rules("*.*", "!foo.bar"), "foo", "bar", false, false),
                Arguments.of(rules("*.*", "!foo.bar"), "foo", "bar1", true, true),
                Arguments.of(rules("*.*", "!foo.bar"), "foo1", "bar", true, true),
                Arguments.of(rules("/^foo/.*", "!/^foo/./^sbtest-\\d/"), "foo", "sbtest", true, true),
                Arguments.of(rules("/^foo/.*", "!/^foo/./^sbtest-\\d/"), "foo1", "sbtest-1", false, false),
                Arguments.of(rules("/^foo/.*", "!/^foo/./^sbtest-\\d/"), "foo2", "", true, true),
                Arguments.of(rules("/^foo/.*", "!/^foo/./^sbtest-\\d/"), "fff", "bar", false, false),
                Arguments.of(rules("*.*", "!foo[bar].*", "!bar?.*", "!special\\\\.*"), "foor", "a", false, false),
                Arguments.of(rules("*.*", "!foo[bar].*", "!bar?.*", "!special\\\\.*"), "foo[bar]", "a", true, true),
                Arguments.of(rules("*.*", "!foo[bar].*", "!bar?.*", "!special\\\\.*"), "ba", "a", true, true),
                Arguments.of(rules("*.*", "!foo[bar].*", "!bar?.*", "!special\\\\.*"), "bar?", "a", false, false),
                Arguments.of(rules("*.*", "!foo[bar].*", "!bar?.*", "!special\\\\.*"), "special\\", "a", false, false),
                Arguments.of(rules("*.*", "!foo[bar].*", "!bar?.*", "!special\\\\.*"), "special\\\\", "a", true, true),
                Arguments.of(rules("*.*", "!foo[bar].*", "!bar?.*", "!special\\\\.*"), "bazzz", "a", true, true),
                Arguments.of(rules("*.*", "!foo[bar].*", "!bar?.*", "!special\\\\.*"), "special\\$", "a", true, true),
                Arguments.of(rules("*.*", "!foo[bar].*", "!bar?.*", "!special\\\\.*"), "afooa", "a", true, true),
                Arguments.of(rules("*.*", "!/^FOO/.*", "!*./FoO$/"), "FOO1", "a", false, false),
                Arguments.of(rules("*.*", "!/^FOO/.*", "!*./FoO$/"), "foo2", "b", false, true),
                Arguments.of(rules("*.*", "!/^FOO/.*", "!*./FoO$/"), "BoO3", "cFoO", false, false),
                Arguments.of(rules("*.*", "!/^FOO/.*", "!*./FoO$/"), "Foo4", "dfoo", false, true),
                Arguments.of(rules("*.*", "!/^FOO/.*", "!*./FoO$/"), "5", "5", true, true),
                Arguments.of(rules("*.*", "!a?b?./f[0-9]/"), "abbd", "f1", false, false),
                Arguments.of(rules("*.*", "!a?b?./f[0-9]/"), "aaaa", "f2", true, true),
                Arguments.of(rules("*.*", "!a?b?./f[0-9]/"), "5", "5", true, true),
                Arguments.of(rules("*.*", "!a?b?./f[0-9]/"), "abbc", "fa", true, true),
                Arguments.of(rules("*.*", "!/t[0-8]/.a??"), "t1", "a01", false, false),
                Arguments.of(rules("*.*", "!/t[0-8]/.a??"), "t9", "a02", true, true),
                Arguments.of(rules("*.*", "!/t[0-8]/.a??"), "5", "5", true, true),
                Arguments.of(rules("*.*", "!/t[0-8]/.a??"), "t8", "a001", true, true),
                Arguments.of(rules("*.*", "!a*.A*"), "aB", "Ab", false, false),
                Arguments.of(rules("*.*", "!a*.A*"), "AaB", "aab", false, true),
                Arguments.of(rules("*.*", "!a*.A*"), "acB", "Afb", false, false),
                Arguments.of(rules("BAR.*"), "bar", "a", true, false),
                Arguments.of(rules("BAR.*"), "BAR", "a", true, true),
                Arguments.of(rules("", "", "# comment", "x.y", "# y.x"), "x", "y", true, true),
                Arguments.of(rules("", "", "# comment", "x.y", "# y.x"), "y", "x", false, false),
                Arguments.of(rules("p_123$.45", "中文.表名"), "p_123", "45", false, false),
                Arguments.of(rules("p_123$.45", "中文.表名"), "p_123$", "45", true, true),
                Arguments.of(rules("p_123$.45", "中文.表名"), "英文", "表名", false, false),
                Arguments.of(rules("p_123$.45", "中文.表名"), "中文", "表名", true, true),
                Arguments.of(rules("\\\\\\..*"), "\\.", "a", true, true),
                Arguments.of(rules("\\\\\\..*"), "\\\\\\.", "a", false, false),
                Arguments.of(rules("\\\\\\..*"), "\\a", "a", false, false),
                Arguments.of(
                        rules("\"some \"\"quoted\"\"\".`identifiers?`"), "some \"quoted\"", "identifiers?", true, true),
                Arguments.of(
                        rules("\"some \"\"quoted\"\"\".`identifiers?`"),
                        "some \"quoted\"",
                        "identifiers!",
                        false,
                        false),
                Arguments.of(
                        rules("\"some \"\"quoted\"\"\".`identifiers?`"),
                        "some \"\"quoted\"\"",
                        "identifiers?",
                        false,
                        false),
                Arguments.of(
                        rules("\"some \"\"quoted\"\"\".`identifiers?`"),
                        "SOME \"QUOTED\"",
                        "IDENTIFIERS?",
                        true,
                        false),
                Arguments.of(rules("db*.*", "!*.cfg*", "*.cfgsample"), "irrelevant", "table", false, false),
                Arguments.of(rules("db*.*", "!*.cfg*", "*.cfgsample"), "db1", "tbl1", true, true),
                Arguments.of(rules("db*.*", "!*.cfg*", "*.cfgsample"), "db1", "cfg1", false, false),
                Arguments.of(rules("db*.*", "!*.cfg*", "*.cfgsample"), "db1", "cfgsample", true, true),
                Arguments.of(rules("db*.*", "!*.cfg*", "*.cfgsample"), "else", "cfgsample", true, true),
                Arguments.of(rules("a[ ].*"), "a ", "t", true, true),
                Arguments.of(rules("a.*"), "a", "t", true, true),
                Arguments.of(rules("/foo/.*"), "xfooy", "t", true, true),
                Arguments.of(rules("foo.*"), "xfooy", "t", false, false),
                Arguments.of(rules("db?.*"), "db", "t", false, false),
                Arguments.of(rules("db?.*"), "dbé", "t", true, true),
                Arguments.of(rules("db?.*"), "dbe\u0301", "t", false, false),
                Arguments.of(rules("db??.*"), "dbe\u0301", "t", true, true),
                Arguments.of(rules(" !test.tbl1 "), "test", "tbl1", false, false),
                Arguments.of(rules("*.*", "!test.tbl1"), "test", "tbl1", false, false),
                Arguments.of(rules("*.*", "!test.tbl1"), "TEST", "TBL1", false, true),
                Arguments.of(rules("*.*", "!test.tbl1"), "test", "tbl10", true, true),
                Arguments.of(rules("a\\-b.c\\.d"), "a-b", "c.d", true, true),
                Arguments.of(rules("`a-b`.`c.d`"), "a-b", "c.d", true, true),
                Arguments.of(rules("/a\\/b/.*"), "a/b", "t", true, true),
                Arguments.of(rules("*.*", "!`*`.*"), "*", "t", false, false),
                Arguments.of(rules("*.*", "!`*`.*"), "x", "t", true, true),
                Arguments.of(rules("sns.*", "ecom.*", "!sns.log", "!ecom.test"), "sns", "log", false, false),
                Arguments.of(rules("sns.*", "ecom.*", "!sns.log", "!ecom.test"), "sns", "user", true, true),
                Arguments.of(rules("sns.*", "ecom.*", "!sns.log", "!ecom.test"), "other", "user", false, false),
                Arguments.of(
                        rules("*.*", "!test.season", "school.*", "!school.teacher"), "test", "season", false, false),
                Arguments.of(rules("*.*", "!test.season", "school.*", "!school.teacher"), "other", "", true, true),
                Arguments.of(rules("*.*", "!test.season", "depot.*", "!depot.courier"), "depot", "parcel", true, true),
                Arguments.of(
                        rules("*.*", "!test.season", "school.*", "!school.teacher"), "school", "teacher", false, false),
                Arguments.of(rules("!foo.bar"), "x", "y", false, false),
                Arguments.of(
                        rules("employees.*", "!employees.dep*", "employees.departments"),
                        "employees",
                        "dept_emp",
                        false,
                        false),
                Arguments.of(
                        rules("employees.*", "!employees.dep*", "employees.departments"),
                        "employees",
                        "departments",
                        true,
                        true),
                Arguments.of(
                        rules("employees.*", "!employees.dep*", "employees.departments"),
                        "employees",
                        "salaries",
                        true,
                        true),
                Arguments.of(rules("foo.bar"), "foo", "bar", true, true),
                Arguments.of(rules("[!a-z].[^a-z]"), "!", "z", true, true),
                Arguments.of(rules("[!a-z].[^a-z]"), "!", "^", true, true),
                Arguments.of(rules("[!a-z].[^a-z]"), "!", "9", false, false),
                Arguments.of(rules("[!a-z].[^a-z]"), "a", "z", false, false),
                Arguments.of(rules("[!a-z].[^a-z]"), "1", "z", true, true),
                Arguments.of(rules("[!a-z].[^a-z]"), "1", "^", true, true),
                Arguments.of(rules("[!a-z].[^a-z]"), "1", "9", false, false),
                Arguments.of(rules("*.*", "!S.D[!a-d]"), "S", "D1", false, false),
                Arguments.of(rules("*.*", "!S.D[!a-d]"), "S", "Da", true, true),
                Arguments.of(rules("*.*", "!S.D[!a-d]"), "S", "Daa", true, true),
                Arguments.of(rules("*.*", "!S.D[a-d]"), "S", "D1", true, true),
                Arguments.of(rules("*.*", "!S.D[a-d]"), "S", "Da", false, false),
                Arguments.of(rules("*.*", "!S.D[a-d]"), "S", "Daa", true, true));
    }

    /** Rules, schema; whether it matches case-insensitively, and case-sensitively. */
    private static Stream<Arguments> schemaVectors() {
        return Stream.of(
                Arguments.of(rules("*.*", "!FOO*.*", "!*.*FoO"), "foo", false, true),
                Arguments.of(rules("*.*", "!FOO*.*", "!*.*FoO"), "FOO", false, false),
                Arguments.of(rules("*.*", "!FOO*.*", "!*.*FoO"), "FOOx", false, false),
                Arguments.of(rules("*.*", "!FOO*.*", "!*.*FoO"), "bar", true, true),
                Arguments.of(rules("foo.a"), "foo", true, true),
                Arguments.of(rules("foo.a"), "bar", false, false),
                Arguments.of(rules("*.*", "!foo.a"), "foo", true, true),
                Arguments.of(rules("*.*", "!foo.*"), "foo", false, false),
                Arguments.of(rules("*.*", "!foo./.*/"), "foo", true, true),
                Arguments.of(rules("*.*", "!foo.**"), "foo", true, true),
                Arguments.of(rules("*.*", "!foo.*", "foo.a"), "foo", true, true));
    }
}
