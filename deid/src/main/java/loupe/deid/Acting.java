package loupe.deid;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Element;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;
import loupe.deid.profile.AttributeAction;
import loupe.deid.profile.Profile;
import loupe.deid.profile.Rule;
import loupe.deid.pseudonym.Pseudonyms;
import loupe.deid.text.CodeMeanings;
import loupe.deid.text.DefinedTerms;
import loupe.deid.text.KnownValues;
import loupe.deid.text.LegalValues;
import loupe.deid.text.ProtocolWords;
import loupe.deid.text.Scrubber;
import org.jspecify.annotations.Nullable;

/// Does to one value what its rule says.
final class Acting {
    private static final Pattern UID = Pattern.compile("(0|[1-9]\\d*)(\\.(0|[1-9]\\d*))*|");

    private static final Pattern NUMBER = Pattern.compile("\\d{1,5}");

    private final Journal journal;
    private final Pseudonyms pseudonyms;
    private final Patient patient;
    private final ProtocolWords words;
    private final Supplier<KnownValues> known;
    private final TextValues text = new TextValues();
    private final DefinedTerms terms;
    private final CodeItems codes;

    /// What the door knows of words.
    ///
    /// @param words words descriptions may keep
    /// @param terms terms code strings may keep
    /// @param meanings what the standard's codes mean
    record Vocabulary(ProtocolWords words, DefinedTerms terms, CodeMeanings meanings) {
        static Vocabulary builtIn() {
            ProtocolWords words = ProtocolWords.builtIn();
            return new Vocabulary(words, DefinedTerms.builtIn(words), CodeMeanings.builtIn());
        }
    }

    /// @param profile the profile in force
    /// @param vocabulary words, terms and codes that may stay
    /// @param known this instance's identifiers, collected when first asked for
    record Language(Profile profile, Vocabulary vocabulary, Supplier<KnownValues> known) {
        ProtocolWords words() {
            return vocabulary.words;
        }
    }

    Acting(Journal journal, Pseudonyms pseudonyms, Patient patient, Language language) {
        this.journal = journal;
        this.pseudonyms = pseudonyms;
        this.patient = patient;
        this.words = language.words();
        this.known = language.known;
        this.terms = language.vocabulary.terms;
        this.codes = new CodeItems(language.profile, language.vocabulary.meanings, language, pseudonyms);
    }

    /// Cleans the coded entry a data set is.
    void code(DataSet.Builder out, Walk.Step at) {
        codes.clean(out, at, journal, at.context().keeping() == Walk.Keeping.FORM);
    }

    /// The instance's identifiers, collected now if they were not.
    KnownValues known() {
        return known.get();
    }

    /// Whom the instance is of.
    Patient patient() {
        return patient;
    }

    /// Whether any text put so far needs UTF-8.
    boolean beyondAscii() {
        return text.beyondAscii();
    }

    /// Acts on a value that is not a sequence.
    void value(DataSet.Builder out, Element.Value v, Rule rule, Walk.Step at) {
        if (v.tag() == Tag.PatientID || v.tag() == Tag.PatientName) {
            out.put(v.tag(), v.vr(), patient.pseudonym());
            journal.note(at.at(), v.tag(), Deed.PSEUDONYM);
            return;
        }
        act(out, v, rule, rule.action(), at);
    }

    private void act(DataSet.Builder out, Element.Value v, Rule rule, AttributeAction action, Walk.Step at) {
        switch (action) {
            case REMOVE -> journal.note(at.at(), v.tag(), Deed.REMOVED);
            case EMPTY -> empty(out, v, at);
            case DUMMY -> dummy(out, v, at);
            case UID -> uid(out, v, at);
            case KEEP -> keep(out, v, rule, at);
            case CLEAN -> clean(out, v, rule, at);
            case PSEUDONYM -> pseudonym(out, v, rule, at);
        }
    }

    private void empty(DataSet.Builder out, Element.Value v, Walk.Step at) {
        out.putEmpty(v.tag(), v.vr());
        if (v.bytes().byteSize() > 0) {
            journal.note(at.at(), v.tag(), Deed.EMPTIED);
        }
    }

