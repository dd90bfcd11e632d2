package loupe.exchange.dimse.association;

import loupe.core.dicom.TransferSyntax;

/// A presentation context both sides agreed on.
///
/// @param id odd, 1 to 255
/// @param sopClass its abstract syntax
/// @param transferSyntax how data sets are encoded in it
/// @param scu whether this side may ask for its service
/// @param scp whether this side may offer it
public record AgreedContext(int id, String sopClass, TransferSyntax transferSyntax, boolean scu, boolean scp) {}
