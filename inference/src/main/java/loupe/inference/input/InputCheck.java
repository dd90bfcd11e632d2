package loupe.inference.input;

import java.util.Optional;
import loupe.inference.card.TypicalInput;

/// Compares how a volume looks with the inputs a card calls typical.
public final class InputCheck {
    private static final String[] MIRRORED = {"upside down", "turned front to back", "mirrored left to right"};

    private InputCheck() {}

    /// What is wrong with an input, in words that follow "the series"; empty where it looks as it should.
    ///
    /// @param seen how it looks, taken with the card's side and scaling
    public static Optional<String> fault(TypicalInput typical, Likeness seen) {
        double[] mean = typical.mean().stream().mapToDouble(Double::doubleValue).toArray();
        if (seen.correlation(mean) < typical.leastLikeness()) {
            return Optional.of("does not look like what the model was made for");
        }
        for (int axis = 0; axis < 3; axis++) {
            if (seen.upright(mean, axis) < typical.leastUpright().get(axis)) {
                return Optional.of("seems to be " + MIRRORED[axis]);
            }
        }
        double[] quantiles = seen.quantiles();
        for (int i = 0; i < quantiles.length; i++) {
            if (!typical.quantiles().get(i).contains(quantiles[i])) {
                return Optional.of("has values spread unlike those the model was made for");
            }
        }
        return Optional.empty();
    }
}
