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
                part(item, Tag.CodeValue, 16)
                        .or(() -> part(item, Tag.LongCodeValue, 16))
                        .or(() -> part(item, Tag.URNCodeValue, 16))
                        .orElse("unknown"),
                part(item, Tag.CodingSchemeDesignator, 16).orElse("99LOUPE"),
                part(item, Tag.CodeMeaning, 64).orElse("unknown"));
    }

    /// A part that says something, shortened to what a code may have; white space alone counts as missing.
    private static Optional<String> part(DataSet item, int tag, int most) {
        return item.string(tag)
                .map(v -> v.length() <= most ? v : v.substring(0, most))
                .filter(v -> !v.isBlank());
    }
}
