package loupe.core.encoding;

/// Text within a cell of comma-separated values.
public final class CsvText {
    private CsvText() {}

    /// As it stands in a cell: what a spreadsheet would take for a formula has an apostrophe before it.
    public static String of(String raw) {
        return raw.isEmpty() || "=+-@\t\r".indexOf(raw.charAt(0)) < 0 ? raw : "'" + raw;
    }
}
