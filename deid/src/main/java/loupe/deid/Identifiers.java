package loupe.deid;

import loupe.core.dicom.CharacterSet;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Element;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;
import loupe.deid.profile.AttributeAction;
import loupe.deid.profile.Rule;
import loupe.deid.profile.Rules;
import loupe.deid.text.KnownValues;
import loupe.deid.text.ProtocolWords;

/// Collects what one instance says of persons and places, to look for it in the text that stays.
final class Identifiers {
    private Identifiers() {}

    static KnownValues of(DataSet data, Rules rules, ProtocolWords words) {
        KnownValues known = new KnownValues(words);
        collect(data, data.characterSet(), rules, known);
        return known;
    }

    private static void collect(DataSet data, CharacterSet set, Rules rules, KnownValues known) {
        for (Element written : data.elements()) {
            if (Tag.isPrivate(written.tag())) {
                continue;
            }
            switch (written) {
                case Element.Value v -> value(v, set, rules, known);
                case Element.Sequence s -> s.items().forEach(item -> collect(
                        item, item.contains(Tag.SpecificCharacterSet) ? item.characterSet() : set, rules, known));
                case Element.Fragments f -> {
                    // pixels have no text
                }
            }
        }
    }

    private static void value(Element.Value written, CharacterSet set, Rules rules, KnownValues known) {
        if (written.bytes().byteSize() > 1024 || written.bytes().byteSize() == 0) {
            return;
        }
        if (!(Reading.of(written).orElse(written) instanceof Element.Value v) || v.vr().kind() != Vr.Kind.TEXT) {
            return;
        }
        Rule rule = rules.rule(v.tag(), v.vr());
        if (v.vr() == Vr.PN) {
            TextValues.of(v, set).forEach(known::addName);
        } else if (v.tag() == Tag.PatientBirthDate
                || rule.identifying() && rule.action() != AttributeAction.KEEP && v.vr() != Vr.UI) {
            TextValues.of(v, set).forEach(known::addIdentifier);
        }
    }
}
