package loupe.exchange.web.fuzz;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Some thousand drawn mutations of each target's seeds; `benchmarks/fuzz` does a million with coverage.
class FuzzingTheWireTest {
    private static final int RUNS = 4000;

    @ParameterizedTest
    @EnumSource(WebFuzzTarget.class)
    void mutated_bytes_end_with_their_declared_exception_or_well(WebFuzzTarget target) {
        SplittableRandom chance = new SplittableRandom(16);
        List<byte[]> seeds = WebSeeds.of(target);
        for (int i = 0; i < RUNS; i++) {
            byte[] b = mutated(seeds.get(chance.nextInt(seeds.size())), chance);
            assertTimeoutPreemptively(
                    Duration.ofSeconds(5), () -> assertThatCode(() -> target.run(b)).doesNotThrowAnyException());
        }
    }

    private static byte[] mutated(byte[] seed, SplittableRandom chance) {
        byte[] b = Arrays.copyOf(seed, 1 + chance.nextInt(seed.length + 1) % seed.length + (chance.nextBoolean() ? seed.length : 0));
        for (int flips = chance.nextInt(4); flips >= 0; flips--) {
            b[chance.nextInt(b.length)] = (byte) chance.nextInt(256);
        }
        if (chance.nextBoolean() && b.length > 20) {
            int from = chance.nextInt(b.length - 10);
            System.arraycopy(b, from, b, chance.nextInt(b.length - 10), 10);
        }
        return b;
    }
}
