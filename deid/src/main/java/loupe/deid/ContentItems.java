package loupe.deid;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;
import loupe.deid.profile.AttributeAction;
import loupe.deid.profile.Rule;
import loupe.deid.profile.Rules;

/// What to do with a content item by its concept name and value type (PS3.15 E.3.4).
final class ContentItems {
    private static final int DATE = 0x0040A121;
    private static final int TIME = 0x0040A122;
    private static final Rule DUMMY = new Rule(AttributeAction.DUMMY, AttributeAction.DUMMY, true, false);

    private ContentItems() {}

    /// Rules of the attributes that hold the item's value; empty where the item must go. An item that is no content
    /// item has none of its own.
    static Optional<Map<Integer, Rule>> rules(DataSet item, Rules rules) {
        if (!item.contains(Tag.ValueType)) {
            return Optional.of(Map.of());
        }
        String type = item.string(Tag.ValueType, "");
        Optional<Rule> listed = item.items(Tag.ConceptNameCodeSequence).stream()
                .findFirst()
                .flatMap(name -> rules.concept(
                        name.string(Tag.CodingSchemeDesignator, ""), name.string(Tag.CodeValue, ""), type));
        if (listed.map(Rule::action).filter(a -> a == AttributeAction.REMOVE).isPresent()) {
            return Optional.empty();
        }
        Map<Integer, Rule> out = new HashMap<>();
        value(Tag.TextValue, Vr.UT, out, listed, rules, type.equals("TEXT"));
        value(Tag.PersonName, Vr.PN, out, listed, rules, type.equals("PNAME"));
        value(DATE, Vr.DA, out, listed, rules, type.equals("DATE"));
        value(TIME, Vr.TM, out, listed, rules, type.equals("TIME"));
        value(Tag.DateTime, Vr.DT, out, listed, rules, type.equals("DATETIME"));
        value(Tag.UID, Vr.UI, out, listed, rules, type.equals("UIDREF"));
        if (type.equals("CODE") && listed.map(Rule::action).filter(a -> a == AttributeAction.DUMMY).isPresent()) {
            out.put(Tag.ConceptCodeSequence, DUMMY);
        }
        return Optional.of(out);
    }

    /// Only the attribute of the item's own value type may follow its concept; text and names never stay unlisted.
    private static void value(
            int tag, Vr vr, Map<Integer, Rule> out, Optional<Rule> listed, Rules rules, boolean own) {
        Rule byVr = vr == Vr.UT || vr == Vr.PN ? DUMMY : rules.rule(tag, vr);
        Rule found = own ? listed.orElse(byVr) : byVr;
        // An item that stays must have its value.
        Rule rule = found.otherwise() == AttributeAction.REMOVE ? new Rule(found.action(), AttributeAction.DUMMY, true, false) : found;
        out.put(tag, vr == Vr.UI && rule.action() == AttributeAction.DUMMY ? rules.rule(tag, vr) : rule);
    }
}
