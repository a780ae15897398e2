package io.tidegate.server.web;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers what Jetty refuses before any route is looked for, such as a request that is no HTTP. Nothing of it is quoted. */
final class RefusedRequests implements Request.Handler {
    private final SecurityHeaders headers;

    RefusedRequests(SecurityHeaders headers) {
        this.headers = headers;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        headers.addTo(response.getHeaders());
        int status = response.getStatus();
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/problem+json");
        String title = String.valueOf(HttpStatus.getMessage(status));
        String problem = "{\"type\":\"about:blank\",\"title\":\"" + title + "\",\"status\":" + status + "}";
        Content.Sink.write(response, true, problem, callback);
        return true;
    }
}
