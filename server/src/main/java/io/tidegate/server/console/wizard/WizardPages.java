package io.tidegate.server.console.wizard;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.tidegate.server.access.AccessGate;
import io.tidegate.server.access.Audited;
import io.tidegate.server.changefeed.ChangefeedView;
import io.tidegate.server.changefeed.Changefeeds;
import io.tidegate.server.changefeed.PlannedTables;
import io.tidegate.server.cluster.Clusters;
import io.tidegate.server.cluster.SourceCluster;
import io.tidegate.server.console.PageFrame;
import io.tidegate.server.console.PageFrame.Section;
import io.tidegate.server.console.Pages;
import io.tidegate.server.console.draft.AclCommands;
import io.tidegate.server.console.draft.ChangefeedForm;
import io.tidegate.server.console.draft.Draft;
import io.tidegate.server.console.draft.DraftExport;
import io.tidegate.server.console.draft.DraftRequest;
import io.tidegate.server.console.draft.FieldError;
import io.tidegate.server.console.draft.SpecificationForm;
import io.tidegate.server.console.draft.TargetForm;
import io.tidegate.server.web.Access;
import io.tidegate.server.web.Endpoint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The pages that make a changefeed: target, changefeed, specification, review. What is sent is kept, right or wrong, and only
 * what is right leads on; every step before stays open.
 */
public final class WizardPages {
    private static final String STEP = "/drafts/{id}/{step}";

    private final Pages pages;
    private final Clusters clusters;
    private final Changefeeds changefeeds;
    private final Drafts drafts;
    private final TargetChecks targetChecks;

