package loupe.deid.profile;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import loupe.core.dicom.Dictionary;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;

/// A profile made ready: the rule of every attribute, listed or not, and of every content item concept. Immutable.
public final class Rules {
    private static final Rule REMOVE = Rule.unlisted(AttributeAction.REMOVE);
    private static final Rule KEEP = Rule.unlisted(AttributeAction.KEEP);
    private static final Set<String> RETIRED_SCHEMES = Set.of("SRT", "SNM3", "99SDM");
    private static final Rule UID = Rule.unlisted(AttributeAction.UID);

    private final Profile profile;
    private final Map<Integer, Rule> byTag = new HashMap<>(2_000);
    private final Map<String, Rule> byConcept = new HashMap<>(500);
    private final Map<String, String> retired = new HashMap<>();
    private final SafePrivate safePrivate = SafePrivate.load();
    private final Rule dates;

    private Rules(Profile profile) {
        this.profile = profile;
        this.dates = profile.has(ProfileOption.RETAIN_FULL_DATES)
                ? KEEP
                : profile.has(ProfileOption.RETAIN_MODIFIED_DATES)
                        ? new Rule(AttributeAction.CLEAN, AttributeAction.DUMMY, false, false)
                        : Rule.unlisted(AttributeAction.DUMMY);
    }

    /// The rules of a profile.
    public static Rules of(Profile profile) {
        Rules rules = new Rules(profile);
        for (String[] f : AttributeTable.lines("reviewed-text.tsv")) {
            Dictionary.Entry e = Dictionary.entry(f[0])
                    .orElseThrow(() -> new IllegalStateException("reviewed-text.tsv names no attribute: " + f[0]));
            AttributeAction action = AttributeAction.valueOf(f[1]);
            rules.byTag.put(e.tag(), new Rule(action, AttributeAction.valueOf(f[2]), false, false));
        }
        for (AttributeTable.Row row : AttributeTable.attributes()) {
            if (row.key().matches("[0-9A-F]{8}")) {
                rules.byTag.put((int) Long.parseLong(row.key(), 16), rules.resolve(row));
            }
        }
        for (AttributeTable.Row row : AttributeTable.concepts()) {
            rules.byConcept.put(row.key() + " " + row.kind(), rules.resolve(row));
        }
        for (String[] f : AttributeTable.lines("retired-codes.tsv")) {
            rules.retired.put(f[0], f[1]);
        }
        profile.attributes().forEach((tag, action) -> rules.byTag.merge(
                tag, new Rule(action, action, true, false), (listed, own) -> listed.with(action)));
        return rules;
    }

    /// The profile the rules are of.
    public Profile profile() {
        return profile;
    }

    private Rule resolve(AttributeTable.Row row) {
        AttributeAction basic = basic(row.basic());
        boolean described = row.options().containsKey(ProfileOption.CLEAN_DESCRIPTORS);
        boolean text = isFreeText(row.kind()) || row.kind().equals("PN") || row.kind().equals("AE");
        return new Rule(withOptions(row, basic), basic, true, text && !described);
    }

    /// Modified dates go before every keeping column, so that a device's calibration date is shifted too (E.3.6).
    private AttributeAction withOptions(AttributeTable.Row row, AttributeAction basic) {
        AttributeAction action = basic;
        for (Map.Entry<ProfileOption, String> e : row.options().entrySet()) {
            if (!profile.has(e.getKey())) {
                continue;
            }
            if (e.getKey() == ProfileOption.RETAIN_MODIFIED_DATES) {
                return AttributeAction.CLEAN;
            }
            action = e.getValue().equals("K") || action == AttributeAction.KEEP ? AttributeAction.KEEP : AttributeAction.CLEAN;
        }
        return action;
    }

    /// Compound actions where the attribute's Type is not known: D is always legal, and Z for X/Z.
    private static AttributeAction basic(String printed) {
        return switch (printed) {
            case "X" -> AttributeAction.REMOVE;
            case "Z", "X/Z" -> AttributeAction.EMPTY;
            case "D", "X/D", "Z/D", "X/Z/D" -> AttributeAction.DUMMY;
            case "U", "X/Z/U*" -> AttributeAction.UID;
            default -> throw new IllegalStateException("unknown action in the table: " + printed);
        };
    }

    /// The rule of an attribute.
    ///
    /// @param tag any tag that is not private
    /// @param vr VR the value has
    public Rule rule(int tag, Vr vr) {
        Rule listed = byTag.get(tag);
        return listed != null ? listed : unlisted(tag, vr);
    }

    private Rule unlisted(int tag, Vr vr) {
        int group = tag >>> 16;
        boolean neverInADataSet = group < 0x0008 || group > 0x7FE0 || (tag & 0xffff) == 0;
        if (neverInADataSet || Tag.isPrivate(tag) || isCurveOrOverlay(group) || Dictionary.entry(tag).isEmpty()) {
            return REMOVE;
        }
        return switch (vr) {
            case DA, DT, TM -> dates;
            case UI -> UID;
            case PN, AE, UR, LO, SH, ST, LT, UC, UT, UN -> REMOVE;
            case AS, AT, CS, DS, FL, FD, IS, OB, OD, OF, OL, OV, OW, SL, SQ, SS, SV, UL, US, UV -> KEEP;
        };
    }

    private static boolean isCurveOrOverlay(int group) {
        return (group & 0xFF00) == 0x5000 || (group & 0xFF00) == 0x6000;
    }

    private static boolean isFreeText(String vr) {
        return switch (vr) {
            case "LO", "SH", "ST", "LT", "UC", "UT" -> true;
            default -> false;
        };
    }

    /// The rule of a content item by its concept name (PS3.15 table E.3.4-1); empty where the table does not name it.
    ///
    /// @param scheme coding scheme designator; the retired ones of SNOMED-RT ids are mapped to SNOMED CT (E.3.4)
    /// @param code code value
    /// @param valueType value type of the item
    public Optional<Rule> concept(String scheme, String code, String valueType) {
        String known = RETIRED_SCHEMES.contains(scheme) ? "SCT " + retired.getOrDefault(code, "") : scheme + " " + code;
        return Optional.ofNullable(byConcept.get(known + " " + valueType));
    }

    /// The VR of a private attribute known to be safe (PS3.15 table E.3.10-1); empty where it is not, or where the
    /// profile keeps none.
    ///
    /// @param tag the attribute's tag
    /// @param creator the private creator that owns its block
    public Optional<Vr> safePrivate(int tag, String creator) {
        return profile.has(ProfileOption.RETAIN_SAFE_PRIVATE) ? safePrivate.vr(tag, creator) : Optional.empty();
    }

    /// Whether descriptions keep what names nobody (PS3.15 E.3.5); else they go.
    public boolean cleansDescriptors() {
        return profile.has(ProfileOption.CLEAN_DESCRIPTORS);
    }

    /// Whether any private attribute may stay.
    public boolean keepsSafePrivate() {
        return profile.has(ProfileOption.RETAIN_SAFE_PRIVATE);
    }

    /// The rule of a private attribute that may stay: dates and UIDs are nowhere kept just because they are safe.
    public Rule safePrivateRule(Vr vr) {
        return switch (vr) {
            case UI -> new Rule(AttributeAction.UID, AttributeAction.REMOVE, false, false);
            case DA, DT, TM -> new Rule(dates.action(), AttributeAction.REMOVE, false, false);
            default -> new Rule(AttributeAction.KEEP, AttributeAction.REMOVE, false, false);
        };
    }
}
