package loupe.review.session;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.Tag;
import loupe.core.dicom.object.SegFile;
import loupe.core.dicom.object.StructureSet;
import loupe.core.segment.ContourFill;
import loupe.core.segment.Mask;
import loupe.core.segment.Segment;
import loupe.core.segment.Segmentation;
import loupe.core.study.Instance;
import loupe.core.study.Series;
import loupe.core.study.Stack;
import loupe.core.work.JobContext;
import loupe.store.face.StoredInstance;

/// What other programs drew and sent along with a study: the regions of its Segmentations and RT Structure Sets, laid over its
/// images. It is shown and nothing else: no part of the review, not counted, not exported as a result.
///
/// @param outlines regions over the stacks and films they lie on, one for each of both
/// @param laidOver SOP Instance UIDs of the objects of which something lies over an image
/// @param notes a line for each object, or part of one, that could not be laid over anything
public record CameWithStudy(List<Outline> outlines, Set<String> laidOver, List<String> notes) {
    private static final String STRUCTURE_SET = "RTSTRUCT";
    private static final String SEGMENTATION = "SEG";
    /// What the door writes in place of a free text that must have a value.
    private static final String TAKEN = "REMOVED";
    private static final long MOST_BYTES = 512L << 20;

    /// Copies the lists.
    public CameWithStudy {
        outlines = List.copyOf(outlines);
        laidOver = Set.copyOf(laidOver);
        notes = List.copyOf(notes);
    }

    /// A region over a stack or film.
    ///
    /// @param label its name in the object
    /// @param rgb its colour in the object, 0xRRGGBB
    /// @param mask its voxels on the grid of the stack or film
    public record Outline(String label, int rgb, Mask mask) {}

    /// Nothing.
    public static CameWithStudy nothing() {
        return new CameWithStudy(List.of(), Set.of(), List.of());
    }

    /// Whether a series' objects are drawn over images of the study and so need no view of their own, by their headers: they name
    /// the frame of reference of one of its stacks.
    ///
    /// @throws IOException if a header is not there
    public static boolean liesOver(Series s, StudyImages images) throws IOException {
        if (!holdsDrawings(s) || s.instances().isEmpty()) {
            return false;
        }
        Set<String> frames = new HashSet<>();
        images.series().stream().filter(o -> !holdsDrawings(o)).flatMap(o -> o.stacks().stream())
                .forEach(t -> frames.add(t.grid().frameOfReferenceUid()));
        frames.remove("");
        for (Instance i : s.instances()) {
            if (!frames.contains(images.header(i.sopInstanceUid()).string(Tag.FrameOfReferenceUID, ""))) {
                return false;
            }
        }
        return true;
    }

    /// Whether a series holds objects that are drawn over images and are none themselves.
    public static boolean holdsDrawings(Series s) {
        return s.modality().equals(SEGMENTATION) || s.modality().equals(STRUCTURE_SET);
    }

    /// Reads all that came along. An object that cannot be read is a note; it takes nothing else along.
    ///
    /// @throws IOException if the store fails
    /// @throws loupe.core.work.CancelledException if the job was cancelled
    public static CameWithStudy of(StudyImages images, JobContext job) throws IOException {
        List<Stack> grounds = new ArrayList<>();
        for (Series s : images.series()) {
            if (!holdsDrawings(s)) {
                grounds.addAll(s.stacks());
                grounds.addAll(images.films(s));
            }
        }
        Reader reader = new Reader(grounds);
        for (Series s : images.series()) {
            for (Instance i : holdsDrawings(s) ? s.instances() : List.<Instance>of()) {
                job.checkCancelled();
                reader.read(images.instance(i.sopInstanceUid()), s);
            }
        }
        return new CameWithStudy(reader.outlines, reader.laidOver, reader.notes);
    }

    /// Lays objects over the study's stacks and films.
    private static final class Reader {
        private final List<Stack> grounds;
        private final List<Outline> outlines = new ArrayList<>();
        private final Set<String> laidOver = new HashSet<>();
        private final List<String> notes = new ArrayList<>();
        private long held;

        Reader(List<Stack> grounds) {
            this.grounds = grounds;
        }

        void read(StoredInstance stored, Series series) throws IOException {
            String name = series.modality() + " of series " + series.number();
            int before = outlines.size();
            try {
                var original = stored.original();
                if (series.modality().equals(SEGMENTATION)) {
                    segments(SegFile.of(original.data(), original.syntax()), original.data());
                } else {
                    regions(StructureSet.of(original.data()), name);
                }
            } catch (DicomException e) {
                notes.add(name + " is not shown: " + e.getMessage());
                return;
            }
            if (outlines.size() > before) {
                laidOver.add(stored.header().string(Tag.SOPInstanceUID, ""));
            } else {
                notes.add(name + " is not shown: it lies on no image of this study");
            }
        }

        private void segments(SegFile seg, DataSet data) throws DicomException {
            for (Stack ground : grounds) {
                Optional<Segmentation> on = over(seg, data, ground);
                for (Segment s : on.map(Segmentation::segments).orElse(List.of())) {
                    add(name(s), s.rgb(), s.mask());
                }
            }
        }

        /// The segment's label, or what it is by its code where the door took the label away.
        private static String name(Segment s) {
            boolean taken = s.label().isBlank() || s.label().equals(TAKEN);
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

        private void regions(StructureSet set, String name) {
            for (StructureSet.Region region : set.regions()) {
                boolean drawn = false;
                for (Stack ground : grounds) {
                    String frame = ground.grid().frameOfReferenceUid();
                    if (!ground.isFilm() && !frame.isEmpty() && frame.equals(region.frameOfReferenceUid())) {
                        ContourFill fill = new ContourFill(ground.grid());
                        region.contours().stream().filter(StructureSet.Contour::closed).forEach(c -> fill.add(c.points()));
                        drawn |= add(region.name().equals(TAKEN) ? "region " + region.number() : region.name(), region.rgb(), fill.mask());
                    }
                }
                if (!drawn) {
                    notes.add(name + ": " + region.name() + " has no closed contour along the slices shown");
                }
            }
        }

        private boolean add(String label, int rgb, Mask mask) {
            long bytes = bytes(mask);
            if (bytes == 0) {
                return false;
            }
            if (held + bytes > MOST_BYTES) {
                notes.add(label + " is not shown: with it the regions of this study would take more than 512 MiB");
                return false;
            }
            held += bytes;
            outlines.add(new Outline(label, rgb, mask));
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
}
