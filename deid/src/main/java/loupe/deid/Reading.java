package loupe.deid;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Optional;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.Dictionary;
import loupe.core.dicom.Element;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;

/// Reads an element as what the dictionary says it is, whatever VR it was written with (PS3.5 6.2.2, CP-246), so that
/// nothing passes as bytes that a reader downstream would read as text or items.
final class Reading {
    private static final ValueLayout.OfInt LE_INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private Reading() {}

    /// The element as it should have been written; empty if it cannot be that.
    static Optional<Element> of(Element e) {
        Optional<Dictionary.Entry> entry = Dictionary.entry(e.tag());
        return entry.isEmpty() ? Optional.of(e) : as(e, entry.get().vr(), entry.get().vrs());
    }

    /// The element as one of the VRs it may have.
    ///
    /// @param vr the VR it has where it does not say
    /// @param allowed all VRs it may have, separated by `/`
    static Optional<Element> as(Element e, Vr vr, String allowed) {
        return switch (e) {
            case Element.Sequence s ->
                vr == Vr.SQ ? Optional.of(new Element.Sequence(s.tag(), Vr.SQ, s.items())) : Optional.empty();
            case Element.Fragments f -> f.tag() == Tag.PixelData ? Optional.of(f) : Optional.empty();
            case Element.Value v -> value(v, vr, allowed);
        };
    }

    private static Optional<Element> value(Element.Value v, Vr vr, String allowed) {
        if (v.vr() != Vr.UN && v.vr() != Vr.SQ && allowed.contains(v.vr().name())) {
            return Optional.of(v);
        }
        if (vr == Vr.SQ) {
            return items(v);
        }
        if (v.vr() == Vr.UN) {
            return Optional.of(new Element.Value(v.tag(), vr, v.bytes(), false));
        }
        return switch (vr.kind()) {
            case TEXT -> Optional.of(new Element.Value(v.tag(), vr, v.bytes(), v.bigEndian()));
            case BINARY -> v.vr().kind() == Vr.Kind.BINARY ? Optional.of(v) : Optional.empty();
            case SEQUENCE -> Optional.empty();
        };
    }

    private static Optional<Element> items(Element.Value v) {
        long n = v.bytes().byteSize();
        MemorySegment framed = MemorySegment.ofArray(new byte[Math.toIntExact(n + 8)]);
        framed.set(LE_INT, 0, Integer.rotateLeft(Tag.ContentSequence, 16));
        framed.set(LE_INT, 4, (int) n);
        MemorySegment.copy(v.bytes(), 0, framed, 8, n);
        for (TransferSyntax inside : new TransferSyntax[] {TransferSyntax.IMPLICIT_LE, TransferSyntax.EXPLICIT_LE}) {
            Optional<DataSet> read = read(framed, inside);
            if (read.isPresent()) {
                return Optional.of(
                        new Element.Sequence(v.tag(), Vr.SQ, read.get().items(Tag.ContentSequence)));
            }
        }
        return Optional.empty();
    }

    private static Optional<DataSet> read(MemorySegment framed, TransferSyntax inside) {
        if (!inside.implicitVr()) {
            // The frame's own header is implicit; the explicit one has the VR and a long length.
            MemorySegment explicit = MemorySegment.ofArray(new byte[(int) framed.byteSize() + 4]);
            explicit.set(LE_INT, 0, Integer.rotateLeft(Tag.ContentSequence, 16));
            explicit.set(ValueLayout.JAVA_BYTE, 4, (byte) 'S');
            explicit.set(ValueLayout.JAVA_BYTE, 5, (byte) 'Q');
            explicit.set(LE_INT, 8, (int) framed.byteSize() - 8);
            MemorySegment.copy(framed, 8, explicit, 12, framed.byteSize() - 8);
            framed = explicit;
        }
        try {
            return Optional.of(DicomReader.usual().readBare(framed, inside));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
