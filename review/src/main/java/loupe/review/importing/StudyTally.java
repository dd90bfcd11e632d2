package loupe.review.importing;

import java.util.Set;
import java.util.TreeSet;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DeidentifiedInstance;
import loupe.core.dicom.Tag;
import loupe.core.study.StudyState;
import loupe.core.study.StudySummary;

/// Counts a study's series and instances while files come in.
final class StudyTally {
    private final StudySummary start;
    private final Set<String> series = new TreeSet<>();
    private final Set<String> modalities = new TreeSet<>();
    private int instances;

    StudyTally(StudySummary start) {
        this.start = start;
    }

    static StudySummary fresh(DeidentifiedInstance first) {
        DataSet d = first.data();
        return new StudySummary(
                first.studyInstanceUid(),
                d.string(Tag.PatientID, ""),
                d.string(Tag.PatientSex, ""),
                d.string(Tag.PatientAge, ""),
                d.string(Tag.StudyDate, ""),
                d.string(Tag.StudyDescription, d.string(Tag.SeriesDescription, "")),
                "",
                0,
                0,
                StudyState.NEW,
                0);
    }

    void count(DataSet header) {
        series.add(header.string(Tag.SeriesInstanceUID, ""));
        modalities.add(header.string(Tag.Modality, "OT"));
        instances++;
    }

    StudySummary summary() {
        return new StudySummary(
                start.studyUid(),
                start.patientPseudonym(),
                start.sex(),
                start.age(),
                start.studyDate(),
                start.description(),
                String.join("\\", modalities),
                series.size(),
                instances,
                start.state(),
                start.findingCount());
    }
}
