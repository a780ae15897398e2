package io.tidegate.cli;

import io.tidegate.check.Check;
import io.tidegate.config.KeylessTables;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.filter.ChangeFilter;
import io.tidegate.model.TableName;
import io.tidegate.model.TableVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Holds the rules of a changefeed against the tables that exist: what does not fit would end it at the first row. */
final class RuleChecks {
    private static final String DISPATCHERS = "R001";
    private static final String EVENT_FILTERS = "R002";
    private static final String COLUMN_SELECTORS = "R003";
    private static final String VALID_KEYS = "R004";
    private static final int NAMED = 10;

    private final Wiring wiring;
    private final List<TableVersion> tables;
    private final List<Check> checks = new ArrayList<>();

    private RuleChecks(Wiring wiring, List<TableVersion> tables) {
        this.wiring = wiring;
        this.tables = tables;
    }

    /** All checks, whatever fails. */
    static List<Check> of(Wiring wiring, List<TableVersion> tables) {
        RuleChecks rules = new RuleChecks(wiring, tables);
        rules.runAll();
        return List.copyOf(rules.checks);
    }

    private void runAll() {
        ChangeFilter filter = wiring.changeFilter();
        keys(filter);
        List<TableVersion> sent = tables.stream().filter(filter::accepts).toList();
        attempt(DISPATCHERS, "dispatchers", () -> wiring.router().review(sent).forEach(this::doubt));
        attempt(EVENT_FILTERS, "event filters", () -> filter.events().review(sent));
        attempt(COLUMN_SELECTORS, "column selectors", () -> wiring.router().review(sent, filter.columns()));
    }

    private void keys(ChangeFilter filter) {
        List<TableName> keyless = tables.stream()
                .filter(table -> !filter.accepts(table))
                .map(TableVersion::name)
                .toList();
        if (keyless.isEmpty()) {
            return;
        }
        if (wiring.keylessTables() == KeylessTables.REFUSED) {
            checks.add(
                    Check.fail(
                            ErrorCode.TABLE_INELIGIBLE.code(),
                            "valid keys",
                            named(keyless) + " without a primary key or a unique key of NOT NULL columns",
                            "Add a key, exclude the tables with filter rules such as !" + keyless.get(0)
                                    + (wiring.needsKeys()
                                            ? ", or set ignore-ineligible-table to leave them out."
                                            : ", set ignore-ineligible-table to leave them out, or force-replicate to replicate them.")));
        } else {
            checks.add(Check.warn(
                    VALID_KEYS,
                    "valid keys",
                    named(keyless) + " without a valid key, left out by ignore-ineligible-table",
                    "Add a primary key or a unique key of NOT NULL columns."));
        }
    }

    private void doubt(String text) {
        checks.add(Check.warn(
                DISPATCHERS,
                "dispatchers",
                text,
                "Change the rule if that is not meant; tidegate route shows the outcome."));
    }

    private void attempt(String code, String subject, Runnable review) {
        int before = checks.size();
        try {
            review.run();
            if (checks.size() == before) {
                checks.add(Check.pass(code, subject, "they fit the tables that exist"));
            }
        } catch (TidegateException failure) {
            checks.add(Check.fail(failure.code().code(), subject, failure.sentence(), failure.remedy()));
        }
    }

    private static String named(List<TableName> names) {
        String first = names.stream().limit(NAMED).map(TableName::toString).collect(Collectors.joining(", "));
        return names.size() > NAMED ? first + " and " + (names.size() - NAMED) + " more are" : first;
    }
}
