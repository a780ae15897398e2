package io.tidegate.kafka;

import io.tidegate.config.KafkaSinkConfig;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.common.acl.AclOperation;

/**
 * A permission that a changefeed's login should have. {@link #of} is the whole list; whatever needs more adds to it there.
 *
 * @param right the permission
 * @param need what happens without it
 * @param purpose what it is for, as part of a sentence
 */
record RequiredRight(AccessRight right, Need need, String purpose) {
    /** What happens without a permission. */
    enum Need {
        /** The changefeed cannot run. */
        REQUIRED,
        /** The changefeed runs, but knows less. */
        ADVISED,
        /** The changefeed cannot run when a topic is missing. */
        REQUIRED_TO_CREATE
    }

    /** What sending to these topics needs. Write implies Describe, which is why that is not in the list. */
    static List<RequiredRight> of(KafkaSinkConfig config, Collection<String> topics) {
        List<RequiredRight> rights = new ArrayList<>();
        rights.add(new RequiredRight(
                AccessRight.onCluster(AclOperation.DESCRIBE_CONFIGS),
                Need.ADVISED,
                "to know how large messages may be and how many replicas have to acknowledge"));
        for (String topic : topics) {
            rights.add(new RequiredRight(
                    AccessRight.onTopic(topic, AclOperation.WRITE), Need.REQUIRED, "to send messages"));
            if (config.autoCreateTopic()) {
                rights.add(new RequiredRight(
                        AccessRight.onTopic(topic, AclOperation.CREATE), Need.REQUIRED_TO_CREATE, "to make the topic"));
            }
        }
        return List.copyOf(rights);
    }
}
