package loupe.exchange.dimse.pdu;

/// A protocol data unit other than P-DATA-TF, whose bytes are handed on without being a value first.
public sealed interface Pdu
        permits AssociateRequest, AssociateAccept, AssociateReject, ReleaseRequest, ReleaseResponse, AssociationAbort {
    /// PDU types (PS3.8 9.3.1).
    int ASSOCIATE_RQ = 1;

    /// A-ASSOCIATE-AC.
    int ASSOCIATE_AC = 2;

    /// A-ASSOCIATE-RJ.
    int ASSOCIATE_RJ = 3;

    /// P-DATA-TF.
    int DATA = 4;

    /// A-RELEASE-RQ.
    int RELEASE_RQ = 5;

    /// A-RELEASE-RP.
    int RELEASE_RP = 6;

    /// A-ABORT.
    int ABORT = 7;

    /// Bytes before the variable field: type, a reserved byte, length.
    int HEADER = 6;

    /// Most bytes an A-ASSOCIATE may have here: 128 contexts of twenty transfer syntaxes each are a quarter of it.
    int LONGEST_ASSOCIATE = 1 << 20;
}