    /// An empty value has nothing to hide and stays as legal as it was.
    private void dummy(DataSet.Builder out, Element.Value v, Walk.Step at) {
        if (v.bytes().byteSize() == 0) {
            out.put(v);
        } else if (v.vr() == Vr.UI) {
            uid(out, v, at);
        } else if (v.tag() == Tag.GraphicLayer) {
            layer(out, v, at);
        } else {
            Dummies.put(out, v.tag(), v.vr());
            journal.note(at.at(), v.tag(), Deed.REPLACED);
        }
    }

    /// Layers are told apart by their names alone: each that goes gets a stand-in of its own.
    private void layer(DataSet.Builder out, Element.Value v, Walk.Step at) {
        List<String> names = TextValues.of(v, at.context().set()).stream()
                .map(s -> s.isEmpty() ? s : pseudonyms.id("GraphicLayer", "L", s).replace('-', '_'))
                .toList();
        text.put(out, v.tag(), v.vr(), names);
        journal.note(at.at(), v.tag(), Deed.PSEUDONYM);
    }

    private void uid(DataSet.Builder out, Element.Value v, Walk.Step at) {
        if (v.vr() != Vr.UI) {
            dummy(out, v, at);
            return;
        }
        List<String> before = TextValues.of(v, at.context().set());
        List<String> after =
                before.stream().map(u -> u.isEmpty() ? u : pseudonyms.uid(u)).toList();
        text.put(out, v.tag(), Vr.UI, after);
        if (!after.equals(before)) {
            journal.note(at.at(), v.tag(), Deed.PSEUDONYM);
        }
    }

    private void pseudonym(DataSet.Builder out, Element.Value v, Rule rule, Walk.Step at) {
        if (!Walk.isFreeText(v.vr())) {
            act(out, v, rule, rule.otherwise(), at);
            return;
        }
        String prefix = prefix(Walk.keyword(v.tag()));
        change(out, v, rule, at, Deed.PSEUDONYM, s -> s.isEmpty() ? "" : pseudonyms.id(prefix, prefix, s));
    }

    private static String prefix(String keyword) {
        if (keyword.startsWith("Specimen")) {
            return "SPEC";
        }
        if (keyword.startsWith("Container")) {
            return "CONT";
        }
        return keyword.startsWith("Institution") || keyword.startsWith("ClinicalTrialSite") ? "SITE" : "DEV";
    }

    private void keep(DataSet.Builder out, Element.Value v, Rule rule, Walk.Step at) {
        switch (v.vr()) {
            case AS, CS, DA, DS, DT, IS, TM -> legal(out, v, rule, at);
            case LO, SH, ST, LT, UC, UT -> keepText(out, v, rule, at);
            case PN, AE, UR -> change(out, v, rule, at, Deed.NORMALISED, s -> s);
            // A UID that is none, such as a path, is not worth keeping.
            case UI -> change(out, v, rule, at, Deed.NORMALISED, s -> isUid(s) ? s : pseudonyms.uid(s));
            case AT, FL, FD, OB, OD, OF, OL, OV, OW, SL, SS, SV, UL, UN, US, UV, SQ -> out.put(v);
        }
    }

    private static boolean isUid(String s) {
        return s.length() <= 64 && UID.matcher(s).matches();
    }

    private void keepText(DataSet.Builder out, Element.Value v, Rule rule, Walk.Step at) {
        if (rule.listed()) {
            change(out, v, rule, at, Deed.NORMALISED, s -> s);
            return;
        }
        Scrubber scrubber = new Scrubber(known.get(), pseudonyms::uid);
        boolean code = Walk.keyword(v.tag()).endsWith("CodeValue") || Walk.keyword(v.tag()).endsWith("Version");
        change(out, v, rule, at, Deed.CLEANED, s -> scrubber.scrub(s, code));
    }

