package loupe.review.exporting;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;
import loupe.core.dicom.object.Dcm;
import loupe.core.dicom.object.DerivedObject;
import loupe.core.dicom.object.KeyObjectSelection;
import loupe.core.dicom.object.MeasurementReport;
import loupe.core.dicom.object.SegReader;
import loupe.core.dicom.object.SegWriter;
import loupe.core.dicom.object.SrWriter;
import loupe.core.dicom.presentation.MarkedImage;
import loupe.core.dicom.presentation.PresentationState;
import loupe.core.dicom.presentation.PresentationWriter;
import loupe.core.geometry.VoxelGrid;
import loupe.core.segment.Segment;
import loupe.core.segment.Segmentation;
import loupe.core.study.Instance;
import loupe.core.study.Series;
import loupe.core.study.SliceRef;
import loupe.core.study.Stack;
import loupe.core.work.JobContext;
import loupe.review.ReviewException;
import loupe.review.edit.PredictionEntry;
import loupe.review.edit.ReviewState;
import loupe.review.edit.ReviewedFinding;
import loupe.review.edit.SealedReview;
import loupe.review.report.ReportSection;
import loupe.review.session.StudyImages;

/// Writes a review as DICOM objects: a SEG a result, one for what readers outlined on each series, one SR for all and for what
/// readers drew, the images that show what they confirmed as key objects, and presentation states that draw it over them.
final class ResultObjects {
    private static final int FIRST_SEG_SERIES = 101;
    private static final int SR_SERIES = 200;
    private static final int KO_SERIES = 201;
    private static final int PR_SERIES = 202;
    private static final int KEY_LETTERS = 8;
    private static final String KEY_OBJECTS = "key-objects.dcm";

    private final StudyImages images;
    private final ReviewState state;
    private final String software;
    private final boolean rejectedToo;
    private final List<SrWriter.Entry> entries = new ArrayList<>();
    private final List<SrWriter.Evidence> evidence = new ArrayList<>();
    private final List<String> names = new ArrayList<>();

    /// @param software program and version
    /// @param rejectedToo whether rejected findings leave as well, marked as rejected
    ResultObjects(StudyImages images, ReviewState state, String software, boolean rejectedToo) {
        this.images = images;
        this.state = state;
        this.software = software;
        this.rejectedToo = rejectedToo;
    }

    /// What was written.
    ///
    /// @param names of the files
    /// @param notes a line for each thing the report cannot say
    record Written(List<String> names, List<String> notes) {
        /// Copies the lists.
        Written {
            names = List.copyOf(names);
            notes = List.copyOf(notes);
        }
    }

    /// Writes them all; the report where a model looked or a reader drew.
    ///
    /// @throws IOException if images are gone, a SEG read back differs from its mask or the report from the drawings, or a file
    ///     cannot be written
    Written write(String studyUid, ObjectDrafts drafts, JobContext job) throws IOException {
        Optional<DataSet> source = Optional.empty();
        for (PredictionEntry p : state.predictions()) {
            Target t = target(p);
            source = Optional.of(t.header);
            result(t, p, drafts);
        }
        int index = state.predictions().size();
        for (List<ReviewedFinding> own : byHand()) {
            Target t = target(own.getFirst().finding().seriesUid(), own.getFirst().segment().map(s -> s.mask().grid()));
            source = source.or(() -> Optional.of(t.header));
            byHand(t, own, index++, drafts);
        }
        ReportedDrawings drawings = ReportedDrawings.of(images, state, job);
        source = source.or(drawings::header);
        if (source.isPresent()) {
            report(source.get(), studyUid, drawings, drafts);
            keyObjects(source.get(), studyUid, drafts);
            presentations(studyUid, drawings, drafts);
        }
        return new Written(names, drawings.notes());
    }

    private void result(Target t, PredictionEntry p, ObjectDrafts drafts) throws IOException {
        Optional<Outlines> outlines = Outlines.of(state, p, rejectedToo);
        String segUid = "";
        if (outlines.isPresent()) {
            segUid = written(t, outlines.get(), p.id(), state.predictions().indexOf(p), drafts);
        }
        for (ReviewedFinding f : state.findings()) {
            if (f.predictionId().equals(p.id()) && (rejectedToo || !f.rejected() && !f.emptied())) {
                Optional<Integer> segment = outlines.map(o -> o.numbers().get(f.finding().segmentNumber()));
                entries.add(Reported.entry(f, segUid, segment));
            }
        }
        evidence.addAll(t.evidence(images));
    }

