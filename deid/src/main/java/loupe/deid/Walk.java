package loupe.deid;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loupe.core.dicom.CharacterSet;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Dictionary;
import loupe.core.dicom.Element;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;
import loupe.deid.profile.AttributeAction;
import loupe.deid.profile.Rule;
import loupe.deid.profile.Rules;
import org.jspecify.annotations.Nullable;

/// One walk over all elements of one instance, at every depth, acting on each by its rule.
final class Walk {
    private static final Rule DUMMY = new Rule(AttributeAction.DUMMY, AttributeAction.DUMMY, false, false);

    private final Rules rules;
    private final Journal journal;
    private final Acting acting;

    Walk(Rules rules, Journal journal, Acting acting) {
        this.rules = rules;
        this.journal = journal;
        this.acting = acting;
    }

    /// The cleaned data set.
    DataSet.Builder dataSet(DataSet in, @Nullable Path at, Context context) {
        DataSet.Builder out = DataSet.itemBuilder(CharacterSet.UTF_8);
        Map<Integer, String> creators = null;
        PrivateBlocks blocks = rules.keepsSafePrivate() ? PrivateBlocks.of(in) : NO_BLOCKS;
        for (Element written : in.elements()) {
            int tag = written.tag();
            journal.seen();
            if (Tag.isPrivate(tag)) {
                creators = creators == null ? new HashMap<>() : creators;
                privateElement(out, written, new Step(at, context), new Owners(creators, blocks));
                continue;
            }
            if (tag == Tag.SpecificCharacterSet || tag == PrivateBlocks.CHARACTERISTICS) {
                continue;
            }
            standard(out, written, new Step(at, context));
        }
        if (in.contains(PrivateBlocks.CHARACTERISTICS)) {
            characteristics(out, in, at);
        }
        if (CodeItems.isIn(in)) {
            acting.code(out, new Step(at, context));
        }
        return out;
    }

    /// One element that is not private.
    void standard(DataSet.Builder out, Element written, Step step) {
        int tag = written.tag();
        Optional<Element> read = isPixels(tag) && step.at != null ? Optional.empty() : Reading.of(written);
        if (read.isEmpty()) {
            journal.note(step.at, tag, Deed.REMOVED);
            return;
        }
        Rule content = step.context.content().get(tag);
        Rule rule = content == null ? rules.rule(tag, read.get().vr()) : content;
        element(out, read.get(), within(step.context.keeping(), rule, read.get()), step);
    }

    /// In a dummy, and in references of the strict profile, no value stays that the table does not name.
    private static Rule within(Keeping keeping, Rule rule, Element e) {
        boolean stays = !rule.listed() && (rule.action() == AttributeAction.KEEP || rule.action() == AttributeAction.CLEAN);
        boolean frame = keeping == Keeping.REFERENCES && e.tag() == Tag.ReferencedFrameNumber;
        return keeping == Keeping.ALL || !stays || frame || e.vr() == Vr.SQ || isCode(e.tag()) ? rule : DUMMY;
    }

    /// Attributes of a coded entry, which is cleaned as a whole.
    private static boolean isCode(int tag) {
        return tag == Tag.CodeMeaning || tag == Tag.CodeValue || tag == Tag.CodingSchemeDesignator;
    }

    /// What of an item's values stays that the table does not name.
    enum Keeping {
        /// What the profile says.
        ALL,
        /// Which objects, frames and codes of the standard are meant.
        REFERENCES,
        /// Nothing: the item is a dummy of itself.
        FORM
    }

    private void characteristics(DataSet.Builder out, DataSet in, @Nullable Path at) {
        List<DataSet> kept = rules.keepsSafePrivate() ? PrivateBlocks.kept(in, out) : List.of();
        if (!kept.isEmpty()) {
            out.put(PrivateBlocks.CHARACTERISTICS, kept);
        }
        journal.note(at, PrivateBlocks.CHARACTERISTICS, kept.isEmpty() ? Deed.REMOVED : Deed.CLEANED);
    }

    /// Who owns the private blocks of a data set, and what it says of them.
    private record Owners(Map<Integer, String> creators, PrivateBlocks blocks) {}

    private static final PrivateBlocks NO_BLOCKS = PrivateBlocks.of(DataSet.empty());

    /// Where the walk stands.
    ///
    /// @param at the sequences around
    /// @param context what is known of the data set
    record Step(@Nullable Path at, Context context) {}

