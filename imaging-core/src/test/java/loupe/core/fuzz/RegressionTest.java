package loupe.core.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// A file or seed for each class of known flaw, and for each finding of the fuzzer: refused with a reason, or read, at once.
class RegressionTest {
    /// Bytes and the target they are given to.
    record Case(FuzzTarget target, String name, byte[] bytes) {
        @Override
        public String toString() {
            return target + " " + name;
        }
    }

    static List<Case> cases() throws IOException, URISyntaxException {
        List<Case> out = new ArrayList<>();
        for (FuzzTarget t : FuzzTarget.values()) {
            List<byte[]> drawn = Seeds.of(t);
            for (int i = 0; i < drawn.size(); i++) {
                out.add(new Case(t, "seed " + i, drawn.get(i)));
            }
            if (drawn.isEmpty()) {
                Path folder = Path.of(Objects.requireNonNull(
                                RegressionTest.class.getResource(t.folder()), t + " has no regression file")
                        .toURI());
                try (Stream<Path> all = Files.list(folder)) {
                    for (Path f : all.sorted().toList()) {
                        out.add(new Case(t, String.valueOf(f.getFileName()), Files.readAllBytes(f)));
                    }
                }
            }
        }
        return out;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_known_flaw_is_refused_or_read_at_once(Case c) {
        given(c.target, c.bytes);
    }

    private static void given(FuzzTarget target, byte[] bytes) {
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> assertThatCode(() -> Fuzzing.tried(target, bytes))
                .doesNotThrowAnyException());
    }

    @ParameterizedTest
    @EnumSource(FuzzTarget.class)
    void a_short_run_of_mutations_of_them_finds_nothing(FuzzTarget target) throws IOException, URISyntaxException {
        SplittableRandom random = new SplittableRandom(target.ordinal());
        int tried = 0;
        for (Case c : cases()) {
            byte[] seed = c.bytes;
            for (int k = 0; k < (target == FuzzTarget.JPEG_2000 ? 10 : 50); k++) {
                byte[] b = Arrays.copyOf(seed, 1 + random.nextInt(seed.length));
                for (int m = 0; m < 1 + random.nextInt(6); m++) {
                    b[random.nextInt(b.length)] = (byte) (random.nextBoolean() ? random.nextInt() : 0xff);
                }
                given(target, b);
                tried++;
            }
        }
        assertThat(tried).isGreaterThan(200);
    }
}
