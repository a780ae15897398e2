/** TLS to brokers and to what belongs to them: certificates and keys from PEM files, whom to trust, which name to expect. */
@NullMarked
package io.tidegate.kafka.tls;

import org.jspecify.annotations.NullMarked;
