package loupe.inference.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class WatchingForDriftTest {
    private static double[] sines(int count, double factor, double shift) {
        double[] all = new double[count];
        for (int i = 0; i < count; i++) {
            all[i] = Math.sin(i * factor) * 3 + shift;
        }
        return all;
    }

    /// The statistic is what scipy.stats.ks_2samp (1.10.1) gives for the same numbers.
    @Test
    void has_the_statistic_that_scipy_gives() {
        assertThat(Drift.between(sines(100, 0.7, 0), sines(50, 1.3, 0.5)).ks()).isCloseTo(KS_SMALL, within(1e-12));
        assertThat(Drift.between(sines(100, 0.7, 0), sines(50, 1.3, 2)).ks()).isCloseTo(KS_LARGE, within(1e-12));
        assertThat(Drift.between(sines(100, 0.7, 0), sines(50, 1.3, 2)).pValue()).isCloseTo(P_LARGE, within(0.3 * P_LARGE));
        assertThat(Drift.between(sines(100, 0.7, 0), sines(50, 1.3, 0.5)).pValue()).isCloseTo(P_SMALL, within(0.05));
    }

    private static Observation run(RandomGenerator random, double shift, double factor) {
        double middle = -0.4 + 0.15 * random.nextGaussian() + shift;
        int findings = 0;
        for (double p = random.nextDouble(); p > Math.exp(-2.0 * factor); p *= random.nextDouble()) {
            findings++;
        }
        return new Observation(20_000, List.of(-1.0, middle - 0.3, middle, middle + 0.3, 0.8), findings,
                findings == 0 ? 0 : Math.clamp(0.8 + 0.1 * random.nextGaussian(), 0, 1), Math.exp(random.nextGaussian()));
    }

    private static boolean alarmed(List<Observation> runs) {
        return DriftWatch.read(runs).stream().anyMatch(DriftWatch.Reading::alert);
    }

    private static List<Observation> undrifted(RandomGenerator random, int count) {
        List<Observation> runs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            runs.add(run(random, 0, 1));
        }
        return runs;
    }

    @Test
    void raises_no_alarm_in_twenty_windows_without_drift() {
        RandomGenerator random = new SplittableRandom(3);
        List<Observation> runs = undrifted(random, DriftWatch.REFERENCE);
        for (int window = 0; window < 20; window++) {
            runs.addAll(undrifted(random, DriftWatch.WINDOW));
            assertThat(alarmed(runs)).as("window %d", window).isFalse();
        }
    }

    @Test
    void raises_an_alarm_when_a_scanner_shifts_its_values() {
        RandomGenerator random = new SplittableRandom(4);
        List<Observation> runs = undrifted(random, DriftWatch.REFERENCE);
        for (int i = 0; i < DriftWatch.WINDOW; i++) {
            runs.add(run(random, 0.25, 1));
        }
        assertThat(DriftWatch.read(runs)).filteredOn(DriftWatch.Reading::alert)
                .extracting(DriftWatch.Reading::feature).contains("input, median").doesNotContain("findings");
    }

    @Test
    void raises_an_alarm_when_a_model_suddenly_finds_much_more() {
        RandomGenerator random = new SplittableRandom(5);
        List<Observation> runs = undrifted(random, DriftWatch.REFERENCE);
        for (int i = 0; i < DriftWatch.WINDOW; i++) {
            runs.add(run(random, 0, 2.5));
        }
        assertThat(DriftWatch.read(runs)).filteredOn(DriftWatch.Reading::alert)
                .extracting(DriftWatch.Reading::feature).contains("findings");
    }

    @Test
    void waits_until_there_is_enough_to_compare() {
        assertThat(DriftWatch.read(undrifted(new SplittableRandom(6), DriftWatch.REFERENCE + DriftWatch.WINDOW - 1))).isEmpty();
    }

    private static final double KS_SMALL = 0.22;
    private static final double P_SMALL = 0.06974957134810389;
    private static final double KS_LARGE = 0.44;
    private static final double P_LARGE = 2.4640983891738914e-06;
}