    public WizardPages(Pages pages, Clusters clusters, Changefeeds changefeeds, Drafts drafts) {
        this.pages = pages;
        this.clusters = clusters;
        this.changefeeds = changefeeds;
        this.drafts = drafts;
        this.targetChecks = new TargetChecks(pages, changefeeds, drafts);
    }

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.post("/clusters/{id}/changefeeds/new", Access.OPERATOR, this::begin),
                Endpoint.post("/drafts/{id}/tables", Access.OPERATOR, this::tables),
                Endpoint.post("/drafts/{id}/exclude", Access.OPERATOR, this::exclude),
                Endpoint.post("/drafts/{id}/preflight", Access.OPERATOR, this::preflight),
                Endpoint.post("/drafts/{id}/permissions", Access.OPERATOR, this::permissions),
                Endpoint.post("/drafts/{id}/checks", Access.OPERATOR, this::checks),
                Endpoint.post("/drafts/{id}/create", Access.OPERATOR, this::create),
                Endpoint.post("/drafts/{id}/discard", Access.OPERATOR, this::discard),
                Endpoint.get(STEP, Access.OPERATOR, this::show),
                Endpoint.post(STEP, Access.OPERATOR, this::submit),
                Endpoint.post(STEP + "/fields", Access.OPERATOR, this::fields));
    }

    private void begin(Context context) {
        SourceCluster cluster = clusters.get(context.pathParam("id"));
        OpenDraft begun = drafts.begin(AccessGate.principal(context).name(), cluster.id());
        go(context, begun, Step.TARGET);
    }

    private void show(Context context) {
        OpenDraft open = open(context);
        Step wanted = step(context);
        Step reached = open.reachable(wanted);
        if (reached != wanted) {
            go(context, open, reached);
            return;
        }
        send(context, open, wanted, List.of());
    }

    private void submit(Context context) {
        Step step = step(context);
        OpenDraft open = typed(context, step);
        drafts.save(open);
        List<FieldError> errors = open.errors(step);
        if (!errors.isEmpty()) {
            context.status(HttpStatus.UNPROCESSABLE_CONTENT);
            send(context, open, step, errors);
        } else if (step == Step.TARGET) {
            sendTarget(context, open, errors, true);
        } else {
            go(context, open, step.next());
        }
    }

    /** The fields that there are after a choice; what is typed is kept and not judged. */
    private void fields(Context context) {
        Audited.nothing(context);
        Step step = step(context);
        OpenDraft open = typed(context, step);
        drafts.save(open);
        if (step.hasChangingFields()) {
            send(context, open, step, List.of(), "wizard/fields/" + step.word() + ".jte", Map.of());
        } else {
            go(context, open, step);
        }
    }

    /** What the rules typed so far would take, without a look at Kafka. */
    private void tables(Context context) {
        Audited.nothing(context); // asked for at each pause of whoever types
        OpenDraft open = typed(context, Step.CHANGEFEED);
        PlannedTables planned = planned(context, open);
        String permissions = AclCommands.of(open.draft(), planned.topics());
        sendPart(context, open, "wizard/tables.jte", Map.of("planned", planned, "permissions", permissions));
    }

    /** Adds a rule that leaves one table out; it counts, since it is the last. */
    private void exclude(Context context) {
        OpenDraft typed = typed(context, Step.CHANGEFEED);
        String rule = String.valueOf(context.queryParam("rule"));
        Draft draft = typed.draft();
        OpenDraft open = typed.with(
                draft.with(draft.changefeed().with(draft.changefeed().tables().withRule(rule))));
        drafts.save(open);
        go(context, open, Step.CHANGEFEED);
    }

    private void preflight(Context context) {
        targetChecks.run(context, shown(context, open(context), Step.TARGET, List.of()));
    }

    private void checks(Context context) {
        OpenDraft open = open(context);
        sendPart(
                context,
                open,
                "wizard/preflight.jte",
                Map.of(
                        "preflight",
                        changefeeds.preflight(
                                DraftRequest.of(open.draft(), open.cluster()), AccessGate.principal(context))));
    }

    /** The commands that permit what the chosen topics need. */
    private void permissions(Context context) {
        Audited.nothing(context);
        OpenDraft open = open(context);
        String commands = AclCommands.of(open.draft(), planned(context, open).topics());
        sendPart(context, open, "wizard/permissions.jte", Map.of("commands", commands));
    }

    private PlannedTables planned(Context context, OpenDraft open) {
        return changefeeds.tables(DraftRequest.of(open.forTables(), open.cluster()), AccessGate.principal(context));
    }

    private void create(Context context) {
        OpenDraft open = open(context);
        ChangefeedView created =
                changefeeds.create(DraftRequest.of(open.draft(), open.cluster()), AccessGate.principal(context));
        Audited.subject(context, created.id());
        drafts.remove(open);
        context.status(HttpStatus.NO_CONTENT).header("HX-Redirect", "/changefeeds/" + created.id());
    }

    private void discard(Context context) {
        OpenDraft open = open(context);
        drafts.remove(open);
        context.redirect("/clusters/" + open.cluster() + "/changefeeds", HttpStatus.SEE_OTHER);
    }

    private OpenDraft open(Context context) {
        return drafts.get(context.pathParam("id"), AccessGate.principal(context).name());
    }

    /** The draft with what the form of a step has. */
    private OpenDraft typed(Context context, Step step) {
        OpenDraft open = open(context);
        Map<String, List<String>> form = context.formParamMap();
        Draft draft = open.draft();
        return switch (step) {
            case TARGET -> open.with(draft.with(TargetForm.read(form, draft.target())));
            case CHANGEFEED -> open.with(draft.with(ChangefeedForm.read(form, draft.changefeed())));
            case SPECIFICATION -> open.with(draft.with(SpecificationForm.read(form, draft.specification())));
            case REVIEW -> open;
        };
    }

    private static Step step(Context context) {
        return Step.of(context.pathParam("step")).orElse(Step.TARGET);
    }

    private static void go(Context context, OpenDraft open, Step step) {
        context.redirect("/drafts/" + open.id() + "/" + step.word(), HttpStatus.SEE_OTHER);
    }

    private void sendTarget(Context context, OpenDraft open, List<FieldError> errors, boolean checking) {
        Prerequisites prerequisites = Prerequisites.of(open.draft(), LocalAddresses.all());
        send(
                context,
                open,
                Step.TARGET,
                errors,
                "wizard/target.jte",
                Map.of("checking", checking, "prerequisites", prerequisites));
    }

    private void send(Context context, OpenDraft open, Step step, List<FieldError> errors) {
        if (step == Step.TARGET) {
            sendTarget(context, open, errors, false);
            return;
        }
        Map<String, Object> more = new HashMap<>();
        if (step == Step.REVIEW) {
            more.put("export", DraftExport.of(open.draft(), open.cluster(), server(context)));
        }
        send(context, open, step, errors, "wizard/" + step.word() + ".jte", more);
    }

    private void sendPart(Context context, OpenDraft open, String template, Map<String, Object> more) {
        send(context, open, Step.REVIEW, List.of(), template, more);
    }

    private void send(
            Context context,
            OpenDraft open,
            Step step,
            List<FieldError> errors,
            String template,
            Map<String, Object> more) {
        WizardShown shown = shown(context, open, step, errors);
        Map<String, Object> parameters = new HashMap<>(more);
        parameters.put("shown", shown);
        pages.send(context, template, shown.frame(), parameters);
    }

    private WizardShown shown(Context context, OpenDraft open, Step step, List<FieldError> errors) {
        PageFrame frame = pages.frame(
                context, pages.texts(context).get("wizard.title"), clusters.get(open.cluster()), Section.CHANGEFEEDS);
        return new WizardShown(frame, open, step, errors);
    }

    private static String server(Context context) {
        return context.scheme() + "://" + context.host();
    }
}
