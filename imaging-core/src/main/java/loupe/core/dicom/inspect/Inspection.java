package loupe.core.dicom.inspect;

import java.util.List;

/// What one file is.
///
/// @param kind what it is by its first bytes
/// @param facts what it holds, none of it naming a person
/// @param oddities what is odd about it, as sentences without values that name a person; empty where nothing is
/// @param identity what names a person, place or time; empty unless asked for
/// @param instanceUid SOP Instance UID to tell copies by; empty where there is none
public record Inspection(
        FileKind kind, List<Fact> facts, List<String> oddities, List<Fact> identity, String instanceUid) {
    /// A named value.
    ///
    /// @param name what it is
    /// @param value as text
    public record Fact(String name, String value) {}

    /// Copies the lists.
    public Inspection {
        facts = List.copyOf(facts);
        oddities = List.copyOf(oddities);
        identity = List.copyOf(identity);
    }

    /// Says nothing of its content, so that no log can.
    @Override
    public String toString() {
        return "Inspection";
    }
}
