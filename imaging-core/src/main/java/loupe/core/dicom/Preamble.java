package loupe.core.dicom;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;

/// What a file's first 128 bytes are beside the preamble of a DICOM file (PS3.10 7.1): a file can be a program and an
/// image at once (CVE-2019-11687). Whatever stands there is never written again.
final class Preamble {
    private static final int LENGTH = 128;

    private enum Head {
        WINDOWS("4d5a", "a Windows program"),
        ELF("7f454c46", "a Linux program"),
        MACH_O("cffaedfe", "a macOS program"),
        MACH_O_FAT("cafebabe", "a macOS or Java program"),
        SCRIPT("2321", "a script"),
        PDF("25504446", "a PDF document"),
        ZIP("504b0304", "an archive"),
        TIFF_LITTLE("49492a00", "a TIFF picture"),
        TIFF_BIG("4d4d002a", "a TIFF picture");

        private final byte[] magic;
        private final String what;

        Head(String magic, String what) {
            this.magic = java.util.HexFormat.of().parseHex(magic);
            this.what = what;
        }

        boolean begins(MemorySegment bytes) {
            for (int i = 0; i < magic.length; i++) {
                if (bytes.get(ValueLayout.JAVA_BYTE, i) != magic[i]) {
                    return false;
                }
            }
            return true;
        }
    }

    private Preamble() {}

    /// What is odd about the preamble, as a sentence; empty where it is all zero.
    ///
    /// @param bytes of at least 128 bytes
    static Optional<String> oddity(MemorySegment bytes) {
        boolean zero = true;
        for (long i = 0; i < LENGTH && zero; i++) {
            zero = bytes.get(ValueLayout.JAVA_BYTE, i) == 0;
        }
        if (zero) {
            return Optional.empty();
        }
        for (Head h : Head.values()) {
            if (h.begins(bytes)) {
                return Optional.of("the file begins like " + h.what + "; its preamble is not kept");
            }
        }
        return Optional.of("the preamble is not empty; it is not kept");
    }
}
