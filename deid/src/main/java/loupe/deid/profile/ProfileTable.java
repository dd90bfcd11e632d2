package loupe.deid.profile;

import java.util.List;
import loupe.core.dicom.Vr;

/// What a profile does with each attribute of PS3.15 table E.1-1: the list a conformance statement must hold (E.1.3).
///
/// @param profile name and version
/// @param rows in the order of the standard's table
public record ProfileTable(String profile, List<Row> rows) {
    /// Copies the list.
    public ProfileTable {
        rows = List.copyOf(rows);
    }

    /// One attribute.
    ///
    /// @param tag eight hexadecimal digits, `x` for any; `odd` for private attributes
    /// @param keyword of the dictionary
    /// @param action what is done
    public record Row(String tag, String keyword, AttributeAction action) {}

    /// The table of a profile.
    public static ProfileTable of(Profile profile) {
        Rules rules = Rules.of(profile);
        List<Row> rows = AttributeTable.lines("attributes.tsv").stream()
                .map(f -> new Row(f[0], f[1], action(rules, f[0], f[2])))
                .toList();
        return new ProfileTable(profile.name() + " " + profile.version(), rows);
    }

    private static AttributeAction action(Rules rules, String tag, String vr) {
        if (!tag.matches("[0-9A-F]{8}")) {
            return AttributeAction.REMOVE;
        }
        String first = vr.split("[/ ]")[0];
        return rules.rule((int) Long.parseLong(tag, 16), first.isEmpty() ? Vr.UN : Vr.valueOf(first)).action();
    }
}
