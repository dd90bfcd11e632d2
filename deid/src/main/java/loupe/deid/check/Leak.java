package loupe.deid.check;

/// One original value found in an output. The value itself is not told.
///
/// @param output name of the output file below its folder, a pseudonym itself
/// @param kind what it is
/// @param attribute keyword or tag of the source's attribute it comes from
/// @param where tag path in the output, `bytes`, or `name`
public record Leak(String output, LeakKind kind, String attribute, String where) {}
