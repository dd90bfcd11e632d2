package loupe.review.intake;

import java.io.IOException;
import java.util.List;
import loupe.core.dicom.SourceInstance;
import loupe.core.work.JobContext;
import loupe.deid.Deidentifier;
import loupe.deid.pixel.PixelPlan;

/// How the pixels of a run's slices are to be cleaned.
public final class RunPlan {
    private RunPlan() {}

    /// The door's plan, without a look at each slice where the run as a whole surely holds no text.
    ///
    /// @throws IOException never, for nothing is read
    public static PixelPlan of(Deidentifier door, Run run, JobContext job) throws IOException {
        PixelPlan plan = door.plan();
        if (!plan.look() || run.arrivals().size() == 1) {
            return plan;
        }
        List<SourceInstance> slices = run.slices();
        // A run with an odd slice among it is looked at slice by slice.
        boolean clean = Unforeseen.guard(() -> door.screen().isClean(slices, run.before(), job), fault -> false);
        return clean ? plan.screenedClean() : plan;
    }
}
