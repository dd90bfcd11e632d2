package loupe.core.bench.reader;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import loupe.core.geometry.Voxel;
import loupe.core.segment.Mask;
import loupe.core.segment.block.Neighbours;
import loupe.core.segment.operation.ValueRange;
import loupe.core.segment.operation.doubt.DoubtfulPlace;
import loupe.core.segment.operation.fill.Flood;
import loupe.core.segment.operation.fill.FloodGate;
import loupe.core.segment.operation.fill.FloodOutcome;
import loupe.core.segment.operation.fill.Islands;
import loupe.core.segment.operation.fill.Threshold;
import loupe.core.segment.operation.fill.ThresholdMethod;
import loupe.core.segment.operation.fill.ValueHistogram;
import loupe.core.work.JobContext;

/// Tools that go by values, and by what hangs together.
///
/// @param sight what the reader sees
record Fills(Sight sight) {
    private static final JobContext JOB = JobContext.unattended();
    /// Tolerances of a fill, as shares of twice what the truth's values span.
    private static final double[] TOLERANCES = {0.04, 0.1, 0.2};
    private static final int SEEDS = 2;
    private static final double SMALL_MM3 = 1000;

    /// Fills from a click where something is missing, through the volume and on the slice.
    List<Offer> floods() {
        List<Offer> out = new ArrayList<>();
        for (DoubtfulPlace p : sight.places()) {
            if (p.kind() == DoubtfulPlace.Kind.ONLY_SECOND) {
                int slice = p.voxel().slice();
                for (int at : sight.some(sight.missing(), slice, SEEDS)) {
                    Voxel seed = new Voxel(at % sight.grid().columns(), at / sight.grid().columns(), slice);
                    flooded(out, seed, Neighbours.SIX);
                    flooded(out, seed, Neighbours.FOUR);
                }
            }
        }
        return out;
    }

    private void flooded(List<Offer> out, Voxel seed, Neighbours neighbours) {
        double span = span();
        for (double share : TOLERANCES) {
            ValueRange range = Flood.about(sight.of().image(), seed, share * span);
            Flood flood = new Flood(sight.of().image(), range, neighbours, List.of(), FloodGate.usual());
            Mask region = switch (flood.from(seed, JOB)) {
                case FloodOutcome.Filled f -> f.region();
                case FloodOutcome.Large l -> l.region();
                case FloodOutcome.Leaking l -> Mask.empty(sight.grid());
                case FloodOutcome.Endless e -> Mask.empty(sight.grid());
                case FloodOutcome.Nothing n -> Mask.empty(sight.grid());
            };
            out.add(new Offer(sight.mask().or(region), HandTime.aimed(50, 2) + HandTime.PREVIEW, seed.slice(),
                    String.format(Locale.ROOT, "%s %.2f", neighbours, share)));
        }
    }

    private double span() {
        ValueRange own = values(0.005, 0.995);
        return Math.max(1e-6, 2 * (own.greatest() - own.least()));
    }

    /// Values of the truth from one share of its voxels to another: what a reader takes for the structure's own.
    ValueRange values(double from, double to) {
        float[] slice = new float[sight.grid().voxelsPerSlice()];
        List<Float> all = new ArrayList<>();
        for (int s = 0; s < sight.grid().slices(); s++) {
            if (!sight.of().truth().isEmpty(s)) {
                sight.of().image().slice(s, slice);
                sight.of().truth().forEachRun(s, (start, length) -> {
                    for (int i = start; i < start + length; i++) {
                        all.add(slice[i]);
                    }
                });
            }
        }
        all.sort(Float::compare);
        return new ValueRange(all.get((int) (from * (all.size() - 1))), all.get((int) (to * (all.size() - 1))));
    }

    /// Thresholds of the whole image: typed ones and Otsu's.
    List<Offer> thresholds() {
        List<Offer> out = new ArrayList<>();
        for (double share : new double[] {0.01, 0.05, 0.1, 0.25}) {
            Mask above = Threshold.of(sight.of().image(), ValueRange.from(values(share, 1).least()), JOB);
            out.add(whole(above, "from " + share));
        }
        ValueRange otsu = ValueHistogram.of(sight.of().image(), JOB).above(ThresholdMethod.OTSU);
        out.add(whole(Threshold.of(sight.of().image(), otsu, JOB), "otsu"));
        return out;
    }

    /// Islands: the largest alone, without small ones, one clicked away, one clicked to stay.
    List<Offer> islands() {
        Islands islands = Islands.of(sight.mask(), Neighbours.TWENTY_SIX, JOB);
        List<Offer> out = new ArrayList<>();
        out.add(whole(islands.largest(), "largest"));
        out.add(whole(islands.atLeast(SMALL_MM3), "small"));
        for (DoubtfulPlace p : sight.places()) {
            if (p.kind() == DoubtfulPlace.Kind.ONLY_FIRST) {
                double seconds = HandTime.aimed(50, 4) + HandTime.PREVIEW;
                out.add(new Offer(islands.without(p.voxel()), seconds, p.voxel().slice(), "without"));
            }
        }
        return out;
    }

    private static Offer whole(Mask after, String setting) {
        return new Offer(after, HandTime.PRESS + HandTime.PREVIEW, -1, setting);
    }
}
