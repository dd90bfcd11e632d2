package loupe.review.exporting;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.TransferSyntax;
import loupe.core.encoding.Encoding;
import loupe.core.work.JobContext;
import loupe.review.ReviewException;
import loupe.review.consent.Consents;
import loupe.review.consent.Purpose;
import loupe.review.edit.ReviewState;
import loupe.review.report.pdf.PdfReport;
import loupe.review.session.Journal;
import loupe.review.session.StudyImages;
import loupe.review.slide.ObjectFiles;
import loupe.store.Store;
import loupe.store.access.Permission;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.AuditEvent;
import loupe.store.audit.Outcome;
import loupe.store.face.StoredInstance;
import loupe.store.journal.RecordKind;
import loupe.store.journal.StoredRecord;

/// Writes a study's results into a folder: SEG, SR, `findings.json`, key images, the report as PDF, the de-identification report.
///
/// All is written into a hidden folder first and moved when whole. Each object's UID follows its content. Each SEG is read back
/// from the file and compared voxel by voxel before it counts, the report's drawings within 1e-4 mm.
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
    /// @param rejected whether rejected findings leave as well, marked as rejected
    /// @param purpose what it is for; the person must allow it
    public record Choice(boolean images, boolean rejected, Purpose purpose) {
        /// An export for care, without what was rejected.
        public Choice(boolean images) {
            this(images, false, Purpose.CARE);
        }
    }

    /// What an export wrote.
    ///
    /// @param files names, relative to the folder
    /// @param notes a line for each thing that could not be drawn or reported
    /// @param segmentations how many SEG were written, each read back and equal to its mask
    public record Exported(List<String> files, List<String> notes, int segmentations) {
        /// Copies the lists.
        public Exported {
            files = List.copyOf(files);
            notes = List.copyOf(notes);
        }
    }

    /// Exports one study.
    ///
    /// @param out folder; made if absent. The files of an earlier export there go; files that Loupe did not write stay
    /// @throws IOException if a read-back differs, the folder has a file of the same name that Loupe did
    ///     not write, or a file cannot be written; the folder is as it was then
    public Exported run(String studyUid, Path out, Choice choice, JobContext context) throws IOException {
        store.authorize(Permission.EXPORT, studyUid);
        new Consents(store).require(studyUid, choice.purpose());
        StudyImages images = StudyImages.of(store, studyUid);
        ReviewState state = Journal.replay(store.records(studyUid)).state();
        try (ExportFolder folder = ExportFolder.begin(out)) {
            Path draft = folder.draft();
            ResultObjects.Written results =
                    new ResultObjects(images, state, software, choice.rejected()).write(studyUid, ObjectDrafts.in(draft), context);
            List<String> names = new ArrayList<>(results.names());
            int segs = (int) names.stream().filter(n -> n.startsWith("seg-")).count();
            Files.write(draft.resolve("findings.json"), Encoding.pretty(FindingsJson.of(state)));
            names.add("findings.json");
            context.checkCancelled();
            KeyImages.Drawn drawn = new KeyImages(images, state).write(draft);
            names.addAll(drawn.files());
            List<String> notes = new ArrayList<>(results.notes());
            notes.addAll(drawn.notes());
            new ReportPdf(store, software).write(studyUid, images, state, draft.resolve(ReportPdf.NAME), notes, context);
            names.add(ReportPdf.NAME);
            reports(studyUid, draft, names);
            if (choice.images()) {
                images(studyUid, draft, names, context);
            }
            context.checkCancelled();
            publish(folder, names, AuditEntry.of(AuditEvent.EXPORTED, names.size() + " files", studyUid));
            return new Exported(names, notes, segs);
        }
    }

    /// Writes the report only, as PDF/A.
    ///
    /// @param file the file to write; one that is there is replaced
    /// @param purpose what it is for; the person must allow it
    /// @return a line for each picture that could not be drawn
    /// @throws IOException if the store fails or the file cannot be written
    public List<String> report(String studyUid, Path file, Purpose purpose, JobContext context) throws IOException {
        store.authorize(Permission.EXPORT, studyUid);
        new Consents(store).require(studyUid, purpose);
        StudyImages images = StudyImages.of(store, studyUid);
        ReviewState state = Journal.replay(store.records(studyUid)).state();
        Path to = file.toAbsolutePath();
        Path draft = Files.createTempFile(Optional.ofNullable(to.getParent()).orElse(to), ".loupe-report-", ".pdf");
        try {
            List<String> notes = new ArrayList<>();
            new ReportPdf(store, software).write(studyUid, images, state, draft, notes, context);
            store.log(AuditEntry.of(AuditEvent.EXPORTED, "report", studyUid));
            Files.move(draft, to, StandardCopyOption.REPLACE_EXISTING);
            return notes;
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /// The DICOM objects of a sealed review, pseudonymous as all that is stored, made in memory for a use-case that sends them. It
    /// logs nothing: that is the sender's to do.
    ///
    /// @param purpose what they are for; the person must allow it
    /// @return SEGs, then the report that refers to them, key objects, the objects on slides, and the signed report as PDF
    /// @throws ReviewException if the review is not sealed
    /// @throws IOException if the store fails or a read-back differs
    public List<DataSet> objects(String studyUid, Purpose purpose, JobContext context) throws IOException {
        store.authorize(Permission.EXPORT, studyUid);
        new Consents(store).require(studyUid, purpose);
        StudyImages images = StudyImages.of(store, studyUid);
        ReviewState state = Journal.replay(store.records(studyUid)).state();
        if (state.seal().isEmpty()) {
            throw new ReviewException("the review is not sealed; what is sent must be signed first");
        }
        List<DataSet> out = new ArrayList<>();
        ObjectDrafts memory = ObjectDrafts.inMemory();
        new ResultObjects(images, state, software, false).write(
                studyUid,
                (name, object) -> {
                    DataSet read = memory.put(name, object);
                    out.add(read);
                    return read;
                },
                context);
        out.addAll(ObjectFiles.annotations(store, studyUid, images, state));
        new ReportPdf(store, software).object(studyUid, images, state, context).ifPresent(out::add);
        return out;
    }

    /// The signed report of a study as a PDF under the patient's name, made in memory for a use-case that sends it to where the name
    /// is known. It logs nothing: that is the sender's to do.
    ///
    /// @param patient as the archive says it now
    /// @param signedAt when it was signed, truly
    /// @return empty where its words name a date: dates here are shifted, so it may be a wrong one there
    /// @throws IOException if the account may not export, the person does not allow it, or the store fails
    public Optional<byte[]> named(String studyUid, PdfReport.Patient patient, LocalDateTime signedAt, JobContext context) throws IOException {
        store.authorize(Permission.EXPORT, studyUid);
        new Consents(store).require(studyUid, Purpose.CARE);
        ReviewState state = Journal.replay(store.records(studyUid)).state();
        return new ReportPdf(store, software).named(
                studyUid, StudyImages.of(store, studyUid), state, patient, ReportPdf.MINUTE.format(signedAt), context);
    }

    /// Draws the key images only.
    ///
    /// @param purpose what they are for; the person must allow it
    /// @throws IOException if pixels cannot be read or a file cannot be written; the folder is as it was then
    public Exported render(String studyUid, Path out, Purpose purpose) throws IOException {
        store.authorize(Permission.EXPORT, studyUid);
        new Consents(store).require(studyUid, purpose);
        StudyImages images = StudyImages.of(store, studyUid);
        ReviewState state = Journal.replay(store.records(studyUid)).state();
        try (ExportFolder folder = ExportFolder.begin(out)) {
            KeyImages.Drawn drawn = new KeyImages(images, state).write(folder.draft());
            publish(folder, drawn.files(), AuditEntry.of(AuditEvent.EXPORTED, "key images", studyUid));
            return new Exported(drawn.files(), drawn.notes(), 0);
        }
    }

    /// Nothing leaves before the log has it; what then fails to leave is logged too.
    private void publish(ExportFolder folder, List<String> names, AuditEntry entry) throws IOException {
        store.log(entry);
        try {
            folder.publish(names);
        } catch (IOException | RuntimeException e) {
            store.log(new AuditEntry(
                    entry.event(), Outcome.MINOR_FAILURE, "", "nothing left: the folder could not be written", entry.studyUid()));
            throw e;
        }
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
                out.write("\n]\n".getBytes(StandardCharsets.UTF_8));
            }
            names.add("deidentification.json");
        }
    }

    private void images(String studyUid, Path folder, List<String> names, JobContext context) throws IOException {
        List<StoredInstance> all = store.instances(studyUid);
        for (int i = 0; i < all.size(); i++) {
            context.checkCancelled();
            String name = String.format(Locale.ROOT, "image-%05d.dcm", i + 1);
            var original = all.get(i).original();
            write(original.data(), original.syntax(), folder.resolve(name));
            names.add(name);
            context.progress(i + 1L, all.size(), "images");
        }
    }

    private static void write(DataSet data, TransferSyntax syntax, Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            DicomWriter.writeFile(data, syntax, out);
        }
    }
}
