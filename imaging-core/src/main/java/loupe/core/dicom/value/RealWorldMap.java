package loupe.core.dicom.value;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import loupe.core.dicom.CodeItem;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.FunctionalGroups;
import loupe.core.dicom.Tag;
import loupe.core.segment.Code;

/// Stored values to real-world values over a range (DICOM PS3.3 C.7.6.16.2.11). Immutable; any thread.
///
/// @param first smallest stored value mapped
/// @param last greatest stored value mapped
/// @param slope real-world units a stored unit; unused where there is a table
/// @param intercept real-world value of stored 0
/// @param table real-world values from `first` on; empty where the map is linear
/// @param label what the file calls it
/// @param unit UCUM unit
public record RealWorldMap(
        double first, double last, double slope, double intercept, List<Double> table, String label, Code unit) {
    /// Copies the table.
    public RealWorldMap {
        table = List.copyOf(table);
    }

    /// The real-world value of a stored value; empty outside the range.
    public OptionalDouble at(double stored) {
        if (!(stored >= first && stored <= last)) {
            return OptionalDouble.empty();
        }
        if (table.isEmpty()) {
            return OptionalDouble.of(slope * stored + intercept);
        }
        int i = (int) (stored - first);
        return i < table.size() ? OptionalDouble.of(table.get(i)) : OptionalDouble.empty();
    }

    /// The maps an image carries for one of its frames.
    ///
    /// @param frame index from 0
    public static List<RealWorldMap> of(DataSet header, int frame) {
        return maps(FunctionalGroups.of(header).items(frame, Tag.RealWorldValueMappingSequence));
    }

    /// The maps a Real World Value Mapping object holds for an image.
    ///
    /// @param sopInstanceUid the image
    public static List<RealWorldMap> ofMapping(DataSet mapping, String sopInstanceUid) {
        List<RealWorldMap> out = new ArrayList<>();
        for (DataSet item : mapping.items(Tag.ReferencedImageRealWorldValueMappingSequence)) {
            boolean refers = item.items(Tag.ReferencedImageSequence).stream()
                    .anyMatch(r -> r.string(Tag.ReferencedSOPInstanceUID, "").equals(sopInstanceUid));
            if (refers) {
                out.addAll(maps(item.items(Tag.RealWorldValueMappingSequence)));
            }
        }
        return out;
    }

    private static List<RealWorldMap> maps(List<DataSet> items) {
        List<RealWorldMap> out = new ArrayList<>();
        for (DataSet i : items) {
            double first = first(i, Tag.DoubleFloatRealWorldValueFirstValueMapped, Tag.RealWorldValueFirstValueMapped);
            double last = first(i, Tag.DoubleFloatRealWorldValueLastValueMapped, Tag.RealWorldValueLastValueMapped);
            double[] table = i.doubles(Tag.RealWorldValueLUTData);
            OptionalDouble slope = i.number(Tag.RealWorldValueSlope);
            if (first <= last && (table.length > 0 || slope.isPresent())) {
                out.add(new RealWorldMap(
                        first,
                        last,
                        slope.orElse(0),
                        i.number(Tag.RealWorldValueIntercept).orElse(0),
                        java.util.Arrays.stream(table).boxed().toList(),
                        i.string(Tag.LUTLabel, ""),
                        CodeItem.read(i.items(Tag.MeasurementUnitsCodeSequence))));
            }
        }
        return out;
    }

    private static double first(DataSet item, int preferred, int otherwise) {
        return item.number(preferred).orElseGet(() -> item.number(otherwise).orElse(Double.NaN));
    }
}
