package loupe.inference.card;

/// A second net of a detection: it is shown a box of the prepared input around each candidate, tensor
/// [n,1,slices,side,side], and says how probable the candidate is, [n,1].
///
/// @param sha256 hex digest of its weights
/// @param slices length of the box along the model's first axis, in samples
/// @param side length along the other two
/// @param confidence candidates whose probability, as this net says it and before any calibration, is below this are
///     dropped, 0 to 1
public record SecondLook(String sha256, int slices, int side, double confidence) {}
