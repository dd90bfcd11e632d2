package loupe.core.dicom.inspect;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import loupe.core.nifti.NiftiReader;

/// What a file is by its first bytes.
public enum FileKind {
    /// DICOM, with or without preamble, or what may be a bare data set.
    DICOM("DICOM"),
    /// A whole slide as TIFF of Aperio.
    SVS("Aperio SVS slide"),
    /// A whole slide as TIFF of Hamamatsu.
    NDPI("Hamamatsu NDPI slide"),
    /// Any other TIFF.
    TIFF("TIFF picture or slide"),
    /// NIfTI-1 or NIfTI-2.
    NIFTI("NIfTI volume"),
    /// A JPEG picture.
    JPEG("JPEG picture"),
    /// A PNG picture.
    PNG("PNG picture"),
    /// A PDF.
    PDF("PDF document"),
    /// Nothing at all.
    EMPTY("empty file"),
    /// None of these.
    OTHER("unknown file");

    private static final int LOOK_INTO = 64 << 10;

    private final String label;

    FileKind(String label) {
        this.label = label;
    }

    /// A short name for people.
    public String label() {
        return label;
    }

    /// Whether it is a TIFF of some maker, and so a slide to be converted.
    public boolean isTiff() {
        return this == SVS || this == NDPI || this == TIFF;
    }

    /// What bytes are.
    ///
    /// @param bytes at least the first some hundred of the file
    public static FileKind of(MemorySegment bytes) {
        if (bytes.byteSize() == 0) {
            return EMPTY;
        }
        if (begins(bytes, 128, "DICM") || begins(bytes, 0, "DICM")) {
            return DICOM;
        }
        if (begins(bytes, 0, "II*\0") || begins(bytes, 0, "MM\0*") || begins(bytes, 0, "II+\0") || begins(bytes, 0, "MM\0+")) {
            return tiff(bytes);
        }
        if (begins(bytes, 0, "\u00ff\u00d8\u00ff")) {
            return JPEG;
        }
        if (begins(bytes, 0, "\u0089PNG")) {
            return PNG;
        }
        if (begins(bytes, 0, "%PDF")) {
            return PDF;
        }
        // By its magic too, so that a volume that is not read is told why (NIfTI-1 at 344, NIfTI-2 at 4).
        boolean magic = begins(bytes, 344, "n+1\0") || begins(bytes, 4, "n+2\0");
        return magic || NiftiReader.recognises(bytes) ? NIFTI : OTHER;
    }

    private static FileKind tiff(MemorySegment bytes) {
        byte[] head = bytes.asSlice(0, Math.min(LOOK_INTO, bytes.byteSize())).toArray(ValueLayout.JAVA_BYTE);
        String text = new String(head, StandardCharsets.ISO_8859_1);
        return text.contains("Aperio") ? SVS : text.contains("Hamamatsu") ? NDPI : TIFF;
    }

    private static boolean begins(MemorySegment b, int at, String text) {
        if (b.byteSize() < at + text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if ((b.get(ValueLayout.JAVA_BYTE, at + i) & 0xff) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
