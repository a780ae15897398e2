/** What every implementation of an interface of core must do, as tests to inherit. */
@NullMarked
package io.tidegate.testkit.contract;

import org.jspecify.annotations.NullMarked;
