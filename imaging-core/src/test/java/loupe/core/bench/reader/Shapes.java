package loupe.core.bench.reader;

import java.util.ArrayList;
import java.util.List;
import loupe.core.segment.Mask;
import loupe.core.segment.operation.between.FillBetween;
import loupe.core.segment.operation.shape.Margin;
import loupe.core.segment.operation.shape.Smoothing;
import loupe.core.work.JobContext;

/// Tools that go by form, on the whole mask at once.
///
/// @param sight what the reader sees
record Shapes(Sight sight) {
    private static final JobContext JOB = JobContext.unattended();

    List<Offer> smoothings() {
        List<Offer> out = new ArrayList<>();
        for (Smoothing way : Smoothing.values()) {
            for (double mm : way == Smoothing.GAUSSIAN ? new double[] {1.5, 3, 5} : new double[] {3, 6, 10, 16}) {
                out.add(whole(way.of(sight.mask(), mm, JOB), way + " " + mm));
            }
        }
        return out;
    }

    List<Offer> margins() {
        List<Offer> out = new ArrayList<>();
        for (double mm : new double[] {1, 2, 3, 4, 6, 8}) {
            out.add(whole(Margin.grown(sight.mask(), mm, JOB), "wider " + mm));
            out.add(whole(Margin.shrunk(sight.mask(), mm, JOB), "narrower " + mm));
        }
        return out;
    }

    List<Offer> between() {
        List<Offer> out = new ArrayList<>();
        for (FillBetween way : FillBetween.values()) {
            out.add(whole(way.of(sight.mask(), 2, JOB).mask(), way.toString()));
        }
        return out;
    }

    private static Offer whole(Mask after, String setting) {
        return new Offer(after, HandTime.PRESS + HandTime.PREVIEW, -1, setting);
    }
}
