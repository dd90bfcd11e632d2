package loupe.deid;

import java.util.List;
import java.util.Optional;
import loupe.core.dicom.CharacterSet;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DeidentifiedInstance;
import loupe.core.dicom.Dictionary;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;

/// Dummy values that are legal for their VR.
final class Dummies {
    static final String TEXT = DeidentifiedInstance.TAKEN;

    private Dummies() {}

    /// Puts a dummy value.
    static void put(DataSet.Builder out, int tag, Vr vr) {
        switch (vr) {
            case DA -> out.put(tag, vr, "19000101");
            case DT -> out.put(tag, vr, "19000101000000");
            case TM -> out.put(tag, vr, "000000");
            case PN -> out.put(tag, vr, "Removed^Name");
            case AS -> out.put(tag, vr, "000Y");
            case DS, IS -> out.put(tag, vr, "0");
            case UI -> out.put(tag, vr, "2.25.0");
            case UR -> out.put(tag, vr, "urn:removed");
            case AE, CS, LO, LT, SH, ST, UC, UT -> out.put(tag, vr, TEXT);
            case OB, UN -> out.put(tag, vr, new byte[2]);
            case OW, AT, OD, OF, OL, OV, SV, UV -> out.put(tag, vr, new byte[8]);
            case US, SS, UL, SL, FL, FD -> out.put(tag, vr, 0.0);
            case SQ -> throw new IllegalArgumentException("a sequence has no dummy value");
        }
    }

    /// Items of a sequence that must not be empty; none where its own items, cleaned, are the better dummy.
    static Optional<List<DataSet>> items(int tag) {
        if (tag == Tag.ContentSequence || tag == WAVEFORM_ANNOTATION) {
            return Optional.of(List.of(tag == Tag.ContentSequence ? comment() : annotation()));
        }
        if (tag == GRAPHIC_ANNOTATION) {
            return Optional.of(List.of());
        }
        boolean code = Dictionary.entry(tag).map(e -> e.keyword().endsWith("CodeSequence")).orElse(false);
        return code ? Optional.of(List.of(code("REMOVED", "99LOUPE", "Removed"))) : Optional.empty();
    }

    private static final int GRAPHIC_ANNOTATION = 0x00700001;
    private static final int WAVEFORM_ANNOTATION = 0x0040B020;
    private static final int UNFORMATTED_TEXT = 0x00700006;
    private static final int REFERENCED_CHANNELS = 0x0040A0B0;

    private static DataSet comment() {
        return builder()
                .put(Tag.RelationshipType, Vr.CS, "CONTAINS")
                .put(Tag.ValueType, Vr.CS, "TEXT")
                .put(Tag.ConceptNameCodeSequence, List.of(code("121106", "DCM", "Comment")))
                .put(Tag.TextValue, Vr.UT, TEXT)
                .build();
    }

    private static DataSet annotation() {
        return builder()
                .put(REFERENCED_CHANNELS, Vr.US, 1, 0)
                .put(UNFORMATTED_TEXT, Vr.ST, TEXT)
                .build();
    }

    /// A code item.
    static DataSet code(String value, String scheme, String meaning) {
        return builder()
                .put(Tag.CodeValue, Vr.SH, value)
                .put(Tag.CodingSchemeDesignator, Vr.SH, scheme)
                .put(Tag.CodeMeaning, Vr.LO, meaning)
                .build();
    }

    private static DataSet.Builder builder() {
        return DataSet.itemBuilder(CharacterSet.UTF_8);
    }
}
