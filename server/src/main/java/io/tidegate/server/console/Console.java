package io.tidegate.server.console;

import io.javalin.http.ExceptionHandler;
import io.tidegate.server.access.AuditLog;
import io.tidegate.server.changefeed.Changefeeds;
import io.tidegate.server.cluster.Clusters;
import io.tidegate.server.console.wizard.Drafts;
import io.tidegate.server.console.wizard.WizardPages;
import io.tidegate.server.web.Endpoint;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/** The pages of a server, as a list of routes, and how they tell that something went wrong. */
public final class Console {
    private final Pages pages;
    private final List<Endpoint> endpoints;

    /**
     * @param audit who did what, for administrators
     * @param otherLogin whether an identity provider may tell who somebody is
     * @param version of the program
     */
    public Console(
            Clusters clusters,
            Changefeeds changefeeds,
            AuditLog audit,
            Drafts drafts,
            boolean otherLogin,
            InstantSource clock,
            String version) {
        this.pages = new Pages(version);
        FeedRoom room = new FeedRoom(pages, clusters, changefeeds, clock);
        this.endpoints = Stream.of(
                        Assets.endpoints(),
                        new LoginPage(pages, otherLogin).endpoints(),
                        new ClusterPages(pages, clusters, changefeeds).endpoints(),
                        new ChangefeedPages(pages, clusters, changefeeds, drafts, clock).endpoints(),
                        new FeedTabs(room, changefeeds, audit).endpoints(),
                        new FeedMessages(room, changefeeds).endpoints(),
                        new FeedHistories(room, changefeeds).endpoints(),
                        new FeedSheets(pages, clusters, changefeeds).endpoints(),
                        new FeedActions(changefeeds).endpoints(),
                        new WizardPages(pages, clusters, changefeeds, drafts).endpoints())
                .flatMap(List::stream)
                .toList();
    }

    public List<Endpoint> endpoints() {
        return endpoints;
    }

    /**
     * Answers people with pages.
     *
     * @param forPrograms answers everybody else
     */
    public ExceptionHandler<Exception> failures(ExceptionHandler<Exception> forPrograms) {
        return new ConsoleFailures(pages, forPrograms);
    }
}
