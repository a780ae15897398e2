package io.tidegate.server.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.server.changefeed.ChangefeedView;
import io.tidegate.server.web.Access;
import io.tidegate.server.web.Answers;
import io.tidegate.server.web.Endpoint;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The live status of all changefeeds as server-sent events: all of them at once and every fifteen seconds, and in between
 * each that changed, looked at once a second while anybody listens. One thread serves all clients, of which there are a
 * bounded number.
 */
final class EventRoutes implements AutoCloseable {
    static final String PATH = "/api/v2/tidegate/events";
    static final int MOST_CLIENTS = 64;

    private static final Logger log = LoggerFactory.getLogger(EventRoutes.class);
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final int TICKS_PER_STATE = 15;
    private static final int TICKS_PER_HEARTBEAT = 5;
    private static final int OK = 200;
    private static final String TYPE = "text/event-stream";

    private final Supplier<List<ChangefeedView>> changefeeds;
    private final Predicate<Context> stillGood;
    private final InstantSource clock;
    private final ScheduledExecutorService ticker;
    private final Set<EventStream> clients = ConcurrentHashMap.newKeySet();
    // Of the ticker's thread.
    private Map<String, ObjectNode> told = Map.of();
    private long ticks;

    /**
     * @param stillGood whether who opened a stream may still read it
     * @param second how often it is looked for news; a second, but in tests
     */
    EventRoutes(
            Supplier<List<ChangefeedView>> changefeeds,
            Predicate<Context> stillGood,
            InstantSource clock,
            Duration second) {
        this.stillGood = stillGood;
        this.changefeeds = changefeeds;
        this.clock = clock;
        this.ticker = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "tidegate-events");
            thread.setDaemon(true);
            return thread;
        });
        ScheduledFuture<?> unused =
                ticker.scheduleWithFixedDelay(this::tick, second.toMillis(), second.toMillis(), TimeUnit.MILLISECONDS);
    }

    List<Endpoint> endpoints() {
        return List.of(Endpoint.get(PATH, Access.VIEWER, this::open));
    }

    /** How many listen. */
    int clients() {
        return clients.size();
    }

    /** Lets all clients go, at once. */
    @Override
    public void close() {
        ticker.shutdownNow();
        clients.forEach(EventStream::close);
    }

    private void open(Context context) {
        String accept = context.header("Accept");
        if (accept == null || !accept.contains(TYPE)) {
            throw new TidegateException(ErrorCode.API_INVALID_PARAM, "the answer would be a stream of events")
                    .withRemedy("Send Accept: " + TYPE + ".");
        }
        if (ticker.isShutdown() || clients.size() >= MOST_CLIENTS) {
            throw new TidegateException(ErrorCode.TOO_MANY_REQUESTS, clients.size() + " clients listen already");
        }
        context.status(OK).contentType(TYPE);
        context.header("Cache-Control", "no-store");
        context.header("X-Accel-Buffering", "no"); // nginx would keep events back
        CompletableFuture<Void> end = new CompletableFuture<>();
        context.future(() -> {
            start(context, end);
            return end;
        });
    }

    private void start(Context context, CompletableFuture<Void> end) {
        try {
            ServletOutputStream out = context.res().getOutputStream();
            EventStream client = new EventStream(
                    out, end, clock.instant().plus(LONGEST), () -> stillGood.test(context), clients::remove);
            client.send(everything(look()));
            clients.add(client);
            if (ticker.isShutdown()) {
                client.close();
            } else {
                out.setWriteListener(client);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void tick() {
        try {
            Instant now = clock.instant();
            ticks++;
            boolean all = ticks % TICKS_PER_STATE == 0;
            clients.stream()
                    .filter(client -> client.isOver(now) || (all && !client.isWelcome()))
                    .forEach(EventStream::close);
            if (clients.isEmpty()) {
                told = Map.of();
                return;
            }
            Map<String, ObjectNode> current = look();
            String news = changes(current) + (all ? everything(current) : "");
            told = current;
            if (!news.isEmpty()) {
                clients.forEach(client -> client.send(news));
            } else if (ticks % TICKS_PER_HEARTBEAT == 0) {
                clients.forEach(client -> client.send(": still here\n\n"));
            }
        } catch (RuntimeException e) {
            // The next second is another try; without this no client would ever hear anything again.
            log.error("the event stream could not be served", e);
        }
    }

    private Map<String, ObjectNode> look() {
        Map<String, ObjectNode> current = new LinkedHashMap<>();
        Instant now = clock.instant();
        for (ChangefeedView feed : changefeeds.get()) {
            current.put(feed.id(), ProgressShape.of(feed, now));
        }
        return current;
    }

    private static String everything(Map<String, ObjectNode> current) {
        ObjectNode all = Answers.object();
        ArrayNode items = all.putArray("items");
        current.values().forEach(items::add);
        return event("changefeeds", all);
    }

    private String changes(Map<String, ObjectNode> current) {
        StringBuilder news = new StringBuilder();
        current.forEach((id, progress) -> {
            if (!progress.equals(told.get(id))) {
                news.append(event("changefeed", progress));
            }
        });
        for (String id : told.keySet()) {
            if (!current.containsKey(id)) {
                news.append(event("removed", Answers.object().put("id", id)));
            }
        }
        return news.toString();
    }

    private static String event(String name, ObjectNode data) {
        return "event: " + name + "\ndata: " + data + "\n\n";
    }
}
