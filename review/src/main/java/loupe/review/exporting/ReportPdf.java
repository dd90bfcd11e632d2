package loupe.review.exporting;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.dicom.object.DerivedObject;
import loupe.core.dicom.document.EncapsulatedPdf;
import loupe.core.work.JobContext;
import loupe.review.edit.ReviewState;
import loupe.review.report.Report;
import loupe.review.report.ReportBook;
import loupe.review.report.ReportText;
import loupe.review.report.pdf.PdfReport;
import loupe.review.session.StudyImages;
import loupe.store.Store;

/// Writes the report of a study that may leave as a PDF, with its key images and, where it is sealed, who signed.
///
/// @param store as the account at work may see it; the export was allowed already
/// @param software program and version
record ReportPdf(Store store, String software) {
    /// Name of the file in an export.
    static final String NAME = "report.pdf";

    private static final int SERIES = 202;
    /// Title, patient and signature: said otherwise, or dated by nobody's words.
    private static final int ABOVE = 3;

    /// How a moment is printed.
    static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    /// A report as a file.
    ///
    /// @param content what is printed
    /// @param notes a line for each picture that could not be drawn
    private record Printed(PdfReport.Content content, List<String> notes) {}

    private Printed printed(String studyUid, StudyImages images, ReviewState state, JobContext job) throws IOException {
        List<String> notes = new ArrayList<>();
        Report report = new ReportBook(store, uid -> { }).of(studyUid, job);
        return new Printed(
                new PdfReport.Content(
                        report, new KeyImages(images, state).confirmed(notes), signedAt(images, state), software, Optional.empty()),
                notes);
    }

    /// @param notes gets a line for each picture that could not be drawn
    void write(String studyUid, StudyImages images, ReviewState state, Path file, List<String> notes, JobContext job)
            throws IOException {
        Printed printed = printed(studyUid, images, state, job);
        notes.addAll(printed.notes);
        job.checkCancelled();
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            PdfReport.write(printed.content, out);
        }
    }

    /// The signed report as a DICOM object of the study, under the pseudonym; empty where no report was signed.
    ///
    Optional<DataSet> object(String studyUid, StudyImages images, ReviewState state, JobContext job) throws IOException {
        Printed printed = printed(studyUid, images, state, job);
        Optional<DataSet> header = header(images);
        if (!printed.content.report().standing().signed() || header.isEmpty()) {
            return Optional.empty();
        }
        DataSet source = header.get();
        DerivedObject object = new DerivedObject(
                source, "", Uids.derived(studyUid, "pdf-series"), SERIES, "Report", ContentMoment.of(source, state), software);
        EncapsulatedPdf pdf = new EncapsulatedPdf(
                ReportText.title(printed.content.report()), EncapsulatedPdf.IMAGING_REPORT, source.string(Tag.SOPClassUID, ""),
                source.string(Tag.SOPInstanceUID, ""), true, bytes(printed.content));
        return Optional.of(Uids.byContent(pdf.write(object), "pdf"));
    }

    /// The file of the signed report under the patient's name, made in memory.
    ///
    /// @param signedAt when it was signed, truly
    /// @return empty where its words name a date: dates here are shifted
    Optional<byte[]> named(String studyUid, StudyImages images, ReviewState state, PdfReport.Patient patient, String signedAt, JobContext job)
            throws IOException {
        PdfReport.Content c = printed(studyUid, images, state, job).content;
        if (ReportText.of(c.report(), false).stream().skip(ABOVE).anyMatch(WrittenDate::in)) {
            return Optional.empty();
        }
        return Optional.of(bytes(
                new PdfReport.Content(c.report(), c.pictures(), signedAt, c.software(), Optional.of(patient))));
    }

    private static byte[] bytes(PdfReport.Content content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PdfReport.write(content, out);
        return out.toByteArray();
    }

    private static Optional<DataSet> header(StudyImages images) throws IOException {
        return images.series().isEmpty() || images.series().getFirst().instances().isEmpty()
                ? Optional.empty()
                : Optional.of(images.header(images.series().getFirst().instances().getFirst().sopInstanceUid()));
    }

    /// No true date leaves: the moment lies as much after the study's as the signature came after the first step of the review.
    private static String signedAt(StudyImages images, ReviewState state) throws IOException {
        Optional<DataSet> header = header(images);
        if (state.seal().isEmpty() || header.isEmpty()) {
            return "";
        }
        return ContentMoment.at(header.get(), state, state.seal().get().at()).format(MINUTE);
    }
}
