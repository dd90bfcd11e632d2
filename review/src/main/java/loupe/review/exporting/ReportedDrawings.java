package loupe.review.exporting;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.dicom.object.DrawnGroup;
import loupe.core.dicom.object.MeasurementReport;
import loupe.core.dicom.object.ReportedShape;
import loupe.core.dicom.object.SrGraphic;
import loupe.core.dicom.object.SrWriter;
import loupe.core.geometry.ImagePlane;
import loupe.core.measure.Annotation;
import loupe.core.measure.Scale;
import loupe.core.measure.VoxelValues;
import loupe.core.study.SliceRef;
import loupe.core.study.Stack;
import loupe.core.work.JobContext;
import loupe.review.ReviewException;
import loupe.review.edit.ReviewState;
import loupe.review.measuring.MeasuredValues;
import loupe.review.opinion.FoundByBoth;
import loupe.review.session.StudyImages;
import loupe.review.session.Volumes;

/// What readers drew, for the report: a group a drawing, the images they rest on, and whether they came back.
final class ReportedDrawings {
    private static final long VOLUMES = 1L << 30;

    private final StudyImages images;
    private final List<DrawnGroup> groups = new ArrayList<>();
    private final List<SrWriter.Evidence> evidence = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Map<SliceOf, ImagePlane> planes = new HashMap<>();
    private Optional<DataSet> header = Optional.empty();

    private ReportedDrawings(StudyImages images) {
        this.images = images;
    }

    private record SliceOf(String sopInstanceUid, int frame) {}

    /// Works them out, values under them among it.
    ///
    /// @throws IOException if an image that was drawn on is gone
    static ReportedDrawings of(StudyImages images, ReviewState state, JobContext job) throws IOException {
        ReportedDrawings out = new ReportedDrawings(images);
        try (Volumes volumes = new Volumes(VOLUMES)) {
            MeasuredValues measured = new MeasuredValues(images, volumes);
            for (Annotation a : state.annotations()) {
                job.checkCancelled();
                if (DrawnGroup.says(a.measure())) {
                    out.add(a, out.values(measured, a, job), FoundByBoth.missedBy(state, a).isEmpty());
                } else if (a.measure().scale() instanceof Scale.InRegion in) {
                    out.notes.add(a.id() + ": it has no number in " + in.source() + "; it is not in the report");
                }
            }
        }
        return out;
    }

    private Optional<VoxelValues> values(MeasuredValues measured, Annotation a, JobContext job) {
        try {
            return measured.of(a, job);
        } catch (IOException e) {
            notes.add(a.id() + ": the pixels under it cannot be read; the report has no values of it");
            return Optional.empty();
        }
    }

    private void add(Annotation a, Optional<VoxelValues> values, boolean missedByNone) throws IOException {
        DataSet image = images.header(a.place().sopInstanceUid());
        if (a.place().cut() && !named(a, image)) {
            notes.add(a.id() + ": it was drawn on a plane of images without a frame of reference; it is not in the report");
            return;
        }
        header = header.or(() -> Optional.of(image));
        if (a.place().cut()) {
            add(DrawnGroup.onPlane(a, values), missedByNone);
            for (String sop : stack(a.place()).map(ReportedDrawings::sops).orElse(List.of(a.place().sopInstanceUid()))) {
                rests(sop, a.place().seriesUid());
            }
            return;
        }
        ImagePlane plane = DrawnPlane.of(a, image, slice(a.place()).map(SliceRef::plane));
        planes.put(new SliceOf(a.place().sopInstanceUid(), a.place().frame()), plane);
        List<Integer> frames = image.integer(Tag.NumberOfFrames, 1) > 1 ? List.of(a.place().frame() + 1) : List.of();
        SrGraphic.Where.Image on =
                new SrGraphic.Where.Image(image.string(Tag.SOPClassUID, ""), a.place().sopInstanceUid(), frames);
        add(DrawnGroup.onImage(a, plane, on, values), missedByNone);
        rests(a.place().sopInstanceUid(), a.place().seriesUid());
    }

    private void add(DrawnGroup group, boolean missedByNone) {
        groups.add(missedByNone ? group.notMissed() : group);
    }

    /// Whether the space of a plane is one the images name too.
    private static boolean named(Annotation a, DataSet image) {
        String frame = image.string(Tag.FrameOfReferenceUID, "");
        return !frame.isEmpty() && frame.equals(a.measure().space().plane().frameOfReferenceUid());
    }

    private void rests(String sopInstanceUid, String seriesUid) throws IOException {
        String sopClass = images.header(sopInstanceUid).string(Tag.SOPClassUID, "");
        evidence.add(new SrWriter.Evidence(sopClass, sopInstanceUid, seriesUid));
    }

    private Optional<Stack> stack(Annotation.Place place) {
        return images.stackHolding(place.seriesUid(), place.sopInstanceUid(), place.frame());
    }

    private Optional<SliceRef> slice(Annotation.Place place) {
        return stack(place).flatMap(t -> t.slices().stream()
                .filter(r -> r.sopInstanceUid().equals(place.sopInstanceUid()) && r.frame() == place.frame())
                .findFirst());
    }

    private static List<String> sops(Stack t) {
        return t.slices().stream().map(SliceRef::sopInstanceUid).distinct().toList();
    }

    /// A group a drawing.
    List<DrawnGroup> groups() {
        return groups;
    }

    /// The images drawn on.
    List<SrWriter.Evidence> evidence() {
        return evidence;
    }

    /// A line for each thing the report cannot say.
    List<String> notes() {
        return notes;
    }

    /// Header of an image drawn on; empty where nothing was.
    Optional<DataSet> header() {
        return header;
    }

    private Optional<ImagePlane> plane(String sopInstanceUid, int frame) {
        return Optional.ofNullable(planes.get(new SliceOf(sopInstanceUid, frame)));
    }

    /// The read-back: every drawing where it was drawn, or the export fails.
    void requireSame(MeasurementReport read) throws ReviewException {
        for (DrawnGroup g : groups) {
            boolean same = read.groups().stream()
                    .filter(r -> r.trackingUid().equals(g.trackingUid()))
                    .findFirst()
                    .filter(r -> g.isSame(ReportedShape.of(r, this::plane)))
                    .isPresent();
            if (!same) {
                throw new ReviewException("the report read back differs from what was drawn; it is not exported");
            }
        }
    }
}
