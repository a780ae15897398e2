package io.tidegate.server.changefeed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;

class LineDiffTest {
    @Test
    void aChangedValueIsShownBetweenItsNeighbours() throws Exception {
        JsonNode before = json("{\"a\":1,\"b\":2,\"c\":3,\"d\":4,\"e\":5,\"f\":6}");
        JsonNode after = json("{\"a\":1,\"b\":2,\"c\":3,\"d\":4,\"e\":50,\"f\":6}");
        assertThat(LineDiff.of(before, after))
                .containsExactly(
                        "@@ -3,6 +3,6 @@",
                        "   \"b\" : 2,",
                        "   \"c\" : 3,",
                        "   \"d\" : 4,",
                        "-  \"e\" : 5,",
                        "+  \"e\" : 50,",
                        "   \"f\" : 6",
                        " }");
    }

    @Test
    void whatIsTheSameDoesNotDiffer() throws Exception {
        assertThat(LineDiff.of(json("{\"a\":[1,2]}"), json("{\"a\":[1,2]}"))).isEmpty();
    }

    private static JsonNode json(String text) throws Exception {
        return new JsonMapper().readTree(text);
    }
}
