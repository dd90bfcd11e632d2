package loupe.core.measure;

import java.util.Optional;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;
import loupe.core.plane.Plane;
import loupe.core.segment.Mask;
import loupe.core.work.JobContext;

/// The long and the short axis of a lesion from its mask (RECIST 1.1): the longest line on one slice that stays in the mask, and
/// the longest line at a right angle to it that crosses it and stays in the mask too.
public final class LesionDiameters {
    private LesionDiameters() {}

    /// Measures a mask.
    ///
    /// The mask is the area of its pixels. The long axis ends where the outline crosses the line between two pixel centres,
    /// half-way between a pixel in the mask and its neighbour outside, so it is neither half a pixel short nor a corner too long;
    /// the short axis ends on the pixels' edge, exactly at a right angle. Of equal ones the first slice's is taken.
    ///
    /// @param job asked after every slice whether to stop
    /// @param scale what the coordinates stand for
    /// @return a [Shape.Bidirectional] on its slice; empty for an empty mask
    public static Optional<Measure> of(Mask mask, Scale scale, JobContext job) {
        VoxelGrid g = mask.grid();
        SliceDiameter best = SliceDiameter.none(mask);
        for (int s = 0; s < g.slices(); s++) {
            job.checkCancelled();
            if (!mask.isEmpty(s)) {
                best = best.orLonger(s);
            }
        }
        if (!(best.length() > 0)) {
            return Optional.empty();
        }
        Shape.Line longest = line(g, best.slice(), best.line());
        Shape.Line square = line(g, best.slice(), best.square());
        Shape both = new Shape.Bidirectional(longest, square);
        Plane plane = Plane.ofSlice(g, best.slice());
        return Optional.of(new Measure(ImageSpace.of(plane, g, scale), both));
    }

    private static Shape.Line line(VoxelGrid g, int slice, double[] ends) {
        PatientPoint from = g.toPatient(ends[0], ends[1], slice);
        return new Shape.Line(from, g.toPatient(ends[2], ends[3], slice));
    }
}
