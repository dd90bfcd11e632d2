package loupe.exchange.dimse.pdu;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/// The bytes of protocol data units, header included (PS3.8 9.3, big endian). Stateless.
public final class PduBytes {
    static final int TITLE = 16;
    static final int RESERVED = 32;

    private PduBytes() {}

    /// The bytes of a unit.
    public static byte[] of(Pdu pdu) {
        return switch (pdu) {
            case AssociateRequest r -> unit(Pdu.ASSOCIATE_RQ, b -> request(b, r));
            case AssociateAccept a -> unit(Pdu.ASSOCIATE_AC, b -> accept(b, a));
            case AssociateReject r -> unit(Pdu.ASSOCIATE_RJ, b -> four(b, r.result(), r.source(), r.reason()));
            case ReleaseRequest r -> unit(Pdu.RELEASE_RQ, b -> four(b, 0, 0, 0));
            case ReleaseResponse r -> unit(Pdu.RELEASE_RP, b -> four(b, 0, 0, 0));
            case AssociationAbort a -> unit(Pdu.ABORT, b -> four(b, 0, a.source(), a.reason()));
        };
    }

    private static byte[] unit(int type, Consumer<ByteArrayOutputStream> body) {
        ByteArrayOutputStream b = new ByteArrayOutputStream();
        body.accept(b);
        ByteArrayOutputStream out = new ByteArrayOutputStream(b.size() + Pdu.HEADER);
        out.write(type);
        out.write(0);
        number(out, b.size(), 4);
        out.writeBytes(b.toByteArray());
        return out.toByteArray();
    }

    private static void four(ByteArrayOutputStream out, int first, int second, int third) {
        out.write(0);
        out.write(first);
        out.write(second);
        out.write(third);
    }

    private static void request(ByteArrayOutputStream out, AssociateRequest r) {
        head(out, r.protocolVersion(), r.calledTitle(), r.callingTitle());
        item(out, PduItem.APPLICATION_CONTEXT, r.applicationContext());
        for (ProposedContext c : r.contexts()) {
            item(out, PduItem.PROPOSED_CONTEXT, b -> {
                four(b, c.id());
                item(b, PduItem.ABSTRACT_SYNTAX, c.abstractSyntax());
                c.transferSyntaxes().forEach(t -> item(b, PduItem.TRANSFER_SYNTAX, t));
            });
        }
        user(out, r.user());
    }

    private static void accept(ByteArrayOutputStream out, AssociateAccept a) {
        head(out, 1, a.calledTitle(), a.callingTitle());
        item(out, PduItem.APPLICATION_CONTEXT, AssociateRequest.DICOM);
        for (AnsweredContext c : a.contexts()) {
            item(out, PduItem.ANSWERED_CONTEXT, b -> {
                b.write(c.id());
                b.write(0);
                b.write(c.result());
                b.write(0);
                item(b, PduItem.TRANSFER_SYNTAX, c.transferSyntax());
            });
        }
        user(out, a.user());
    }

    private static void four(ByteArrayOutputStream out, int first) {
        out.write(first);
        out.write(0);
        out.write(0);
        out.write(0);
    }

    private static void head(ByteArrayOutputStream out, int version, String called, String calling) {
        number(out, version, 2);
        number(out, 0, 2);
        title(out, called);
        title(out, calling);
        out.writeBytes(new byte[RESERVED]);
    }

    private static void title(ByteArrayOutputStream out, String title) {
        byte[] raw = (title + " ".repeat(TITLE)).getBytes(StandardCharsets.ISO_8859_1);
        out.write(raw, 0, TITLE);
    }

    private static void user(ByteArrayOutputStream out, UserInformation user) {
        item(out, PduItem.USER_INFORMATION, b -> {
            item(b, PduItem.LONGEST_PDU, i -> number(i, user.longestPdu(), 4));
            item(b, PduItem.IMPLEMENTATION_UID, user.implementationUid());
            roles(b, user.roles());
            if (!user.versionName().isEmpty()) {
                item(b, PduItem.VERSION_NAME, user.versionName());
            }
        });
    }

    private static void roles(ByteArrayOutputStream out, List<RoleSelection> roles) {
        for (RoleSelection r : roles) {
            item(out, PduItem.ROLE, b -> {
                byte[] uid = r.sopClass().getBytes(StandardCharsets.ISO_8859_1);
                number(b, uid.length, 2);
                b.writeBytes(uid);
                b.write(r.scu() ? 1 : 0);
                b.write(r.scp() ? 1 : 0);
            });
        }
    }

    private static void item(ByteArrayOutputStream out, int type, String text) {
        item(out, type, b -> b.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static void item(ByteArrayOutputStream out, int type, Consumer<ByteArrayOutputStream> body) {
        ByteArrayOutputStream b = new ByteArrayOutputStream();
        body.accept(b);
        out.write(type);
        out.write(0);
        number(out, b.size(), 2);
        out.writeBytes(b.toByteArray());
    }

    private static void number(ByteArrayOutputStream out, long value, int bytes) {
        for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
            out.write((int) (value >>> shift));
        }
    }
}
