package loupe.exchange.node;

import java.util.Optional;

/// A system of the hospital that this machine may speak with.
///
/// @param name what people here call it: 1 to 32 characters, letters, digits, `-`, `_` and `.`
/// @param kind what may pass
/// @param dimse where it takes associations; empty where it takes none
/// @param web where it answers DICOMweb; empty where it does not
/// @param characterSet Specific Character Set (0008,0005) of what is asked of it, such as `ISO_IR 192`
public record Node(String name, NodeKind kind, Optional<DimseAddress> dimse, Optional<WebAddress> web, String characterSet) {
    /// Checks the name, and that there is a way to it.
    public Node {
        if (!name.matches("[A-Za-z0-9._-]{1,32}")) {
            throw new IllegalArgumentException("name must be 1 to 32 letters, digits, -, _ or .");
        }
        if (dimse.isEmpty() && web.isEmpty()) {
            throw new IllegalArgumentException("a node must have a DIMSE address or a DICOMweb root");
        }
    }
}
