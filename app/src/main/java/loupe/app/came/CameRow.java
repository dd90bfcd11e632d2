package loupe.app.came;

/// A line of the list of what came with the study.
///
/// @param text what it is
/// @param from the object it came in
/// @param show shows it
record CameRow(String text, String from, Runnable show) {}
