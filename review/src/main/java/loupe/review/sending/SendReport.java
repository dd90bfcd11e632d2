package loupe.review.sending;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.finding.Provenance;
import loupe.core.work.CancelledException;
import loupe.core.work.JobContext;
import loupe.exchange.fhir.FhirSystems;
import loupe.exchange.fhir.ResultBundle;
import loupe.exchange.hl7.OruMessage;
import loupe.exchange.hl7.ResultSender;
import loupe.exchange.hl7.Retries;
import loupe.exchange.node.Node;
import loupe.exchange.node.NodeKind;
import loupe.exchange.node.ReportWays;
import loupe.exchange.peer.Peer;
import loupe.exchange.peer.PeerException;
import loupe.exchange.result.ResultMessage;
import loupe.exchange.web.client.FhirServer;
import loupe.exchange.web.client.WebLimits;
import loupe.review.ReviewException;
import loupe.review.consent.Consents;
import loupe.review.consent.Purpose;
import loupe.review.edit.PredictionEntry;
import loupe.review.edit.ReviewState;
import loupe.review.edit.SealedReview;
import loupe.review.exporting.ResultFindings;
import loupe.review.exporting.WrittenDate;
import loupe.review.identity.IdentityBook;
import loupe.review.identity.StudyOrigin;
import loupe.review.node.NodeBook;
import loupe.review.node.PeerOpener;
import loupe.review.report.ReportSection;
import loupe.review.session.Journal;
import loupe.store.Store;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.AuditEvent;
import loupe.store.audit.Outcome;

/// Sends what a sealed review says to a system of reports: an ORU^R01 message, a FHIR bundle, or both, under the patient's own identity
/// as the archive the study came from says it now. It is preliminary: whoever reports there reports.
///
/// Each message has a number made from what was signed, the same at every try, by which a receiver knows a second copy.
public final class SendReport {
    private static final String ORU = "HL7 ORU^R01";
    private static final String BUNDLE = "FHIR Bundle";
    private static final int DIGITS = 20;

    private final Parts parts;

    /// What it is done with.
    ///
    /// @param nodes where the archive a study came from is found
    /// @param pseudonymOf the stand-in of a UID under this store's key
    /// @param retries how often a message is tried
    /// @param orders by which order a study was made, where its archive does not say it
    public record Parts(
            Store store, IdentityBook identities, NodeBook nodes, PeerOpener peers, UnaryOperator<String> pseudonymOf, Retries retries,
            Orders orders, Clock clock) {}

    /// @param parts what it is done with
    public SendReport(Parts parts) {
        this.parts = parts;
    }

    /// Sends; whether the account may and why it does is asked before.
    ///
    /// @param node takes reports
    /// @return what became of each message; one that was not taken can be tried again
    /// @throws ReviewException if the study may not go there; nothing was sent
    /// @throws IOException if the account may not, or the store fails
    Outgoing run(String studyUid, Node node, String reason, JobContext context) throws IOException {
        if (node.kind() != NodeKind.CLINICAL) {
            throw new ReviewException("reports go under the patient's name, so to clinical nodes alone; nothing was sent");
        }
        new Consents(parts.store).require(studyUid, Purpose.CARE);
        ReviewState state = Journal.replay(parts.store.records(studyUid)).state();
        SealedReview seal = state.seal().orElseThrow(
                () -> new ReviewException("the review is not sealed; what is sent must be signed first"));
        StudyOrigin origin = parts.identities.origin(studyUid, reason).orElseThrow(() -> new ReviewException(
                "where the study came from was not kept; fetch it with `loupe retrieve … --keep-identity`, then its results can go back"));
        Node archive = parts.nodes.open(origin.node());
        String control = seal.contentSha256().substring(0, Math.min(DIGITS, seal.contentSha256().length()));
        Sent sent = new Sent(studyUid, node, reason, control);
        ResultMessage message;
        try (Peer peer = parts.peers.open(archive)) {
            OriginalStudy original = OriginalStudy.of(
                    new OriginalStudy.Asking(parts.store, parts.pseudonymOf, origin.identity(), archive, parts.orders), peer, origin.studyUid(), studyUid, context);
            message = message(original.answer(), origin, state, seal, control);
        } catch (PeerException e) {
            return kept(sent, known(sent), "the archive was not reached: " + e.getMessage());
        }
        return sent(sent, message, context);
    }

    private ResultMessage message(DataSet answer, StudyOrigin origin, ReviewState state, SealedReview seal, String control)
            throws ReviewException {
        if (answer.string(Tag.PatientID, "").isBlank()) {
            throw new ReviewException("the archive has no patient id for this study, so no system of reports could tell whose it is;"
                    + " nothing was sent");
        }
        String summary = state.report().stream()
                .flatMap(r -> r.sentences(ReportSection.IMPRESSION.name()).stream())
                .collect(Collectors.joining("\n"));
        // A wrong date is worse than no words: the findings go without them.
        String words = WrittenDate.in(summary) ? "" : summary;
        return new ResultMessage(
                control, parts.clock.instant(), patient(answer), answer.string(Tag.AccessionNumber, ""), origin.studyUid(),
                ResultMessage.Status.PRELIMINARY, ResultFindings.of(state), words, model(state),
                Optional.of(new ResultMessage.Verifier(seal.by(), seal.signer(), seal.at())));
    }

