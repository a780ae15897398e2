/** Logins at brokers by password, Kerberos and OAuth, in the form that the Kafka client wants them. */
@NullMarked
package io.tidegate.kafka.login;

import org.jspecify.annotations.NullMarked;
