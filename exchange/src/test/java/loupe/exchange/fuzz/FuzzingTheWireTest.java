package loupe.exchange.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The targets of `benchmarks/fuzz` on the wire: their seeds, and a short run of mutations of them.
class FuzzingTheWireTest {
    private static void given(WireFuzzTarget target, byte[] bytes) {
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> assertThatCode(() -> WireFuzzing.tried(target, bytes))
                .doesNotThrowAnyException());
    }

    @ParameterizedTest
    @EnumSource(WireFuzzTarget.class)
    void no_seed_and_no_mutation_of_one_ends_in_anything_undeclared(WireFuzzTarget target) {
        SplittableRandom random = new SplittableRandom(target.ordinal());
        List<byte[]> seeds = WireSeeds.of(target);
        int tried = 0;
        for (byte[] seed : seeds) {
            given(target, seed);
            for (int k = 0; k < 1_200 / seeds.size(); k++) {
                byte[] b = Arrays.copyOf(seed, random.nextInt(4) == 0 ? 1 + random.nextInt(seed.length) : seed.length);
                for (int m = 0; m < 1 + random.nextInt(6); m++) {
                    b[random.nextInt(b.length)] = (byte) (random.nextBoolean() ? random.nextInt() : 0xff);
                }
                given(target, b);
                tried++;
            }
        }
        assertThat(tried).isGreaterThan(1_000);
    }
}
