package loupe.review.exporting;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.object.DerivedObject;
import loupe.core.dicom.object.SegReader;
import loupe.core.dicom.object.SegWriter;
import loupe.core.dicom.object.SrWriter;
import loupe.core.encoding.Encoding;
import loupe.core.segment.Segment;
import loupe.core.segment.Segmentation;
import loupe.core.study.Instance;
import loupe.core.study.Series;
import loupe.core.study.SliceRef;
import loupe.core.study.Stack;
import loupe.core.work.JobContext;
import loupe.core.work.TemporaryFolder;
import loupe.review.ReviewException;
import loupe.review.consent.Consents;
import loupe.review.consent.Purpose;
import loupe.review.edit.PredictionEntry;
import loupe.review.edit.ReviewState;
import loupe.review.edit.ReviewedFinding;
import loupe.review.session.Journal;
import loupe.review.session.StudyImages;
import loupe.store.Store;
import loupe.store.StoredInstance;
import loupe.store.access.Action;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.AuditEvent;
import loupe.store.journal.RecordKind;
import loupe.store.journal.StoredRecord;

/// Writes a study's results into a folder: SEG, SR, `findings.json`, key images, the de-identification report.
///
/// All is written into a hidden folder first and moved when whole. Each SEG is read back from the file and compared
/// voxel by voxel before it counts.
public final class ExportStudy {
    private final Store store;
    private final String software;

    /// @param software program and version, e.g. `Loupe 0.1.0`
    public ExportStudy(Store store, String software) {
        this.store = store;
        this.software = software;
    }

    /// What is exported besides the results.
    ///
    /// @param images whether the de-identified images go along
    /// @param purpose what it is for; the person must allow it
    public record Choice(boolean images, Purpose purpose) {
        /// An export for care.
        public Choice(boolean images) {
            this(images, Purpose.CARE);
        }
    }

    /// What an export wrote.
    ///
    /// @param files names, relative to the folder
    public record Exported(List<String> files) {
        /// Copies the list.
        public Exported {
            files = List.copyOf(files);
        }
    }

    /// Exports one study.
    ///
    /// @param out folder; made if absent. Files of the same names are replaced
    /// @throws IOException if nothing was analysed, a read-back differs, or a file cannot be written; nothing half-written stays
    public Exported run(String studyUid, Path out, Choice choice, JobContext context) throws IOException {
        store.authorize(Action.EXPORT, studyUid);
        new Consents(store).require(studyUid, choice.purpose());
        StudyImages images = StudyImages.of(store, studyUid);
        ReviewState state = Journal.replay(store.records(studyUid)).state();
        Files.createDirectories(out);
        try (TemporaryFolder temporary = TemporaryFolder.in(out, ".partial-")) {
            Path partial = temporary.path();
            List<String> names = new ArrayList<>();
            results(studyUid, images, state, partial, names);
            context.checkCancelled();
            names.addAll(new KeyImages(images, state).write(partial));
            reports(studyUid, partial, names);
            if (choice.images()) {
                images(studyUid, partial, names, context);
            }
            context.checkCancelled();
            store.log(AuditEntry.of(AuditEvent.EXPORTED, names.size() + " files", studyUid));
            for (String name : names) {
                move(partial.resolve(name), out.resolve(name));
            }
            return new Exported(names);
        }
    }

    /// Draws the key images only.
    ///
    /// @param purpose what they are for; the person must allow it
    /// @throws IOException if pixels cannot be read or a file cannot be written
    public Exported render(String studyUid, Path out, Purpose purpose) throws IOException {
        store.authorize(Action.EXPORT, studyUid);
        new Consents(store).require(studyUid, purpose);
        StudyImages images = StudyImages.of(store, studyUid);
        ReviewState state = Journal.replay(store.records(studyUid)).state();
        Files.createDirectories(out);
        store.log(AuditEntry.of(AuditEvent.EXPORTED, "key images", studyUid));
        return new Exported(new KeyImages(images, state).write(out));
    }

    private void results(String studyUid, StudyImages images, ReviewState state, Path folder, List<String> names)
            throws IOException {
        int number = 0;
        List<SrWriter.Entry> entries = new ArrayList<>();
        List<SrWriter.Evidence> evidence = new ArrayList<>();
        Optional<DataSet> source = Optional.empty();
        for (PredictionEntry p : state.predictions()) {
            Target t = target(images, p);
            source = Optional.of(t.header);
            number++;
            String segUid = "";
            Optional<Segmentation> outlines = state.segmentation(p).filter(s -> !s.segments().isEmpty());
            if (outlines.isPresent()) {
                String name = "seg-" + number + ".dcm";
                segUid = Uids.derived(p.id(), "seg");
                writeSeg(t, outlines.get(), p, segUid, 100 + number, folder.resolve(name));
                evidence.add(new SrWriter.Evidence(SegWriter.SOP_CLASS, segUid, Uids.derived(p.id(), "seg-series")));
                names.add(name);
            }
            for (ReviewedFinding f : state.findings()) {
                if (f.predictionId().equals(p.id()) && !f.rejected()) {
                    entries.add(Reported.entry(f, segUid));
                }
            }
            t.evidence(evidence);
        }
        if (source.isPresent()) {
            writeSr(source.get(), entries, evidence, studyUid, folder.resolve("report.dcm"));
            names.add("report.dcm");
        }
        Files.write(folder.resolve("findings.json"), Encoding.pretty(FindingsJson.of(state)));
        names.add("findings.json");
    }