    /// Writes a SEG and reads it back.
    ///
    /// @param id what its series' UID is made of
    /// @param index its place among all that are written, from 0
    /// @return its SOP Instance UID
    private String written(Target t, Outlines outlines, String id, int index, ObjectDrafts drafts) throws IOException {
        String name = "seg-" + (index + 1) + ".dcm";
        DataSet seg = seg(t, outlines, id, index);
        requireSame(outlines.segmentation(), SegReader.read(drafts.put(name, seg), t.stack.orElseThrow()));
        String uid = seg.string(Tag.SOPInstanceUID, "");
        evidence.add(new SrWriter.Evidence(SegWriter.SOP_CLASS, uid, seg.string(Tag.SeriesInstanceUID, "")));
        names.add(name);
        return uid;
    }

    /// What readers outlined in segments of their own, by series and grid; what is empty or rejected is left out.
    private List<List<ReviewedFinding>> byHand() {
        Map<List<Object>, List<ReviewedFinding>> out = new LinkedHashMap<>();
        state.findings().stream()
                .filter(f -> f.drawnByReader() && !f.emptied() && (rejectedToo || !f.rejected()))
                .forEach(f -> out.computeIfAbsent(
                                List.of(f.finding().seriesUid(), f.segment().orElseThrow().mask().grid()), k -> new ArrayList<>())
                        .add(f));
        return List.copyOf(out.values());
    }

    private void byHand(Target t, List<ReviewedFinding> own, int index, ObjectDrafts drafts) throws IOException {
        String id = Uids.derived(t.header.string(Tag.SOPInstanceUID, ""), "readers-segments");
        String uid = written(t, Outlines.byHand(own), id, index, drafts);
        for (int i = 0; i < own.size(); i++) {
            entries.add(Reported.entry(own.get(i), uid, Optional.of(i + 1)));
        }
        evidence.addAll(t.evidence(images));
    }

    /// What a result was made from.
    ///
    /// @param stack the stack or film; empty for slides
    private record Target(Series series, Optional<Stack> stack, DataSet header) {
        List<SrWriter.Evidence> evidence(StudyImages images) throws IOException {
            Stream<String> uids = stack.isPresent()
                    ? stack.get().slices().stream().map(SliceRef::sopInstanceUid).distinct()
                    : series.instances().stream().map(Instance::sopInstanceUid);
            List<SrWriter.Evidence> out = new ArrayList<>();
            for (String u : uids.toList()) {
                out.add(new SrWriter.Evidence(images.header(u).string(Tag.SOPClassUID, ""), u, series.uid()));
            }
            return out;
        }

        boolean multiFrame() {
            return header.integer(Tag.NumberOfFrames, 1) > 1;
        }
    }

    private Target target(PredictionEntry p) throws IOException {
        return target(p.prediction().seriesUid(), p.prediction().segmentation().map(Segmentation::grid));
    }

    private Target target(String seriesUid, Optional<VoxelGrid> grid) throws IOException {
        for (Series s : images.series()) {
            if (s.uid().equals(seriesUid) && !s.instances().isEmpty()) {
                Optional<Stack> stack = images.stackOf(s, grid);
                String first = stack.map(t -> t.slices().getFirst().sopInstanceUid())
                        .orElseGet(() -> s.instances().getFirst().sopInstanceUid());
                return new Target(s, stack, images.header(first));
            }
        }
        throw gone();
    }

    private static ReviewException gone() {
        return new ReviewException("the images a result was made from are no longer in the study");
    }

    private DataSet seg(Target t, Outlines outlines, String id, int index) throws IOException {
        Stack stack = t.stack.orElseThrow(ResultObjects::gone);
        DerivedObject object = new DerivedObject(
                t.header, "", Uids.derived(id, "seg-series"), FIRST_SEG_SERIES + index,
                "Segmentation", ContentMoment.of(t.header, state), software);
        SegWriter.Source source = new SegWriter.Source(t.header.string(Tag.SOPClassUID, ""), t.series.uid(), t.multiFrame());
        return Uids.byContent(
                SegWriter.write(object, outlines.segmentation(), stack, source, outlines.authorship()), "seg");
    }

