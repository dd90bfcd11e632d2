package loupe.review.importing;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DeidentifiedInstance;
import loupe.core.dicom.Tag;
import loupe.core.study.StudyState;
import loupe.core.study.StudySummary;
import loupe.store.face.StoredInstance;

/// Counts a study's series and instances while files come in. What others make of the study's line meanwhile stays: counts only
/// grow, and nothing but counts is touched.
final class StudyTally {
    private final StudySummary first;
    private final Set<String> series = new TreeSet<>();
    private final Set<String> modalities = new TreeSet<>();
    private int instances;
    private int inStore;
    private boolean others;

    /// @param first the line the study gets where it is new
    StudyTally(StudySummary first) {
        this.first = first;
    }

    /// Counts what the store holds of the study, in place of what was counted before.
    void recount(List<StoredInstance> there) {
        instances = 0;
        for (StoredInstance i : there) {
            count(i.header());
        }
        inStore = instances;
        others = false;
    }

    /// What was counted is in the store now.
    void stored() {
        inStore = instances;
    }

    /// Whether somebody else added to the study while this import did; then the store must be counted again.
    boolean othersAdded() {
        return others;
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

    /// The study's line with what was counted, for a commit of what was counted last. Where somebody else added to the study,
    /// the number of instances stays as it is until they are counted again.
    ///
    /// @param present as it stands now; empty where the study is new
    StudySummary over(Optional<StudySummary> present) {
        StudySummary now = present.orElse(first);
        others |= now.instanceCount() != inStore;
        return with(now, others ? now.instanceCount() : instances);
    }

    /// The study's line with at least what was counted.
    ///
    /// @param now as it stands now
    StudySummary over(StudySummary now) {
        return with(now, Math.max(now.instanceCount(), instances));
    }

    private StudySummary with(StudySummary now, int count) {
        Set<String> all = new TreeSet<>(modalities);
        all.addAll(List.of(now.modalities().split("\\\\")));
        all.remove("");
        return new StudySummary(
                now.studyUid(),
                now.patientPseudonym(),
                now.sex(),
                now.age(),
                now.studyDate(),
                now.description(),
                String.join("\\", all),
                Math.max(now.seriesCount(), series.size()),
                count,
                now.state(),
                now.findingCount(),
                now.urgency(),
                now.claim());
    }
}
