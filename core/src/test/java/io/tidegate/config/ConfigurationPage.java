package io.tidegate.config;

import static io.tidegate.docs.GeneratedPage.cell;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes {@code docs/configuration.md}: each setting of the catalogue, by the section of the file it is in. */
final class ConfigurationPage {
    private static final String URI_ONLY = "?";

    private ConfigurationPage() {}

    static String text() {
        StringBuilder page = new StringBuilder("""
                # Configuration of a changefeed

                This page is generated from the definitions that also read and check the settings.

                A changefeed is configured by its sink URI, `kafka://host:port,host:port/topic?name=value&…`, and by a TOML
                file with the keys of TiCDC v8.5. Keys marked *URI* can be written in both; the URI counts before the file,
                and the file before the default. Our own keys are under `[tidegate]`. An unknown key of the file is an
                error, an unknown parameter of the URI a warning.

                The column *Status* tells what Tidegate does with a key:

                | Status | Meaning |
                |---|---|
                | supported | it has the effect it has in TiCDC |
                | no effect | it is accepted; a value other than the default gives a warning |
                | not available yet | a value other than the default is refused |
                | fixed | Tidegate decides it alone; any value is refused |
                | other versions of TiCDC | TiCDC v8.5 does not know it; it gives a warning and has no effect |

                ## Source URI

                `mysql://user[:password]@host[:port]/?tls=…&ca=FILE&cert=FILE&key=FILE`, or `mariadb://…`. The port is 3306
                unless given, an IPv6 address goes into brackets, and special characters of user name and password are
                percent-encoded. A password in the URI counts before one given elsewhere.

                | `tls` | Meaning |
                |---|---|
                | `disabled` | no TLS |
                | `preferred` (the default) | TLS if the server offers it, whatever its certificate |
                | `required` | TLS, whatever the certificate; with `ca` the same as `verify_ca` |
                | `verify_ca` | TLS with a certificate that `ca`, or without it the system's authorities, signed |
                | `verify_identity` | the same, and the certificate is for the host of the URI |

                `ca`, `cert` and `key` are PEM files. Given without `tls` they mean `required`; `cert` and `key` go together.
                """);
        Map<String, List<Setting>> sections = new LinkedHashMap<>();
        for (Setting setting : SettingCatalogue.all().settings()) {
            sections.computeIfAbsent(section(setting.file()), name -> new ArrayList<>())
                    .add(setting);
        }
        sections.forEach((name, settings) -> section(page, name, settings));
        return page.toString();
    }

    private static void section(StringBuilder page, String name, List<Setting> settings) {
        page.append("\n## ").append(title(name)).append("\n\n");
        page.append("| Key | URI | Type | Default | Status | Description |\n|---|---|---|---|---|---|\n");
        for (Setting setting : settings) {
            String key = name.equals(URI_ONLY) || name.isEmpty()
                    ? setting.name()
                    : setting.name().substring(name.length() + 1);
            page.append("| `").append(key).append("` | ");
            page.append(setting.parameter() == null ? "" : "yes").append(" | ");
            page.append(cell(setting.type().shown())).append(" | ");
            page.append(cell(setting.fallbackShown())).append(" | ");
            page.append(setting.standing().shown()).append(" | ");
            page.append(cell(description(setting))).append(" |\n");
        }
    }

    private static String description(Setting setting) {
        String said = setting.remark().isEmpty() ? setting.formatsShown() : setting.remark();
        String remark = said.isEmpty() ? "" : said + ".";
        String capital = remark.isEmpty() ? "" : Character.toUpperCase(remark.charAt(0)) + remark.substring(1);
        return (setting.description() + " " + capital).strip();
    }

    private static String title(String section) {
        return switch (section) {
            case "" -> "Top level";
            case URI_ONLY -> "Sink URI only";
            default ->
                section.endsWith("[]")
                        ? "`[[" + section.substring(0, section.length() - 2) + "]]`"
                        : "`[" + section + "]`";
        };
    }

    private static String section(@Nullable String path) {
        if (path == null) {
            return URI_ONLY;
        }
        if (path.startsWith("tidegate.kafka.")) {
            return "tidegate.kafka";
        }
        return path.indexOf('.') < 0 ? "" : path.substring(0, path.lastIndexOf('.'));
    }
}