    /// What is known of the data set around an element.
    ///
    /// @param set the character set its text is in
    /// @param content rules of a content item's value, which go before those of the attribute
    /// @param keeping what of its values stays that the table does not name
    record Context(CharacterSet set, Map<Integer, Rule> content, Keeping keeping) {}

    static boolean isPixels(int tag) {
        return tag == Tag.PixelData || tag == Tag.FloatPixelData || tag == Tag.DoubleFloatPixelData;
    }

    private void element(DataSet.Builder out, Element e, Rule rule, Step step) {
        switch (e) {
            case Element.Value v -> acting.value(out, v, rule, step);
            case Element.Sequence s -> sequence(out, s, rule, step);
            case Element.Fragments f -> out.put(f);
        }
    }

    private void sequence(DataSet.Builder out, Element.Sequence s, Rule rule, Step step) {
        switch (rule.action()) {
            case REMOVE -> journal.note(step.at, s.tag(), Deed.REMOVED);
            case EMPTY -> {
                out.putEmpty(s.tag(), Vr.SQ);
                journal.note(step.at, s.tag(), Deed.EMPTIED);
            }
            case DUMMY -> {
                Optional<List<DataSet>> dummy = s.items().isEmpty() ? Optional.empty() : Dummies.items(s.tag());
                if (dummy.isEmpty()) {
                    out.put(s.tag(), items(s, step, Keeping.FORM));
                } else if (!dummy.get().isEmpty()) {
                    out.put(s.tag(), dummy.get());
                }
                journal.note(step.at, s.tag(), Deed.REPLACED);
            }
            case UID, KEEP, CLEAN, PSEUDONYM -> {
                boolean references = rule.listed() && rule.action() == AttributeAction.UID && !rules.cleansDescriptors();
                Keeping around = step.context.keeping();
                List<DataSet> items = items(s, step, references && around == Keeping.ALL ? Keeping.REFERENCES : around);
                if (!items.isEmpty() || s.items().isEmpty()) {
                    out.put(s.tag(), items);
                }
            }
        }
    }

    private List<DataSet> items(Element.Sequence s, Step step, Keeping keeping) {
        Path path = new Path(step.at, s.tag());
        List<DataSet> out = new ArrayList<>(s.items().size());
        for (DataSet item : s.items()) {
            CharacterSet set = item.contains(Tag.SpecificCharacterSet) ? item.characterSet() : step.context.set();
            Optional<Map<Integer, Rule>> content = ContentItems.rules(item, rules);
            if (content.isEmpty()) {
                journal.note(step.at, s.tag(), Deed.CLEANED);
            } else {
                out.add(dataSet(item, path, new Context(set, content.get(), keeping)).build());
            }
        }
        return out;
    }

    /// A private creator is kept only once an element of its block was.
    private void privateElement(DataSet.Builder out, Element e, Step step, Owners owners) {
        int element = e.tag() & 0xffff;
        if (element >= 0x10 && element <= 0xff && e instanceof Element.Value v) {
            owners.creators.put(e.tag(), TextValues.of(new Element.Value(v.tag(), Vr.LO, v.bytes(), false), step.context.set()).getFirst());
            return;
        }
        int creatorTag = e.tag() & 0xffff0000 | element >>> 8;
        String creator = element < 0x1000 ? null : owners.creators.get(creatorTag);
        Optional<Element> safe = creator == null ? Optional.empty() : safe(e, creator, owners.blocks);
        if (safe.isEmpty() || creator == null) {
            journal.note(step.at, e.tag(), Deed.REMOVED);
            return;
        }
        out.put(creatorTag, Vr.LO, creator);
        element(out, safe.get(), rules.safePrivateRule(safe.get().vr()), step);
    }

    /// The element as what it is known to be; empty where nobody says that it is safe.
    private Optional<Element> safe(Element e, String creator, PrivateBlocks blocks) {
        return rules.safePrivate(e.tag(), creator)
                .flatMap(vr -> Reading.as(e, vr, vr.name()).filter(read -> read.vr() == vr))
                .or(() -> blocks.isSafe(e.tag(), e.vr(), creator) ? Optional.of(e) : Optional.empty());
    }

    /// Whether the dictionary knows a tag as one of a VR that is text for people.
    static boolean isFreeText(Vr vr) {
        return switch (vr) {
            case LO, SH, ST, LT, UC, UT -> true;
            default -> false;
        };
    }

    /// The keyword of a tag, or its number.
    static String keyword(int tag) {
        return Dictionary.entry(tag).map(Dictionary.Entry::keyword).orElse(Integer.toHexString(tag));
    }
}