    private void legal(DataSet.Builder out, Element.Value v, Rule rule, Walk.Step at) {
        Vr vr = v.vr();
        boolean own = vr == Vr.CS && !isStructural(v.tag()) || vr == Vr.IS || vr == Vr.DS;
        boolean term = vr == Vr.CS && !rule.listed();
        change(out, v, rule, at, Deed.NORMALISED, s -> LegalValues.nearest(vr, s)
                .filter(c -> !term || terms.allow(c) || isTemplate(v.tag()) && NUMBER.matcher(c).matches())
                .filter(c -> !own || !givesAway(c, vr))
                .orElse(null));
    }

    /// Identifiers of templates and context groups, which are numbers.
    private static boolean isTemplate(int tag) {
        return tag == Tag.TemplateIdentifier || tag == Tag.ContextIdentifier;
    }

    /// Whether a code names somebody, or a number is somebody's number.
    private boolean givesAway(String value, Vr vr) {
        return vr == Vr.CS
                ? value.length() >= 4 && !words.contains(value) && known.get().isIn(value)
                : value.length() >= 5 && known.get().isWhole(value);
    }

    /// Codes that say how the rest is to be read, never anything of the patient.
    private static boolean isStructural(int tag) {
        return tag >>> 16 == 0x0028 || (tag & 0xFFFFFF00) == 0x0040A000 || tag == Tag.Modality || tag == Tag.ImageType;
    }

    private void clean(DataSet.Builder out, Element.Value v, Rule rule, Walk.Step at) {
        switch (v.vr()) {
            case DA -> change(out, v, rule, at, Deed.SHIFTED, s -> shift(s, patient.shift()::date));
            case DT -> change(out, v, rule, at, Deed.SHIFTED, s -> shift(s, patient.shift()::dateTime));
            case TM -> legal(out, v, rule, at);
            case LO, SH -> change(out, v, rule, at, Deed.CLEANED, s -> words.reduce(s, known.get(), true));
            case ST, LT, UC, UT -> change(out, v, rule, at, Deed.CLEANED, s -> words.reduce(s, known.get(), false));
            default -> act(out, v, rule, rule.otherwise() == AttributeAction.CLEAN ? AttributeAction.REMOVE : rule.otherwise(), at);
        }
    }

    private static @Nullable String shift(String s, Function<String, Optional<String>> by) {
        return s.isEmpty() ? s : by.apply(s).orElse(null);
    }

    /// Changes each value; one that becomes null is left blank, and if all are blank the rule's other way is taken.
    private void change(
            DataSet.Builder out, Element.Value v, Rule rule, Walk.Step at, Deed deed, Each each) {
        if (v.bytes().byteSize() == 0) {
            out.put(v);
            return;
        }
        List<String> before = TextValues.of(v, at.context().set());
        List<String> after = new ArrayList<>(before.size());
        boolean blank = true;
        for (String s : before) {
            String changed = each.of(s);
            after.add(changed == null ? "" : changed);
            blank &= after.getLast().isEmpty();
        }
        if (blank && !before.stream().allMatch(String::isEmpty)) {
            fallBack(out, v, rule, at);
        } else if (after.equals(before) && TextValues.isPlain(v.bytes())) {
            out.put(v);
        } else {
            text.put(out, v.tag(), v.vr(), after);
            if (!after.equals(before)) {
                journal.note(at.at(), v.tag(), deed);
            }
        }
    }

    private void fallBack(DataSet.Builder out, Element.Value v, Rule rule, Walk.Step at) {
        switch (rule.otherwise()) {
            case DUMMY -> dummy(out, v, at);
            case REMOVE -> journal.note(at.at(), v.tag(), Deed.REMOVED);
            case EMPTY, KEEP, CLEAN, UID, PSEUDONYM -> {
                if (v.vr() == Vr.CS) {
                    dummy(out, v, at);
                } else {
                    empty(out, v, at);
                }
            }
        }
    }

    /// What becomes of one value; null where nothing of it may stay.
    @FunctionalInterface
    private interface Each {
        @Nullable String of(String value);
    }
}
