package loupe.review.sealing;

import java.io.IOException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import loupe.core.digest.Sha256;
import loupe.core.encoding.Encoding;
import loupe.core.measure.Annotation;
import loupe.core.measure.KnownLength;
import loupe.core.study.StudyState;
import loupe.review.ReviewException;
import loupe.review.edit.DrawnSegment;
import loupe.review.edit.FirstOpinion;
import loupe.review.edit.PredictionEntry;
import loupe.review.edit.ReviewState;
import loupe.review.edit.ReviewedFinding;
import loupe.review.edit.SealedReview;
import loupe.review.opinion.BlindReading;
import loupe.review.session.Journal;
import loupe.review.session.RepeatedStep;
import loupe.review.worklist.Summaries;
import loupe.store.Store;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.AuditEvent;
import loupe.store.audit.Outcome;
import loupe.store.journal.JournalEnd;
import loupe.store.journal.NewRecord;
import loupe.store.journal.RecordKind;
import loupe.store.journal.StoredRecord;
import loupe.store.keys.AccountSignature;

/// Signs a review and checks signatures.
public final class SealReview {
    /// What the signature says unless the reader says otherwise.
    public static final String USUAL_MEANING = "reviewed and approved";

    private final Store store;
    private final Clock clock;

    /// @param clock tells when it was signed
    public SealReview(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /// Seals a study that was analysed or drawn on. Every finding needs a decision first: a human decides.
    ///
    /// @param actor account name that signs
    /// @param meaning what the signature says
    /// @throws IOException if there is nothing to sign, a finding is not decided on, it is sealed already, or the store fails
    public SealedReview run(String studyUid, String actor, String meaning) throws IOException {
        return RepeatedStep.untilAlone(() -> sealed(studyUid, actor, meaning));
    }

    /// What is signed is what stands last in the journal at that moment; else the store refuses the seal.
    private SealedReview sealed(String studyUid, String actor, String meaning) throws IOException {
        List<StoredRecord> records = store.records(studyUid);
        ReviewState state = Journal.replay(records).state();
        if (new BlindReading(store).hides(state, store.accounts().present().name())) {
            throw new ReviewException(BlindReading.FIRST);
        }
        requireDecided(state);
        requireReportFits(state);
        Instant now = clock.instant();
        String printed = store.accounts().present().printedName();
        SealedReview unsigned = new SealedReview(actor, now, meaning, digest(studyUid, state), printed, "", "");
        AccountSignature by = store.sign(unsigned.statement());
        SealedReview seal = unsigned.signed(by.publicKey(), by.signature());
        store.append(
                NewRecord.of(studyUid, RecordKind.SEAL, Journal.encode(seal)).after(JournalEnd.of(records)),
                summary -> Summaries.withState(summary, StudyState.SEALED),
                new AuditEntry(AuditEvent.SEALED, Outcome.SUCCESS, actor, seal.contentSha256(), studyUid));
        return seal;
    }

    /// A report is signed as it stands, so it must be one of this review and not of an earlier state of it.
    private static void requireReportFits(ReviewState state) throws ReviewException {
        if (state.report().isPresent() && !state.report().get().fits(state)) {
            throw new ReviewException("the report was kept before the findings changed; look at it again and keep it anew"
                    + " (`loupe report`), then seal");
        }
    }

    private static void requireDecided(ReviewState state) throws ReviewException {
        if (state.seal().isPresent()) {
            throw new ReviewException("the review is sealed already");
        }
        if (state.predictions().isEmpty() && state.annotations().isEmpty() && state.ownSegments().isEmpty()
                && state.adjudicated().isEmpty()) {
            throw new ReviewException("nothing to seal yet; analyse the study (`loupe analyze`) or draw on it first");
        }
        List<String> open = state.findings().stream()
                .filter(f -> !f.reviewed())
                .map(f -> f.finding().id().value())
                .toList();
        if (!open.isEmpty()) {
            throw new ReviewException(
                    "decide on " + String.join(", ", open) + " first: every finding is accepted, edited or rejected by a person");
        }
    }

    /// Whether a study's seal, if it has one, still fits what it signed; empty where there is none.
    ///
    /// @throws IOException if the records are damaged
    public Optional<Boolean> verify(String studyUid) throws IOException {
        ReviewState state = Journal.replay(store.records(studyUid)).state();
        return state.seal().map(s -> s.contentSha256().equals(digest(studyUid, state)) && isSigned(s));
    }

    /// Seals of version 1 carry no signature of their own; the log vouches for them.
    private static boolean isSigned(SealedReview s) {
        return s.signature().isEmpty() && s.printedName().isEmpty()
                || new AccountSignature(s.publicKey(), s.signature()).fits(s.statement());
    }

    /// What is signed: the study, every prediction as the model made it, every verdict and every mask in
    /// force, what readers began segments as and call them, what they drew, calibrated and first thought, and the report they kept,
    /// where they did, and what came of a double reading, where there was one.
    public static String digest(String studyUid, ReviewState state) {
        MessageDigest sha = Sha256.begun();
        sha.update(Encoding.encode("study-uid", 1, studyUid));
        for (PredictionEntry p : state.predictions()) {
            sha.update(Encoding.encode("prediction-entry", 1, p));
        }
        for (ReviewedFinding f : state.findings()) {
            sha.update(Encoding.encode("finding-id", 1, f.finding().id()));
            sha.update(Encoding.encode("verdict", 1, new Signed(f.verdict())));
            if (f.segment().isPresent()) {
                sha.update(Encoding.encode("mask", 1, f.segment().get().mask()));
            }
        }
        for (DrawnSegment s : state.drawnSegments()) {
            sha.update(Encoding.encode("own-segment", 1, s.begun()));
            sha.update(Encoding.encode("description", 1, s.segment().description()));
        }
        for (Annotation a : state.annotations()) {
            sha.update(Encoding.encode("annotation", 1, a));
        }
        for (KnownLength c : state.calibrations()) {
            sha.update(Encoding.encode("calibration", 1, c));
        }
        for (FirstOpinion o : state.opinions()) {
            sha.update(o.encoded());
        }
        state.report().ifPresent(r -> sha.update(r.encoded()));
        state.adjudicated().ifPresent(a -> sha.update(a.encoded()));
        return Sha256.hex(sha);
    }

    /// Gives the verdict its declared type, so that its kind is part of what is signed.
    record Signed(loupe.core.finding.Verdict verdict) {}
}
