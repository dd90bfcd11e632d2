package loupe.inference.watch;

import java.util.List;

/// What one run of a model saw and said; no identity.
///
/// @param day days since 1970-01-01 UTC
/// @param input 5, 25, 50, 75 and 95 % quantiles of the input, scaled to -1 to 1
/// @param findings how many findings it gave
/// @param confidence mean confidence of the findings, 0 where there is none
/// @param millilitres volume outlined
public record Observation(long day, List<Double> input, int findings, double confidence, double millilitres) {
    /// Copies the list.
    public Observation {
        input = List.copyOf(input);
    }
}
