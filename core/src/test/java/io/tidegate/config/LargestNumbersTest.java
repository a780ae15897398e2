package io.tidegate.config;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.tidegate.error.TidegateException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No number that a user can write is a defect of ours: it is taken or refused. */
class LargestNumbersTest {
    private static final List<String> NUMBERS =
            List.of("2147483648", "-2147483649", "9223372036854775807", "99999999999999999999");

    static Stream<Setting> numbersOfTheUri() {
        return SettingCatalogue.all().settings().stream()
                .filter(setting -> setting.parameter() != null)
                .filter(setting -> setting.type() instanceof ValueType.WholeType);
    }

    @ParameterizedTest
    @MethodSource("numbersOfTheUri")
    void isTakenOrRefused(Setting setting) {
        for (String number : NUMBERS) {
            String uri = "kafka://k:9092/t?protocol=canal-json&" + setting.parameter() + "=" + number;
            assertThatCode(() -> {
                        try {
                            ResolvedConfig.resolve(SinkUri.parse(uri), ChangefeedConfig.empty());
                        } catch (TidegateException refused) {
                            // As it should be.
                        }
                    })
                    .as(uri)
                    .doesNotThrowAnyException();
        }
    }
}
