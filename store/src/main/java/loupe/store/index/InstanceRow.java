package loupe.store.index;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DeidentifiedInstance;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.Element;
import loupe.core.dicom.TransferSyntax;
import loupe.store.db.ByteSink;
import loupe.store.db.ByteSource;
import loupe.store.fault.StoreException;

/// What a row keeps of an instance: its header and how its pixels lie in the object of the row's name.
///
/// @param sopInstanceUid pseudonymous SOP Instance UID
/// @param syntax how pixels are encoded
/// @param layout where frames lie
/// @param header the data set without its pixel data element, explicit little endian
@SuppressWarnings("ArrayRecordComponent")
public record InstanceRow(String sopInstanceUid, TransferSyntax syntax, PixelLayout layout, byte[] header) {
    private static final int FORMAT = 1;

    /// The row of an instance.
    public static InstanceRow of(DeidentifiedInstance instance) {
        DataSet data = instance.data();
        PixelLayout layout = FrameFinder.layout(data);
        DataSet.Builder header = data.toBuilder();
        if (!(layout instanceof PixelLayout.None)) {
            FrameFinder.pixels(data).ifPresent(e -> header.remove(e.tag()));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            DicomWriter.write(header.build(), TransferSyntax.EXPLICIT_LE, bytes);
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory does not fail", e);
        }
        return new InstanceRow(instance.sopInstanceUid(), instance.syntax(), layout, bytes.toByteArray());
    }

    /// The parts of an instance's object, in order.
    public static List<MemorySegment> pixelParts(DeidentifiedInstance instance) {
        Element e = FrameFinder.pixels(instance.data()).orElse(null);
        return switch (e) {
            case null -> List.of();
            case Element.Value v -> List.of(v.bytes());
            case Element.Sequence s -> List.of();
            case Element.Fragments f -> f.fragments();
        };
    }

    /// Encodes the row.
    public byte[] toBytes() {
        ByteSink out = new ByteSink()
                .u8(FORMAT)
                .text(sopInstanceUid)
                .text(syntax.uid())
                .u8(syntax.implicitVr() ? 1 : 0)
                .u8(syntax.bigEndian() ? 1 : 0)
                .u8(syntax.deflated() ? 1 : 0)
                .u8(syntax.encapsulated() ? 1 : 0);
        PixelLayout.write(layout, out);
        return out.bytes(header).toBytes();
    }

    /// Decodes a row.
    public static InstanceRow read(byte[] bytes) throws StoreException {
        ByteSource in = new ByteSource(bytes);
        if (in.u8() != FORMAT) {
            throw new StoreException(
                    StoreException.Kind.UNKNOWN_FORMAT, "An image was stored by another version of the program.");
        }
        String sop = in.text();
        TransferSyntax syntax =
                new TransferSyntax(in.text(), in.u8() == 1, in.u8() == 1, in.u8() == 1, in.u8() == 1);
        return new InstanceRow(sop, syntax, PixelLayout.read(in), in.bytes());
    }

    /// The header as a data set.
    public DataSet headerData() throws StoreException {
        if (header.length == 0) {
            return DataSet.empty();
        }
        try {
            return DicomReader.usual()
                    .readBare(MemorySegment.ofArray(header).asReadOnly(), TransferSyntax.EXPLICIT_LE);
        } catch (IOException e) {
            throw new StoreException(
                    StoreException.Kind.TAMPERED, "A stored image header does not read; restore a backup.", e);
        }
    }

    /// The whole data set again.
    ///
    /// @param pixels the object's bytes, [PixelLayout#length()] of them
    public DataSet withPixels(MemorySegment pixels) throws StoreException {
        DataSet.Builder data = headerData().toBuilder();
        switch (layout) {
            case PixelLayout.None n -> {}
            case PixelLayout.Native n -> data.put(new Element.Value(n.tag(), n.vr(), pixels, n.bigEndian()));
            case PixelLayout.Encapsulated e -> {
                List<MemorySegment> fragments = new ArrayList<>();
                long at = 0;
                for (long size : e.fragments()) {
                    fragments.add(pixels.asSlice(at, size));
                    at += size;
                }
                MemorySegment table = MemorySegment.ofArray(e.offsetTable().clone()).asReadOnly();
                data.put(new Element.Fragments(e.tag(), e.vr(), table, fragments));
            }
        }
        return data.build();
    }
}
