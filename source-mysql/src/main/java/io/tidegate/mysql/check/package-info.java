/** What must hold on a MySQL or MariaDB server before a changefeed starts. */
@NullMarked
package io.tidegate.mysql.check;

import org.jspecify.annotations.NullMarked;
