package loupe.review.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import loupe.core.agreement.Share;

/// How far a model's probabilities are borne out by readers: of findings said to be true with about this probability, how many were kept
/// (accepted or edited). A reader's decision is no truth, and one who saw the probability may have followed it.
///
/// @param model `ID@VERSION`
/// @param bins ten of equal width from 0 to 1, those without a decided finding left out
public record Reliability(String model, List<Bin> bins) {
    private static final int BINS = 10;

    /// Copies the bins.
    public Reliability {
        bins = List.copyOf(bins);
    }

    /// Findings of about one probability.
    ///
    /// @param from lower end of the bin, 0 to 0.9
    /// @param mean mean probability of its findings
    /// @param kept those kept of those decided
    public record Bin(double from, double mean, Share kept) {}

    /// The expected calibration error (Naeini, Cooper & Hauskrecht, AAAI 2015): mean distance of probability and share kept, bins weighed
    /// by their findings; NaN without any.
    public double expectedError() {
        double sum = 0;
        int all = 0;
        for (Bin b : bins) {
            sum += b.kept.of() * Math.abs(b.mean - b.kept.value());
            all += b.kept.of();
        }
        return all == 0 ? Double.NaN : sum / all;
    }

    /// A decided finding with a probability.
    record Decided(String model, double probability, boolean kept) {}

    static List<Reliability> of(List<Decided> all) {
        Map<String, List<List<Decided>>> models = new TreeMap<>();
        for (Decided d : all) {
            List<List<Decided>> bins = models.computeIfAbsent(d.model, m -> {
                List<List<Decided>> empty = new ArrayList<>();
                for (int i = 0; i < BINS; i++) {
                    empty.add(new ArrayList<>());
                }
                return empty;
            });
            bins.get(Math.min(BINS - 1, (int) (d.probability * BINS))).add(d);
        }
        List<Reliability> out = new ArrayList<>();
        models.forEach((model, bins) -> {
            List<Bin> some = new ArrayList<>();
            for (int i = 0; i < BINS; i++) {
                List<Decided> in = bins.get(i);
                if (!in.isEmpty()) {
                    int kept = (int) in.stream().filter(Decided::kept).count();
                    double mean = in.stream().mapToDouble(Decided::probability).average().orElse(Double.NaN);
                    some.add(new Bin((double) i / BINS, mean, new Share(kept, in.size())));
                }
            }
            out.add(new Reliability(model, some));
        });
        return List.copyOf(out);
    }
}
