package loupe.review.reading;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import loupe.core.study.StudyState;
import loupe.core.study.StudySummary;
import loupe.core.study.Urgency;
import loupe.review.hanging.BodyRegion;
import loupe.review.hanging.PriorCounts;
import loupe.review.sending.SentStudies;
import loupe.review.worklist.Claims;
import loupe.review.worklist.Worklist;
import loupe.store.Store;
import loupe.store.access.Permission;

/// The lines of the list in reading order. One look into the store gives them all, and nothing but summaries is read. Not for the
/// toolkit's thread.
public final class ReadingList {
    private final Store store;

    /// @param store the store as the account at work may see it
    public ReadingList(Store store) {
        this.store = store;
    }

    /// The lines in reading order ([Worklist#ORDER]), those that the site shows first before all others. Who may not read findings is not told how urgent they make a study, nor by
    /// the order.
    ///
    /// @throws IOException if the store fails or is locked
    public List<StudyEntry> entries() throws IOException {
        List<StudySummary> all = store.studies();
        boolean told = store.accounts().present().may(Permission.READ_FINDINGS);
        boolean site = store.accounts().present().may(Permission.READ_SITE);
        Set<String> sent = site ? new SentStudies(store).all() : Set.of();
        Set<String> first = site ? new ShownFirst(store).all() : Set.of();
        Instant now = store.now();
        Map<StudySummary, Set<BodyRegion>> regions = regions(all);
        Map<String, Integer> priors = PriorCounts.of(all, s -> regions.getOrDefault(s, Set.of()));
        List<StudyEntry> out = new ArrayList<>(all.size());
        for (int i = 0; i < all.size(); i++) {
            StudySummary s = all.get(i);
            StudySummary shown = told ? s : s.with(s.findingCount(), Urgency.UNKNOWN);
            out.add(new StudyEntry(
                    i + 1, shown, List.copyOf(regions.getOrDefault(s, Set.of())), priors.getOrDefault(s.studyUid(), 0), Claims.inForce(s, now),
                    sent.contains(s.studyUid()), first.contains(s.studyUid()) && s.state() != StudyState.SEALED));
        }
        out.sort(Comparator.comparing((StudyEntry e) -> !e.first()).thenComparing(StudyEntry::study, Worklist.ORDER));
        return List.copyOf(out);
    }

    /// Where in the body each study is. Sites have few descriptions and many studies of each, so each is looked at once.
    private static Map<StudySummary, Set<BodyRegion>> regions(List<StudySummary> all) {
        Map<List<String>, Set<BodyRegion>> known = new HashMap<>();
        Map<StudySummary, Set<BodyRegion>> out = new IdentityHashMap<>();
        all.forEach(s -> out.put(s, known.computeIfAbsent(List.of(s.description(), s.modalities()), said -> BodyRegion.of(s))));
        return out;
    }
}