    /// The read-back: the same voxels in every segment, or the export fails.
    private static void requireSame(Segmentation written, Segmentation read) throws IOException {
        boolean same = written.segments().size() == read.segments().size();
        for (Segment s : written.segments()) {
            same = same && s.mask().equals(read.segment(s.number()).mask());
        }
        if (!same) {
            throw new ReviewException("the SEG read back differs from the mask; it is not exported");
        }
    }

    private void report(DataSet source, String studyUid, ReportedDrawings drawings, ObjectDrafts drafts) throws IOException {
        DerivedObject object = new DerivedObject(
                source, "", Uids.derived(studyUid, "sr-series"), SR_SERIES, "Measurement report",
                ContentMoment.of(source, state), software);
        int undecided = (int) state.findings().stream().filter(f -> !f.reviewed()).count();
        evidence.addAll(drawings.evidence());
        SrWriter.Report report = new SrWriter.Report(
                entries, drawings.groups(), evidence, undecided,
                state.seal().map(s -> verification(source, s)), Uids.derived(software, "device"), impression());
        DataSet read = drafts.put("report.dcm", Uids.byContent(SrWriter.write(object, report), "sr"));
        drawings.requireSame(MeasurementReport.of(read));
        names.add("report.dcm");
    }

    /// The images that show what a person confirmed, and the report, as a selection; none where no image shows any.
    private void keyObjects(DataSet source, String studyUid, ObjectDrafts drafts) throws IOException {
        List<KeyObjectSelection.Selected> selected = new ConfirmedImages(images, state).all();
        if (!selected.isEmpty()) {
            DerivedObject object = new DerivedObject(
                    source, "", Uids.derived(studyUid, "ko-series"), KO_SERIES, "Key images", ContentMoment.of(source, state), software);
            KeyObjectSelection of = new KeyObjectSelection(
                    Dcm.OF_INTEREST, "Images that show what a reader confirmed", Uids.derived(software, "device"),
                    selected);
            drafts.put(KEY_OBJECTS, Uids.byContent(of.write(object), "ko"));
            names.add(KEY_OBJECTS);
        }
    }

    /// Presentation states that draw what was confirmed and measured over the images; none where nothing was.
    private void presentations(String studyUid, ReportedDrawings drawings, ObjectDrafts drafts) throws IOException {
        int n = 0;
        for (List<MarkedImage> of : new MarkedImages(images, state, drawings).states()) {
            DataSet header = of.getFirst().header();
            DerivedObject object = new DerivedObject(
                    header, "", Uids.derived(studyUid, "pr-series"), PR_SERIES, "Findings over images",
                    ContentMoment.of(header, state), software);
            String name = "presentation-" + ++n + ".dcm";
            DataSet written = Uids.byContent(
                    PresentationWriter.write(object, of, "LOUPE FINDINGS", MarkedImages.LAYERS).toBuilder()
                            .put(Tag.InstanceNumber, Vr.IS, Integer.toString(n))
                            .build(),
                    "pr");
            MarkedImages.requireSame(of, PresentationState.of(drafts.put(name, written)));
            names.add(name);
        }
    }

    /// The impression that was signed with the review; a draft is nobody's word and stays out.
    private List<String> impression() {
        return state.seal().isEmpty() || state.report().isEmpty()
                ? List.of()
                : state.report().get().sentences(ReportSection.IMPRESSION.name());
    }

    /// Who signed, as a role and the beginning of the key's digits; which account that is only the store knows.
    private SrWriter.Verification verification(DataSet source, SealedReview seal) {
        String key = seal.publicKey().isEmpty()
                ? HexFormat.of().toHexDigits(seal.contentSha256().hashCode())
                : seal.publicKey().substring(0, Math.min(KEY_LETTERS, seal.publicKey().length()));
        return new SrWriter.Verification(
                "Reader^" + key.toUpperCase(Locale.ROOT), "not stated", ContentMoment.at(source, state, seal.at()));
    }
}
