package loupe.core.agreement;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/// A sample without replacement from every stratum of a population.
///
/// How many come from a stratum is settled before anything is drawn, so within a stratum of N each unit has the chance n / N, and one
/// over it is its weight: weighted sums are unbiased. Every stratum gives at least one, for what cannot come cannot be weighed.
public final class StratifiedDraw {
    private StratifiedDraw() {}

    /// How a sample is shared out over strata.
    public enum Allocation {
        /// Each stratum as large in the sample as in the population, as far as whole numbers allow.
        PROPORTIONAL,
        /// Each stratum as large as the others, as far as it has units: rare ones are seen oftener, and weigh less.
        EQUAL
    }

    /// A unit that was drawn.
    ///
    /// @param unit the unit
    /// @param stratum its stratum, from 0
    /// @param weight one over the probability that it came into the sample: how many units it stands for
    public record Drawn<T>(T unit, int stratum, double weight) {}

    /// How many are drawn from each stratum.
    ///
    /// @param populations units of each stratum, none 0
    /// @param size in all: at least one a stratum, at most the population
    public static List<Integer> sizes(List<Integer> populations, int size, Allocation how) {
        int all = populations.stream().mapToInt(Integer::intValue).sum();
        if (populations.contains(0) || size < populations.size() || size > all) {
            throw new IllegalArgumentException(
                    "size must be " + populations.size() + " (the strata, none empty) to " + all + ", was " + size);
        }
        List<Integer> out = new ArrayList<>(Collections.nCopies(populations.size(), 1));
        for (int given = populations.size(); given < size; given++) {
            int next = -1;
            double most = 0;
            for (int h = 0; h < out.size(); h++) {
                double wanted = how == Allocation.EQUAL
                        ? (double) size / out.size()
                        : (double) size * populations.get(h) / all;
                if (out.get(h) < populations.get(h) && (next < 0 || wanted - out.get(h) > most)) {
                    next = h;
                    most = wanted - out.get(h);
                }
            }
            out.set(next, out.get(next) + 1);
        }
        return List.copyOf(out);
    }

    /// Draws; in an order that tells nothing of the strata.
    ///
    /// @param strata units of each stratum, none empty, in an order that the same population always has
    /// @param size in all: at least one a stratum, at most the population
    /// @param chance the same state gives the same sample
    public static <T> List<Drawn<T>> draw(List<List<T>> strata, int size, Allocation how, RandomGenerator chance) {
        List<Integer> sizes = sizes(strata.stream().map(List::size).toList(), size, how);
        List<Drawn<T>> out = new ArrayList<>();
        for (int h = 0; h < strata.size(); h++) {
            List<T> units = new ArrayList<>(strata.get(h));
            double weight = (double) units.size() / sizes.get(h);
            for (int i = 0; i < sizes.get(h); i++) {
                Collections.swap(units, i, i + chance.nextInt(units.size() - i));
                out.add(new Drawn<>(units.get(i), h, weight));
            }
        }
        for (int i = out.size() - 1; i > 0; i--) {
            Collections.swap(out, i, chance.nextInt(i + 1));
        }
        return List.copyOf(out);
    }
}
