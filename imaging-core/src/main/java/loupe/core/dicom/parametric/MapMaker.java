package loupe.core.dicom.parametric;

import java.util.ArrayList;
import java.util.List;
import loupe.core.dicom.CodeItem;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.dicom.object.ParametricMap;

/// Whether a parametric map may be a program's opinion, which a map never says of itself.
///
/// One of probabilities, scores, shares or of a unit nobody knows counts as one. One whose units are all physical, such as an ADC
/// in mm2/s, is a picture of something measured; so is a research volume that came in as [ParametricMap].
public final class MapMaker {
    private MapMaker() {}

    /// Whether objects of a header's class are parametric maps.
    public static boolean isMap(DataSet header) {
        return header.string(Tag.SOPClassUID, "").equals(ParametricMap.SOP_CLASS);
    }

    /// Whether a map counts as a program's opinion.
    ///
    /// @param header a map's
    public static boolean byProgram(DataSet header) {
        List<DataSet> maps = maps(header);
        boolean volume = !maps.isEmpty() && header.strings(Tag.ImageType).contains("NONE")
                && maps.stream().allMatch(m -> m.string(Tag.LUTLabel, "").equals(ParametricMap.AS_STORED));
        return !volume && !(!maps.isEmpty()
                && maps.stream().allMatch(m -> MapUnit.physical(CodeItem.read(m.items(Tag.MeasurementUnitsCodeSequence)))));
    }

    private static List<DataSet> maps(DataSet header) {
        List<DataSet> out = new ArrayList<>(header.items(Tag.RealWorldValueMappingSequence));
        for (int groups : new int[] {Tag.SharedFunctionalGroupsSequence, Tag.PerFrameFunctionalGroupsSequence}) {
            header.items(groups).forEach(g -> out.addAll(g.items(Tag.RealWorldValueMappingSequence)));
        }
        return out;
    }
}
