package io.tidegate.kafka;

import org.apache.kafka.clients.admin.TopicDescription;

/** What a login can see of a topic. */
sealed interface TopicSight {
    /** It is there. */
    record Present(TopicDescription description) implements TopicSight {}

    /** It is not there. */
    record Missing() implements TopicSight {}

    /** The login has no permission on it that would let it see whether it is there. */
    record Hidden() implements TopicSight {}
}
