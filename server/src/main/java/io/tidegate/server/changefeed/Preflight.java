package io.tidegate.server.changefeed;

import io.tidegate.check.Check;
import io.tidegate.config.ConfigWarning;
import io.tidegate.model.TableVersion;
import io.tidegate.server.TableRoute;
import java.util.List;

/**
 * What a changefeed would do, found without creating anything.
 *
 * @param tables those that match and have a valid key
 * @param keylessTables those that match and have none
 * @param routes where the rows go that would be sent
 * @param checks everything that must hold
 * @param warnings settings that have not the effect one may expect
 */
public record Preflight(
        List<TableVersion> tables,
        List<TableVersion> keylessTables,
        List<TableRoute> routes,
        List<Check> checks,
        List<ConfigWarning> warnings) {}
