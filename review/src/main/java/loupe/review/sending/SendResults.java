package loupe.review.sending;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.work.JobContext;
import loupe.deid.Identity;
import loupe.exchange.instance.InstanceHead;
import loupe.exchange.instance.OutgoingInstance;
import loupe.exchange.node.Node;
import loupe.exchange.node.NodeKind;
import loupe.exchange.peer.Delivered;
import loupe.exchange.peer.Peer;
import loupe.exchange.peer.PeerException;
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

/// Sends the objects of a sealed review to a node.
///
/// To a clinical node they go under the patient's own identity: the account must be allowed to export and to look up identities, the
/// look-up has its reason in the log, the node says which patient and study it is, and the identity is put on in memory alone.
/// To a research node they go as they are stored. An event stands in the log before anything is sent and one after it.
public final class SendResults {

    private final Parts parts;
    private final Optional<Committer> committer;

    /// What it is done with.
    ///
    /// @param pseudonymOf the stand-in of a UID under this store's key
    public record Parts(
            Store store, ExportStudy exporting, IdentityBook identities, PeerOpener peers, UnaryOperator<String> pseudonymOf,
            Clock clock) {}

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

    /// Sends, and keeps what became of each object.
    ///
    /// @param studyUid pseudonymous Study Instance UID of a sealed study
    /// @param reason why, without any name or number of a patient; it stands in the log
    /// @return what the node said; a connection that broke is a problem in it, and it can be tried again
    /// @throws ReviewException if the study may not go there; nothing was sent
    /// @throws IOException if the account may not, or the store fails
    public Outgoing run(String studyUid, Node node, String reason, JobContext context) throws IOException {
        Store store = parts.store;
        store.authorize(Permission.EXPORT, studyUid);
        if (node.kind() == NodeKind.OFF) {
            throw new ReviewException("the node is switched off; nothing was sent");
        }
        List<DataSet> objects = parts.exporting.objects(studyUid, Purpose.CARE, context);
        if (objects.isEmpty()) {
            throw new ReviewException("the review has nothing to send: no model ran and nobody drew anything");
        }
        return node.kind() == NodeKind.CLINICAL
                ? identified(studyUid, node, reason, objects, context)
                : pseudonymous(studyUid, node, reason, objects, context);
    }

    private Outgoing pseudonymous(String studyUid, Node node, String reason, List<DataSet> objects, JobContext context) throws IOException {
        for (DataSet o : objects) {
            if (!o.string(Tag.PatientIdentityRemoved, "").equals("YES")) {
                throw new ReviewException("an object does not say that it is de-identified, so it does not go to a research node");
            }
        }
        try (Peer peer = parts.peers.open(node)) {
            return sent(studyUid, node, reason, objects, peer, context);
        } catch (PeerException e) {
            return failed(studyUid, node, reason, objects, e);
        }
    }

    private Outgoing identified(String studyUid, Node node, String reason, List<DataSet> objects, JobContext context) throws IOException {
        StudyOrigin origin = parts.identities.origin(studyUid, reason).orElseThrow(() -> new ReviewException(
                "where the study came from was not kept; fetch it with `loupe retrieve … --keep-identity`, then its results can go back"));
        if (!origin.node().equals(node.name())) {
            throw new ReviewException("the study came from the node " + origin.node() + "; its results go back there alone");
        }
        String person = objects.getFirst().string(Tag.PatientID, "");
        Identity identity = parts.identities.lookUp(person, reason).orElseThrow(() -> new ReviewException(
                "who the pseudonym is was not kept; fetch the study with `loupe retrieve … --keep-identity`"));
        Reidentification.Signed signed = signed(studyUid);
        try (Peer peer = parts.peers.open(node)) {
            OriginalStudy original = OriginalStudy.of(
                    new OriginalStudy.Asking(parts.store, parts.pseudonymOf, identity), peer, origin.studyUid(), studyUid, context);
            Reidentification by = new Reidentification(original.answer(), original.standIns(), signed, objects);
            List<DataSet> out = new ArrayList<>();
            for (DataSet o : objects) {
                out.add(by.of(o));
            }
            return sent(studyUid, node, reason, out, peer, context);
        } catch (PeerException e) {
            return failed(studyUid, node, reason, objects, e);
        }
    }

