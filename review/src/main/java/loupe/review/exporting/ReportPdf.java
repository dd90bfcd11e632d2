package loupe.review.exporting;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.List;
import loupe.core.dicom.DataSet;
import loupe.core.work.JobContext;
import loupe.review.edit.ReviewState;
import loupe.review.report.Report;
import loupe.review.report.ReportBook;
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

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    /// @param notes gets a line for each picture that could not be drawn
    void write(String studyUid, StudyImages images, ReviewState state, Path file, List<String> notes, JobContext job)
            throws IOException {
        Report report = new ReportBook(store, uid -> { }).of(studyUid, job);
        PdfReport.Content content = new PdfReport.Content(
                report, new KeyImages(images, state).confirmed(notes), signedAt(images, state), software);
        job.checkCancelled();
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            PdfReport.write(content, out);
        }
    }

    /// No true date leaves: the moment lies as much after the study's as the signature came after the first step of the review.
    private static String signedAt(StudyImages images, ReviewState state) throws IOException {
        if (state.seal().isEmpty() || images.series().isEmpty() || images.series().getFirst().instances().isEmpty()) {
            return "";
        }
        DataSet header = images.header(images.series().getFirst().instances().getFirst().sopInstanceUid());
        return ContentMoment.at(header, state, state.seal().get().at()).format(MINUTE);
    }
}
