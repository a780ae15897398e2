package io.tidegate.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.http.Context;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.ErrorKind;
import io.tidegate.error.TidegateException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ProblemsTest {
    /** 400 in TiCDC v8.5.7. */
    private static final Set<String> BAD_REQUESTS_OF_TICDC = Set.of(
            "CDC:ErrAPIInvalidParam",
            "CDC:ErrSinkURIInvalid",
            "CDC:ErrStartTsBeforeGC",
            "CDC:ErrChangeFeedNotExists",
            "CDC:ErrTargetTsBeforeStartTs",
            "CDC:ErrTableIneligible",
            "CDC:ErrFilterRuleInvalid",
            "CDC:ErrChangefeedUpdateRefused",
            "CDC:ErrCaptureNotExist");

    private static HttpServer server;

    @BeforeAll
    static void start() {
        Gate open = new Gate() {
            @Override
            public void admit(Context context, Access needed) {}

            @Override
            public void conclude(Context context) {}
        };
        List<Endpoint> endpoints = List.of(
                Endpoint.get("/refused", Access.PUBLIC, context -> {
                    throw new TidegateException(ErrorCode.CHANGEFEED_NOT_EXISTS, "changefeed not exists, x")
                            .withRemedy("Look again.");
                }),
                Endpoint.get("/field", Access.PUBLIC, context -> {
                    throw new TidegateException(ErrorCode.CONFIG_INVALID_VALUE, "wrong")
                            .withField("sink.dispatchers[12].matcher");
                }),
                Endpoint.get("/nobody", Access.PUBLIC, context -> {
                    throw new TidegateException(ErrorCode.UNAUTHENTICATED, "no token");
                }),
                Endpoint.get("/disk", Access.PUBLIC, context -> {
                    throw new TidegateException(ErrorCode.STATE_WRITE_FAILED, "disk full");
                }),
                Endpoint.get("/defect", Access.PUBLIC, context -> {
                    throw new IllegalStateException("HIDE this");
                }),
                Endpoint.get("/checked", Access.PUBLIC, context -> {
                    throw new IOException("HIDE this");
                }));
        server = HttpServer.start(ListenSettings.parse("127.0.0.1:0"), endpoints, open, new Problems());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void anErrorIsAProblemWithTicdcsMembersBesideTheStandardOnes() throws Exception {
        HttpResponse<String> answer = get("/refused");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(json(answer)).isEqualTo(new JsonMapper().readTree("""
                {"type": "urn:tidegate:error:CDC:ErrChangeFeedNotExists", "title": "There is no such changefeed",
                 "status": 400, "detail": "changefeed not exists, x", "remedy": "Look again.",
                 "error_code": "CDC:ErrChangeFeedNotExists",
                 "error_msg": "[CDC:ErrChangeFeedNotExists]changefeed not exists, x"}
                """));
    }

    @Test
    void thePlaceOfAnErrorIsNamed() throws Exception {
        JsonNode details = json(get("/field")).path("details");
        assertThat(details.path("field").textValue()).isEqualTo("sink.dispatchers[12].matcher");
        assertThat(details.path("index").intValue()).isEqualTo(12);
    }

    @Test
    void aDefectShowsNothingButTheIdUnderWhichTheLogHasIt() throws Exception {
        for (String path : List.of("/defect", "/checked")) {
            HttpResponse<String> answer = get(path);
            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body()).doesNotContain("HIDE", "Exception");
            JsonNode problem = json(answer);
            assertThat(problem.path("error_code").textValue()).isEqualTo("TG:ErrInternal");
            String id = problem.path("instance").textValue();
            assertThat(id).matches("urn:uuid:[0-9a-f-]{36}");
            assertThat(problem.path("detail").textValue()).contains(id.substring("urn:uuid:".length()));
        }
    }

    @Test
    void aFailureOfTheMachineSaysWhatItIsAndWhereTheLogHasIt() throws Exception {
        HttpResponse<String> answer = get("/disk");
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(json(answer).path("detail").textValue()).isEqualTo("disk full");
        assertThat(json(answer).path("instance").textValue()).startsWith("urn:uuid:");
    }

    @Test
    void whoIsNotLoggedInIsToldHow() throws Exception {
        HttpResponse<String> answer = get("/nobody");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
    }

    @Test
    void aPathAndAMethodThatAreNotThereAreProblemsToo() throws Exception {
        HttpResponse<String> nowhere = get("/nowhere");
        assertThat(nowhere.statusCode()).isEqualTo(404);
        assertThat(json(nowhere).path("error_msg").textValue())
                .isEqualTo("[CDC:ErrAPIInvalidParam]there is no GET /nowhere");
        HttpResponse<String> method = send(HttpRequest.newBuilder().DELETE(), "/refused");
        assertThat(method.statusCode()).isEqualTo(405);
        assertThat(json(method).path("error_code").textValue()).isEqualTo("CDC:ErrAPIInvalidParam");
    }

    @Test
    void whatIsABadRequestInTicdcIsOneHere() {
        for (ErrorCode code : ErrorCode.values()) {
            int status = code.httpStatus();
            if (BAD_REQUESTS_OF_TICDC.contains(code.code())) {
                assertThat(status).as(code.code()).isEqualTo(400);
            }
            assertThat(status >= 500)
                    .as(code.code())
                    .isEqualTo(code.kind() == ErrorKind.INTERNAL || code == ErrorCode.STATE_UNREADABLE);
        }
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(), path);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request, String path)
            throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
        return HttpClient.newHttpClient().send(request.uri(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        return new JsonMapper().readTree(answer.body());
    }
}
