package loupe.deid.fuzz;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomFile;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.Element;
import loupe.core.dicom.Limits;
import loupe.core.dicom.SourceInstance;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.deid.text.LegalValues;

/// What hostile bytes are given to at the door. Each may end well or with a typed exception; anything else is a finding, and so
/// is a result that breaks what the door promises.
public enum DeidFuzzTarget {
    /// A whole file through the door, by the import and the strict profile.
    DOOR {
        @Override
        void run(byte[] b) throws IOException {
            DicomFile f = new DicomReader(SMALL).read(MemorySegment.ofArray(b));
            DoorPromise.isKept(new SourceInstance(f.syntax(), f.meta(), f.data()));
        }
    },
    /// A sequence whose items came as the bytes of an unknown VR; the first byte says where it stands.
    UNKNOWN_ITEMS {
        @Override
        void run(byte[] b) throws IOException {
            if (b.length == 0) {
                return;
            }
            byte[] items = Arrays.copyOfRange(b, 1, b.length);
            Element unknown = new Element.Value(
                    PLACES.get((b[0] & 0x7f) % PLACES.size()), Vr.UN, MemorySegment.ofArray(items), false);
            DataSet data = DataSet.builder()
                    .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.88.11")
                    .put(Tag.SOPInstanceUID, Vr.UI, "1.2.826.0.99.1")
                    .put(0x00290010, Vr.LO, "SOME PRIVATE 1")
                    .put(b[0] < 0 ? new Element.Sequence(Tag.ContentSequence, Vr.SQ, List.of(alone(unknown))) : unknown)
                    .build();
            DoorPromise.isKept(new SourceInstance(TransferSyntax.EXPLICIT_LE, DataSet.empty(), data));
        }
    },
    /// One text value; the first byte says of which VR.
    LEGAL_VALUES {
        @Override
        void run(byte[] b) {
            if (b.length == 0) {
                return;
            }
            Vr vr = LegalForms.VRS.get((b[0] & 0xff) % LegalForms.VRS.size());
            String value = new String(b, 1, b.length - 1, StandardCharsets.UTF_8);
            Optional<String> legal = LegalValues.nearest(vr, value);
            legal.ifPresent(l -> LegalForms.check(vr, value, l));
        }
    },
    /// Pixels of every description and syntax before the cleaner; the first seven bytes describe them.
    PIXELS {
        @Override
        void run(byte[] b) {
            if (b.length > DescribedPixels.DESCRIPTION) {
                CleanerPromise.isKept(DescribedPixels.of(b));
            }
        }
    };

    static final Limits SMALL = new Limits(64, 100_000, 16L << 20, 1_100);

    /// Listed and unlisted sequences, a content sequence, codes, a private one.
    private static final List<Integer> PLACES =
            List.of(0x00081115, 0x00081140, 0x52009229, Tag.ContentSequence, 0x00400275, 0x00321064, 0x00101002, 0x00291010);

    /// Runs the target.
    ///
    /// @throws IOException where the bytes are refused
    abstract void run(byte[] bytes) throws IOException;

    private static DataSet alone(Element e) {
        return DataSet.builder().put(e).build();
    }

    /// The target's name on the command line.
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The target of a name on the command line.
    static DeidFuzzTarget named(String word) {
        return valueOf(word.replace('-', '_').toUpperCase(Locale.ROOT));
    }
}
