package loupe.deid.pixel;

import java.util.List;
import java.util.Set;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;

/// Tells writing on a tile of stained tissue from nuclei, which read as 00, 60 or 98 however they are looked at.
///
/// A scanner writes nothing on the tiles of the specimen; what somebody burned in reads as a word, or reads the same in brightness
/// and in several channels, while rows of nuclei read otherwise in each of them. Label, overview, thumbnail and whatever says of
/// itself that it has writing in it are not among these tiles.
final class SlideWriting {
    private static final String WHOLE_SLIDE = "1.2.840.10008.5.1.4.1.1.77.1.6";
    private static final Set<String> ABOUT_THE_GLASS = Set.of("LABEL", "OVERVIEW", "THUMBNAIL", "LOCALIZER");

    /// What rings, dots and fibres read as.
    private static final String RINGS_AND_BARS = "0OoQDCcGUu1lIi|Jj689Ss7YVvrt";

    private static final double CONFIDENCE = 0.7;
    private static final double LIKENESS = 0.7;
    private static final double FAINT_LIKENESS = 0.5;
    private static final double SURE_LIKENESS = 0.85;
    private static final int WORD = 4;
    private static final int SURE_WORD = 6;
    private static final double SAME_WORD = 0.6;

    private SlideWriting() {}

    /// Whether frames are tiles of a specimen.
    static boolean mayHoldTissue(DataSet d) {
        List<String> type = d.strings(Tag.ImageType);
        return d.string(Tag.SOPClassUID, "").equals(WHOLE_SLIDE)
                && type.contains("VOLUME")
                && type.stream().noneMatch(ABOUT_THE_GLASS::contains)
                && !d.string(Tag.BurnedInAnnotation, "").equals("YES");
    }

    /// What a place on a tile is.
    ///
    /// @param r what is read in the place in one picture of the tile
    /// @param place the place
    /// @param others places of the tile's other pictures, a list for each
    static PlaceJudge.Verdict of(TextPlace.Reading r, TextPlace place, List<List<TextPlace>> others) {
        int telling = (int) r.text().codePoints()
                .filter(c -> Character.isLetterOrDigit(c) && RINGS_AND_BARS.indexOf(c) < 0)
                .count();
        long alike = others.stream().filter(view -> view.stream().anyMatch(o -> readsAlike(place, r, o))).count();
        boolean steady = r.confidence() >= CONFIDENCE && r.likeness() >= LIKENESS;
        boolean sure = steady && r.characters() >= SURE_WORD && r.likeness() >= SURE_LIKENESS;
        boolean word = steady && r.characters() >= WORD && telling >= 2;
        boolean everywhere = steady && telling >= 1 && alike >= 2;
        boolean faint = r.characters() >= WORD && r.likeness() >= FAINT_LIKENESS && telling >= 2 && alike >= 1;
        if (sure || word || everywhere || faint) {
            return PlaceJudge.Verdict.TEXT;
        }
        boolean number = steady && PlaceJudge.letters(r.text()).matches("\\d{" + WORD + ",}") && alike >= 2;
        return number ? PlaceJudge.Verdict.ASK : PlaceJudge.Verdict.ANATOMY;
    }

    private static boolean readsAlike(TextPlace place, TextPlace.Reading r, TextPlace other) {
        return place.box().meets(other.box())
                && other.reading().filter(o -> share(PlaceJudge.letters(r.text()), PlaceJudge.letters(o.text())) >= SAME_WORD).isPresent();
    }

    /// Length of the longest common subsequence, of the longer text's.
    private static double share(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int i = 0; i < a.length(); i++) {
            int corner = 0;
            for (int j = 0; j < b.length(); j++) {
                int above = row[j + 1];
                row[j + 1] = a.charAt(i) == b.charAt(j) ? corner + 1 : Math.max(above, row[j]);
                corner = above;
            }
        }
        return row[b.length()] / (double) Math.max(1, Math.max(a.length(), b.length()));
    }
}
