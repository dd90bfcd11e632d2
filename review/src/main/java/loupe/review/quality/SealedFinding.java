package loupe.review.quality;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import loupe.core.finding.Provenance;
import loupe.core.finding.Verdict;
import loupe.core.study.Series;
import loupe.core.study.StudyState;
import loupe.core.study.StudySummary;
import loupe.core.work.JobContext;
import loupe.review.consent.Consents;
import loupe.review.consent.Purpose;
import loupe.review.edit.ReviewState;
import loupe.review.edit.ReviewedFinding;
import loupe.review.quality.book.FindingAnswer;
import loupe.review.quality.book.StudyMark;
import loupe.review.session.Journal;
import loupe.review.session.StudyImages;
import loupe.store.Store;

/// A model's finding in a sealed review.
///
/// @param study mark of the study
/// @param modality of the series
/// @param found the finding, with the reader's decision
/// @param by account name of the reader
/// @param at when the reader decided, UTC
/// @param sealedAt when the review was sealed, UTC
record SealedFinding(String study, String modality, ReviewedFinding found, String by, Instant at, Instant sealedAt) {
    String id() {
        return found.finding().id().value();
    }

    String model() {
        Provenance from = found.finding().provenance();
        return from.modelId() + "@" + from.modelVersion();
    }

    FindingAnswer first() {
        return FindingAnswer.of(found.verdict());
    }

    /// All of a store whose persons let quality assurance look, in an order that the same reviews always have.
    static List<SealedFinding> all(Store store, JobContext job) throws IOException {
        Consents consents = new Consents(store);
        Map<String, Boolean> allowed = new HashMap<>();
        List<SealedFinding> out = new ArrayList<>();
        List<StudySummary> studies = store.studies();
        for (int i = 0; i < studies.size(); i++) {
            job.progress(i, studies.size(), "studies");
            job.checkCancelled();
            StudySummary s = studies.get(i);
            if (s.state() == StudyState.SEALED && allowed(consents, s, allowed)) {
                out.addAll(of(store, s));
            }
        }
        out.sort(Comparator.comparing(SealedFinding::study).thenComparing(SealedFinding::id));
        return out;
    }

    private static boolean allowed(Consents consents, StudySummary s, Map<String, Boolean> known) throws IOException {
        Boolean before = known.get(s.patientPseudonym());
        if (before == null) {
            before = consents.allows(s.patientPseudonym(), Purpose.QA);
            known.put(s.patientPseudonym(), before);
        }
        return before;
    }

    private static List<SealedFinding> of(Store store, StudySummary s) throws IOException {
        ReviewState state = Journal.replay(Journal.records(store, s.studyUid())).state();
        List<SealedFinding> out = new ArrayList<>();
        if (state.seal().isEmpty() || state.findings().stream().allMatch(ReviewedFinding::drawnByReader)) {
            return out;
        }
        Map<String, String> modalities = new HashMap<>();
        for (Series series : StudyImages.of(store, s.studyUid()).series()) {
            modalities.put(series.uid(), series.modality());
        }
        String mark = StudyMark.of(s.studyUid());
        for (ReviewedFinding f : state.findings()) {
            if (!f.drawnByReader() && f.reviewed()) {
                String modality = modalities.getOrDefault(f.finding().seriesUid(), s.modalities());
                out.add(new SealedFinding(mark, modality, f, by(f.verdict()), at(f.verdict()), state.seal().get().at()));
            }
        }
        return out;
    }

    private static String by(Verdict v) {
        return switch (v) {
            case Verdict.Unreviewed u -> throw new IllegalArgumentException("nobody decided");
            case Verdict.Accepted a -> a.by();
            case Verdict.Rejected r -> r.by();
            case Verdict.Edited e -> e.by();
        };
    }

    private static Instant at(Verdict v) {
        return switch (v) {
            case Verdict.Unreviewed u -> throw new IllegalArgumentException("nobody decided");
            case Verdict.Accepted a -> a.at();
            case Verdict.Rejected r -> r.at();
            case Verdict.Edited e -> e.at();
        };
    }
}
