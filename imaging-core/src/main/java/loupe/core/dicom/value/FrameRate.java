package loupe.core.dicom.value;

import java.util.Arrays;
import java.util.OptionalDouble;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;

/// How fast the frames of a clip follow one another (DICOM PS3.3 C.7.6.5).
public final class FrameRate {
    private FrameRate() {}

    /// Frames a second as a header wants them shown: Recommended Display Frame Rate, else Cine Rate, else by Frame Time or the mean
    /// of the Frame Time Vector, in milliseconds.
    ///
    /// @return more than 0, at most 1000; empty where the object has one frame or says nothing
    public static OptionalDouble of(DataSet h) {
        if (h.integer(Tag.NumberOfFrames, 1) < 2) {
            return OptionalDouble.empty();
        }
        double[] all = {number(h, Tag.RecommendedDisplayFrameRate), number(h, Tag.CineRate), 1000 / number(h, Tag.FrameTime), byVector(h)};
        return Arrays.stream(all).filter(r -> r > 0 && r <= 1000).findFirst();
    }

    private static double number(DataSet h, int tag) {
        return h.number(tag).orElse(Double.NaN);
    }

    /// The first of the vector's numbers is 0: nothing lies before the first frame.
    private static double byVector(DataSet h) {
        return 1000 / Arrays.stream(h.doubles(Tag.FrameTimeVector)).skip(1).average().orElse(Double.NaN);
    }
}
