package io.tidegate.server.console;

import io.javalin.http.Context;
import io.tidegate.server.console.PageFrame.Section;
import io.tidegate.server.web.Access;
import io.tidegate.server.web.Endpoint;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where somebody says who they are. The form itself asks the API. */
final class LoginPage {
    private final Pages pages;
    private final boolean otherLogin;

    /** @param otherLogin whether an identity provider may tell who somebody is */
    LoginPage(Pages pages, boolean otherLogin) {
        this.pages = pages;
        this.otherLogin = otherLogin;
    }

    List<Endpoint> endpoints() {
        return List.of(Endpoint.get("/login", Access.PUBLIC, this::show));
    }

    private void show(Context context) {
        PageFrame frame = pages.frame(context, "login.title", Section.NONE);
        pages.send(context, "login.jte", frame, Map.of("to", local(context), "otherLogin", otherLogin));
    }

    /** Where to go on; never to another site. */
    private static String local(Context context) {
        return Optional.ofNullable(context.queryParam("to"))
                .filter(to -> to.matches("/[A-Za-z0-9_][A-Za-z0-9_./-]*"))
                .orElse("/");
    }
}
