package loupe.exchange.node;

import java.util.List;
import java.util.Optional;

/// A system of the hospital that this machine may speak with.
///
/// @param name what people here call it: 1 to 32 characters, letters, digits, `-`, `_` and `.`
/// @param kind what may pass
/// @param dimse where it takes associations; empty where it takes none
/// @param web where it answers DICOMweb; empty where it does not
/// @param characterSet Specific Character Set (0008,0005) of what is asked of it, such as `ISO_IR 192`
/// @param reports how it takes results as messages; a system that does is a node of its own, without images
/// @param orders name of the node whose worklist says by which order its studies were made; empty for its own worklist
public record Node(
        String name, NodeKind kind, Optional<DimseAddress> dimse, Optional<WebAddress> web, String characterSet, ReportWays reports,
        String orders) {
    /// Specific Character Sets that nodes are asked in most: Unicode, Latin-1, Cyrillic, Greek, Japanese, Chinese.
    public static final List<String> CHARACTER_SETS =
            List.of("ISO_IR 192", "ISO_IR 100", "ISO_IR 144", "ISO_IR 126", "ISO_IR 13", "GB18030");

    /// One that holds images.
    public Node(String name, NodeKind kind, Optional<DimseAddress> dimse, Optional<WebAddress> web, String characterSet) {
        this(name, kind, dimse, web, characterSet, ReportWays.NONE, "");
    }

    /// One whose own worklist has its orders.
    public Node(
            String name, NodeKind kind, Optional<DimseAddress> dimse, Optional<WebAddress> web, String characterSet, ReportWays reports) {
        this(name, kind, dimse, web, characterSet, reports, "");
    }

    /// The same with its orders elsewhere.
    ///
    /// @param node name of the node whose worklist has them; empty for its own
    public Node withOrders(String node) {
        return new Node(name, kind, dimse, web, characterSet, reports, node);
    }

    /// Checks the name, and that there is a way to it.
    public Node {
        if (!name.matches("[A-Za-z0-9._-]{1,32}") || !orders.matches("[A-Za-z0-9._-]{0,32}")) {
            throw new IllegalArgumentException("name must be 1 to 32 letters, digits, -, _ or .");
        }
        boolean images = dimse.isPresent() || web.isPresent();
        if (!images && !reports.any()) {
            throw new IllegalArgumentException("a node must have a DIMSE address or a DICOMweb root, or take reports by HL7 or FHIR");
        }
        if (images && reports.any()) {
            throw new IllegalArgumentException("what takes reports is a node of its own, beside the one that holds images");
        }
    }

    /// How its connections are kept from others: one way for DIMSE and DICOMweb; empty where neither says anything.
    public Optional<TlsTerms> tls() {
        return dimse.flatMap(DimseAddress::tls).or(() -> web.flatMap(WebAddress::tls));
    }
}
