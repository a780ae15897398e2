package io.tidegate.server.console;

import io.tidegate.server.access.Principal;
import io.tidegate.server.access.Role;
import io.tidegate.server.cluster.SourceCluster;
import io.tidegate.server.console.text.Language;
import io.tidegate.server.console.text.Texts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What surrounds every page: who looks, in which language, and where in the console they are.
 *
 * @param texts of the language
 * @param title of the page
 * @param path of the page, with which it can be asked for again
 * @param principal who looks, null before the login
 * @param csrfToken that a change must carry, empty before the login
 * @param cluster the one that the page is about, null for none
 * @param section of the cluster's pages, or of the console's if there is no cluster
 * @param version of the program
 */
public record PageFrame(
        Texts texts,
        String title,
        String path,
        @Nullable Principal principal,
        String csrfToken,
        @Nullable SourceCluster cluster,
        Section section,
        String version) {
    /** A place in the navigation. */
    public enum Section {
        CLUSTERS,
        OVERVIEW,
        CHANGEFEEDS,
        NONE
    }

    public String text(String key, Object... arguments) {
        return texts.get(key, arguments);
    }

    /** The same page in another language. */
    public String pathIn(Language language) {
        return path + "?language=" + language.tag();
    }

    public List<Language> languages() {
        return List.of(Language.values());
    }

    /** Whether who looks may create and change changefeeds. */
    public boolean operates() {
        return has(Role.OPERATOR);
    }

    /** Whether who looks may change clusters. */
    public boolean administers() {
        return has(Role.ADMIN);
    }

    private boolean has(Role role) {
        return principal != null && principal.role().includes(role);
    }
}
