package loupe.app.action;

/// Where the person is, as far as actions depend on it.
///
/// @param place which screen is shown
/// @param studyChosen whether a study is open or chosen in the list
/// @param sealed whether the open study is sealed
/// @param findingSelected whether a finding is selected
/// @param blind whether the open study waits for the reader's first opinion
/// @param look whether an item of a second look is open
/// @param settling whether what two readers differ in is settled on the open study
public record Situation(
        Place place, boolean studyChosen, boolean sealed, boolean findingSelected, boolean blind, boolean look, boolean settling) {
    /// Without differences that are settled.
    public Situation(Place place, boolean studyChosen, boolean sealed, boolean findingSelected, boolean blind, boolean look) {
        this(place, studyChosen, sealed, findingSelected, blind, look, false);
    }

    /// Without a second look.
    public Situation(Place place, boolean studyChosen, boolean sealed, boolean findingSelected, boolean blind) {
        this(place, studyChosen, sealed, findingSelected, blind, false);
    }

    /// The screens.
    public enum Place {
        LOCKED,
        LIST,
        STUDY,
        SLIDE,
        /// A page of figures: second looks and the like.
        PAGE
    }

    /// Whether a study is open, be it slides or other images.
    public boolean open() {
        return place == Place.STUDY || place == Place.SLIDE;
    }

    /// At the lock screen.
    public static Situation locked() {
        return new Situation(Place.LOCKED, false, false, false, false);
    }
}
