package loupe.review.sending;

import java.io.IOException;
import java.util.List;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;
import loupe.core.work.JobContext;
import loupe.exchange.node.Node;
import loupe.exchange.peer.Peer;
import loupe.exchange.peer.PeerException;
import loupe.review.ReviewException;
import loupe.review.node.NodeBook;
import loupe.review.node.WorklistOpener;
import loupe.store.Store;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.AuditEvent;

/// By which order a study was made, where the archive does not say it: as its worklist has it (PS3.4 K), by the UID the study was to have.
///
/// @param store whose log keeps that a node was asked
/// @param nodes where the node is found whose worklist has the archive's orders
/// @param worklists how it is asked
public record Orders(Store store, NodeBook nodes, WorklistOpener worklists) {
    private static final int MOST = 100;
    private static final int SCHEDULED_STEPS = 0x00400100;

    /// The archive's answer with the order's accession number in it where it has none; the same where no worklist says one, or more than one.
    ///
    /// @param archive where the study is
    /// @param answer of the archive on the study
    /// @throws IOException if the store fails
    DataSet in(DataSet answer, Node archive, JobContext context) throws IOException {
        if (!answer.string(Tag.AccessionNumber, "").isBlank()) {
            return answer;
        }
        List<String> found;
        try {
            Node asked = archive.orders().isEmpty() ? archive : nodes.open(archive.orders());
            if (asked.dimse().isEmpty()) {
                return answer;
            }
            Peer.Found scheduled = worklists.ask(asked, keys(answer), MOST, context);
            store.log(AuditEntry.of(
                    AuditEvent.QUERIED,
                    "node " + asked.name() + ", its worklist, for the order of a result: " + scheduled.matches().size() + " answers"));
            found = accessions(answer, scheduled.matches());
        } catch (PeerException | ReviewException e) {
            return answer; // no worklist there, or not now: the result goes without an order, as the images have none
        }
        return found.size() == 1 ? answer.toBuilder().put(Tag.AccessionNumber, Vr.SH, found.getFirst()).build() : answer;
    }

    private static List<String> accessions(DataSet answer, List<DataSet> scheduled) {
        return scheduled.stream()
                .filter(s -> s.string(Tag.StudyInstanceUID, "").equals(answer.string(Tag.StudyInstanceUID, "-")))
                .filter(s -> s.string(Tag.PatientID, "").strip().equals(answer.string(Tag.PatientID, "").strip()))
                .map(s -> s.string(Tag.AccessionNumber, "").strip())
                .filter(a -> !a.isEmpty())
                .distinct()
                .toList();
    }

    private static DataSet keys(DataSet answer) {
        return DataSet.builder()
                .putEmpty(Tag.AccessionNumber, Vr.SH)
                .put(Tag.PatientID, Vr.LO, answer.string(Tag.PatientID, ""))
                .put(Tag.StudyInstanceUID, Vr.UI, answer.string(Tag.StudyInstanceUID, ""))
                .put(SCHEDULED_STEPS, List.of(DataSet.builder().putEmpty(Tag.Modality, Vr.CS).build()))
                .build();
    }
}
