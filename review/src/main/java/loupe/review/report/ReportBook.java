package loupe.review.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loupe.core.study.StudyState;
import loupe.core.study.StudySummary;
import loupe.core.work.JobContext;
import loupe.review.ReviewException;
import loupe.review.edit.KeptReport;
import loupe.review.edit.KeptReport.Line;
import loupe.review.edit.KeptReport.Origin;
import loupe.review.edit.ReviewState;
import loupe.review.edit.SealedReview;
import loupe.review.session.Journal;
import loupe.review.session.RepeatedStep;
import loupe.review.session.StudyImages;
import loupe.review.worklist.Summaries;
import loupe.store.Store;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.AuditEvent;
import loupe.store.audit.Outcome;
import loupe.store.journal.JournalEnd;
import loupe.store.journal.NewRecord;
import loupe.store.journal.RecordKind;
import loupe.store.journal.StoredRecord;

/// Drafts the report of a study and keeps what readers make of it: every version, encrypted in the study's journal, until the review
/// is sealed and the newest is signed with it. Where readers read blind first there is no report before the first opinion. Not for
/// the toolkit's thread.
public final class ReportBook {
    /// Longest line, in characters.
    public static final int LONGEST = 2000;

    private final Store store;
    private final Gate gate;
    private final ReportTemplates templates = ReportTemplates.builtIn();

    /// @param store as the account at work may see it
    /// @param gate refuses while a study waits for the first opinion of the account at work
    public ReportBook(Store store, Gate gate) {
        this.store = store;
        this.gate = gate;
    }

    /// Refuses a study that waits for the first opinion of the account at work.
    @FunctionalInterface
    public interface Gate {
        /// @throws IOException where it does
        void require(String studyUid) throws IOException;
    }

    /// The report as it stands.
    ///
    /// @throws ReviewException before the first opinion of who reads blind, or where the study is gone
    /// @throws IOException if the store fails
    public Report of(String studyUid, JobContext job) throws IOException {
        gate.require(studyUid);
        return read(studyUid, Journal.records(store, studyUid), job).report;
    }

    /// A report and what it was made of.
    private record Standing(Report report, Draft draft, ReviewState state, List<StoredRecord> records) {}

    private Standing read(String studyUid, List<StoredRecord> records, JobContext job) throws IOException {
        StudySummary study = store.study(studyUid).orElseThrow(() -> new ReviewException("the study is no longer in the store"));
        ReviewState state = Journal.replay(records).state();
        Draft draft = new Drafter(store, templates).of(study, StudyImages.of(store, studyUid), state, job);
        Optional<SealedReview> seal = state.seal();
        Optional<KeptReport> kept = state.report();
        boolean asKept = kept.filter(k -> seal.isPresent() || k.fits(state)).isPresent();
        List<ReportLine> lines = asKept ? Merging.asKept(kept.orElseThrow()) : Merging.of(draft, kept, state);
        String template = asKept ? kept.orElseThrow().template() : draft.template();
        boolean otherwise = asKept && seal.isEmpty() && Merging.otherwise(draft, kept.orElseThrow());
        Report report = new Report(
                study, draft.study(), template, lines, draft.rows(), draft.undecided(), otherwise, standing(seal, kept, asKept), seal);
        return new Standing(report, draft, state, records);
    }

    private static Report.Standing standing(
            Optional<SealedReview> seal, Optional<KeptReport> kept, boolean asKept) {
        if (seal.isPresent()) {
            return kept.isPresent() ? Report.Standing.SIGNED : Report.Standing.AFTERWARDS;
        }
        if (kept.isEmpty()) {
            return Report.Standing.DRAFT;
        }
        return asKept ? Report.Standing.KEPT : Report.Standing.OUTDATED;
    }

    /// Does changes in order and keeps the whole report as it then reads; without a change it keeps it as it is read.
    ///
    /// @return the report as it was kept
    /// @throws ReviewException if a line is not there, words are too long, the review is sealed, or before the first opinion
    /// @throws IOException if the account may not decide on findings or the store fails
    public Report keep(String studyUid, List<ReportChange> changes, JobContext job) throws IOException {
        gate.require(studyUid);
        return RepeatedStep.untilAlone(() -> kept(studyUid, changes, job));
    }

