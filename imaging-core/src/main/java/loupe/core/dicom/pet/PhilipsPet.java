package loupe.core.dicom.pet;

import java.util.OptionalDouble;
import loupe.core.dicom.DataSet;

/// The factors Philips writes beside counts, by its private creator "Philips PET Private Group" (a safe private attribute of
/// PS3.15 Table E.3.10-1).
final class PhilipsPet {
    private static final int GROUP = 0x70530000;
    private static final String CREATOR = "Philips PET Private Group";
    private static final int SUV = 0x00;
    private static final int CONCENTRATION = 0x09;

    private PhilipsPet() {}

    /// SUV Scale Factor (7053,xx00): SUVbw for one unit of the modality value; empty where it is none.
    static OptionalDouble suvScale(DataSet h) {
        return positive(h, SUV);
    }

    /// Activity Concentration Scale Factor (7053,xx09): Bq/ml for one unit of the modality value; empty where it is none.
    static OptionalDouble concentrationScale(DataSet h) {
        return positive(h, CONCENTRATION);
    }

    private static OptionalDouble positive(DataSet h, int element) {
        for (int block = 0x10; block <= 0xff; block++) {
            if (h.string(GROUP | block, "").strip().equals(CREATOR)) {
                OptionalDouble v = h.number(GROUP | block << 8 | element);
                return v.isPresent() && v.getAsDouble() > 0 && v.getAsDouble() < 1e12 ? v : OptionalDouble.empty();
            }
        }
        return OptionalDouble.empty();
    }
}
