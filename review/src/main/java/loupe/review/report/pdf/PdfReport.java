package loupe.review.report.pdf;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import loupe.core.digest.Sha256;
import loupe.review.report.Draft;
import loupe.review.report.Report;
import loupe.review.report.ReportLine;
import loupe.review.report.ReportSection;
import loupe.review.report.ReportText;
import org.apache.pdfbox.pdmodel.PDDocument;

/// Writes a report as PDF/A-2b: sentences with what they speak of, the table of measurements, key images and who signed. The patient
/// is a pseudonym and a line is left to fill in the name by hand, unless it goes back to where the name is known. The same report makes the same file.
public final class PdfReport {
    private static final double TITLE = 17;
    private static final double HEADING = 12;
    private static final double TEXT = 10;
    private static final double SMALL = 8;
    private static final double[] COLUMNS = {34, 92, 138, 142, 81};

    private PdfReport() {}

    /// What is printed.
    ///
    /// @param report the report
    /// @param pictures its key images
    /// @param signedAt when it was signed, on the study's shifted time line, or for a patient who is named truly; empty while it is not
    /// @param software program and version
    /// @param patient who it is of, by name; empty for the pseudonym
    public record Content(Report report, List<KeyPicture> pictures, String signedAt, String software, Optional<Patient> patient) {
        /// Copies the list.
        public Content {
            pictures = List.copyOf(pictures);
        }
    }

    /// Who a report is of, as the hospital's archive says it; for the file that goes there and nothing else. What is not known is
    /// empty.
    ///
    /// @param names as the archive writes them, in order of choice: the first that the font can show is printed
    /// @param patientId Patient ID
    /// @param birthDate day of birth
    /// @param sex Patient's Sex
    /// @param studyDate day of the study
    /// @param accession Accession Number
    public record Patient(
            List<String> names, String patientId, String birthDate, String sex, String studyDate, String accession) {
        /// Copies the list.
        public Patient {
            names = List.copyOf(names);
        }

        /// Says nothing of the patient.
        @Override
        public String toString() {
            return "Patient";
        }
    }

    /// Writes it.
    ///
    /// @throws IOException if it cannot be written
    public static void write(Content content, OutputStream out) throws IOException {
        Report report = content.report;
        try (PDDocument document = new PDDocument()) {
            Face face = Face.in(document);
            Sheet sheet = new Sheet(document, face, report.standing().signed() ? "" : "DRAFT");
            head(sheet, face, content);
            for (ReportSection s : ReportSection.values()) {
                section(sheet, report, s);
            }
            notes(sheet, report);
            table(sheet, report.rows());
            pictures(sheet, content.pictures);
            signature(sheet, content);
            sheet.feet((report.standing().signed() ? "" : "DRAFT  ·  ") + ReportText.NOTICE);
            ArchivalForm.put(document, ReportText.title(report), content.software);
            document.setDocumentId(id(content));
            document.save(out);
        }
    }

    /// From what the report says, so that the file does not depend on the moment it is written.
    private static long id(Content content) {
        String said = String.join("\n", ReportText.of(content.report, true)) + content.signedAt + content.software;
        return Long.parseUnsignedLong(Sha256.hex(Sha256.of(said.getBytes(StandardCharsets.UTF_8))).substring(0, 15), 16);
    }

    private static void head(Sheet sheet, Face face, Content content) throws IOException {
        Report report = content.report;
        sheet.text(ReportText.title(report), TITLE, false);
        sheet.gap(4);
        if (content.patient.isPresent()) {
            patient(sheet, face, content.patient.get());
        } else {
            sheet.text(ReportText.who(report), TEXT, false);
            sheet.text("Name, date of birth (by hand, where they are known): ______________________________", TEXT, true);
        }
        sheet.text(ReportText.standing(report) + ".  Template: " + report.template(), TEXT, true);
        sheet.rule();
    }

