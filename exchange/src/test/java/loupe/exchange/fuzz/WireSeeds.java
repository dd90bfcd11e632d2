package loupe.exchange.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.exchange.dimse.message.Command;
import loupe.exchange.dimse.message.CommandField;
import loupe.exchange.dimse.message.CommandTag;
import loupe.exchange.dimse.pdu.AnsweredContext;
import loupe.exchange.dimse.pdu.AssociateAccept;
import loupe.exchange.dimse.pdu.AssociateReject;
import loupe.exchange.dimse.pdu.AssociateRequest;
import loupe.exchange.dimse.pdu.AssociationAbort;
import loupe.exchange.dimse.pdu.Pdu;
import loupe.exchange.dimse.pdu.PduBytes;
import loupe.exchange.dimse.pdu.ProposedContext;
import loupe.exchange.dimse.pdu.ReleaseRequest;
import loupe.exchange.dimse.pdu.ReleaseResponse;
import loupe.exchange.dimse.pdu.RoleSelection;
import loupe.exchange.dimse.pdu.UserInformation;
import loupe.exchange.dimse.service.SopClasses;

/// Seeds of the targets: PDUs of every type, and conversations that go well.
final class WireSeeds {
    private static final int COMMAND = 1;
    private static final int LAST = 2;

    private WireSeeds() {}

    static List<byte[]> of(WireFuzzTarget target) {
        return switch (target) {
            case PDU -> pdus();
            case DIMSE -> conversations();
        };
    }

    private static AssociateRequest asked() {
        String implicit = TransferSyntax.IMPLICIT_LE.uid();
        List<ProposedContext> contexts = List.of(
                new ProposedContext(1, SopClasses.VERIFICATION, List.of(implicit)),
                new ProposedContext(3, SopClasses.STUDY_FIND, List.of(implicit)),
                new ProposedContext(5, SopClasses.STUDY_GET, List.of(implicit)),
                new ProposedContext(7, WireFuzzTarget.CT, List.of(TransferSyntax.EXPLICIT_LE.uid(), implicit)),
                new ProposedContext(9, SopClasses.COMMITMENT, List.of(implicit)));
        return AssociateRequest.of(
                "LOUPE", "CALLER", contexts, UserInformation.own(16_384, List.of(new RoleSelection(WireFuzzTarget.CT, true, true))));
    }

    /// The request every conversation begins with.
    static byte[] request() {
        return PduBytes.of(asked());
    }

    private static List<byte[]> pdus() {
        List<AnsweredContext> answers = List.of(new AnsweredContext(1, 0, TransferSyntax.IMPLICIT_LE.uid()), new AnsweredContext(3, 3, ""));
        List<byte[]> out = new ArrayList<>();
        for (Pdu p : List.of(
                asked(),
                new AssociateAccept("LOUPE", "CALLER", answers, UserInformation.own(0, List.of())),
                AssociateReject.CALLED_TITLE,
                AssociationAbort.OF_PROTOCOL,
                new ReleaseRequest(),
                new ReleaseResponse())) {
            byte[] whole = PduBytes.of(p);
            byte[] seed = new byte[whole.length - Pdu.HEADER + 1];
            seed[0] = whole[0];
            System.arraycopy(whole, Pdu.HEADER, seed, 1, seed.length - 1);
            out.add(seed);
        }
        out.add(find(0xFF00, true).bytes());
        return out;
    }

    private static Command find(int status, boolean data) {
        return answer(CommandField.C_FIND, status, data);
    }

    private static Command answer(int field, int status, boolean data) {
        return Command.builder(field | CommandField.RESPONSE, data)
                .number(CommandTag.RESPONDED_MESSAGE_ID, 1)
                .number(CommandTag.STATUS, status)
                .number(CommandTag.FAILED, 1)
                .number(CommandTag.COMPLETED, 1)
                .build();
    }

    private static Command request(int field, boolean data, String sopClass) {
        return Command.builder(field, data)
                .uid(CommandTag.AFFECTED_SOP_CLASS_UID, sopClass)
                .uid(CommandTag.AFFECTED_SOP_INSTANCE_UID, "1.2.3.4")
                .number(CommandTag.MESSAGE_ID, 1)
                .number(CommandTag.EVENT_TYPE_ID, 2)
                .build();
    }

    private static byte[] data(int context, int flags, byte[] bytes) {
        ByteArrayOutputStream b = new ByteArrayOutputStream();
        b.write(Pdu.DATA);
        b.write(0);
        four(b, bytes.length + 6);
        four(b, bytes.length + 2);
        b.write(context);
        b.write(flags);
        b.writeBytes(bytes);
        return b.toByteArray();
    }

    private static void four(ByteArrayOutputStream b, int n) {
        for (int shift = 24; shift >= 0; shift -= 8) {
            b.write(n >>> shift);
        }
    }

    private static byte[] set(DataSet d) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            DicomWriter.write(d, TransferSyntax.IMPLICIT_LE, out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream b = new ByteArrayOutputStream();
        for (byte[] p : parts) {
            b.writeBytes(p);
        }
        return b.toByteArray();
    }

    private static List<byte[]> conversations() {
        DataSet study = DataSet.builder()
                .put(Tag.SpecificCharacterSet, Vr.CS, "ISO_IR 192")
                .put(Tag.PatientName, Vr.PN, "Müller^J")
                .put(Tag.StudyInstanceUID, Vr.UI, "1.2.3")
                .build();
        DataSet item = DataSet.builder().put(Tag.ReferencedSOPInstanceUID, Vr.UI, "1.2.3").put(0x00081197, Vr.US, 0x0112).build();
        DataSet report = DataSet.builder()
                .put(0x00081195, Vr.UI, "2.25.1")
                .put(Tag.ReferencedSOPSequence, List.of(item))
                .put(0x00081198, List.of(item))
                .build();
        byte[] store = data(7, COMMAND | LAST, request(CommandField.C_STORE, true, WireFuzzTarget.CT).bytes());
        byte[] end = PduBytes.of(new ReleaseRequest());
        return List.of(
                joined(data(1, COMMAND | LAST, request(CommandField.C_ECHO, false, SopClasses.VERIFICATION).bytes()), end),
                joined(store, data(7, 0, new byte[64]), data(7, LAST, set(study)), end),
                joined(data(9, COMMAND | LAST, request(CommandField.N_EVENT_REPORT, true, SopClasses.COMMITMENT).bytes()),
                        data(9, LAST, set(report)), end),
                joined(data(3, COMMAND | LAST, find(0xFF00, true).bytes()), data(3, LAST, set(study)),
                        data(3, COMMAND | LAST, find(0, false).bytes()), end),
                joined(store, data(7, LAST, set(study)), data(5, COMMAND | LAST, answer(CommandField.C_GET, 0xFF00, false).bytes()),
                        data(5, COMMAND | LAST, answer(CommandField.C_GET, 0xB000, false).bytes()), end),
                joined(store, PduBytes.of(AssociationAbort.BY_USER)));
    }
}
