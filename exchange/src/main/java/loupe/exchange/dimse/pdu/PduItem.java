package loupe.exchange.dimse.pdu;

/// Types of the items inside an A-ASSOCIATE (PS3.8 9.3.2, PS3.7 D.3.3).
final class PduItem {
    static final int APPLICATION_CONTEXT = 0x10;
    static final int PROPOSED_CONTEXT = 0x20;
    static final int ANSWERED_CONTEXT = 0x21;
    static final int ABSTRACT_SYNTAX = 0x30;
    static final int TRANSFER_SYNTAX = 0x40;
    static final int USER_INFORMATION = 0x50;
    static final int LONGEST_PDU = 0x51;
    static final int IMPLEMENTATION_UID = 0x52;
    static final int ROLE = 0x54;
    static final int VERSION_NAME = 0x55;

    private PduItem() {}
}
