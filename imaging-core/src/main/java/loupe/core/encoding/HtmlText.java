package loupe.core.encoding;

/// Text within a page of HTML.
public final class HtmlText {
    private HtmlText() {}

    /// As it stands in an element or a quoted attribute: what would be markup is text.
    public static String of(String raw) {
        return raw.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
