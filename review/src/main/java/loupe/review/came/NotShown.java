package loupe.review.came;

/// An object that came along and of which nothing can be shown.
///
/// @param what its kind and series, such as `PR of series 3`
/// @param why the reason, in words
public record NotShown(String what, String why) {
    /// A line that says so.
    String text() {
        return what + " is not shown: " + why;
    }
}
