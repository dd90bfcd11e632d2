package loupe.core.dicom.object;

import java.util.List;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;
import loupe.core.segment.Code;

/// A [Code] as a code sequence item and back (DICOM PS3.3 table 8.8-1).
final class CodeItem {
    private CodeItem() {}

    static List<DataSet> of(Code code) {
        return List.of(DataSet.itemBuilder(loupe.core.dicom.CharacterSet.UTF_8)
                .put(Tag.CodeValue, Vr.SH, code.value())
                .put(Tag.CodingSchemeDesignator, Vr.SH, code.scheme())
                .put(Tag.CodeMeaning, Vr.LO, code.meaning())
                .build());
    }

    static Code read(List<DataSet> items) {
        DataSet item = items.isEmpty() ? DataSet.empty() : items.getFirst();
        return new Code(
                item.string(Tag.CodeValue, "unknown"),
                item.string(Tag.CodingSchemeDesignator, "99LOUPE"),
                item.string(Tag.CodeMeaning, "unknown"));
    }
}
