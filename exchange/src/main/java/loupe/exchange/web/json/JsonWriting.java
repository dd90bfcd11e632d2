package loupe.exchange.web.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.regex.Pattern;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Element;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;

/// Data sets as the DICOM JSON model has them (PS3.18 F.2).
final class JsonWriting {
    /// What JSON takes as a number (RFC 8259 6); decimal strings with a plus or without a leading digit are written as texts.
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");

    private static final String[] GROUPS = {"Alphabetic", "Ideographic", "Phonetic"};

    private JsonWriting() {}

    static void dataSet(DataSet data, JsonGenerator json) throws IOException {
        json.writeStartObject();
        for (Element e : data.elements()) {
            if ((e.tag() & 0xffff) == 0 || e.tag() >>> 16 == 2 || e instanceof Element.Fragments) {
                continue;
            }
            json.writeObjectFieldStart(String.format("%08X", e.tag()));
            json.writeStringField("vr", e.vr().name());
            switch (e) {
                case Element.Sequence s -> sequence(s, json);
                case Element.Value v -> value(data, v, json);
                case Element.Fragments f -> throw new IllegalStateException("fragments are passed over");
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void sequence(Element.Sequence s, JsonGenerator json) throws IOException {
        if (s.items().isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("Value");
        for (DataSet item : s.items()) {
            dataSet(item, json);
        }
        json.writeEndArray();
    }

    private static void value(DataSet data, Element.Value v, JsonGenerator json) throws IOException {
        if (v.bytes().byteSize() == 0) {
            return;
        }
        if (v.tag() == Tag.SpecificCharacterSet) {
            texts(List.of("ISO_IR 192"), Vr.CS, json);
            return;
        }
        switch (v.vr()) {
            case OB, OW, OD, OF, OL, OV, UN -> json.writeBinaryField("InlineBinary", littleEndian(v));
            case AT, US, SS, UL, SL, SV, UV, FL, FD -> numbers(v, json);
            default -> texts(data.strings(v.tag()), v.vr(), json);
        }
    }

    private static void texts(List<String> values, Vr vr, JsonGenerator json) throws IOException {
        if (values.stream().allMatch(String::isEmpty)) {
            return;
        }
        json.writeArrayFieldStart("Value");
        for (String s : values) {
            if (s.isEmpty()) {
                json.writeNull();
            } else if (vr == Vr.PN) {
                name(s, json);
            } else if ((vr == Vr.DS || vr == Vr.IS) && NUMBER.matcher(s).matches()) {
                json.writeNumber(s);
            } else {
                json.writeString(s);
            }
        }
        json.writeEndArray();
    }

    private static void name(String s, JsonGenerator json) throws IOException {
        String[] groups = s.split("=", GROUPS.length);
        json.writeStartObject();
        for (int i = 0; i < groups.length; i++) {
            if (!groups[i].isEmpty()) {
                json.writeStringField(GROUPS[i], groups[i]);
            }
        }
        json.writeEndObject();
    }

    private static void numbers(Element.Value v, JsonGenerator json) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(v.bytes().toArray(ValueLayout.JAVA_BYTE))
                .order(v.bigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        int unit = v.vr() == Vr.AT ? 4 : v.vr().unitBytes();
        json.writeArrayFieldStart("Value");
        while (in.remaining() >= unit) {
            switch (v.vr()) {
                case AT -> json.writeString(String.format("%04X%04X", in.getShort() & 0xffff, in.getShort() & 0xffff));
                case US -> json.writeNumber(in.getShort() & 0xffff);
                case SS -> json.writeNumber(in.getShort());
                case UL -> json.writeNumber(in.getInt() & 0xffffffffL);
                case SL -> json.writeNumber(in.getInt());
                case SV -> json.writeString(Long.toString(in.getLong()));
                case UV -> json.writeString(Long.toUnsignedString(in.getLong()));
                case FL -> real(in.getFloat(), json);
                case FD -> real(in.getDouble(), json);
                default -> throw new IllegalStateException("no numbers in " + v.vr());
            }
        }
        json.writeEndArray();
    }

    private static void real(float f, JsonGenerator json) throws IOException {
        if (Float.isFinite(f)) {
            json.writeNumber(f);
        } else {
            real((double) f, json);
        }
    }

    private static void real(double d, JsonGenerator json) throws IOException {
        if (Double.isFinite(d)) {
            json.writeNumber(d);
        } else {
            json.writeString(Double.isNaN(d) ? "NaN" : d > 0 ? "inf" : "-inf");
        }
    }

    private static byte[] littleEndian(Element.Value v) {
        byte[] raw = v.bytes().toArray(ValueLayout.JAVA_BYTE);
        int unit = v.vr().unitBytes();
        if (!v.bigEndian() || unit <= 1) {
            return raw;
        }
        for (int i = 0; i + unit <= raw.length; i += unit) {
            for (int a = i, b = i + unit - 1; a < b; a++, b--) {
                byte t = raw[a];
                raw[a] = raw[b];
                raw[b] = t;
            }
        }
        return raw;
    }
}
