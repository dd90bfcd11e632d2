package loupe.review.hanging;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import loupe.core.study.StudySummary;
import loupe.core.work.JobContext;
import loupe.review.session.StudyImages;
import loupe.store.Store;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.AuditEvent;

/// Finds what a study is compared with: the newest of the patient's earlier studies that match, and the oldest. Not for the
/// toolkit's thread.
public final class Priors {
    private final Store store;
    private final int newest;
    private final Kinds kinds;

    /// Says what the series of a study are, as they are offered.
    @FunctionalInterface
    public interface Kinds {
        /// @throws IOException if a header is not there
        List<SeriesKind> of(StudyImages images) throws IOException;
    }

    /// @param store where studies are
    /// @param newest how many of the newest; the oldest comes on top
    /// @param kinds what the series of a study are
    public Priors(Store store, int newest, Kinds kinds) {
        this.store = store;
        this.newest = newest;
        this.kinds = kinds;
    }

    /// The priors of a study, the newest first. The headers of each study that may be one are read, and the log tells so.
    ///
    /// @throws IOException if the store fails
    /// @throws loupe.core.work.CancelledException if the job was cancelled
    public List<Prior> of(StudySummary study, StudyKind kind, JobContext job) throws IOException {
        List<StudySummary> earlier = earlier(study, kind);
        List<Prior> out = new ArrayList<>();
        Set<String> read = new HashSet<>();
        for (StudySummary s : earlier) {
            if (out.size() < newest && read.add(s.studyUid())) {
                job.checkCancelled();
                prior(study, kind, s).ifPresent(out::add);
            }
        }
        for (StudySummary s : earlier.reversed()) {
            if (!read.add(s.studyUid())) {
                break;
            }
            job.checkCancelled();
            Optional<Prior> oldest = prior(study, kind, s);
            oldest.ifPresent(out::add);
            if (oldest.isPresent()) {
                break;
            }
        }
        return List.copyOf(out);
    }

    /// The patient's other studies of the modality that are not later and whose description names no region that cannot be one with this.
    private List<StudySummary> earlier(StudySummary study, StudyKind kind) throws IOException {
        return store.studies().stream()
                .filter(s -> !study.patientPseudonym().isEmpty() && s.patientPseudonym().equals(study.patientPseudonym()))
                .filter(s -> !s.studyUid().equals(study.studyUid()))
                .filter(s -> PriorMatch.days(s, study).orElse(0) >= 0)
                .filter(s -> ModalityGroup.of(Arrays.asList(s.modalities().split("\\\\"))) == kind.modality())
                .filter(s -> mayShare(kind.regions(), BodyRegion.named(Words.of(s.description()))))
                .sorted(Comparator.comparing(StudySummary::studyDate).reversed())
                .toList();
    }

    /// A study of the trunk may be described by one of its series, and so by one of several regions.
    static boolean mayShare(Set<BodyRegion> regions, Set<BodyRegion> named) {
        return named.isEmpty()
                || regions.isEmpty()
                || named.stream().anyMatch(r -> regions.stream().anyMatch(o -> r.overlaps(o) || r.isTrunk() && o.isTrunk()));
    }

    private Optional<Prior> prior(StudySummary study, StudyKind kind, StudySummary earlier) throws IOException {
        StudyImages images = StudyImages.of(store, earlier.studyUid());
        List<SeriesKind> offered = kinds.of(images);
        if (offered.isEmpty()) {
            return Optional.empty();
        }
        StudyKind its = StudyKind.of(images, offered);
        OptionalLong days = PriorMatch.days(earlier, study);
        return PriorMatch.of(kind, its, days).map(m -> new Prior(earlier, images, its, m));
    }

    /// Tells the log that somebody looks at a prior.
    ///
    /// @throws IOException if the store fails
    public void looked(Prior prior) throws IOException {
        store.log(AuditEntry.of(AuditEvent.STUDY_READ, "prior", prior.summary().studyUid()));
    }
}
