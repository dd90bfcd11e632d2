package loupe.exchange.dimse.pdu;

/// A presentation context as it was answered (PS3.8 9.3.3.2).
///
/// @param id of the proposal
/// @param result 0 accepted, 1 refused by the user, 2 no reason, 3 abstract syntax, 4 transfer syntaxes not supported
/// @param transferSyntax the one taken; without meaning where the context was not accepted
public record AnsweredContext(int id, int result, String transferSyntax) {
    /// The abstract syntax is not offered.
    public static final int NO_ABSTRACT_SYNTAX = 3;

    /// None of the transfer syntaxes is.
    public static final int NO_TRANSFER_SYNTAX = 4;

    /// Whether it may be used.
    public boolean accepted() {
        return result == 0;
    }
}
