package loupe.review.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.deid.Deidentifier;
import loupe.deid.pixel.TextBox;
import loupe.review.ReviewException;

/// Places that a person says are anatomy, series by series: de-identification leaves them as they are.
///
/// @param places what was said
public record KeptPixels(List<Place> places) {
    /// None.
    public static final KeptPixels NONE = new KeptPixels(List.of());

    private static final Pattern PLACE =
            Pattern.compile("([0-9.]{1,64}):(\\d{1,6}),(\\d{1,6}),([1-9]\\d{0,5}),([1-9]\\d{0,5})");

    /// Copies the list.
    public KeptPixels {
        places = List.copyOf(places);
    }

    /// A place in every image of a series.
    ///
    /// @param series Series Instance UID, as in the source or as `loupe show --json` names it
    /// @param box what is anatomy, in columns and rows
    public record Place(String series, TextBox box) {}

    /// Reads `SERIES:column,row,width,height`.
    ///
    /// @throws ReviewException if a text is not of that form
    public static KeptPixels of(List<String> texts) throws ReviewException {
        List<Place> out = new ArrayList<>();
        for (String text : texts) {
            Matcher m = PLACE.matcher(text);
            if (!m.matches()) {
                throw new ReviewException("a place to keep is SERIES:column,row,width,height, the series by its UID");
            }
            out.add(new Place(m.group(1), new TextBox(
                    Integer.parseInt(m.group(2)), Integer.parseInt(m.group(3)),
                    Integer.parseInt(m.group(4)), Integer.parseInt(m.group(5)))));
        }
        return new KeptPixels(out);
    }

    /// Whether a place was named in a series.
    ///
    /// @param series what the series is called in the store
    public boolean names(String series, Deidentifier door) {
        return places.stream().anyMatch(p -> p.series.equals(series) || door.pseudonymOf(p.series).equals(series));
    }

    /// The places in an instance.
    ///
    /// @param door knows what the series is called once it is through
    public List<TextBox> in(DataSet source, Deidentifier door) {
        if (places.isEmpty()) {
            return List.of();
        }
        String series = source.string(Tag.SeriesInstanceUID, "");
        String pseudonym = door.pseudonymOf(series);
        return places.stream()
                .filter(p -> p.series.equals(series) || p.series.equals(pseudonym))
                .map(Place::box)
                .toList();
    }
}
