package loupe.review.dashboard;

/// Studies that wait at one place.
///
/// @param state where: `new`, `to review` or `in review`
/// @param waiting how many, and which
/// @param hours since import, of those whose import is known
public record WaitingQueue(String state, Cases waiting, Quartiles hours) {}
