package loupe.review.sending;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.document.EncapsulatedPdf;
import loupe.core.work.CancelledException;
import loupe.core.work.JobContext;
import loupe.exchange.instance.InstanceHead;
import loupe.exchange.instance.OutgoingInstance;
import loupe.exchange.node.Node;
import loupe.exchange.node.NodeKind;
import loupe.exchange.peer.Delivered;
import loupe.exchange.peer.Peer;
import loupe.exchange.peer.PeerException;
import loupe.review.LoggedReason;
import loupe.review.ReviewException;
import loupe.review.consent.Purpose;
import loupe.review.edit.SealedReview;
import loupe.review.exporting.ExportStudy;
import loupe.review.identity.IdentityBook;
import loupe.review.identity.StudyOrigin;
import loupe.review.node.PeerOpener;
import loupe.review.session.Journal;
import loupe.store.Store;
import loupe.store.access.Permission;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.AuditEvent;
import loupe.store.audit.Outcome;
import org.jspecify.annotations.Nullable;

/// Sends the objects of a sealed review to a node.
///
/// To a clinical node they go under the patient's own identity: the account must be allowed to export and to look up identities, the
/// look-up has its reason in the log, the node says which patient and study it is, and the identity is put on in memory alone.
/// To a research node they go as they are stored. A node that takes reports gets those instead. An event stands in the log before anything is sent and one after it.
public final class SendResults {

    private final Parts parts;
    private final Optional<Committer> committer;

    /// What it is done with.
    ///
    /// @param pseudonymOf the stand-in of a UID under this store's key
    /// @param reports sends to nodes that take reports and no objects
    /// @param orders by which order a study was made, where its archive does not say it
    public record Parts(
            Store store, ExportStudy exporting, IdentityBook identities, PeerOpener peers, UnaryOperator<String> pseudonymOf,
            SendReport reports, Orders orders, Clock clock) {}

    /// @param parts what it is done with
    public SendResults(Parts parts) {
        this(parts, Optional.empty());
    }

    private SendResults(Parts parts, Optional<Committer> committer) {
        this.parts = parts;
        this.committer = committer;
    }

    /// The same, which then asks the node to keep for good what it stored.
    public SendResults committing(Committer by) {
        return new SendResults(parts, Optional.of(by));
    }

    /// What is on its way.
    ///
    /// @param only SOP Instance UIDs of the objects to be sent; empty for all
    private record Sending(String study, Node node, String reason, Set<String> only) {}

    /// Sends, and keeps what became of each object.
    ///
    /// @param studyUid pseudonymous Study Instance UID of a sealed study
    /// @param reason why, without any name or number of a patient; it stands in the log
    /// @return what the node said; a connection that broke is a problem in it, and it can be tried again
    /// @throws ReviewException if the study may not go there; nothing was sent
    /// @throws IOException if the account may not, or the store fails
    public Outgoing run(String studyUid, Node node, String reason, JobContext context) throws IOException {
        return run(new Sending(studyUid, node, reason, Set.of()), context);
    }

    /// Asks about what is stored, where there is somebody to ask by, and sends what is not.
    ///
    /// @throws ReviewException if the study may not go there any more
    /// @throws IOException if the account may not, or the store fails
    public Outgoing again(Outgoing sent, Node node, JobContext context) throws IOException {
        Outgoing now = committed(sent, node, context);
        if (now.done()) {
            return now;
        }
        Set<String> lacking = now.instances().stream()
                .filter(i -> i.progress() == Outgoing.Progress.WAITING)
                .map(Outgoing.Item::sopInstanceUid)
                .collect(Collectors.toSet());
        return run(new Sending(now.study(), node, now.reason(), lacking), context);
    }

    private Outgoing run(Sending what, JobContext context) throws IOException {
        parts.store.authorize(Permission.EXPORT, what.study);
        if (what.reason.isBlank()) {
            throw new ReviewException("say why: --reason TEXT; it stands in the log");
        }
        LoggedReason.require(what.reason, what.study);
        if (what.node.kind() == NodeKind.OFF) {
            throw new ReviewException("the node is switched off; nothing was sent");
        }
        if (what.node.reports().any()) {
            return parts.reports.run(what.study, what.node, what.reason, context);
        }
        boolean clinical = what.node.kind() == NodeKind.CLINICAL;
        List<DataSet> objects = parts.exporting.objects(what.study, clinical ? Purpose.CARE : Purpose.RESEARCH, context);
        if (objects.isEmpty()) {
            throw new ReviewException("the review has nothing to send: no model ran and nobody drew anything");
        }
        return clinical ? identified(what, objects, context) : pseudonymous(what, objects, context);
    }

