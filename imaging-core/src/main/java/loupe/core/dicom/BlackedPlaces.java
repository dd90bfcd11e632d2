package loupe.core.dicom;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How much of an instance's pixels de-identification has blacked out, as it stands in Derivation Description
/// (0008,2111): it travels with the file, and a reader of any viewer can see it.
///
/// @param places rectangles
/// @param pixels pixels they cover, over all frames, each counted once
public record BlackedPlaces(int places, long pixels) {
    private static final int DERIVATION_DESCRIPTION = 0x00082111;
    private static final int LONGEST = 1024;
    private static final Pattern SAID = Pattern.compile("Blacked by de-identification: (\\d{1,9}) places?, (\\d{1,18}) pixels");

    /// What an instance says of itself; empty where nothing was blacked.
    public static Optional<BlackedPlaces> of(DataSet header) {
        Matcher m = SAID.matcher(String.join("\\", header.strings(DERIVATION_DESCRIPTION)));
        return m.find()
                ? Optional.of(new BlackedPlaces(Integer.parseInt(m.group(1)), Long.parseLong(m.group(2))))
                : Optional.empty();
    }

    /// The sentence for a reader, as it is written.
    public String sentence() {
        return "Blacked by de-identification: " + places + (places == 1 ? " place, " : " places, ") + pixels + " pixels";
    }

    /// Writes the sentence behind what the description says already.
    ///
    /// @param where the places, as `column,row,width,height` one after the other; may be empty
    public void putInto(DataSet.Builder out, DataSet before, String where) {
        String said = String.join("\\", before.strings(DERIVATION_DESCRIPTION)).strip();
        String all = (said.isEmpty() ? "" : said + "; ") + sentence() + (where.isEmpty() ? "" : " at " + where);
        if (all.length() > LONGEST) {
            all = sentence();
        }
        out.put(DERIVATION_DESCRIPTION, Vr.ST, all);
    }
}
