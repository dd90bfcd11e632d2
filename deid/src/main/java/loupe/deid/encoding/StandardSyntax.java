package loupe.deid.encoding;

import java.util.Optional;
import java.util.regex.Pattern;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Element;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.UidNames;

/// Under which name a data set leaves. The transfer syntax stands in the file's meta information in clear, so a text of
/// somebody's own, which could say anything, does not go on.
public final class StandardSyntax {
    /// What transfer syntaxes look like in PS3.6 table A-1; digits of one's own would fit, too.
    private static final Pattern FORM = Pattern.compile("1\\.2\\.840\\.10008\\.1\\.2(\\.\\d{1,3}){0,3}");

    private StandardSyntax() {}

    /// The syntax itself where it is one of the standard's; explicit little endian, as which others are read, where nothing is
    /// encapsulated; empty where something is that only the syntax's owner can read.
    public static Optional<TransferSyntax> of(TransferSyntax syntax, DataSet data) {
        if (FORM.matcher(syntax.uid()).matches() && UidNames.known(syntax.uid())) {
            return Optional.of(syntax);
        }
        boolean encapsulated = data.elements().stream().anyMatch(Element.Fragments.class::isInstance);
        return encapsulated ? Optional.empty() : Optional.of(TransferSyntax.EXPLICIT_LE);
    }
}
