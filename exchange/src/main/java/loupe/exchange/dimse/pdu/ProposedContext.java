package loupe.exchange.dimse.pdu;

import java.util.List;

/// A presentation context as it is proposed (PS3.8 9.3.2.2).
///
/// @param id odd, 1 to 255
/// @param abstractSyntax a SOP class
/// @param transferSyntaxes of which the acceptor takes one, whichever it likes
public record ProposedContext(int id, String abstractSyntax, List<String> transferSyntaxes) {
    /// Copies the list and checks the number.
    public ProposedContext {
        transferSyntaxes = List.copyOf(transferSyntaxes);
        if (id < 1 || id > 255 || id % 2 == 0) {
            throw new IllegalArgumentException("id must be odd and 1 to 255, was " + id);
        }
    }
}
