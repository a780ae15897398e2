/** The client side of the MySQL protocol: login, TLS, statements of a replica, and the stream of binlog events. */
@NullMarked
package io.tidegate.mysql.protocol;

import org.jspecify.annotations.NullMarked;
