package loupe.exchange.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Client and receiver in one process whose heap is far smaller than the instance. The long form is `-Dloupe.web.long=2147483648`.
class NothingIsHeldWholeTest {
    private static final long BYTES = Long.getLong("loupe.web.long", 400L << 20);

    @Test
    @Timeout(300)
    void an_instance_larger_than_the_heap_is_sent_and_received() throws Exception {
        Process p = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SendsOneLong.class.getName(),
                        Long.toString(BYTES))
                .redirectErrorStream(true)
                .start();
        String said = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(said).contains("stored " + new LongInstance(BYTES).length());
        assertThat(p.waitFor()).isZero();
    }
}
