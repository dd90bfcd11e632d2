package loupe.deid;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;
import loupe.deid.profile.Profile;
import loupe.deid.profile.ProfileOption;
import loupe.deid.pseudonym.Pseudonyms;
import loupe.deid.text.CodeMeanings;
import loupe.deid.text.KnownValues;
import loupe.deid.text.ProtocolWords;

/// Cleans coded entries (DICOM PS3.3 section 8): whatever their attributes may hold, what leaves is a code of a public scheme
/// with the meaning the standard gives it, or a stand-in.
///
/// Code Meaning is free text in practice, and so are codes and designators of private schemes. A known code gets the standard's
/// meaning, an unknown one of a public scheme keeps its protocol words where the profile cleans descriptors, and a private one
/// becomes a keyed stand-in, equal codes the same one.
final class CodeItems {
    private static final int LONG_CODE_VALUE = 0x00080119;
    private static final int URN_CODE_VALUE = 0x00080120;
    private static final List<Integer> VALUES = List.of(Tag.CodeValue, LONG_CODE_VALUE, URN_CODE_VALUE);
    private static final String REMOVED = "Removed";

    private final CodeMeanings meanings;
    private final ProtocolWords words;
    private final Supplier<KnownValues> known;
    private final Pseudonyms pseudonyms;
    private final boolean describes;
    private final boolean own;

    /// @param meanings what the standard's codes mean
    /// @param language words that may stay, and the instance's identifiers
    CodeItems(Profile profile, CodeMeanings meanings, Acting.Language language, Pseudonyms pseudonyms) {
        this.meanings = meanings;
        this.words = language.words();
        this.known = language.known();
        this.pseudonyms = pseudonyms;
        this.describes = profile.has(ProfileOption.CLEAN_DESCRIPTORS);
        // A site's own word on code meanings goes before this.
        this.own = profile.attributes().containsKey(Tag.CodeMeaning);
    }

    /// Whether a data set is, or holds, a coded entry.
    static boolean isIn(DataSet data) {
        return data.contains(Tag.CodeMeaning) || data.contains(Tag.CodingSchemeDesignator)
                || VALUES.stream().anyMatch(data::contains);
    }

    /// Cleans the entry.
    ///
    /// @param out what became of the item so far
    /// @param bare whether the item is a dummy, of which nothing but its form stays
    void clean(DataSet.Builder out, Walk.Step step, Journal journal, boolean bare) {
        DataSet now = out.build();
        if (own || !isIn(now)) {
            return;
        }
        String scheme = now.string(Tag.CodingSchemeDesignator, "");
        String value = value(now);
        List<String> known = bare ? List.of() : meanings.of(scheme, value);
        if (!known.isEmpty()) {
            meaning(out, now, known, step, journal);
            return;
        }
        boolean open = !bare && describes && meanings.hasForm(scheme, value) && !this.known.get().isIn(value);
        if (!open) {
            standIn(out, now, scheme, bare || !describes, step, journal);
        }
        String meaning = now.string(Tag.CodeMeaning, "");
        String kept = bare || !describes ? "" : words.reduce(meaning, this.known.get(), true);
        put(out, now, new Put(Tag.CodeMeaning, Vr.LO, kept.isEmpty() ? REMOVED : kept), step, journal);
    }

    private static String value(DataSet item) {
        return VALUES.stream().map(item::string).flatMap(Optional::stream).findFirst().orElse("");
    }

    /// The meaning stays where it is one of the standard's, whatever its case.
    private static void meaning(DataSet.Builder out, DataSet now, List<String> known, Walk.Step step, Journal journal) {
        String written = now.string(Tag.CodeMeaning, "").strip();
        if (known.stream().noneMatch(written::equalsIgnoreCase)) {
            put(out, now, new Put(Tag.CodeMeaning, Vr.LO, known.getFirst()), step, journal);
        }
    }

    private void standIn(
            DataSet.Builder out, DataSet now, String scheme, boolean nothingStays, Walk.Step step, Journal journal) {
        for (int tag : VALUES) {
            String value = now.string(tag, "");
            if (!value.isEmpty()) {
                String to = nothingStays ? "REMOVED" : pseudonyms.id("code " + scheme, "C", value);
                Vr vr = tag == Tag.CodeValue ? Vr.SH : tag == LONG_CODE_VALUE ? Vr.UC : Vr.UR;
                put(out, now, new Put(tag, vr, tag == URN_CODE_VALUE ? "urn:removed:" + to : to), step, journal);
            }
        }
        if (!scheme.isEmpty() && (nothingStays || !meanings.isScheme(scheme))) {
            put(out, now, new Put(Tag.CodingSchemeDesignator, Vr.SH, nothingStays ? "99LOUPE"
                    : "99" + pseudonyms.id("scheme", "S", scheme)), step, journal);
        } else if (!scheme.isEmpty() && !scheme.startsWith("99")) {
            // What does not look like a code of its scheme must not claim to be one.
            put(out, now, new Put(Tag.CodingSchemeDesignator, Vr.SH, "99LOUPE"), step, journal);
        }
    }

    private record Put(int tag, Vr vr, String value) {}

    private static void put(DataSet.Builder out, DataSet now, Put put, Walk.Step step, Journal journal) {
        if (now.contains(put.tag) && !now.string(put.tag, "").isEmpty() && !now.string(put.tag, "").equals(put.value)) {
            out.put(put.tag, put.vr, put.value);
            journal.note(step.at(), put.tag, Deed.CLEANED);
        }
    }
}
