package loupe.deid.pixel;

import java.util.Set;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;

/// Which instances hold slices a scanner reconstructed: nobody writes on these before they are sent, and anatomy fills
/// them. Screens, summaries, colour maps and what says of itself that it has writing in it are not among them.
final class Reconstructions {
    private static final Set<String> CLASSES = Set.of(
            "1.2.840.10008.5.1.4.1.1.2", "1.2.840.10008.5.1.4.1.1.2.1", "1.2.840.10008.5.1.4.1.1.2.2",
            "1.2.840.10008.5.1.4.1.1.4", "1.2.840.10008.5.1.4.1.1.4.1", "1.2.840.10008.5.1.4.1.1.4.4",
            "1.2.840.10008.5.1.4.1.1.128", "1.2.840.10008.5.1.4.1.1.130", "1.2.840.10008.5.1.4.1.1.128.1",
            "1.2.840.10008.5.1.4.1.1.30");

    private Reconstructions() {}

    /// Whether an instance is one, by class, photometry and what it says of itself.
    static boolean holds(DataSet d) {
        return CLASSES.contains(d.string(Tag.SOPClassUID, ""))
                && d.integer(Tag.SamplesPerPixel, 1) == 1
                && d.string(Tag.PhotometricInterpretation, "MONOCHROME2").startsWith("MONOCHROME")
                && !d.string(Tag.BurnedInAnnotation, "").equals("YES")
                && d.strings(Tag.ImageType).stream().noneMatch(t -> t.contains("SCREEN"));
    }
}