    private Outgoing pseudonymous(Sending what, List<DataSet> objects, JobContext context) throws IOException {
        for (DataSet o : objects) {
            if (!o.string(Tag.PatientIdentityRemoved, "").equals("YES")) {
                throw new ReviewException("an object does not say that it is de-identified, so it does not go to a research node");
            }
        }
        try (Peer peer = parts.peers.open(what.node)) {
            return sent(what, objects, peer, context);
        } catch (PeerException e) {
            return failed(what, objects, e);
        }
    }

    private Outgoing identified(Sending what, List<DataSet> objects, JobContext context) throws IOException {
        StudyOrigin origin = parts.identities.origin(what.study, what.reason).orElseThrow(() -> new ReviewException(
                "where the study came from was not kept; fetch it with `loupe retrieve … --keep-identity`, then its results can go back"));
        if (!origin.node().equals(what.node.name())) {
            throw new ReviewException("the study came from the node " + origin.node() + "; its results go back there alone");
        }
        Reidentification.Signed signed = signed(what.study);
        try (Peer peer = parts.peers.open(what.node)) {
            OriginalStudy original = OriginalStudy.of(
                    new OriginalStudy.Asking(parts.store, parts.pseudonymOf, origin.identity(), what.node, parts.orders), peer, origin.studyUid(), what.study,
                    context);
            Reidentification by = new Reidentification(original.answer(), original.standIns(), signed, objects);
            List<DataSet> out = new ArrayList<>();
            List<Outgoing.Item> withheld = new ArrayList<>();
            for (DataSet o : objects) {
                if (!o.string(Tag.SOPClassUID, "").equals(EncapsulatedPdf.SOP_CLASS)) {
                    out.add(by.of(o));
                    continue;
                }
                Optional<byte[]> pdf =
                        parts.exporting.named(what.study, PrintedPatient.of(original.answer()), signed.at(), context);
                if (pdf.isPresent()) {
                    out.add(by.of(EncapsulatedPdf.with(o, pdf.get())));
                } else {
                    withheld.add(new Outgoing.Item(
                            EncapsulatedPdf.SOP_CLASS, o.string(Tag.SOPInstanceUID, ""), Outgoing.Progress.WITHHELD,
                            "the report names a date; dates here are shifted, so it may be a wrong one there"));
                }
            }
            return with(withheld, what, sent(what, out, peer, context));
        } catch (PeerException e) {
            return failed(what, objects, e);
        }
    }

    /// What became of a sending, with what stays here.
    private Outgoing with(List<Outgoing.Item> withheld, Sending what, Outgoing sent) throws IOException {
        return withheld.isEmpty()
                ? sent
                : kept(what, Stream.concat(sent.instances().stream(), withheld.stream()).toList(), sent.problem());
    }

    private Reidentification.Signed signed(String studyUid) throws IOException {
        SealedReview seal = Journal.replay(parts.store.records(studyUid)).state().seal().orElseThrow();
        return new Reidentification.Signed(seal.signer(), LocalDateTime.ofInstant(seal.at(), parts.clock.getZone()));
    }

    private Outgoing sent(Sending what, List<DataSet> objects, Peer peer, JobContext context) throws IOException {
        List<DataSet> wanted = objects.stream().filter(o -> what.only.contains(o.string(Tag.SOPInstanceUID, ""))).toList();
        List<DataSet> going = wanted.isEmpty() ? objects : wanted;
        String to = " to node " + what.node.name();
        parts.store.log(AuditEntry.of(AuditEvent.SENDING, going.size() + " objects" + to + ": " + what.reason, what.study));
        // Kept before anything leaves: whatever ends this now, it is known that it must be tried again.
        List<Outgoing.Item> before = known(what, objects);
        kept(what, before, "begun");
        List<Delivered> said;
        try {
            said = peer.send(going.stream().map(InMemory::new).toList(), context);
        } catch (CancelledException e) {
            log(what, Outcome.MINOR_FAILURE, "broken off" + to + "; what arrived there is not known");
            throw e;
        }
        Map<String, Delivered> answers = new HashMap<>();
        said.forEach(d -> answers.put(d.sopInstanceUid(), d));
        long stored = said.stream().filter(Delivered::stored).count();
        Outgoing out = kept(what, before.stream().map(i -> answered(i, answers.get(i.sopInstanceUid()))).toList(), "");
        log(what, stored == going.size() ? Outcome.SUCCESS : Outcome.MINOR_FAILURE,
                stored + " of " + going.size() + " objects stored by node " + what.node.name());
        return committed(out, what.node, context);
    }

    private void log(Sending what, Outcome outcome, String detail) throws IOException {
        parts.store.log(new AuditEntry(AuditEvent.SENT, outcome, "", detail, what.study));
    }

