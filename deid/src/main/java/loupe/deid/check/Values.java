package loupe.deid.check;

import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.Dictionary;
import loupe.core.dicom.Element;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;

/// Goes through every text value of a data set, at all depths, those inside values encoded as UN included.
final class Values {
    private static final int FIRST_ITEM = 0xE000FFFE;
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
            hidden(v, path, visitor);
        } else if (vr.kind() == Vr.Kind.TEXT) {
            visitor.value(path, v.tag(), vr, data.strings(v.tag()));
        }
    }

    /// What a value holds whose VR was not known to whoever wrote it (PS3.5 6.2.2): its items, or where items begin that do not
    /// read whole, all of it as one text.
    private static void hidden(Element.Value v, String path, Visitor visitor) {
        if (v.bytes().get(LE, 0) != FIRST_ITEM) {
            return;
        }
        Optional<List<DataSet>> read = DicomReader.usual().readUnknownItems(v.bytes());
        if (read.isPresent()) {
            items(read.get(), path, visitor);
        } else {
            visitor.value(path, v.tag(), Vr.UN,
                    List.of(new String(v.bytes().toArray(ValueLayout.JAVA_BYTE), StandardCharsets.ISO_8859_1)));
        }
    }
}
