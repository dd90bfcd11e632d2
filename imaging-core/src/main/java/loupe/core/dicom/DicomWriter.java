package loupe.core.dicom;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/// Writes Part 10 files and bare data sets.
///
/// Sequences and items are written with undefined length; group lengths are left out; the preamble is zero and the
/// meta information is always made anew.
public final class DicomWriter {
    /// This implementation's class UID (a UUID-derived UID, PS3.5 B.2).
    public static final String IMPLEMENTATION_CLASS_UID = "2.25.266142157733450262012216254287361412793";

    /// This implementation's version name.
    public static final String IMPLEMENTATION_VERSION_NAME = "LOUPE_0_1";

    private DicomWriter() {}

    /// Writes a Part 10 file.
    ///
    /// @param syntax encoding of the data set; its pixels must already be in it
    /// @throws IOException if the stream fails
    /// @throws IllegalArgumentException if the data set names no SOP class or instance
    public static void writeFile(DataSet data, TransferSyntax syntax, OutputStream out) throws IOException {
        writeFile(required(data, Tag.SOPClassUID), required(data, Tag.SOPInstanceUID), data, syntax, out);
    }

    /// Writes a DICOMDIR, whose data set does not name itself (PS3.10 8.6).
    ///
    /// @param instanceUid its Media Storage SOP Instance UID
    /// @throws IOException if the stream fails
    public static void writeDirectory(String instanceUid, DataSet data, OutputStream out) throws IOException {
        writeFile("1.2.840.10008.1.3.10", instanceUid, data, TransferSyntax.EXPLICIT_LE, out);
    }

    private static void writeFile(
            String sopClass, String sopInstance, DataSet data, TransferSyntax syntax, OutputStream out)
            throws IOException {
        DataSet meta = DataSet.builder()
                .put(Tag.FileMetaInformationVersion, Vr.OB, new byte[] {0, 1})
                .put(Tag.MediaStorageSOPClassUID, Vr.UI, sopClass)
                .put(Tag.MediaStorageSOPInstanceUID, Vr.UI, sopInstance)
                .put(Tag.TransferSyntaxUID, Vr.UI, syntax.uid())
                .put(Tag.ImplementationClassUID, Vr.UI, IMPLEMENTATION_CLASS_UID)
                .put(Tag.ImplementationVersionName, Vr.SH, IMPLEMENTATION_VERSION_NAME)
                .build();
        ByteArrayOutputStream metaBytes = new ByteArrayOutputStream();
        write(meta, TransferSyntax.EXPLICIT_LE, metaBytes);
        out.write(new byte[128]);
        out.write(new byte[] {'D', 'I', 'C', 'M'});
        DataSet length = DataSet.builder()
                .put(Tag.FileMetaInformationGroupLength, Vr.UL, (double) metaBytes.size())
                .build();
        write(length, TransferSyntax.EXPLICIT_LE, out);
        metaBytes.writeTo(out);
        if (!syntax.deflated()) {
            write(data, syntax, out);
            return;
        }
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try {
            DeflaterOutputStream deflated = new DeflaterOutputStream(out, deflater);
            write(data, TransferSyntax.EXPLICIT_LE, deflated);
            deflated.finish();
        } finally {
            deflater.end();
        }
    }

    private static String required(DataSet data, int tag) {
        return data.string(tag)
                .orElseThrow(() -> new IllegalArgumentException("the data set must name " + Tag.format(tag)));
    }

    /// Writes a bare data set.
    public static void write(DataSet data, TransferSyntax syntax, OutputStream out) throws IOException {
        new Encoding(syntax, out).dataSet(data);
    }

    private static final class Encoding {
        private final boolean implicit;
        private final boolean bigEndian;
        private final OutputStream out;
        private final ByteBuffer head;

        Encoding(TransferSyntax syntax, OutputStream out) {
            this.implicit = syntax.implicitVr();
            this.bigEndian = syntax.bigEndian();
            this.out = out;
            this.head = ByteBuffer.allocate(12).order(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        }

        void dataSet(DataSet data) throws IOException {
            for (Element e : data.elements()) {
                if ((e.tag() & 0xffff) == 0 && e.tag() >>> 16 != 2) {
                    continue;
                }
                switch (e) {
                    case Element.Value v -> value(v);
                    case Element.Sequence s -> sequence(s);
                    case Element.Fragments f -> fragments(f);
                }
            }
        }

        private void value(Element.Value v) throws IOException {
            long size = v.bytes().byteSize();
            boolean odd = (size & 1) == 1;
            header(v.tag(), v.vr(), size + (odd ? 1 : 0));
            bytes(v.bytes(), v.bigEndian() != bigEndian ? v.vr() : Vr.OB);
            if (odd) {
                out.write(v.vr().padding());
            }
        }

        private void bytes(MemorySegment m, Vr swapAs) throws IOException {
            int unit = swapAs == Vr.AT ? 2 : swapAs.unitBytes();
            if (unit <= 1 && out instanceof ChannelOutput channel) {
                channel.write(m);
                return;
            }
            byte[] chunk = new byte[(int) Math.min(1 << 16, m.byteSize())];
            for (long at = 0; at < m.byteSize(); at += chunk.length) {
                int n = (int) Math.min(chunk.length, m.byteSize() - at);
                MemorySegment.copy(m, ValueLayout.JAVA_BYTE, at, chunk, 0, n);
                for (int i = 0; unit > 1 && i + unit <= n; i += unit) {
                    for (int a = i, b = i + unit - 1; a < b; a++, b--) {
                        byte t = chunk[a];
                        chunk[a] = chunk[b];
                        chunk[b] = t;
                    }
                }
                out.write(chunk, 0, n);
            }
        }

        private void header(int tag, Vr vr, long length) throws IOException {
            head.clear();
            head.putShort((short) (tag >>> 16)).putShort((short) tag);
            boolean longForm = vr.hasLongLength() || length > 0xfffe && length != 0xffffffffL;
            if (implicit) {
                head.putInt((int) length);
            } else {
                // A value too long for its VR's 16-bit length is written as UN (PS3.5 6.2.2 note 2).
                String code = longForm && !vr.hasLongLength() ? "UN" : vr.name();
                head.put((byte) code.charAt(0)).put((byte) code.charAt(1));
                if (longForm) {
                    head.putShort((short) 0).putInt((int) length);
                } else {
                    head.putShort((short) length);
                }
            }
            out.write(head.array(), 0, head.position());
        }

        private void sequence(Element.Sequence s) throws IOException {
            header(s.tag(), Vr.SQ, 0xffffffffL);
            for (DataSet item : s.items()) {
                delimiter(0xFFFEE000, 0xffffffffL);
                dataSet(item);
                delimiter(0xFFFEE00D, 0);
            }
            delimiter(0xFFFEE0DD, 0);
        }

        private void fragments(Element.Fragments f) throws IOException {
            header(f.tag(), Vr.OB, 0xffffffffL);
            delimiter(0xFFFEE000, f.offsetTable().byteSize());
            bytes(f.offsetTable(), Vr.OB);
            for (MemorySegment m : f.fragments()) {
                boolean odd = (m.byteSize() & 1) == 1;
                delimiter(0xFFFEE000, m.byteSize() + (odd ? 1 : 0));
                bytes(m, Vr.OB);
                if (odd) {
                    out.write(0);
                }
            }
            delimiter(0xFFFEE0DD, 0);
        }

        private void delimiter(int tag, long length) throws IOException {
            head.clear();
            head.putShort((short) (tag >>> 16)).putShort((short) tag).putInt((int) length);
            out.write(head.array(), 0, 8);
        }
    }
}
