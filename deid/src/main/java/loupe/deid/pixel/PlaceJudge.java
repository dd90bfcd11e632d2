package loupe.deid.pixel;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;

/// Decides what a place that reads as text is: text, anatomy, or something a person must look at.
///
/// In slices a scanner reconstructed a place counts only with evidence anatomy cannot give: letters drawn in strokes of one
/// value with hard edges that read the same when looked at differently, a word that reads the same however it is looked
/// at, or a value of this patient's header. Elsewhere what reads at least somewhat alike counts. What is far taller than a
/// line of text is never taken for text unasked.
final class PlaceJudge {
    private static final Set<String> RECONSTRUCTIONS = Set.of(
            "1.2.840.10008.5.1.4.1.1.2", "1.2.840.10008.5.1.4.1.1.2.1", "1.2.840.10008.5.1.4.1.1.2.2",
            "1.2.840.10008.5.1.4.1.1.4", "1.2.840.10008.5.1.4.1.1.4.1", "1.2.840.10008.5.1.4.1.1.4.4",
            "1.2.840.10008.5.1.4.1.1.128", "1.2.840.10008.5.1.4.1.1.130", "1.2.840.10008.5.1.4.1.1.128.1",
            "1.2.840.10008.5.1.4.1.1.30");

    /// A line of letters of 60 pixels.
    private static final int TALLEST_LINE = 96;
    private static final int LEAST_HEADER_VALUE = 4;
    private static final double SLICE_SHARE = 0.01;
    private static final int DARK = 25;

    private static final int DRAWN_CHARACTERS = 2;
    private static final double DRAWN_LIKENESS = 0.5;

    private static final int WORD_CHARACTERS = 4;
    private static final double WORD_LIKENESS = 0.7;
    private static final double WORD_CONFIDENCE = 0.7;

    /// A word so long and so steady needs no second opinion, however much of the slice it covers.
    private static final int SURE_CHARACTERS = 6;
    private static final double SURE_LIKENESS = 0.85;

    private static final int ODD_CHARACTERS = 4;
    private static final double ODD_LIKENESS = 0.5;
    private static final double ELSEWHERE_LIKENESS = 0.3;

    private final boolean slices;
    private final boolean tissue;
    private final List<String> headerValues;

    /// What a place is.
    enum Verdict {
        /// To be blacked out.
        TEXT,
        /// A person must look.
        ASK,
        /// To stay as it is.
        ANATOMY
    }

    private PlaceJudge(boolean slices, boolean tissue, List<String> headerValues) {
        this.slices = slices;
        this.tissue = tissue;
        this.headerValues = headerValues;
    }

    /// A judge of the frames of one instance.
    static PlaceJudge of(DataSet data) {
        Stream<String> said = Stream.of(
                        data.strings(Tag.PatientName).stream().flatMap(n -> Stream.of(n.split("[\\^= ]"))),
                        data.strings(Tag.PatientID).stream(),
                        data.strings(Tag.AccessionNumber).stream(),
                        data.strings(Tag.PatientBirthDate).stream())
                .flatMap(s -> s);
        return new PlaceJudge(
                areReconstructed(data),
                SlideWriting.mayHoldTissue(data),
                said.map(PlaceJudge::letters).filter(v -> v.length() >= LEAST_HEADER_VALUE).toList());
    }

    /// Whether an instance holds slices a scanner reconstructed: nobody writes on these before they are sent, and anatomy fills
    /// them. Screens, summaries, colour maps and what says of itself that it has writing in it are not among them.
    private static boolean areReconstructed(DataSet d) {
        return RECONSTRUCTIONS.contains(d.string(Tag.SOPClassUID, ""))
                && d.integer(Tag.SamplesPerPixel, 1) == 1
                && d.string(Tag.PhotometricInterpretation, "MONOCHROME2").startsWith("MONOCHROME")
                && !d.string(Tag.BurnedInAnnotation, "").equals("YES")
                && d.strings(Tag.ImageType).stream().noneMatch(t -> t.contains("SCREEN"));
    }

    /// Whether the frames are slices a scanner reconstructed.
    boolean judgesSlices() {
        return slices;
    }

    /// What a place in a frame is.
    ///
    /// @param strokes the frame's strokes; empty where stored values cannot show any, as in colour
    /// @param frame the picture of the frame it was read in
    /// @param others places of the frame's other pictures, a list for each
    Verdict of(TextPlace place, Optional<Strokes> strokes, GrayImage frame, List<List<TextPlace>> others) {
        if (place.reading().isEmpty()) {
            return Verdict.TEXT;
        }
        TextPlace.Reading r = place.reading().get();
        if (headerValues.stream().anyMatch(letters(r.text())::contains)) {
            return Verdict.TEXT;
        }
        boolean tall = Math.min(place.line().width(), place.line().height()) > TALLEST_LINE;
        Verdict v = slices ? inSlices(place, r, strokes, frame)
                : tissue ? SlideWriting.of(r, place, others) : elsewhere(r);
        return v == Verdict.TEXT && tall ? Verdict.ASK : v;
    }

    private static Verdict inSlices(TextPlace place, TextPlace.Reading r, Optional<Strokes> strokes, GrayImage frame) {
        boolean drawn = strokes.map(s -> s.most(place.box())).orElse(0) >= Strokes.HARD;
        if (drawn && r.characters() >= DRAWN_CHARACTERS && r.likeness() >= DRAWN_LIKENESS) {
            return Verdict.TEXT;
        }
        if (r.characters() >= WORD_CHARACTERS && r.likeness() >= WORD_LIKENESS && r.confidence() >= WORD_CONFIDENCE) {
            boolean sure = r.characters() >= SURE_CHARACTERS && r.likeness() >= SURE_LIKENESS;
            return sure || anatomyUnder(place.box(), frame) <= SLICE_SHARE ? Verdict.TEXT : Verdict.ASK;
        }
        boolean odd = r.characters() >= ODD_CHARACTERS && r.likeness() >= ODD_LIKENESS;
        return odd ? Verdict.ASK : Verdict.ANATOMY;
    }

    /// Share of what is not dark in a slice that lies under a box, 0 to 1.
    private static double anatomyUnder(TextBox box, GrayImage frame) {
        long all = 0;
        long under = 0;
        for (int r = 0; r < frame.rows(); r++) {
            boolean across = r >= box.row() && r < box.row() + box.height();
            for (int c = 0; c < frame.columns(); c++) {
                if (frame.at(c, r) >= DARK) {
                    all++;
                    under += across && c >= box.column() && c < box.column() + box.width() ? 1 : 0;
                }
            }
        }
        return all == 0 ? 0 : under / (double) all;
    }

    private static Verdict elsewhere(TextPlace.Reading r) {
        return r.likeness() >= ELSEWHERE_LIKENESS ? Verdict.TEXT : Verdict.ANATOMY;
    }

    /// Letters and digits alone, all large.
    static String letters(String s) {
        return s.toUpperCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
