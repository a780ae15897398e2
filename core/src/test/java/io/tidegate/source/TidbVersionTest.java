package io.tidegate.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.source.TidbVersion.Verdict;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TidbVersionTest {
    @ParameterizedTest
    @CsvSource({
        "8.0.11-TiDB-v8.5.1, READABLE",
        "8.0.11-TiDB-v7.5.1, READABLE",
        "5.7.25-TiDB-v6.4.0, READABLE",
        "5.7.25-TiDB-v6.3.0, TOO_OLD",
        "5.7.25-TiDB-v5.4.3, TOO_OLD",
        "5.7.25-TiDB-v4.0.0-beta.2, TOO_OLD",
        "8.0.11-TiDB-v10.0.0, READABLE",
        "8.0.11-TiDB-v8.4.0-alpha-12-gabcdef, READABLE",
        "8.0.11-TiDB-v7.5.2-serverless, SERVERLESS",
        "5.7.25-TiDB-v7.1.1-serverless, SERVERLESS",
        "8.0.11-TiDB-v7.5.2-SERVERLESS, SERVERLESS",
        "5.7.25-TiDB-None, READABLE",
        "5.5.5-8.0.11-TiDB-v7.5.2-serverless, SERVERLESS"
    })
    void isJudgedByItsOwnVersion(String text, Verdict verdict) {
        assertThat(TidbVersion.of(text)).map(TidbVersion::verdict).contains(verdict);
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.0.36", "11.4.5-MariaDB-log", "5.7.44-log", "8.0.11-TiD", ""})
    void otherServersAreNone(String text) {
        assertThat(TidbVersion.of(text)).isEmpty();
    }
}
