package loupe.review.inventory;

import java.time.Instant;

/// One line of a site's inventory (what a record of processing activities asks for, GDPR article 30).
///
/// @param name its name within the site
/// @param kind whether it stays or goes somewhere
/// @param holds what data it is
/// @param owner who answers for it
/// @param purpose what it is for
/// @param keepDays days it is kept, from 1; 0 for no end
/// @param recipient where a flow goes; empty for a data set
/// @param listed since when this version of the line stands, UTC
public record InventoryEntry(
        String name, Kind kind, String holds, String owner, String purpose, int keepDays, String recipient, Instant listed) {
    /// What is listed.
    public enum Kind {
        /// Data that stay.
        DATA_SET,
        /// Data that go somewhere.
        FLOW
    }

    /// Checks that nothing that must be said is left out.
    public InventoryEntry {
        require("name", name);
        require("holds", holds);
        require("owner", owner);
        require("purpose", purpose);
        if (keepDays < 0) {
            throw new IllegalArgumentException("keepDays must be 0 or more, was " + keepDays);
        }
        if ((kind == Kind.FLOW) == recipient.isBlank()) {
            throw new IllegalArgumentException("a flow must have a recipient, a data set none");
        }
    }

    private static void require(String what, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(what + " must be said");
        }
    }
}