    /// What a result was made from.
    ///
    /// @param stack the stack or film; empty for slides
    private record Target(Series series, Optional<Stack> stack, DataSet header) {
        void evidence(List<SrWriter.Evidence> into) {
            Stream<String> uids = stack.isPresent()
                    ? stack.get().slices().stream().map(SliceRef::sopInstanceUid).distinct()
                    : series.instances().stream().map(Instance::sopInstanceUid);
            uids.forEach(u -> into.add(new SrWriter.Evidence(header.string(Tag.SOPClassUID, ""), u, series.uid())));
        }
    }

    private static Target target(StudyImages images, PredictionEntry p) throws IOException {
        for (Series s : images.series()) {
            if (s.uid().equals(p.prediction().seriesUid()) && !s.instances().isEmpty()) {
                Optional<Stack> stack = images.stackOf(s, p.prediction().segmentation().map(Segmentation::grid));
                String first = stack.map(t -> t.slices().getFirst().sopInstanceUid())
                        .orElseGet(() -> s.instances().getFirst().sopInstanceUid());
                return new Target(s, stack, images.header(first));
            }
        }
        throw new ReviewException("the images a result was made from are no longer in the study");
    }

    private void writeSeg(
            Target t, Segmentation segmentation, PredictionEntry p, String uid, int seriesNumber, Path file)
            throws IOException {
        Stack stack = t.stack.orElseThrow(
                () -> new ReviewException("the images a result was made from are no longer in the study"));
        DerivedObject object = new DerivedObject(
                t.header,
                uid,
                Uids.derived(p.id(), "seg-series"),
                seriesNumber,
                "Segmentation",
                StudyTime.of(t.header),
                software);
        String algorithm = p.prediction().provenance().modelId() + " " + p.prediction().provenance().modelVersion();
        DataSet seg = SegWriter.write(
                object,
                segmentation,
                stack,
                new SegWriter.Source(t.header.string(Tag.SOPClassUID, ""), t.series.uid()),
                algorithm);
        write(seg, TransferSyntax.EXPLICIT_LE, file);
        requireSame(segmentation, SegReader.read(DicomReader.usual().read(file).data(), stack));
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

    private void writeSr(
            DataSet source,
            List<SrWriter.Entry> entries,
            List<SrWriter.Evidence> evidence,
            String studyUid,
            Path file)
            throws IOException {
        DerivedObject object = new DerivedObject(
                source,
                Uids.derived(studyUid, "sr"),
                Uids.derived(studyUid, "sr-series"),
                200,
                "Measurement report",
                StudyTime.of(source),
                software);
        DataSet sr = SrWriter.write(object, entries, evidence, Uids.derived(software, "device"));
        write(sr, TransferSyntax.EXPLICIT_LE, file);
    }

    private void reports(String studyUid, Path folder, List<String> names) throws IOException {
        List<StoredRecord> all = store.records(studyUid).stream()
                .filter(r -> r.kind() == RecordKind.DEID_REPORT)
                .toList();
        if (!all.isEmpty()) {
            try (OutputStream out = Files.newOutputStream(folder.resolve("deidentification.json"))) {
                out.write('[');
                for (int i = 0; i < all.size(); i++) {
                    out.write(i == 0 ? '\n' : ',');
                    out.write(all.get(i).payload());
                }
                out.write("\n]\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }
            names.add("deidentification.json");
        }
    }

    private void images(String studyUid, Path folder, List<String> names, JobContext context) throws IOException {
        List<StoredInstance> all = store.instances(studyUid);
        for (int i = 0; i < all.size(); i++) {
            context.checkCancelled();
            String name = String.format("image-%05d.dcm", i + 1);
            var original = all.get(i).original();
            write(original.data(), original.syntax(), folder.resolve(name));
            names.add(name);
            context.progress(i + 1L, all.size(), "images");
        }
    }

    private static void write(DataSet data, TransferSyntax syntax, Path file) throws IOException {
        try (OutputStream out = new java.io.BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            DicomWriter.writeFile(data, syntax, out);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
