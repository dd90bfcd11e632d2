package loupe.review.came;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DeidentifiedInstance;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.Tag;
import loupe.core.dicom.object.SegFile;
import loupe.core.dicom.object.StructureSet;
import loupe.core.segment.ContourFill;
import loupe.core.segment.Mask;
import loupe.core.segment.Segment;
import loupe.core.segment.Segmentation;
import loupe.core.study.Series;
import loupe.core.study.Stack;
import loupe.review.session.StudyImages;
import loupe.store.face.StoredInstance;

/// Lays the regions of Segmentations and RT Structure Sets over a study's stacks and films.
final class RegionReader {
    private static final long MOST_BYTES = 512L << 20;

    private final List<Stack> grounds;
    private final List<CameWithStudy.Outline> outlines = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private long held;

    private RegionReader(List<Stack> grounds) {
        this.grounds = grounds;
    }

    /// Over everything of a study that is an image.
    static RegionReader over(StudyImages images) throws IOException {
        List<Stack> grounds = new ArrayList<>();
        for (Series s : images.series()) {
            if (!CameWithStudy.holdsDrawings(s)) {
                grounds.addAll(s.stacks());
                grounds.addAll(images.films(s));
            }
        }
        return new RegionReader(grounds);
    }

    List<CameWithStudy.Outline> outlines() {
        return outlines;
    }

    List<String> notes() {
        return notes;
    }

    /// @return why nothing of it is shown; empty where something is
    Optional<String> read(StoredInstance stored, Series series) throws IOException {
        int before = outlines.size();
        var original = stored.original();
        Origin from = Origin.of(stored.header(), series, Origin.Author.NOT_SAID);
        if (series.modality().equals("SEG")) {
            segments(SegFile.of(original.data(), original.syntax()), original.data(), from);
        } else {
            regions(StructureSet.of(original.data()), original.data(), from);
        }
        return outlines.size() > before ? Optional.empty() : Optional.of("it lies on no image of this study");
    }

    private void segments(SegFile seg, DataSet data, Origin from) throws DicomException {
        Map<Integer, Origin.Author> authors = new HashMap<>();
        for (DataSet s : data.items(Tag.SegmentSequence)) {
            authors.put(s.integer(Tag.SegmentNumber, 0), author(s.string(Tag.SegmentAlgorithmType, "")));
        }
        for (Stack ground : grounds) {
            Optional<Segmentation> on = over(seg, data, ground);
            for (Segment s : on.map(Segmentation::segments).orElse(List.of())) {
                add(from.by(authors.getOrDefault(s.number(), Origin.Author.NOT_SAID)), name(s), s.rgb(), s.mask());
            }
        }
    }

    /// By Segment Algorithm Type (0062,0008) or ROI Generation Algorithm (3006,0036).
    private static Origin.Author author(String algorithm) {
        return switch (algorithm) {
            case "AUTOMATIC" -> Origin.Author.PROGRAM;
            case "SEMIAUTOMATIC", "MANUAL" -> Origin.Author.PERSON;
            default -> Origin.Author.NOT_SAID;
        };
    }

    /// The segment's label, or what it is by its code where the door took the label away.
    private static String name(Segment s) {
        boolean taken = s.label().isBlank() || s.label().equals(DeidentifiedInstance.TAKEN);
        return !taken ? s.label() : s.type().meaning().isBlank() ? "segment " + s.number() : s.type().meaning();
    }

    /// A segmentation where its frames lie on the slices of the stack, else, in the same frame of reference, where its voxels
    /// lie among the stack's.
    private static Optional<Segmentation> over(SegFile seg, DataSet data, Stack ground) throws DicomException {
        String frame = data.string(Tag.FrameOfReferenceUID, "");
        boolean same = !frame.isEmpty() && frame.equals(ground.grid().frameOfReferenceUid());
        if (!same && !(frame.isEmpty() && ground.isFilm())) {
            return Optional.empty();
        }
        try {
            return Optional.of(seg.onto(ground));
        } catch (DicomException e) {
            return ground.isFilm() ? Optional.empty() : Optional.of(seg.resampled(ground.grid()));
        }
    }

    private void regions(StructureSet set, DataSet data, Origin from) {
        Map<Integer, Origin.Author> authors = new HashMap<>();
        for (DataSet roi : data.items(Tag.StructureSetROISequence)) {
            authors.put(roi.integer(Tag.ROINumber, -1), author(roi.string(Tag.ROIGenerationAlgorithm, "")));
        }
        for (StructureSet.Region region : set.regions()) {
            String name = region.name().equals(DeidentifiedInstance.TAKEN) ? "region " + region.number() : region.name();
            Origin by = from.by(authors.getOrDefault(region.number(), Origin.Author.NOT_SAID));
            boolean drawn = false;
            for (Stack ground : grounds) {
                String frame = ground.grid().frameOfReferenceUid();
                if (!ground.isFilm() && !frame.isEmpty() && frame.equals(region.frameOfReferenceUid())) {
                    ContourFill fill = new ContourFill(ground.grid());
                    region.contours().stream().filter(StructureSet.Contour::closed).forEach(c -> fill.add(c.points()));
                    drawn |= add(by, name, region.rgb(), fill.mask());
                }
            }
            if (!drawn) {
                notes.add(from.title() + ": " + name + " has no closed contour along the slices shown");
            }
        }
    }

    private boolean add(Origin from, String label, int rgb, Mask mask) {
        long bytes = bytes(mask);
        if (bytes == 0) {
            return false;
        }
        if (held + bytes > MOST_BYTES) {
            notes.add(label + " is not shown: with it the regions of this study would take more than 512 MiB");
            return false;
        }
        held += bytes;
        outlines.add(new CameWithStudy.Outline(from, label, rgb, mask));
        return true;
    }

    private static long bytes(Mask mask) {
        long slice = mask.grid().voxelsPerSlice() / 8 + 8L;
        long out = 0;
        for (int s = 0; s < mask.grid().slices(); s++) {
            out += mask.isEmpty(s) ? 0 : slice;
        }
        return out;
    }
}