    private static ResultMessage.Patient patient(DataSet answer) {
        ResultMessage.Sex sex = switch (answer.string(Tag.PatientSex, "").strip()) {
            case "F" -> ResultMessage.Sex.FEMALE;
            case "M" -> ResultMessage.Sex.MALE;
            case "O" -> ResultMessage.Sex.OTHER;
            default -> ResultMessage.Sex.UNKNOWN;
        };
        return new ResultMessage.Patient(
                answer.string(Tag.PatientID, "").strip(), answer.string(Tag.IssuerOfPatientID, "").strip(),
                answer.string(Tag.PatientName, ""), day(answer.string(Tag.PatientBirthDate, "")), sex);
    }

    private static Optional<LocalDate> day(String da) {
        try {
            return Optional.of(LocalDate.parse(da.strip(), DateTimeFormatter.BASIC_ISO_DATE));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /// What found it: every model that ran, or nobody but the reader.
    private static ResultMessage.Model model(ReviewState state) {
        List<Provenance> all = state.predictions().stream().map(PredictionEntry::prediction).map(p -> p.provenance()).toList();
        return all.isEmpty()
                ? new ResultMessage.Model("none", "", "")
                : new ResultMessage.Model(
                        joined(all.stream().map(Provenance::modelId)), joined(all.stream().map(Provenance::modelVersion)), "Loupe");
    }

    private static String joined(Stream<String> words) {
        return words.distinct().collect(Collectors.joining(", "));
    }

    /// What is on its way.
    private record Sent(String study, Node node, String reason, String control) {
        List<String> kinds() {
            ReportWays ways = node.reports();
            return Stream.concat(ways.hl7().map(h -> ORU).stream(), ways.fhir().map(f -> BUNDLE).stream()).toList();
        }
    }

    private Outgoing sent(Sent what, ResultMessage message, JobContext context) throws IOException {
        String to = " to node " + what.node.name();
        List<Outgoing.Item> before = known(what);
        parts.store.log(AuditEntry.of(AuditEvent.SENDING, what.kinds().size() + " reports" + to + ": " + what.reason, what.study));
        // Kept before anything leaves: whatever ends this now, it is known that it must be tried again.
        kept(what, before, "begun");
        List<Outgoing.Item> after;
        try {
            after = before.stream().map(i -> tried(i, what, message, context)).toList();
        } catch (CancelledException e) {
            log(what, Outcome.MINOR_FAILURE, "broken off" + to + "; what arrived there is not known");
            throw e;
        }
        long taken = after.stream().filter(i -> i.progress() != Outgoing.Progress.WAITING).count();
        log(what, taken == after.size() ? Outcome.SUCCESS : Outcome.MINOR_FAILURE,
                taken + " of " + after.size() + " reports taken by node " + what.node.name());
        return kept(what, after, "");
    }

    private Outgoing.Item tried(Outgoing.Item i, Sent what, ResultMessage message, JobContext context) {
        if (i.progress() != Outgoing.Progress.WAITING) {
            return i;
        }
        try {
            if (i.sopClassUid().equals(ORU)) {
                ReportWays.Hl7 to = what.node.reports().hl7().orElseThrow();
                new ResultSender(to.at(), parts.retries).send(OruMessage.of(message, to.parties()), what.control, context);
            } else {
                posted(what.node.reports().fhir().orElseThrow(), message, context);
            }
            return new Outgoing.Item(i.sopClassUid(), i.sopInstanceUid(), Outgoing.Progress.STORED, "");
        } catch (IOException e) {
            return new Outgoing.Item(i.sopClassUid(), i.sopInstanceUid(), Outgoing.Progress.WAITING, String.valueOf(e.getMessage()));
        }
    }

    private void posted(ReportWays.Fhir to, ResultMessage message, JobContext context) throws IOException {
        URI own = URI.create("urn:oid:" + parts.pseudonymOf.apply("results of this site"));
        try (FhirServer server = new FhirServer(to.at(), WebLimits.USUAL)) {
            server.send(ResultBundle.of(message, new FhirSystems(to.patients(), to.accessions(), to.persons(), own)), context);
        }
    }

    /// What is known of the messages of this review so far; those of an earlier seal are others.
    private List<Outgoing.Item> known(Sent what) throws IOException {
        Optional<Outgoing> before = new OutgoingBook(parts.store).find(what.study, what.node.name());
        return what.kinds().stream()
                .map(k -> before.stream()
                        .flatMap(o -> o.instances().stream())
                        .filter(i -> i.sopClassUid().equals(k) && i.sopInstanceUid().equals(what.control))
                        .findFirst()
                        .orElse(new Outgoing.Item(k, what.control, Outgoing.Progress.WAITING, "")))
                .toList();
    }

    private Outgoing kept(Sent what, List<Outgoing.Item> items, String problem) throws IOException {
        Outgoing out = new Outgoing(
                what.study, what.node.name(), what.reason, parts.store.accounts().present().name(), parts.clock.instant(), items, problem);
        new OutgoingBook(parts.store).put(out);
        return out;
    }

    private void log(Sent what, Outcome outcome, String detail) throws IOException {
        parts.store.log(new AuditEntry(AuditEvent.SENT, outcome, "", detail, what.study));
    }
}
