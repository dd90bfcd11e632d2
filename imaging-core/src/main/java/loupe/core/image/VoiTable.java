package loupe.core.image;

import java.util.Arrays;

/// The entries of a VOI lookup table as brightness (DICOM PS3.3 C.11.2.1.1). Immutable; any thread.
public final class VoiTable {
    private final float[] brightness;

    private VoiTable(float[] brightness) {
        this.brightness = brightness;
    }

    /// A table of whole numbers.
    ///
    /// @param entries at least one, each from 0 on; those above the largest of so many bits count as white
    /// @param bits of an entry, 8 to 16
    public static VoiTable of(int[] entries, int bits) {
        if (entries.length == 0 || bits < 8 || bits > 16) {
            throw new IllegalArgumentException(
                    "a table needs entries of 8 to 16 bits, had " + entries.length + " of " + bits);
        }
        float[] brightness = new float[entries.length];
        for (int i = 0; i < entries.length; i++) {
            brightness[i] = (float) Math.clamp(entries[i] / ((1 << bits) - 1.0), 0.0, 1.0);
        }
        return new VoiTable(brightness);
    }

    /// Number of entries.
    public int entries() {
        return brightness.length;
    }

    /// Brightness from 0 to 1 of the entry nearest to a place; the first before the first and the last after the last.
    ///
    /// @param place index of an entry, from 0, with fractions
    public double at(double place) {
        return brightness[(int) Math.clamp(Math.rint(place), 0, brightness.length - 1)];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VoiTable t && Arrays.equals(brightness, t.brightness);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(brightness);
    }
}
