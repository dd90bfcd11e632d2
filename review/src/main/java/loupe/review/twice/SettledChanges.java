package loupe.review.twice;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loupe.core.dicom.DerivedUid;
import loupe.core.finding.FindingId;
import loupe.core.finding.RejectReason;
import loupe.core.finding.Verdict;
import loupe.core.measure.Annotation;
import loupe.core.segment.Mask;
import loupe.core.segment.Segment;
import loupe.review.ReviewException;
import loupe.review.edit.Adjudicated;
import loupe.review.edit.Adjudicated.Change;
import loupe.review.edit.Adjudicated.Settled;
import loupe.review.edit.Edit;
import loupe.review.edit.OwnSegment;
import loupe.review.edit.OwnSegmentEdit;
import loupe.review.edit.ReviewState;
import loupe.review.edit.ReviewedFinding;
import loupe.review.edit.SegmentEdit;
import loupe.review.twice.ReadFinding.Origin;

/// What rulings change in the first reader's reading. Pure, and in an order that the same rulings always have.
final class SettledChanges {
    private static final String TOOL = "adjudicated";

    private final String studyUid;
    private final String by;
    private final Instant at;
    private final List<Change> changes = new ArrayList<>();
    private ReviewState now;

    private SettledChanges(String studyUid, ReviewState first, String by, Instant at) {
        this.studyUid = studyUid;
        this.now = first;
        this.by = by;
        this.at = at;
    }

    /// @param first the first reading
    /// @param differences what both readers differ in
    /// @param rulings one a difference, in their order
    /// @param own what the adjudicator drew
    /// @param by account name of the adjudicator, in whose name the decisions stand
    /// @throws ReviewException if what the adjudicator drew is no longer there
    static List<Change> of(
            String studyUid, ReviewState first, List<Difference> differences, List<Settled> rulings, ReviewState own, String by, Instant at)
            throws ReviewException {
        SettledChanges out = new SettledChanges(studyUid, first, by, at);
        for (int i = 0; i < differences.size(); i++) {
            out.settle(differences.get(i), rulings.get(i), own);
        }
        return List.copyOf(out.changes);
    }

    private void settle(Difference d, Settled s, ReviewState own) throws ReviewException {
        switch (s.ruling()) {
            case FIRST -> { }
            case SECOND -> replace(d.first(), d.second(), s);
            case NEITHER -> replace(d.first(), Optional.empty(), s);
            case OWN -> replace(d.first(), Optional.of(own(own, s.own())), s);
            case BOTH -> {
                if (d.first().isPresent() && d.second().isPresent()) {
                    add(d.second().get(), same(d.first().get(), d.second().get()));
                }
            }
        }
    }

    /// What the adjudicator drew.
    ///
    /// @throws ReviewException if it is not there
    static ReadFinding own(ReviewState own, String id) throws ReviewException {
        return ReadFinding.of(own).stream()
                .filter(f -> f.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new ReviewException(
                        "you have no finding " + id + " of your own on this study; draw or outline one first"));
    }

    private static boolean same(ReadFinding a, ReadFinding b) {
        return a.ofModel() && b.ofModel() && a.id().equals(b.id());
    }

    private void replace(Optional<ReadFinding> gone, Optional<ReadFinding> comes, Settled why) {
        boolean stays = gone.isPresent() && comes.isPresent() && same(gone.get(), comes.get());
        if (gone.isPresent() && !stays) {
            remove(gone.get(), why, comes.isPresent());
        }
        comes.ifPresent(f -> add(f, false));
    }

    private void did(Edit edit) {
        changes.add(Change.of(edit));
        now = now.apply(edit);
    }

    private void remove(ReadFinding f, Settled why, boolean replaced) {
        switch (f.from()) {
            case Origin.Model m -> {
                FindingId id = m.found().finding().id();
                did(new Edit.VerdictEdit(id, now.verdict(id), new Verdict.Rejected(by, at, rejected(why.reason(), replaced), why.note())));
            }
            case Origin.Own o -> did(new OwnSegmentEdit(
                    o.outlined().own().orElseThrow(), false, now.verdict(o.outlined().finding().id()), new Verdict.Edited(by, at)));
            case Origin.Drawn d -> did(new Edit.AnnotationEdit(now.annotation(d.annotation().id()), Optional.empty()));
        }
    }

    private static RejectReason rejected(Adjudicated.Reason reason, boolean replaced) {
        return switch (reason) {
            case NORMAL_ANATOMY -> RejectReason.NORMAL_ANATOMY;
            case ARTEFACT -> RejectReason.ARTEFACT;
            case NOT_RELEVANT -> RejectReason.NOT_RELEVANT;
            case NOTHING_THERE -> RejectReason.FALSE_POSITIVE;
            case SEEN_ON_IMAGES, BETTER_OUTLINE, RIGHT_KIND, TWO_THINGS, OTHER ->
                replaced ? RejectReason.WRONG_LOCATION : RejectReason.FALSE_POSITIVE;
        };
    }

    /// @param asOwn whether a model's finding comes as a segment of a reader's own, because the model's own outline stays too
    private void add(ReadFinding f, boolean asOwn) {
        switch (f.from()) {
            case Origin.Model m -> {
                if (asOwn) {
                    outlined(f, m.found().segment().orElseThrow(), by, m.found().hasVolume());
                } else {
                    decided(m.found());
                }
            }
            case Origin.Own o -> {
                OwnSegment begun = o.outlined().own().orElseThrow();
                outlined(f, o.outlined().segment().orElseThrow(), begun.by(), begun.volumes());
            }
            case Origin.Drawn d -> {
                Annotation a = d.annotation();
                String id = now.nextDrawing();
                did(new Edit.AnnotationEdit(Optional.empty(), Optional.of(new Annotation(
                        id, uid("annotation", id), a.place(), a.measure(), a.thicknessMm(), a.label(), a.missed(), a.by(), a.at()))));
            }
        }
    }

    /// A model's finding as another reader left it: accepted, or with their outline and name.
    private void decided(ReviewedFinding as) {
        FindingId id = as.finding().id();
        ReviewedFinding here = now.finding(id).orElseThrow();
        Verdict after = as.verdict() instanceof Verdict.Accepted ? new Verdict.Accepted(by, at) : new Verdict.Edited(by, at);
        Optional<Segment> there = as.segment();
        if (there.isPresent() && here.segment().isPresent()) {
            if (!here.segment().get().description().equals(there.get().description())) {
                did(new SegmentEdit(
                        here.ref(), id, here.segment().get().description(), there.get().description(), now.verdict(id), after));
            }
            Mask mask = now.mask(here.ref());
            if (!mask.equals(there.get().mask())) {
                did(new Edit.MaskEdit(here.ref(), id, TOOL, mask.deltaTo(there.get().mask()), now.verdict(id), after));
            }
        }
        if (!now.verdict(id).equals(after)) {
            did(new Edit.VerdictEdit(id, now.verdict(id), after));
        }
    }

    private void outlined(ReadFinding f, Segment as, String drawnBy, boolean volumes) {
        FindingId id = now.nextSegment();
        OwnSegment own = new OwnSegment(
                id, uid("segment", id.value()), f.seriesUid(), as.mask().grid(), volumes, as.description(), drawnBy, at);
        Verdict after = new Verdict.Edited(by, at);
        did(new OwnSegmentEdit(own, true, now.verdict(id), after));
        did(new Edit.MaskEdit(own.ref(), id, TOOL, as.mask().asDelta(), after, after));
    }

    private String uid(String what, String id) {
        return DerivedUid.of("loupe", what, studyUid + "/adjudicated/" + id);
    }
}