    private Report kept(String studyUid, List<ReportChange> changes, JobContext job) throws IOException {
        Standing now = read(studyUid, Journal.records(store, studyUid), job);
        if (now.report.standing().closed()) {
            throw new ReviewException("the review is sealed; its report does not change any more");
        }
        List<ReportLine> lines = changes.contains(new ReportChange.Redraft())
                ? Merging.of(now.draft, now.state.report(), now.state)
                : now.report.lines();
        for (ReportChange c : changes) {
            lines = changed(lines, c, now.state);
        }
        String by = store.accounts().present().name();
        KeptReport kept = new KeptReport(
                by, store.now(), now.report.template(), KeptReport.basisOf(now.state),
                lines.stream().map(ReportBook::line).toList());
        store.append(
                NewRecord.of(studyUid, RecordKind.REPORT, kept.encoded()).after(JournalEnd.of(now.records)),
                summary -> Summaries.withState(summary, StudyState.IN_REVIEW),
                new AuditEntry(AuditEvent.REPORT_KEPT, Outcome.SUCCESS, by, said(kept), studyUid));
        return read(studyUid, Journal.records(store, studyUid), job).report;
    }

    private static String said(KeptReport kept) {
        long read = kept.lines().stream().filter(l -> l.origin() != Origin.REMOVED).count();
        long drafted = kept.lines().stream().filter(l -> l.origin() == Origin.DRAFTED).count();
        return read + " lines, " + drafted + " as drafted";
    }

    private static Line line(ReportLine l) {
        return new Line(l.key(), l.section().name(), l.heading(), l.text(), l.drafted(), l.links(), l.origin());
    }

    private static List<ReportLine> changed(List<ReportLine> lines, ReportChange change, ReviewState state) throws ReviewException {
        return switch (change) {
            case ReportChange.Put p -> {
                String text = words(p.text());
                yield replaced(lines, find(lines, p.line()), l -> Optional.of(put(l, text, state)));
            }
            case ReportChange.TakeOut t -> replaced(lines, find(lines, t.line()), ReportBook::takenOut);
            case ReportChange.AsDrafted d -> replaced(lines, find(lines, d.line()), ReportBook::asDrafted);
            case ReportChange.Redraft r -> lines;
            case ReportChange.Add a -> added(lines, a.section(), words(a.text()));
        };
    }

    private static ReportLine find(List<ReportLine> lines, String name) throws ReviewException {
        return lines.stream()
                .filter(l -> l.key().equals(name) || l.number() > 0 && Integer.toString(l.number()).equals(name))
                .findFirst()
                .orElseThrow(() -> new ReviewException("the report has no line " + name + "; `loupe report` shows their numbers"));
    }

    /// A change of one line; empty takes it away altogether.
    private interface OnLine {
        Optional<ReportLine> of(ReportLine l);
    }

    private static List<ReportLine> replaced(List<ReportLine> lines, ReportLine which, OnLine change) {
        List<ReportLine> out = new ArrayList<>();
        for (ReportLine l : lines) {
            if (l == which) {
                change.of(l).ifPresent(out::add);
            } else {
                out.add(l);
            }
        }
        return out;
    }

    /// A line whose finding is gone, or that the draft no longer has, is the reader's own from then on.
    private static ReportLine put(ReportLine l, String text, ReviewState state) {
        if (text.equals(l.drafted())) {
            return asDrafted(l).orElseThrow();
        }
        boolean own = l.drafted().isEmpty() || l.links().stream().anyMatch(k -> !KeptReport.speaksOf(state, k));
        return new ReportLine(
                l.number(), own && l.origin() != Origin.OWN ? "own:" + l.key() : l.key(), l.section(), l.heading(), text,
                own ? "" : l.drafted(), own ? List.of() : l.links(), own ? Origin.OWN : Origin.EDITED, false, "");
    }

    private static Optional<ReportLine> takenOut(ReportLine l) {
        return l.drafted().isEmpty()
                ? Optional.empty()
                : Optional.of(new ReportLine(
                        l.number(), l.key(), l.section(), l.heading(), l.drafted(), l.drafted(), l.links(), Origin.REMOVED, false, ""));
    }

    private static Optional<ReportLine> asDrafted(ReportLine l) {
        return l.drafted().isEmpty()
                ? Optional.of(l)
                : Optional.of(new ReportLine(
                        l.number(), l.key(), l.section(), l.heading(), l.drafted(), l.drafted(), l.links(), Origin.DRAFTED, false, ""));
    }

    private static List<ReportLine> added(List<ReportLine> lines, ReportSection section, String text) {
        int n = 1;
        for (ReportLine l : lines) {
            n = l.key().matches("own:[0-9]{1,6}") ? Math.max(n, Integer.parseInt(l.key().substring(4)) + 1) : n;
        }
        List<ReportLine> out = new ArrayList<>(lines);
        out.add(new ReportLine(0, "own:" + n, section, "", text, "", List.of(), Origin.OWN, false, ""));
        return out;
    }

    private static String words(String text) throws ReviewException {
        String one = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        if (one.isEmpty() || one.length() > LONGEST) {
            throw new ReviewException("a line of a report has 1 to " + LONGEST + " characters; take it out to have none");
        }
        return one;
    }
}
