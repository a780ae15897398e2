package io.tidegate.server.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.server.ServerIdentity;
import io.tidegate.server.changefeed.Changefeeds;
import io.tidegate.server.cluster.Clusters;
import io.tidegate.server.web.Access;
import io.tidegate.server.web.Answers;
import io.tidegate.server.web.Endpoint;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;

/** The JSON API over the services of a server, as a list of routes. Owns the thread of the event stream. */
public final class Api implements AutoCloseable {
    /** Where the description of the API is served. */
    public static final String DOCUMENT = "/api/v2/openapi.json";

    private final List<Endpoint> endpoints;
    private final EventRoutes events;

    /**
     * @param zone in which TiCDC's times are written
     */
    public Api(
            ServerIdentity server,
            Changefeeds changefeeds,
            Clusters clusters,
            Callers callers,
            InstantSource clock,
            ZoneId zone) {
        this(server, changefeeds, clusters, callers, clock, zone, Duration.ofSeconds(1));
    }

    /** @param second how often the event stream looks for news */
    Api(
            ServerIdentity server,
            Changefeeds changefeeds,
            Clusters clusters,
            Callers callers,
            InstantSource clock,
            ZoneId zone,
            Duration second) {
        ApiTime time = new ApiTime(zone);
        TicdcShapes shapes = new TicdcShapes(server, time, clock);
        this.events = new EventRoutes(changefeeds::list, callers.stillGood(), clock, second);
        this.endpoints = Stream.of(
                        new ChangefeedRoutes(changefeeds, callers, shapes, time, clock).endpoints(),
                        new OwnChangefeedRoutes(changefeeds, callers, shapes, clock).endpoints(),
                        new HistoryRoutes(changefeeds).endpoints(),
                        new ClusterRoutes(clusters, callers).endpoints(),
                        new TableRoutes(clusters).endpoints(),
                        new ServerRoutes(server, changefeeds, clock).endpoints(),
                        events.endpoints())
                .flatMap(List::stream)
                .toList();
    }

    /** All routes of the API but the one of its description. */
    public List<Endpoint> endpoints() {
        return endpoints;
    }

    /**
     * The route that serves the description of the API.
     *
     * @param all routes of the server
     */
    public static Endpoint document(List<Endpoint> all) {
        Endpoint described = Endpoint.get(DOCUMENT, Access.VIEWER, Answers::sendNothing);
        ObjectNode document = OpenApiDocument.of(
                Stream.concat(all.stream(), Stream.of(described)).toList());
        return Endpoint.get(DOCUMENT, Access.VIEWER, context -> Answers.send(context, document));
    }

    /** How many clients listen to the event stream. */
    int listeners() {
        return events.clients();
    }

    /** Ends the event streams, which an HTTP server that stops would wait for. */
    public void endStreams() {
        events.close();
    }

    @Override
    public void close() {
        endStreams();
    }
}
