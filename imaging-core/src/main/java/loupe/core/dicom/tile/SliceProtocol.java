package loupe.core.dicom.tile;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import loupe.core.geometry.PatientPoint;

/// Where the slices of a Siemens protocol lie: the `sSliceArray` lines of its ASCCONV text.
final class SliceProtocol {
    private static final String BEGIN = "### ASCCONV BEGIN";
    private static final String END = "### ASCCONV END";
    private static final String ARRAY = "sSliceArray.";
    private static final int MOST_CHARACTERS = 1 << 22;

    private final Map<String, Double> numbers = new HashMap<>();

    private SliceProtocol() {}

    /// The protocol in the bytes of a series header; empty where there is none.
    static SliceProtocol of(byte[] header) {
        SliceProtocol p = new SliceProtocol();
        String all = new String(header, 0, Math.min(header.length, MOST_CHARACTERS), StandardCharsets.ISO_8859_1);
        int begin = all.indexOf(BEGIN);
        int end = all.indexOf(END, Math.max(0, begin));
        if (begin >= 0) {
            all.substring(begin, end < 0 ? all.length() : end).lines().filter(l -> l.startsWith(ARRAY)).forEach(p::line);
        }
        return p;
    }

    private void line(String line) {
        int equals = line.indexOf('=');
        if (equals < 0) {
            return;
        }
        try {
            double value = Double.parseDouble(line.substring(equals + 1).strip());
            if (Double.isFinite(value)) {
                numbers.put(line.substring(ARRAY.length(), equals).strip(), value);
            }
        } catch (NumberFormatException e) {
            // Hexadecimal flags and names are no places.
        }
    }

    /// How many slices; 0 where it does not say.
    int slices() {
        return numbers.getOrDefault("lSize", 0.0).intValue();
    }

    /// The middle of a slice in the patient; a direction that is left out is 0.
    ///
    /// @param index from 0, in the protocol's order
    Optional<PatientPoint> middle(int index) {
        String at = "asSlice[" + index + "].";
        if (!numbers.containsKey(at + "dReadoutFOV")) {
            return Optional.empty();
        }
        at += "sPosition.";
        return Optional.of(new PatientPoint(
                numbers.getOrDefault(at + "dSag", 0.0),
                numbers.getOrDefault(at + "dCor", 0.0),
                numbers.getOrDefault(at + "dTra", 0.0)));
    }
}