    private Reidentification.Signed signed(String studyUid) throws IOException {
        SealedReview seal = Journal.replay(parts.store.records(studyUid)).state().seal().orElseThrow();
        String name = seal.printedName().isBlank() ? seal.by() : seal.printedName();
        return new Reidentification.Signed(name, LocalDateTime.ofInstant(seal.at(), parts.clock.getZone()));
    }

    private Outgoing sent(String studyUid, Node node, String reason, List<DataSet> objects, Peer peer, JobContext context)
            throws IOException {
        parts.store.log(AuditEntry.of(
                AuditEvent.SENDING, objects.size() + " objects to node " + node.name() + ": " + reason, studyUid));
        // Kept before anything leaves: whatever ends this now, it is known that it must be tried again.
        kept(studyUid, node, reason, waiting(objects), "begun");
        List<Delivered> said = peer.send(objects.stream().map(InMemory::of).toList(), context);
        List<Outgoing.Item> items = said.stream().map(SendResults::item).toList();
        long stored = said.stream().filter(Delivered::stored).count();
        Outgoing out = committed(kept(studyUid, node, reason, items, ""), node, context);
        parts.store.log(new AuditEntry(
                AuditEvent.SENT, stored > 0 ? Outcome.SUCCESS : Outcome.MINOR_FAILURE, "",
                stored + " of " + said.size() + " objects stored by node " + node.name(), studyUid));
        return out;
    }

    /// Asks again whether a node keeps what it stored; what it does not keep waits to be sent again.
    ///
    /// @return what is known then; the same where there is nobody to ask by, or no report comes
    /// @throws IOException if the store fails
    public Outgoing committed(Outgoing sent, Node node, JobContext context) throws IOException {
        List<InstanceHead> asked = sent.instances().stream()
                .filter(i -> i.progress() == Outgoing.Progress.STORED)
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
        return kept(sent.study(), node, sent.reason(), items, sent.problem());
    }

    private static Outgoing.Item after(Outgoing.Item i, Map<String, String> why) {
        String said = i.progress() == Outgoing.Progress.STORED ? why.get(i.sopInstanceUid()) : null;
        if (said == null) {
            return i;
        }
        return said.isEmpty()
                ? new Outgoing.Item(i.sopClassUid(), i.sopInstanceUid(), Outgoing.Progress.COMMITTED, "")
                : new Outgoing.Item(i.sopClassUid(), i.sopInstanceUid(), Outgoing.Progress.WAITING, "not kept: " + said);
    }

    private static Outgoing.Item item(Delivered d) {
        return new Outgoing.Item(
                d.sopClassUid(), d.sopInstanceUid(), d.stored() ? Outgoing.Progress.STORED : Outgoing.Progress.WAITING, d.why());
    }

    private Outgoing failed(String studyUid, Node node, String reason, List<DataSet> objects, PeerException e) throws IOException {
        Outgoing out = kept(studyUid, node, reason, waiting(objects), String.valueOf(e.getMessage()));
        parts.store.log(new AuditEntry(
                AuditEvent.SENT, Outcome.MINOR_FAILURE, "", "node " + node.name() + " did not take the objects: " + e.why(), studyUid));
        return out;
    }

    private static List<Outgoing.Item> waiting(List<DataSet> objects) {
        return objects.stream()
                .map(o -> new Outgoing.Item(
                        o.string(Tag.SOPClassUID, ""), o.string(Tag.SOPInstanceUID, ""), Outgoing.Progress.WAITING, ""))
                .toList();
    }

    private Outgoing kept(String studyUid, Node node, String reason, List<Outgoing.Item> items, String problem) throws IOException {
        Outgoing out = new Outgoing(
                studyUid, node.name(), reason, parts.store.accounts().present().name(), parts.clock.instant(), items, problem);
        new OutgoingBook(parts.store).put(out);
        return out;
    }

    /// An object held in memory; its bytes go to the socket and nowhere else.
    private record InMemory(InstanceHead head, byte[] bytes) implements OutgoingInstance {
        static InMemory of(DataSet o) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try {
                DicomWriter.writeFile(o, TransferSyntax.EXPLICIT_LE, out);
            } catch (IOException e) {
                throw new IllegalStateException("memory takes every byte", e);
            }
            return new InMemory(
                    new InstanceHead(
                            o.string(Tag.SOPClassUID, ""), o.string(Tag.SOPInstanceUID, ""), TransferSyntax.EXPLICIT_LE.uid()),
                    out.toByteArray());
        }

        @Override
        public InputStream file() {
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public String toString() {
            return "InMemory";
        }
    }
}
