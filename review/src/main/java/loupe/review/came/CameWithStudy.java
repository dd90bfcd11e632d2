package loupe.review.came;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.Tag;
import loupe.core.dicom.parametric.MapMaker;
import loupe.core.dicom.presentation.KeyObjects;
import loupe.core.segment.Mask;
import loupe.core.study.Instance;
import loupe.core.study.Series;
import loupe.core.work.JobContext;
import loupe.review.session.StudyImages;
import loupe.store.face.StoredInstance;

/// What other programs and readers drew and sent along with a study, laid over its images. It is shown and nothing else: no part of
/// the review, not counted, not exported as a result.
///
/// @param outlines regions over the stacks and films they lie on, one for each of both
/// @param reported what reports measured, with the shapes it was measured on
/// @param states presentation states
/// @param keys selections of key images
/// @param maps quantities of parametric maps in the place of images
/// @param statesNotShown presentation states of which nothing can be shown; among the notes too
/// @param laidOver SOP Instance UIDs of the objects of which something lies over an image
/// @param notes a line for each object, or part of one, that could not be laid over anything
public record CameWithStudy(
        List<Outline> outlines,
        List<Reported> reported,
        List<Presentation> states,
        List<KeySelection> keys,
        List<CameMap> maps,
        List<NotShown> statesNotShown,
        Set<String> laidOver,
        List<String> notes) {
    private static final String STRUCTURE_SET = "RTSTRUCT";
    private static final String SEGMENTATION = "SEG";
    /// Presentation states of every kind.
    private static final String PRESENTATION = "1.2.840.10008.5.1.4.1.1.11.";
    private static final String REPORT = "SR";
    private static final String STATE = "PR";

    /// Copies the lists.
    public CameWithStudy {
        outlines = List.copyOf(outlines);
        reported = List.copyOf(reported);
        states = List.copyOf(states);
        keys = List.copyOf(keys);
        maps = List.copyOf(maps);
        statesNotShown = List.copyOf(statesNotShown);
        laidOver = Set.copyOf(laidOver);
        notes = List.copyOf(notes);
    }

    /// A region over a stack or film.
    ///
    /// @param from the object it came in
    /// @param label its name in the object
    /// @param rgb its colour in the object, 0xRRGGBB
    /// @param mask its voxels on the grid of the stack or film
    public record Outline(Origin from, String label, int rgb, Mask mask) {
        /// The same in another colour.
        public Outline in(int other) {
            return new Outline(from, label, other, mask);
        }
    }

    /// Nothing.
    public static CameWithStudy nothing() {
        return new CameWithStudy(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), Set.of(), List.of());
    }

    /// The same without what programs made, so that all of it can be hidden as one.
    public CameWithStudy withoutPrograms() {
        return new CameWithStudy(
                outlines.stream().filter(o -> !o.from.automatic()).toList(),
                reported.stream().filter(r -> !r.from().automatic()).toList(),
                states.stream().filter(s -> !s.from().automatic()).toList(),
                keys.stream().filter(k -> !k.from().automatic()).toList(),
                maps.stream().filter(m -> !m.from().automatic()).toList(),
                statesNotShown,
                laidOver,
                notes);
    }

    /// The same with other outlines, such as in other colours.
    public CameWithStudy with(List<Outline> others) {
        return new CameWithStudy(others, reported, states, keys, maps, statesNotShown, laidOver, notes);
    }

    /// Whether nothing came that can be shown.
    public boolean isEmpty() {
        return outlines.isEmpty() && reported.isEmpty() && states.isEmpty() && keys.isEmpty() && maps.isEmpty();
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
        Reader reader = new Reader(images);
        for (Series s : images.series()) {
            for (Instance i : s.instances()) {
                job.checkCancelled();
                reader.read(i, s);
            }
        }
        return reader.all();
    }

    /// Reads object by object.
    private static final class Reader {
        private final StudyImages images;
        private final RegionReader regions;
        private final ReportReader reports;
        private final LookReader looks;
        private final MapReader maps;
        private final Set<String> laidOver = new HashSet<>();
        private final List<NotShown> statesNotShown = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();

        Reader(StudyImages images) throws IOException {
            this.images = images;
            this.regions = RegionReader.over(images);
            this.reports = new ReportReader(images);
            this.looks = new LookReader(images);
            this.maps = MapReader.over(images);
        }

        void read(Instance instance, Series series) throws IOException {
            Optional<String> why;
            StoredInstance stored = images.instance(instance.sopInstanceUid());
            try {
                why = read(stored, series);
            } catch (DicomException | IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException e) {
                why = Optional.of(String.valueOf(e.getMessage()));
            }
            why.filter(w -> !w.isEmpty()).map(w -> new NotShown(Origin.title(series), w)).ifPresent(n -> {
                notes.add(n.text());
                if (series.modality().equals(STATE)) {
                    statesNotShown.add(n);
                }
            });
            if (why.isEmpty()) {
                laidOver.add(instance.sopInstanceUid());
            }
        }

        private Optional<String> read(StoredInstance stored, Series series) throws IOException {
            String sopClass = stored.header().string(Tag.SOPClassUID, "");
            if (sopClass.startsWith(PRESENTATION)) {
                return looks.state(stored, series);
            }
            if (sopClass.equals(KeyObjects.SOP_CLASS)) {
                return looks.keys(stored, series);
            }
            if (MapMaker.isMap(stored.header())) {
                return maps.read(stored.header(), series);
            }
            return switch (series.modality()) {
                case SEGMENTATION, STRUCTURE_SET -> regions.read(stored, series);
                case REPORT -> reports.read(stored, series);
                default -> Optional.of("");
            };
        }

        CameWithStudy all() {
            List<String> all = new ArrayList<>(notes);
            all.addAll(regions.notes());
            all.addAll(reports.notes());
            all.addAll(looks.notes());
            all.addAll(maps.notes());
            return new CameWithStudy(
                    regions.outlines(), reports.reported(), looks.states(), looks.keys(), maps.maps(), statesNotShown, laidOver, all);
        }
    }
}
