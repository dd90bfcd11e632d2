package loupe.inference;

import java.io.File;
import java.util.List;
import java.util.stream.LongStream;
import loupe.inference.card.Calibration;
import loupe.inference.card.Model;
import loupe.inference.card.ModelTask;
import loupe.sample.PhantomSeeds;

/// Learns what share of the findings a detector shows is right, from validation phantoms: `FitCalibration MODEL FROM_SEED
/// COUNT [CARD.json]`. Prints the card's entry and the errors before and after, and writes the entry into the card if one is
/// named. The third line is the one to believe: there no finding is measured by a line it was fitted on.
public final class FitCalibration {
    private static final int FEWEST = 10;

    private FitCalibration() {}

    /// @param arguments id of a built-in detector, first seed, how many, and a card file to write into
    public static void main(String[] arguments) throws Exception {
        long from = Long.parseLong(arguments[1]);
        long[] seeds = LongStream.range(from, from + Long.parseLong(arguments[2])).toArray();
        if (PhantomSeeds.test().anyMatch(t -> LongStream.of(seeds).anyMatch(s -> s == t))) {
            throw new IllegalArgumentException("nothing is fitted on the phantoms that measure");
        }
        Model model = ModelCatalogue.builtIn().find(arguments[0]).orElseThrow();
        if (model.card().task() != ModelTask.DETECTION_HEATMAP) {
            throw new IllegalArgumentException("only what a detector shows is fitted here");
        }
        List<ShownFindings.One> shown = ShownFindings.of(ShownFindings.uncalibrated(model), LongStream.of(seeds));
        if (arguments.length > 3) {
            fit(shown, new File(arguments[3]));
        } else {
            report(shown, line(shown));
        }
    }

    /// Fits, prints and writes into a card.
    static void fit(List<ShownFindings.One> shown, File file) throws Exception {
        Calibration line = line(shown);
        report(shown, line);
        new CardFile(file).change(card -> card.putObject("calibration")
                .put("slope", rounded(line.slope())).put("intercept", rounded(line.intercept())));
    }

    private static Calibration line(List<ShownFindings.One> shown) {
        if (shown.size() < FEWEST) {
            throw new IllegalStateException("only " + shown.size() + " findings; take more phantoms");
        }
        return PlattFit.of(shown);
    }

    private static void report(List<ShownFindings.One> shown, Calibration line) {
        List<ShownFindings.One> after = shown.stream().map(o -> o.calibrated(line)).toList();
        System.out.println("before        " + CalibrationFigures.of(shown));
        System.out.println("after         " + CalibrationFigures.of(after));
        System.out.println("one left out  " + CalibrationFigures.of(PlattFit.leavingOneOut(shown)));
        System.out.println("bins before   " + CalibrationFigures.equalWidth(shown));
        System.out.println("bins after    " + CalibrationFigures.equalWidth(after));
        System.out.println("\"calibration\": {\"slope\": " + rounded(line.slope()) + ", \"intercept\": "
                + rounded(line.intercept()) + "}");
    }

    private static double rounded(double v) {
        return Math.round(v * 1e4) / 1e4;
    }
}