    /// A name that the font cannot show whole is left out rather than shown wrongly: number and day of birth stand.
    private static void patient(Sheet sheet, Face face, Patient p) throws IOException {
        String name = "(name in a script that cannot be printed here)";
        for (String n : p.names.reversed()) {
            name = !n.isBlank() && face.shown(n).equals(n) ? n : name;
        }
        sheet.text("Patient: " + name, TEXT, false);
        sheet.text(
                Stream.of(said("Patient ID ", p.patientId), said("born ", p.birthDate), p.sex, said("study of ", p.studyDate),
                                said("accession ", p.accession))
                        .filter(s -> !s.isEmpty())
                        .collect(Collectors.joining("  ·  ")),
                TEXT, false);
    }

    private static String said(String before, String what) {
        return what.isBlank() ? "" : before + what.strip();
    }

    private static void section(Sheet sheet, Report report, ReportSection section) throws IOException {
        List<ReportLine> lines = report.leaving(section);
        if (lines.isEmpty()) {
            return;
        }
        sheet.gap(6);
        sheet.room(3 * HEADING);
        sheet.text(section.title(), HEADING, false);
        String heading = "";
        int n = 0;
        for (ReportLine l : lines) {
            if (!l.heading().equals(heading)) {
                heading = l.heading();
                sheet.gap(2);
                sheet.text(heading.isEmpty() ? "Other" : heading, TEXT, true);
            }
            n++;
            String number = section == ReportSection.IMPRESSION && lines.size() > 1 ? n + ". " : "";
            sheet.text(number + l.text() + ReportText.links(l), TEXT, false, heading.isEmpty() ? 0 : 10);
        }
    }

    private static void notes(Sheet sheet, Report report) throws IOException {
        if (report.undecided() > 0 && !report.standing().closed()) {
            sheet.gap(6);
            sheet.text(ReportText.undecided(report), TEXT, true);
        }
        if (report.misfits() > 0) {
            sheet.gap(2);
            sheet.text(report.misfits() + (report.misfits() == 1 ? " sentence no longer fits" : " sentences no longer fit")
                    + " the findings and must be looked at before signing; what speaks of findings that are no longer accepted is left"
                    + " out here.", TEXT, true);
        }
    }

    private static void table(Sheet sheet, List<Draft.Row> rows) throws IOException {
        if (rows.isEmpty()) {
            return;
        }
        sheet.gap(10);
        sheet.room(4 * HEADING);
        sheet.text("Measurements", HEADING, false);
        sheet.gap(2);
        sheet.row(List.of("", "What", "Where", "Measured", "By"), COLUMNS, SMALL, true);
        sheet.rule();
        for (Draft.Row r : rows) {
            sheet.row(List.of(r.id(), r.what(), r.place(), r.numbers().isEmpty() ? "-" : r.numbers(), r.source()), COLUMNS, SMALL, false);
            sheet.gap(2);
        }
        sheet.gap(2);
        sheet.text("± is a bound: the number is right within it if every end or border lies within half a pixel of its place.", SMALL,
                true);
    }

    private static void pictures(Sheet sheet, List<KeyPicture> pictures) throws IOException {
        if (pictures.isEmpty()) {
            return;
        }
        sheet.gap(10);
        sheet.room(280);
        sheet.text("Key images", HEADING, false);
        sheet.gap(4);
        for (int i = 0; i < pictures.size(); i += 2) {
            sheet.pictures(pictures.subList(i, Math.min(i + 2, pictures.size())));
        }
    }

    private static void signature(Sheet sheet, Content content) throws IOException {
        sheet.gap(8);
        sheet.room(6 * TEXT);
        sheet.rule();
        sheet.text(ReportText.standing(content.report) + (content.signedAt.isEmpty() ? "." : ", " + content.signedAt
                + (content.patient.isPresent() ? "." : " (on the study's shifted time line).")), TEXT, false);
        if (content.report.standing().signed() && content.report.seal().isPresent()) {
            sheet.text("SHA-256 of what was signed: " + content.report.seal().get().contentSha256(), SMALL, true);
        }
        sheet.text(ReportText.NOTICE, SMALL, true);
    }
}
