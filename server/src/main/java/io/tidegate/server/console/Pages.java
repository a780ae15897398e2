package io.tidegate.server.console;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.javalin.http.Context;
import io.tidegate.server.access.AccessGate;
import io.tidegate.server.cluster.SourceCluster;
import io.tidegate.server.console.PageFrame.Section;
import io.tidegate.server.console.text.Language;
import io.tidegate.server.console.text.Texts;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes pages from templates that were compiled with the program; what they are given is escaped. Thread safe. */
public final class Pages {
    static final String HTML = "text/html; charset=utf-8";

    private static final String LANGUAGE_COOKIE = "tidegate-language";
    private static final int A_YEAR = 31_536_000;
    private static final String PACKAGE = "io.tidegate.server.console.pages";

    private final TemplateEngine templates =
            TemplateEngine.createPrecompiled(null, ContentType.Html, Pages.class.getClassLoader(), PACKAGE);

    private final String version;

    /** @param version of the program */
    public Pages(String version) {
        this.version = version;
    }

    /** The language of whoever asks: as they chose, or else as their browser prefers. */
    public Texts texts(Context context) {
        Optional<Language> chosen =
                Optional.ofNullable(context.queryParam("language")).flatMap(Language::of);
        chosen.ifPresent(language -> context.header(
                "Set-Cookie",
                LANGUAGE_COOKIE + "=" + language.tag() + "; Path=/; Max-Age=" + A_YEAR + "; SameSite=Strict"));
        return Texts.in(chosen.or(() ->
                        Optional.ofNullable(context.cookie(LANGUAGE_COOKIE)).flatMap(Language::of))
                .orElseGet(() -> Language.preferred(
                        Optional.ofNullable(context.header("Accept-Language")).orElse(""))));
    }

    /** The frame of a page of one cluster. */
    public PageFrame frame(Context context, String title, @Nullable SourceCluster cluster, Section section) {
        return new PageFrame(
                texts(context),
                title,
                context.path(),
                AccessGate.knownPrincipal(context).orElse(null),
                AccessGate.csrfToken(context)
                        .map(token -> token.reveal(text -> text))
                        .orElse(""),
                cluster,
                section,
                version);
    }

    /** The frame of a page that is about no cluster; {@code key} is that of its title. */
    public PageFrame frame(Context context, String key, Section section) {
        return frame(context, texts(context).get(key), null, section);
    }

    /** Answers with a page or a part of one. */
    public void send(Context context, String template, PageFrame frame, Map<String, Object> shown) {
        context.contentType(HTML).result(render(template, frame, shown));
    }

    /** A page or a part of one. */
    public String render(String template, PageFrame frame, Map<String, Object> shown) {
        Map<String, Object> parameters = new HashMap<>(shown);
        parameters.put("frame", frame);
        StringOutput html = new StringOutput();
        templates.render(template, parameters, html);
        return html.toString();
    }
}
