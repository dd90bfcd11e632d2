package loupe.core.dicom;

import java.util.List;
import java.util.Optional;
import loupe.core.segment.Code;

/// A [Code] as a code sequence item and back (DICOM PS3.3 table 8.8-1).
public final class CodeItem {
    private CodeItem() {}

    /// The one item of a code sequence.
    public static List<DataSet> of(Code code) {
        return List.of(DataSet.itemBuilder(CharacterSet.UTF_8)
                .put(Tag.CodeValue, Vr.SH, code.value())
                .put(Tag.CodingSchemeDesignator, Vr.SH, code.scheme())
                .put(Tag.CodeMeaning, Vr.LO, code.meaning())
                .build());
    }

    /// The first code of a sequence, each missing part named so.
    public static Code read(List<DataSet> items) {
        DataSet item = items.isEmpty() ? DataSet.empty() : items.getFirst();
        return new Code(
                value(item).orElse("unknown"),
                shortened(item.string(Tag.CodingSchemeDesignator, "99LOUPE"), 16),
                shortened(item.string(Tag.CodeMeaning, "unknown"), 64));
    }

    private static Optional<String> value(DataSet item) {
        return item.string(Tag.CodeValue)
                .or(() -> item.string(Tag.LongCodeValue))
                .or(() -> item.string(Tag.URNCodeValue))
                .map(v -> shortened(v, 16));
    }

    private static String shortened(String s, int most) {
        return s.length() <= most ? s : s.substring(0, most);
    }
}