    private static Outgoing.Item answered(Outgoing.Item i, @Nullable Delivered d) {
        if (d == null) {
            return i;
        }
        return new Outgoing.Item(
                d.sopClassUid(), d.sopInstanceUid(), d.stored() ? Outgoing.Progress.STORED : Outgoing.Progress.WAITING, d.why());
    }

    /// Asks whether a node keeps what it stored; what it does not keep waits to be sent again. The same where there is nobody to ask by,
    /// or no report comes.
    private Outgoing committed(Outgoing sent, Node node, JobContext context) throws IOException {
        List<InstanceHead> asked = node.reports().any() ? List.of() : sent.instances().stream()
                .filter(i -> i.progress() == Outgoing.Progress.STORED || i.progress() == Outgoing.Progress.COMMITTED)
                .map(i -> new InstanceHead(i.sopClassUid(), i.sopInstanceUid(), TransferSyntax.EXPLICIT_LE.uid()))
                .toList();
        if (committer.isEmpty() || asked.isEmpty()) {
            return sent;
        }
        Optional<Map<String, String>> report;
        try {
            report = committer.get().commit(node, asked, context);
        } catch (PeerException e) {
            return sent;
        }
        if (report.isEmpty()) {
            return sent;
        }
        Map<String, String> why = report.get();
        List<Outgoing.Item> items = sent.instances().stream().map(i -> after(i, why)).toList();
        parts.store.log(new AuditEntry(
                AuditEvent.NOTED, items.stream().anyMatch(i -> i.progress() == Outgoing.Progress.WAITING)
                        ? Outcome.MINOR_FAILURE : Outcome.SUCCESS,
                "",
                items.stream().filter(i -> i.progress() == Outgoing.Progress.COMMITTED).count() + " of " + items.size()
                        + " objects kept for good by node " + node.name(),
                sent.study()));
        boolean waits = items.stream().anyMatch(i -> i.progress() == Outgoing.Progress.WAITING);
        return kept(new Sending(sent.study(), node, sent.reason(), Set.of()), items, waits ? sent.problem() : "");
    }

    private static Outgoing.Item after(Outgoing.Item i, Map<String, String> why) {
        String said = i.progress() == Outgoing.Progress.WAITING ? null : why.get(i.sopInstanceUid());
        if (said == null) {
            return i;
        }
        return said.isEmpty()
                ? new Outgoing.Item(i.sopClassUid(), i.sopInstanceUid(), Outgoing.Progress.COMMITTED, "")
                : new Outgoing.Item(i.sopClassUid(), i.sopInstanceUid(), Outgoing.Progress.WAITING, "not kept: " + said);
    }

    private Outgoing failed(Sending what, List<DataSet> objects, PeerException e) throws IOException {
        Outgoing out = kept(what, known(what, objects), String.valueOf(e.getMessage()));
        log(what, Outcome.MINOR_FAILURE, "node " + what.node.name() + " did not take the objects: " + e.why());
        return out;
    }

    /// What is known of the objects so far; one of which nothing is known waits.
    private List<Outgoing.Item> known(Sending what, List<DataSet> objects) throws IOException {
        Map<String, Outgoing.Item> before = new HashMap<>();
        new OutgoingBook(parts.store).find(what.study, what.node.name())
                .ifPresent(o -> o.instances().forEach(i -> before.put(i.sopInstanceUid(), i)));
        return objects.stream()
                .map(o -> before.getOrDefault(
                        o.string(Tag.SOPInstanceUID, ""),
                        new Outgoing.Item(
                                o.string(Tag.SOPClassUID, ""), o.string(Tag.SOPInstanceUID, ""), Outgoing.Progress.WAITING, "")))
                .toList();
    }

    private Outgoing kept(Sending what, List<Outgoing.Item> items, String problem) throws IOException {
        Outgoing out = new Outgoing(
                what.study, what.node.name(), what.reason, parts.store.accounts().present().name(), parts.clock.instant(), items, problem);
        new OutgoingBook(parts.store).put(out);
        return out;
    }

    /// An object held in memory; its bytes are made when it is its turn, and go to the socket and nowhere else.
    private record InMemory(DataSet object) implements OutgoingInstance {
        @Override
        public InstanceHead head() {
            return new InstanceHead(
                    object.string(Tag.SOPClassUID, ""), object.string(Tag.SOPInstanceUID, ""), TransferSyntax.EXPLICIT_LE.uid());
        }

        @Override
        public InputStream file() throws IOException {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            DicomWriter.writeFile(object, TransferSyntax.EXPLICIT_LE, out);
            return new ByteArrayInputStream(out.toByteArray());
        }

        @Override
        public String toString() {
            return "InMemory";
        }
    }
}
