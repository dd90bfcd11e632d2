package loupe.exchange.dimse.service;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.Limits;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.exchange.dimse.association.AgreedContext;
import loupe.exchange.dimse.association.Association;
import loupe.exchange.dimse.association.Message;
import loupe.exchange.dimse.message.Command;
import loupe.exchange.dimse.message.CommandField;
import loupe.exchange.dimse.message.CommandTag;
import loupe.exchange.dimse.message.Status;
import loupe.exchange.instance.InstanceHead;
import loupe.exchange.peer.PeerException;
import loupe.exchange.peer.PeerException.Why;

/// Storage Commitment Push Model (PS3.4 annex J): N-ACTION asks, N-EVENT-REPORT answers, now or later, here or over another association.
public final class Committing {
    private static final int TRANSACTION_UID = 0x00081195;
    private static final int FAILED_SEQUENCE = 0x00081198;
    private static final int FAILURE_REASON = 0x00081197;
    private static final int ALL_WELL = 1;
    private static final int SOME_FAILED = 2;
    private static final Limits REPORT = new Limits(8, 500_000, 1 << 20, 10);

    private Committing() {}

    /// Asks, and waits a while for the report on the same association.
    ///
    /// @param linger how long
    /// @return the report, if it came here
    /// @throws PeerException if the node refuses
    public static Optional<CommitmentReport> ask(
            Association a, String transactionUid, List<InstanceHead> instances, Duration linger) throws IOException {
        AgreedContext c = a.asking(SopClasses.COMMITMENT).orElseThrow(() -> Exchanges.notOffered("storage commitment"));
        int id = a.nextMessageId();
        Command request = Command.builder(CommandField.N_ACTION, true)
                .uid(CommandTag.REQUESTED_SOP_CLASS_UID, SopClasses.COMMITMENT)
                .uid(CommandTag.REQUESTED_SOP_INSTANCE_UID, SopClasses.COMMITMENT_INSTANCE)
                .number(CommandTag.MESSAGE_ID, id)
                .number(CommandTag.ACTION_TYPE_ID, 1)
                .build();
        a.send(c, request, list(transactionUid, instances, c.transferSyntax()));
        Optional<CommitmentReport> report = Optional.empty();
        boolean answered = false;
        while (!answered || report.isEmpty() && a.comes(linger)) {
            Optional<Message> m = a.receiveUnlessReleased(a.timeouts().response());
            if (m.isEmpty()) {
                break;
            }
            if (m.get().command().field() == CommandField.N_EVENT_REPORT) {
                CommitmentReport came = report(a, m.get());
                boolean ours = came.transactionUid().equals(transactionUid);
                answer(a, m.get(), ours);
                report = ours ? Optional.of(came) : report;
                continue;
            }
            Exchanges.checkAnswers(a, m.get().command(), CommandField.N_ACTION, id);
            int status = m.get().command().status();
            if (!Status.done(status)) {
                throw new PeerException(Why.FAILED, "The other system refuses to commit itself: " + Status.words(status) + ".");
            }
            answered = true;
        }
        if (!answered) {
            throw new PeerException(Why.ABORTED, "The other system ended the association before it had answered.");
        }
        return report;
    }

    private static byte[] list(String transactionUid, List<InstanceHead> instances, TransferSyntax syntax) throws IOException {
        List<DataSet> items = instances.stream()
                .map(i -> DataSet.builder()
                        .put(Tag.ReferencedSOPClassUID, Vr.UI, i.sopClassUid())
                        .put(Tag.ReferencedSOPInstanceUID, Vr.UI, i.sopInstanceUid())
                        .build())
                .toList();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DicomWriter.write(
                DataSet.builder().put(TRANSACTION_UID, Vr.UI, transactionUid).put(Tag.ReferencedSOPSequence, items).build(), syntax, out);
        return out.toByteArray();
    }

    /// Reads an N-EVENT-REPORT.
    ///
    /// @throws PeerException if it is none of storage commitment
    static CommitmentReport report(Association a, Message m) throws IOException {
        int event = m.command().number(CommandTag.EVENT_TYPE_ID).orElse(0);
        if (event != ALL_WELL && event != SOME_FAILED || !m.command().hasDataSet()) {
            throw a.broken("a report on storage commitment is of no kind there is");
        }
        DataSet d;
        try {
            d = new DicomReader(REPORT).readBare(MemorySegment.ofArray(m.held()).asReadOnly(), m.context().transferSyntax());
        } catch (DicomException e) {
            throw a.broken("a report on storage commitment is no data set");
        }
        List<CommitmentReport.Outcome> outcomes = new ArrayList<>();
        for (DataSet i : d.items(Tag.ReferencedSOPSequence)) {
            outcomes.add(outcome(i, true, ""));
        }
        for (DataSet i : d.items(FAILED_SEQUENCE)) {
            outcomes.add(outcome(i, false, Status.words(i.integer(FAILURE_REASON, Status.PROCESSING_FAILURE))));
        }
        return new CommitmentReport(a.other(), d.string(TRANSACTION_UID, ""), outcomes);
    }

    private static CommitmentReport.Outcome outcome(DataSet item, boolean committed, String why) {
        return new CommitmentReport.Outcome(
                item.string(Tag.ReferencedSOPClassUID, ""), item.string(Tag.ReferencedSOPInstanceUID, ""), committed, why);
    }

    static void answer(Association a, Message m, boolean taken) throws IOException {
        a.send(m.context(), Command.answer(m.command(), taken ? Status.SUCCESS : Status.PROCESSING_FAILURE, false).build(),
                (InputStream) null);
    }
}
