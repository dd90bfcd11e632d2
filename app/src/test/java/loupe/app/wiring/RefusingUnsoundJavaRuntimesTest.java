package loupe.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusingUnsoundJavaRuntimesTest {
    @ParameterizedTest
    @ValueSource(strings = {"25", "25.0.1", "25.0.2", "25.0.2+10-LTS"})
    void up_to_25_0_2_says_what_to_install_in_one_line(String version) {
        assertThat(JavaRuntime.refusal(Runtime.Version.parse(version)))
                .hasValueSatisfying(s -> assertThat(s).contains("25.0.3").doesNotContain("\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"25.0.3", "25.0.3+9-LTS", "25.1", "26"})
    void later_ones_run(String version) {
        assertThat(JavaRuntime.refusal(Runtime.Version.parse(version))).isEmpty();
    }
}
