package loupe.review.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import loupe.core.geometry.VoxelGrid;
import loupe.core.study.Instance;
import loupe.core.study.Series;
import loupe.core.study.Stack;
import loupe.core.study.StudyState;
import loupe.core.study.StudySummary;
import loupe.core.work.JobContext;
import loupe.review.edit.ReviewState;
import loupe.review.hanging.Prior;
import loupe.review.hanging.Priors;
import loupe.review.hanging.SeriesKind;
import loupe.review.hanging.StudyKind;
import loupe.review.session.Journal;
import loupe.review.session.StudyImages;
import loupe.store.Store;

/// The earlier study a report is compared with: the newest prior whose review is sealed, with what was confirmed in it.
///
/// @param prior the earlier study
/// @param findings what was confirmed in it
record PriorReview(Prior prior, List<Confirmed> findings) {
    /// How many of the newest priors are looked through for a sealed review.
    private static final int LOOKED_THROUGH = 8;
    /// With one frame of reference, middles nearer than this are of one thing, mm.
    private static final double SAME_MM = 15;

    /// Copies the list.
    PriorReview {
        findings = List.copyOf(findings);
    }

    /// Looks for it; the log tells that it was looked at.
    ///
    /// @throws IOException if the store fails
    static Optional<PriorReview> of(Store store, StudySummary study, StudyKind kind, JobContext job) throws IOException {
        Priors priors = new Priors(store, LOOKED_THROUGH, PriorReview::kinds);
        for (Prior p : priors.of(study, kind, job)) {
            if (p.summary().state() == StudyState.SEALED) {
                ReviewState review = Journal.replay(Journal.records(store, p.summary().studyUid())).state();
                if (review.seal().isPresent()) {
                    priors.looked(p);
                    return Optional.of(new PriorReview(p, Confirmed.of(review, p.images(), job)));
                }
            }
        }
        return Optional.empty();
    }

    /// What the series of a study are, in the order of the study.
    ///
    /// @throws IOException if a header is not there
    static List<SeriesKind> kinds(StudyImages images) throws IOException {
        List<SeriesKind> out = new ArrayList<>();
        for (Series s : images.series()) {
            List<String> sops = s.instances().stream().filter(i -> i.frames() > 0).map(Instance::sopInstanceUid).toList();
            Optional<Stack> stack = s.stacks().stream().findFirst();
            if (!sops.isEmpty()) {
                out.add(SeriesKind.of(images, s, stack, sops));
            }
        }
        return out;
    }

    /// What became of looking for the same thing in the earlier review.
    ///
    /// @param then the one that matches; empty where none does, or more than one
    /// @param how how it was matched, or why it was not
    record Match(Optional<Confirmed> then, String how) {}

    /// The finding of the earlier review that is the same thing: of one code, and in one place. Where both studies share a frame of
    /// reference that is within 15 mm; else, as nothing is registered, in the same side and third of the images, and the only one
    /// of its kind there, then and now.
    ///
    /// @param all what is confirmed now
    Match match(Confirmed now, List<Confirmed> all) {
        List<Confirmed> kind = findings.stream().filter(f -> sameKind(f, now)).toList();
        if (kind.isEmpty()) {
            return none("the earlier review has no " + now.kind().meaning().toLowerCase(Locale.ROOT));
        }
        List<Confirmed> there = kind.stream().filter(f -> samePlace(f, now)).toList();
        if (there.isEmpty()) {
            return none("the earlier review has none of its kind in this place");
        }
        long rivals = all.stream().filter(o -> sameKind(o, now) && samePlace(there.getFirst(), o)).count();
        if (there.size() > 1 || rivals > 1) {
            return none("several of its kind lie in this place");
        }
        return new Match(Optional.of(there.getFirst()), oneFrame(there.getFirst(), now)
                ? "same kind and place by the images' own coordinates"
                : "same kind, same part of the images; the studies are not registered");
    }

    private static Match none(String why) {
        return new Match(Optional.empty(), why);
    }

    private static boolean sameKind(Confirmed a, Confirmed b) {
        return a.kind().value().equals(b.kind().value()) && a.kind().scheme().equals(b.kind().scheme());
    }

    private static boolean samePlace(Confirmed a, Confirmed b) {
        return oneFrame(a, b)
                ? a.finding().finding().centre().distanceMm(b.finding().finding().centre()) <= SAME_MM
                : a.place().sameParts(b.place());
    }

    private static boolean oneFrame(Confirmed a, Confirmed b) {
        String frame = frame(a);
        return !frame.isEmpty() && frame.equals(frame(b));
    }

    private static String frame(Confirmed f) {
        return f.finding().segment().map(s -> s.mask().grid()).map(VoxelGrid::frameOfReferenceUid).orElse("");
    }
}
