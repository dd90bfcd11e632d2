package loupe.review.sending;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.dicom.value.PersonName;
import loupe.review.report.pdf.PdfReport;

/// Who a report is of, as a node answers, in the form a page prints.
final class PrintedPatient {
    private PrintedPatient() {}

    static PdfReport.Patient of(DataSet answer) {
        return new PdfReport.Patient(
                PersonName.groups(answer.string(Tag.PatientName, "")), answer.string(Tag.PatientID, ""), day(answer.string(Tag.PatientBirthDate, "")),
                answer.string(Tag.PatientSex, ""), day(answer.string(Tag.StudyDate, "")), answer.string(Tag.AccessionNumber, ""));
    }

    private static String day(String da) {
        try {
            return LocalDate.parse(da.strip(), DateTimeFormatter.BASIC_ISO_DATE).toString();
        } catch (DateTimeException e) {
            return "";
        }
    }
}
