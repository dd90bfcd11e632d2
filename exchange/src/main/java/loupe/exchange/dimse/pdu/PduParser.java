package loupe.exchange.dimse.pdu;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Reads protocol data units other than P-DATA-TF from their bytes (PS3.8 9.3). What is not known is passed over, as 9.3.1 asks.
public final class PduParser {
    private static final int TITLES_END = 68;
    private static final int MOST_CONTEXTS = 128;

    private PduParser() {}

    /// The unit of a type.
    ///
    /// @param bytes holds the variable field from its first byte on
    /// @param length of the variable field
    /// @throws PduException if the bytes are no such unit, or the type is none
    public static Pdu parse(int type, byte[] bytes, int length) throws PduException {
        PduCursor c = new PduCursor(bytes, 0, length);
        return switch (type) {
            case Pdu.ASSOCIATE_RQ -> request(c);
            case Pdu.ASSOCIATE_AC -> accept(c);
            case Pdu.ASSOCIATE_RJ -> {
                c.skip(1);
                yield new AssociateReject(c.octet(), c.octet(), c.octet());
            }
            case Pdu.RELEASE_RQ -> new ReleaseRequest();
            case Pdu.RELEASE_RP -> new ReleaseResponse();
            case Pdu.ABORT -> {
                c.skip(2);
                yield new AssociationAbort(c.octet(), c.octet());
            }
            default -> throw new PduException("there is no PDU of type " + type);
        };
    }

    private static AssociateRequest request(PduCursor c) throws PduException {
        Head head = head(c);
        Items items = items(c);
        Set<Integer> seen = new HashSet<>();
        for (ProposedContext p : items.proposed) {
            if (!seen.add(p.id())) {
                throw new PduException("two presentation contexts have one number");
            }
        }
        return new AssociateRequest(
                head.version, head.called, head.calling, items.applicationContext, items.proposed, items.user());
    }

    private static AssociateAccept accept(PduCursor c) throws PduException {
        Head head = head(c);
        Items items = items(c);
        return new AssociateAccept(head.called, head.calling, items.answered, items.user());
    }

    private record Head(int version, String called, String calling) {}

    private static Head head(PduCursor c) throws PduException {
        if (c.left() < TITLES_END) {
            throw new PduException("an A-ASSOCIATE is shorter than its fixed fields");
        }
        int version = (int) c.number(2);
        c.skip(2);
        Head head = new Head(version, c.text(PduBytes.TITLE), c.text(PduBytes.TITLE));
        c.skip(PduBytes.RESERVED);
        return head;
    }

    private static final class Items {
        final List<ProposedContext> proposed = new ArrayList<>();
        final List<AnsweredContext> answered = new ArrayList<>();
        final List<RoleSelection> roles = new ArrayList<>();
        String applicationContext = "";
        long longest;
        String implementation = "";
        String version = "";

        UserInformation user() {
            return new UserInformation(longest, implementation, version, roles);
        }
    }

    private static Items items(PduCursor c) throws PduException {
        Items items = new Items();
        while (c.more()) {
            int type = item(c);
            PduCursor body = c.part((int) c.number(2));
            switch (type) {
                case PduItem.APPLICATION_CONTEXT -> items.applicationContext = body.rest();
                case PduItem.PROPOSED_CONTEXT -> items.proposed.add(proposed(body));
                case PduItem.ANSWERED_CONTEXT -> items.answered.add(answered(body));
                case PduItem.USER_INFORMATION -> user(body, items);
                default -> {}
            }
            if (items.proposed.size() > MOST_CONTEXTS || items.answered.size() > MOST_CONTEXTS) {
                throw new PduException("there are more than " + MOST_CONTEXTS + " presentation contexts");
            }
        }
        return items;
    }

    private static int item(PduCursor c) throws PduException {
        int type = c.octet();
        c.skip(1);
        return type;
    }

    private static ProposedContext proposed(PduCursor c) throws PduException {
        int id = contextId(c);
        c.skip(3);
        String abstractSyntax = "";
        List<String> syntaxes = new ArrayList<>();
        while (c.more()) {
            int type = item(c);
            PduCursor body = c.part((int) c.number(2));
            switch (type) {
                case PduItem.ABSTRACT_SYNTAX -> abstractSyntax = body.rest();
                case PduItem.TRANSFER_SYNTAX -> syntaxes.add(body.rest());
                default -> {}
            }
        }
        return new ProposedContext(id, abstractSyntax, syntaxes);
    }

    private static AnsweredContext answered(PduCursor c) throws PduException {
        int id = contextId(c);
        c.skip(1);
        int result = c.octet();
        c.skip(1);
        String syntax = "";
        while (c.more()) {
            int type = item(c);
            PduCursor body = c.part((int) c.number(2));
            if (type == PduItem.TRANSFER_SYNTAX) {
                syntax = body.rest();
            }
        }
        return new AnsweredContext(id, result, syntax);
    }

    private static int contextId(PduCursor c) throws PduException {
        int id = c.octet();
        if (id % 2 == 0) {
            throw new PduException("a presentation context has an even number");
        }
        return id;
    }

    private static void user(PduCursor c, Items items) throws PduException {
        while (c.more()) {
            int type = item(c);
            PduCursor body = c.part((int) c.number(2));
            switch (type) {
                case PduItem.LONGEST_PDU -> items.longest = body.number(4);
                case PduItem.IMPLEMENTATION_UID -> items.implementation = body.rest();
                case PduItem.VERSION_NAME -> items.version = body.rest();
                case PduItem.ROLE ->
                    items.roles.add(new RoleSelection(
                            body.text((int) body.number(2)), body.octet() == 1, body.octet() == 1));
                default -> {}
            }
        }
    }
}
