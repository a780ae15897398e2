package io.tidegate.server.console.wizard;

import io.tidegate.filter.TableRules;
import io.tidegate.model.TableName;
import io.tidegate.server.console.PageFrame;
import io.tidegate.server.console.draft.Draft;
import io.tidegate.server.console.draft.FieldError;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A page of the wizard as its templates see it.
 *
 * @param frame of the page
 * @param open the draft
 * @param step which page
 * @param errors of its fields, none before it was submitted
 */
public record WizardShown(PageFrame frame, OpenDraft open, Step step, List<FieldError> errors) {
    public Draft draft() {
        return open.draft();
    }

    public String path(Step other) {
        return "/drafts/" + open.id() + "/" + other.word();
    }

    /** Where the fields of the page are asked for anew when a choice decides which there are. */
    public String fieldsPath() {
        return path(step) + "/fields";
    }

    /** Where a table is left out by one click. */
    public String excludePath(TableName table) {
        return "/drafts/" + open.id() + "/exclude?rule="
                + URLEncoder.encode(TableRules.excluding(table), StandardCharsets.UTF_8);
    }

    public String text(String key, Object... arguments) {
        return frame.text(key, arguments);
    }

    /** The help of a field, empty if it needs none. */
    public String help(String field) {
        String key = "wizard." + field + ".help";
        return frame.texts().has(key) ? frame.text(key) : "";
    }

    public List<FieldError> errors(String field) {
        return errors.stream().filter(error -> error.field().equals(field)).toList();
    }

    /** An error in the language of the page, with what Tidegate itself says of it. */
    public String told(FieldError error) {
        String text = frame.text(error.textKey(), error.arguments().toArray());
        return error.sentence() == null ? text : text + " " + error.sentence() + " " + error.remedy();
    }

    /** Ids of what describes a field. */
    public String describedBy(String field) {
        return (help(field).isEmpty() ? "" : field + "-help ") + (errors(field).isEmpty() ? "" : field + "-error");
    }

    public List<Step> steps() {
        return List.of(Step.values());
    }
}
