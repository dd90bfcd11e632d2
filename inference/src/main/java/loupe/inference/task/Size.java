package loupe.inference.task;

import java.util.List;
import loupe.core.finding.Measurement;
import loupe.core.geometry.PatientPoint;
import loupe.core.segment.Code;
import loupe.core.segment.Mask;

/// Where a mask lies and how large it is.
final class Size {
    private static final Code VOLUME = new Code("118565006", "SCT", "Volume");
    private static final Code DIAMETER = new Code("81827009", "SCT", "Diameter");
    private static final Code MILLILITRE = new Code("ml", "UCUM", "milliliter");
    private static final Code CUBIC_MILLIMETRE = new Code("mm3", "UCUM", "cubic millimeter");
    private static final Code MILLIMETRE = new Code("mm", "UCUM", "millimeter");

    private Size() {}

    static List<Measurement> volume(Mask mask) {
        return List.of(new Measurement(VOLUME, mask.millilitres(), MILLILITRE));
    }

    /// Diameter of the sphere of equal volume, and the volume.
    static List<Measurement> diameterAndVolume(Mask mask) {
        double mm3 = mask.millilitres() * 1000;
        return List.of(
                new Measurement(DIAMETER, equalDiameterMm(mm3), MILLIMETRE),
                new Measurement(VOLUME, mm3, CUBIC_MILLIMETRE));
    }

    static List<Measurement> diameter(double mm) {
        return List.of(new Measurement(DIAMETER, mm, MILLIMETRE));
    }

    static double equalDiameterMm(double mm3) {
        return Math.cbrt(6 * mm3 / Math.PI);
    }

    /// Centre of mass; the grid's origin for an empty mask.
    static PatientPoint centre(Mask mask) {
        double c = 0;
        double r = 0;
        double s = 0;
        long n = 0;
        int columns = mask.grid().columns();
        for (int z = 0; z < mask.grid().slices(); z++) {
            long[] words = mask.words(z);
            for (int w = 0; w < words.length; w++) {
                for (long bits = words[w]; bits != 0; bits &= bits - 1) {
                    int i = w * 64 + Long.numberOfTrailingZeros(bits);
                    c += i % columns;
                    r += i / columns;
                    s += z;
                    n++;
                }
            }
        }
        return n == 0 ? mask.grid().origin() : mask.grid().toPatient(c / n, r / n, s / n);
    }
}
