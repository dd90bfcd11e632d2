package loupe.core.dicom;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loupe.core.geometry.ImagePlane;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;
import loupe.core.study.Instance;
import loupe.core.study.Series;
import loupe.core.study.StackBuilder;

/// Turns de-identified headers into instances, series and stacks.
public final class Headers {
    private Headers() {}

    /// The series of one study's headers, by Series Number, then UID.
    public static List<Series> series(List<DataSet> headers) {
        Map<String, List<DataSet>> bySeries = new LinkedHashMap<>();
        for (DataSet h : headers) {
            bySeries.computeIfAbsent(h.string(Tag.SeriesInstanceUID, ""), k -> new ArrayList<>()).add(h);
        }
        return bySeries.entrySet().stream()
                .map(e -> series(e.getKey(), e.getValue()))
                .sorted(Comparator.comparingInt(Series::number).thenComparing(Series::uid))
                .toList();
    }

    private static Series series(String uid, List<DataSet> headers) {
        List<Instance> instances = headers.stream()
                .map(Headers::instance)
                .sorted(Comparator.comparingInt(Instance::number).thenComparing(Instance::sopInstanceUid))
                .toList();
        DataSet first = headers.getFirst();
        return new Series(
                uid,
                first.string(Tag.Modality, "OT"),
                first.integer(Tag.SeriesNumber, 0),
                first.string(Tag.SeriesDescription, ""),
                instances,
                StackBuilder.stacks(instances));
    }

    /// One header as an instance.
    public static Instance instance(DataSet h) {
        boolean pixels = h.contains(Tag.Rows) && h.contains(Tag.Columns);
        int frames = pixels ? Math.max(1, h.integer(Tag.NumberOfFrames, 1)) : 0;
        List<String> type = h.strings(Tag.ImageType);
        return new Instance(
                h.string(Tag.SOPInstanceUID, ""),
                h.string(Tag.SOPClassUID, ""),
                h.integer(Tag.InstanceNumber, 0),
                frames,
                pixels ? h.integer(Tag.Columns, 0) : 0,
                pixels ? h.integer(Tag.Rows, 0) : 0,
                type.contains("LOCALIZER"),
                phase(h),
                pixels ? planes(h, frames) : List.of());
    }

    private static String phase(DataSet h) {
        return h.string(Tag.TemporalPositionIdentifier, "") + "/" + h.string(Tag.EchoTime, "") + "/"
                + h.string(Tag.AcquisitionNumber, "");
    }

    private static List<ImagePlane> planes(DataSet h, int frames) {
        List<DataSet> perFrame = h.items(Tag.PerFrameFunctionalGroupsSequence);
        DataSet shared = h.items(Tag.SharedFunctionalGroupsSequence).stream().findFirst().orElse(DataSet.empty());
        if (!perFrame.isEmpty()) {
            List<ImagePlane> out = new ArrayList<>();
            for (int f = 0; f < Math.min(frames, perFrame.size()); f++) {
                Optional<ImagePlane> p = enhancedPlane(h, shared, perFrame.get(f));
                if (p.isEmpty()) {
                    return List.of();
                }
                out.add(p.get());
            }
            return out;
        }
        return frames == 1 ? plane(h, h, h, h).map(List::of).orElse(List.of()) : List.of();
    }

    private static Optional<ImagePlane> enhancedPlane(DataSet h, DataSet shared, DataSet frame) {
        return plane(
                h,
                group(shared, frame, Tag.PlanePositionSequence),
                group(shared, frame, Tag.PlaneOrientationSequence),
                group(shared, frame, Tag.PixelMeasuresSequence));
    }

    private static DataSet group(DataSet shared, DataSet frame, int tag) {
        return frame.items(tag).stream()
                .findFirst()
                .or(() -> shared.items(tag).stream().findFirst())
                .orElse(DataSet.empty());
    }

    private static Optional<ImagePlane> plane(DataSet h, DataSet position, DataSet orientation, DataSet measures) {
        double[] at = position.doubles(Tag.ImagePositionPatient);
        double[] cosines = orientation.doubles(Tag.ImageOrientationPatient);
        double[] spacing = measures.doubles(Tag.PixelSpacing);
        if (at.length != 3 || cosines.length != 6 || spacing.length != 2) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ImagePlane(
                    h.integer(Tag.Columns, 0),
                    h.integer(Tag.Rows, 0),
                    new PatientPoint(at[0], at[1], at[2]),
                    new PatientVector(cosines[0], cosines[1], cosines[2]),
                    new PatientVector(cosines[3], cosines[4], cosines[5]),
                    spacing[1],
                    spacing[0],
                    measures.number(Tag.SliceThickness).orElse(0),
                    h.string(Tag.FrameOfReferenceUID, "")));
        } catch (IllegalArgumentException | ArithmeticException e) {
            return Optional.empty();
        }
    }
}
