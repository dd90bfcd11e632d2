package loupe.core.dicom.series;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
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

    /// One header as an instance. One whose Rows or Columns are no lengths (1 to 65535) counts as having no pixels.
    public static Instance instance(DataSet h) {
        boolean pixels = isLength(h.integer(Tag.Rows, 0)) && isLength(h.integer(Tag.Columns, 0));
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
                FramePhases.of(h, frames),
                pixels ? FramePlanes.of(h, frames) : List.of());
    }

    private static boolean isLength(int samples) {
        return samples >= 1 && samples <= 0xffff;
    }
}
