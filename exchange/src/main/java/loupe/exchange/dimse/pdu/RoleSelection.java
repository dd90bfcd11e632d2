package loupe.exchange.dimse.pdu;

/// SCP/SCU Role Selection (PS3.7 D.3.3.4), always seen from who requested the association.
///
/// @param sopClass for which
/// @param scu whether the requestor may be its SCU
/// @param scp whether the requestor may be its SCP
public record RoleSelection(String sopClass, boolean scu, boolean scp) {}
