package loupe.review.sending;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.review.report.pdf.PdfReport;

/// Who a report is of, as a node answers, in the form a page prints.
final class PrintedPatient {
    private PrintedPatient() {}

    static PdfReport.Patient of(DataSet answer) {
        return new PdfReport.Patient(
                names(answer.string(Tag.PatientName, "")), answer.string(Tag.PatientID, ""), day(answer.string(Tag.PatientBirthDate, "")),
                answer.string(Tag.PatientSex, ""), day(answer.string(Tag.StudyDate, "")), answer.string(Tag.AccessionNumber, ""));
    }

    /// A person name's groups of scripts (PS3.5 6.2.1), the local script first, each as `Family, Given Middle`.
    static List<String> names(String value) {
        List<String> groups = Arrays.asList(value.split("=", -1));
        List<String> out = new ArrayList<>();
        for (int i : new int[] {1, 0, 2}) {
            if (i < groups.size() && !groups.get(i).isBlank()) {
                out.add(name(groups.get(i)));
            }
        }
        return out;
    }

    private static String name(String group) {
        List<String> parts = Arrays.stream(group.split("\\^", -1)).map(String::strip).toList();
        String rest = parts.stream().skip(1).filter(p -> !p.isEmpty()).collect(Collectors.joining(" "));
        String family = parts.getFirst();
        return family.isEmpty() || rest.isEmpty() ? family + rest : family + ", " + rest;
    }

    private static String day(String da) {
        try {
            return LocalDate.parse(da.strip(), DateTimeFormatter.BASIC_ISO_DATE).toString();
        } catch (DateTimeException e) {
            return "";
        }
    }
}
