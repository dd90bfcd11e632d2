package loupe.exchange.dimse.service;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.core.work.JobContext;
import loupe.exchange.dimse.association.AgreedContext;
import loupe.exchange.dimse.association.Association;
import loupe.exchange.dimse.association.Message;
import loupe.exchange.dimse.message.Command;
import loupe.exchange.dimse.message.CommandField;
import loupe.exchange.dimse.message.CommandTag;
import loupe.exchange.dimse.message.Status;
import loupe.exchange.instance.InstanceSink;
import loupe.exchange.peer.Fetched;
import loupe.exchange.peer.PeerException;
import loupe.exchange.peer.Wanted;

/// C-GET and C-MOVE (PS3.7 9.1.3 and 9.1.4, PS3.4 C.4.2 and C.4.3).
public final class Retrieving {
    private final Association association;
    private final AgreedContext context;
    private final byte[] identifier;
    private final SubOperations counts;

    /// @param context of C-GET or C-MOVE
    /// @param patient Patient ID, which the patient root model needs; empty in the study root model
    /// @param expected instances, as a query said; 0 where none did
    public Retrieving(
            Association association, AgreedContext context, Wanted wanted, Optional<String> patient, int expected, JobContext job)
            throws IOException {
        this.association = association;
        this.context = context;
        this.identifier = identifier(wanted, patient, context.transferSyntax());
        this.counts = new SubOperations(association, job, expected);
    }

    private static byte[] identifier(Wanted w, Optional<String> patient, TransferSyntax syntax) throws IOException {
        String level = !w.instances().isEmpty() ? "IMAGE" : w.series().isPresent() ? "SERIES" : "STUDY";
        DataSet.Builder b = DataSet.builder().put(QueryKeys.LEVEL, Vr.CS, level).put(Tag.StudyInstanceUID, Vr.UI, w.study());
        patient.ifPresent(p -> b.put(Tag.PatientID, Vr.LO, p));
        w.series().ifPresent(s -> b.put(Tag.SeriesInstanceUID, Vr.UI, s));
        if (!w.instances().isEmpty()) {
            b.put(Tag.SOPInstanceUID, Vr.UI, w.instances().stream().sorted().toArray(String[]::new));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DicomWriter.write(b.build(), syntax, out);
        return out.toByteArray();
    }

    /// Fetches over the same association.
    ///
    /// @throws PeerException if the node fails
    /// @throws NotDoneException if it says that it does not do C-GET
    public Fetched get(InstanceSink sink) throws IOException {
        int id = association.nextMessageId();
        association.send(context, request(CommandField.C_GET, id).build(), identifier);
        while (true) {
            Message m = association.receive(association.timeouts().pending());
            if (m.command().field() == CommandField.C_STORE && m.context().scp()) {
                counts.arrived(StoreReceiver.take(association, m, sink).stored());
                continue;
            }
            Exchanges.checkAnswers(association, m.command(), CommandField.C_GET, id);
            int status = m.command().status();
            if (Status.pending(status)) {
                counts.pending(m.command());
            } else if (status == Status.SOP_CLASS_NOT_SUPPORTED || status == Status.UNRECOGNIZED_OPERATION) {
                throw new NotDoneException(Exchanges.notOffered("C-GET"));
            } else {
                return counts.ended(m.command());
            }
        }
    }

    /// Has the node send to a receiver of this machine.
    ///
    /// @param by title this side calls itself by
    /// @throws PeerException if the node fails
    public Fetched move(MoveDestination destination, String by, InstanceSink sink) throws IOException {
        InstanceSink counting = (head, from, file) -> {
            boolean stored = false;
            try {
                InstanceSink.Taken taken = sink.take(head, from, file);
                stored = taken.stored();
                return taken;
            } finally {
                counts.arrived(stored);
                association.stillWaiting();
            }
        };
        try (MoveDestination.Expected expected = destination.expect(by, counting)) {
            int id = expected.messageId();
            Command.Builder request = request(CommandField.C_MOVE, id).text(CommandTag.MOVE_DESTINATION, destination.title());
            association.send(context, request.build(), identifier);
            while (true) {
                Message m = Exchanges.answer(association, CommandField.C_MOVE, id, association.timeouts().pending());
                if (!Status.pending(m.command().status())) {
                    return counts.ended(m.command());
                }
                counts.pending(m.command());
            }
        }
    }

    private Command.Builder request(int field, int id) {
        return Command.builder(field, true)
                .uid(CommandTag.AFFECTED_SOP_CLASS_UID, context.sopClass())
                .number(CommandTag.MESSAGE_ID, id)
                .number(CommandTag.PRIORITY, 0);
    }
}
