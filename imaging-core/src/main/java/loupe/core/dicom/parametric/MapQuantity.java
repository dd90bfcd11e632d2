package loupe.core.dicom.parametric;

import java.util.List;
import loupe.core.dicom.value.RealWorldMap;
import loupe.core.segment.Code;
import loupe.core.study.Stack;

/// One quantity of a parametric map, over the frames that lie behind one another.
///
/// @param name what is measured: the meaning of its quantity's code, else what its real-world map is called
/// @param unit unit of its values
/// @param stack the frames, as slices in the patient
/// @param maps from stored values to values in the unit, one a slice
public record MapQuantity(String name, Code unit, Stack stack, List<RealWorldMap> maps) {
    /// Copies the list.
    public MapQuantity {
        maps = List.copyOf(maps);
        if (maps.size() != stack.slices().size()) {
            throw new IllegalArgumentException("a quantity needs one real-world map a slice");
        }
    }

    /// Its unit as readers write it; may be empty.
    public String unitText() {
        return MapUnit.text(unit);
    }

    /// Name and unit.
    public String text() {
        return unitText().isEmpty() ? name : name + "  " + unitText();
    }
}
