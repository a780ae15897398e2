package io.tidegate.server.console;

import io.javalin.http.Context;
import io.tidegate.error.TidegateException;
import io.tidegate.server.changefeed.Changefeeds;
import io.tidegate.server.console.peek.Mask;
import io.tidegate.server.console.peek.ShownMessages;
import io.tidegate.server.web.Access;
import io.tidegate.server.web.Endpoint;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** The last messages of a changefeed's topics. The page comes at once; Kafka is asked for the part with the messages. */
final class FeedMessages {
    private static final String DEFAULT_COUNT = "10";
    private static final List<String> COUNTS = List.of("5", DEFAULT_COUNT, "20");

    private final FeedRoom room;
    private final Changefeeds changefeeds;

    FeedMessages(FeedRoom room, Changefeeds changefeeds) {
        this.room = room;
        this.changefeeds = changefeeds;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get(FeedTab.MESSAGES.route(), Access.OPERATOR, this::page),
                Endpoint.get(FeedTab.MESSAGES.route() + "/peek", Access.OPERATOR, this::peek));
    }

    private void page(Context context) {
        room.send(context, FeedTab.MESSAGES, "feed/messages.jte", Map.of());
    }

    private void peek(Context context) {
        String id = context.pathParam("id");
        SortedSet<String> topics = topics(id);
        String topic = Optional.ofNullable(context.queryParam("topic")).orElse(topics.isEmpty() ? "" : topics.first());
        String count = Optional.ofNullable(context.queryParam("count"))
                .filter(COUNTS::contains)
                .orElse(DEFAULT_COUNT);
        Mask mask = Mask.of(context.queryParams("mask"), context.queryParams("offered"));
        ShownMessages messages = ShownMessages.of(
                changefeeds.messages(id, topic.isEmpty() ? null : topic, Integer.parseInt(count)), mask);
        room.send(
                context,
                FeedTab.MESSAGES,
                "parts/messages.jte",
                Map.of("topics", topics, "topic", topic, "counts", COUNTS, "count", count, "peek", messages));
    }

    /** None if the source cannot tell: the default topic can be read all the same. */
    private SortedSet<String> topics(String id) {
        try {
            return changefeeds.topics(id);
        } catch (TidegateException e) {
            return new TreeSet<>();
        }
    }
}
