package loupe.deid.check;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.List;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.Dictionary;
import loupe.core.dicom.Element;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;

/// Goes through every text value of a data set, at all depths, those inside values encoded as UN included.
final class Values {
    private static final ValueLayout.OfInt LE = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private Values() {}

    /// Is told of each element with text in it.
    interface Visitor {
        /// @param path tags and item numbers down to the element
        void value(String path, int tag, Vr vr, List<String> texts);
    }

    static void visit(DataSet data, Visitor visitor) {
        visit(data, "", visitor);
    }

    private static void visit(DataSet data, String at, Visitor visitor) {
        for (Element e : data.elements()) {
            String path = at + Tag.format(e.tag());
            switch (e) {
                case Element.Sequence s -> items(s.items(), path, visitor);
                case Element.Fragments f -> {}
                case Element.Value v -> value(data, v, path, visitor);
            }
        }
    }

    private static void items(List<DataSet> items, String path, Visitor visitor) {
        for (int i = 0; i < items.size(); i++) {
            visit(items.get(i), path + "[" + i + "]", visitor);
        }
    }

    private static void value(DataSet data, Element.Value v, String path, Visitor visitor) {
        Vr vr = v.vr() == Vr.UN ? Dictionary.vrOf(v.tag()) : v.vr();
        if (v.vr() == Vr.UN && v.bytes().byteSize() > 16 && (vr == Vr.SQ || vr == Vr.UN)) {
            items(hidden(v), path, visitor);
        } else if (vr.kind() == Vr.Kind.TEXT) {
            visitor.value(path, v.tag(), vr, data.strings(v.tag()));
        }
    }

    /// Items inside a value whose VR was not known to whoever wrote it (PS3.5 6.2.2); none where there are none.
    private static List<DataSet> hidden(Element.Value v) {
        long n = v.bytes().byteSize();
        if (v.bytes().get(LE, 0) != 0xE000FFFE) {
            return List.of();
        }
        MemorySegment framed = MemorySegment.ofArray(new byte[Math.toIntExact(n + 8)]);
        framed.set(LE, 0, Integer.rotateLeft(Tag.ContentSequence, 16));
        framed.set(LE, 4, (int) n);
        MemorySegment.copy(v.bytes(), 0, framed, 8, n);
        try {
            return DicomReader.usual().readBare(framed, TransferSyntax.IMPLICIT_LE).items(Tag.ContentSequence);
        } catch (IOException e) {
            return List.of();
        }
    }
}
