package loupe.core.dicom;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;

/// An ordered set of data elements. Immutable; safe for any thread while the bytes behind it live.
public final class DataSet {
    private static final String OF_NUMBERS = "0123456789+-.eE";
    private static final int LONGEST_NUMBER = 64;
    private static final DataSet EMPTY = builder().build();

    private final TreeMap<Integer, Element> elements;
    private final CharacterSet characterSet;

    private DataSet(TreeMap<Integer, Element> elements, CharacterSet characterSet) {
        this.elements = elements;
        this.characterSet = characterSet;
    }

    /// The data set without elements.
    public static DataSet empty() {
        return EMPTY;
    }

    /// A new builder.
    public static Builder builder() {
        return new Builder(CharacterSet.DEFAULT);
    }

    /// A builder for an item, which inherits the character set of the data set around it.
    public static Builder itemBuilder(CharacterSet inherited) {
        return new Builder(inherited);
    }

    /// A builder that starts from these elements.
    public Builder toBuilder() {
        Builder b = new Builder(characterSet);
        b.elements.putAll(elements);
        return b;
    }

    /// The elements in rising order of tag.
    public Collection<Element> elements() {
        return Collections.unmodifiableCollection(elements.values());
    }

    /// The character set text in this data set is in.
    public CharacterSet characterSet() {
        return characterSet;
    }

    /// The element with a tag.
    public Optional<Element> get(int tag) {
        return Optional.ofNullable(elements.get(tag));
    }

    /// Whether the tag is there, with or without a value.
    public boolean contains(int tag) {
        return elements.containsKey(tag);
    }

    /// Raw bytes of a value; empty for sequences, fragments and absent tags.
    public Optional<MemorySegment> bytes(int tag) {
        return elements.get(tag) instanceof Element.Value v ? Optional.of(v.bytes()) : Optional.empty();
    }

    /// Items of a sequence; empty list where absent.
    public List<DataSet> items(int tag) {
        return elements.get(tag) instanceof Element.Sequence s ? s.items() : List.of();
    }

    /// All text values of a tag, trimmed of padding; empty list where absent or empty.
    public List<String> strings(int tag) {
        if (!(elements.get(tag) instanceof Element.Value v) || v.bytes().byteSize() == 0) {
            return List.of();
        }
        if (v.vr().kind() == Vr.Kind.TEXT || v.vr() == Vr.UN) {
            return text(v);
        }
        List<String> out = new ArrayList<>();
        for (double d : doubles(tag)) {
            out.add(d == Math.rint(d) && Math.abs(d) < 1e15 ? Long.toString((long) d) : Double.toString(d));
        }
        return out;
    }

    private List<String> text(Element.Value v) {
        Vr vr = v.vr() == Vr.UN ? Dictionary.vrOf(v.tag()) : v.vr();
        byte[] raw = v.bytes().toArray(ValueLayout.JAVA_BYTE);
        if (!vr.usesCharacterSet()) {
            return split(new String(raw, StandardCharsets.ISO_8859_1), vr);
        }
        return split(characterSet.decode(raw, vr), vr);
    }

    private static List<String> split(String s, Vr vr) {
        List<String> out = new ArrayList<>();
        if (vr.splitsAtBackslash()) {
            for (String part : s.split("\\\\", -1)) {
                out.add(trim(part, vr));
            }
        } else {
            out.add(trim(s, vr));
        }
        return out;
    }

    private static String trim(String s, Vr vr) {
        int end = s.length();
        while (end > 0 && (s.charAt(end - 1) == ' ' || s.charAt(end - 1) == 0)) {
            end--;
        }
        int start = 0;
        boolean keepLeading = vr == Vr.LT || vr == Vr.ST || vr == Vr.UT || vr == Vr.UC;
        while (!keepLeading && start < end && s.charAt(start) == ' ') {
            start++;
        }
        return s.substring(start, end);
    }

    /// First text value; empty where absent or blank.
    public Optional<String> string(int tag) {
        List<String> all = strings(tag);
        return all.isEmpty() || all.getFirst().isEmpty() ? Optional.empty() : Optional.of(all.getFirst());
    }

    /// First text value, or a stand-in.
    public String string(int tag, String otherwise) {
        return string(tag).orElse(otherwise);
    }

    /// All numbers of a tag: binary numbers, or DS/IS text. Text that is no number is NaN in its place, so that those behind it
    /// keep theirs; an empty value has none.
    public double[] doubles(int tag) {
        if (!(elements.get(tag) instanceof Element.Value v)) {
            return new double[0];
        }
        Vr vr = v.vr() == Vr.UN ? Dictionary.vrOf(tag) : v.vr();
        if (vr.kind() == Vr.Kind.TEXT) {
            List<String> all = text(v);
            boolean blank = all.stream().allMatch(String::isEmpty);
            return blank ? new double[0] : all.stream().mapToDouble(DataSet::number).toArray();
        }
        ByteOrder order = v.bigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        int unit = Math.max(1, vr.unitBytes());
        if (vr == Vr.AT) {
            unit = 2;
        }
        int n = (int) Math.min(v.bytes().byteSize() / unit, 1 << 24);
        double[] out = new double[n];
        for (int i = 0; i < n; i++) {
            out[i] = number(v.bytes(), vr, order, (long) i * unit);
        }
        return out;
    }

    private static double number(MemorySegment m, Vr vr, ByteOrder order, long at) {
        return switch (vr) {
            case US, AT, OW -> m.get(ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(order), at) & 0xffff;
            case SS -> m.get(ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(order), at);
            case UL, OL -> m.get(ValueLayout.JAVA_INT_UNALIGNED.withOrder(order), at) & 0xffffffffL;
            case SL -> m.get(ValueLayout.JAVA_INT_UNALIGNED.withOrder(order), at);
            case FL, OF -> m.get(ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(order), at);
            case FD, OD -> m.get(ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(order), at);
            case SV, UV, OV -> m.get(ValueLayout.JAVA_LONG_UNALIGNED.withOrder(order), at);
            default -> m.get(ValueLayout.JAVA_BYTE, at) & 0xff;
        };
    }

    /// A decimal or integer string (PS3.5 table 6.2-1), padded or too long as files have them; what Java reads besides, such
    /// as `Infinity` or `1d`, is none.
    private static double number(String s) {
        String t = s.trim();
        if (t.isEmpty() || t.length() > LONGEST_NUMBER || t.chars().anyMatch(c -> OF_NUMBERS.indexOf(c) < 0)) {
            return Double.NaN;
        }
        try {
            double d = Double.parseDouble(t);
            return Double.isInfinite(d) ? Double.NaN : d;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /// First number of a tag; empty where it is none.
    public OptionalDouble number(int tag) {
        double[] all = doubles(tag);
        return all.length == 0 || Double.isNaN(all[0]) ? OptionalDouble.empty() : OptionalDouble.of(all[0]);
    }

    /// First number of a tag as an int; empty where absent, not whole or out of range.
    public OptionalInt integer(int tag) {
        double[] all = doubles(tag);
        return all.length == 0 || all[0] != Math.rint(all[0]) || Math.abs(all[0]) > Integer.MAX_VALUE
                ? OptionalInt.empty()
                : OptionalInt.of((int) all[0]);
    }

    /// First number of a tag as an int, or a stand-in.
    public int integer(int tag, int otherwise) {
        return integer(tag).orElse(otherwise);
    }

    /// Collects elements; a later element replaces an earlier one of the same tag.
    public static final class Builder {
        private final TreeMap<Integer, Element> elements = new TreeMap<>(Integer::compareUnsigned);
        private CharacterSet characterSet;

        private Builder(CharacterSet inherited) {
            this.characterSet = inherited;
        }

        /// Adds or replaces an element; (0008,0005) changes the character set of what is added as text later.
        public Builder put(Element e) {
            elements.put(e.tag(), e);
            if (e.tag() == Tag.SpecificCharacterSet && e instanceof Element.Value v) {
                characterSet = CharacterSet.of(split(
                        new String(v.bytes().toArray(ValueLayout.JAVA_BYTE), StandardCharsets.ISO_8859_1), Vr.CS));
            }
            return this;
        }

        /// Whether the tag was already added.
        public boolean contains(int tag) {
            return elements.containsKey(tag);
        }

        /// Bytes of a value added so far.
        Optional<MemorySegment> value(int tag) {
            return elements.get(tag) instanceof Element.Value v ? Optional.of(v.bytes()) : Optional.empty();
        }

        /// Takes an element out, if there.
        public Builder remove(int tag) {
            elements.remove(tag);
            return this;
        }

        /// Text values, encoded in the builder's character set and padded to even length.
        public Builder put(int tag, Vr vr, String... values) {
            byte[] raw = vr.usesCharacterSet()
                    ? characterSet.encode(String.join("\\", values))
                    : String.join("\\", values).getBytes(StandardCharsets.ISO_8859_1);
            return put(new Element.Value(tag, vr, padded(raw, vr), false));
        }

        private static MemorySegment padded(byte[] raw, Vr vr) {
            if (raw.length % 2 == 0) {
                return MemorySegment.ofArray(raw).asReadOnly();
            }
            byte[] even = java.util.Arrays.copyOf(raw, raw.length + 1);
            even[raw.length] = vr.padding();
            return MemorySegment.ofArray(even).asReadOnly();
        }

        /// An element without a value.
        public Builder putEmpty(int tag, Vr vr) {
            return vr == Vr.SQ
                    ? put(new Element.Sequence(tag, vr, List.of()))
                    : put(new Element.Value(tag, vr, MemorySegment.ofArray(new byte[0]), false));
        }

        /// Raw bytes in little endian order, padded to even length.
        public Builder put(int tag, Vr vr, byte[] raw) {
            return put(new Element.Value(tag, vr, padded(raw, vr), false));
        }

        /// Numbers in the VR's binary form: US, SS, UL, SL, FL, FD.
        ///
        /// @throws IllegalArgumentException for another VR
        public Builder put(int tag, Vr vr, double... values) {
            byte[] raw = new byte[values.length * vr.unitBytes()];
            MemorySegment m = MemorySegment.ofArray(raw);
            for (int i = 0; i < values.length; i++) {
                long at = (long) i * vr.unitBytes();
                switch (vr) {
                    case US, SS -> m.set(LE_SHORT, at, (short) (int) values[i]);
                    case UL, SL -> m.set(LE_INT, at, (int) (long) values[i]);
                    case FL -> m.set(LE_FLOAT, at, (float) values[i]);
                    case FD -> m.set(LE_DOUBLE, at, values[i]);
                    default -> throw new IllegalArgumentException(vr + " does not hold numbers");
                }
            }
            return put(new Element.Value(tag, vr, m.asReadOnly(), false));
        }

        /// A sequence.
        public Builder put(int tag, List<DataSet> items) {
            return put(new Element.Sequence(tag, Vr.SQ, items));
        }

        /// The character set in force.
        public CharacterSet characterSet() {
            return characterSet;
        }

        /// The finished data set.
        public DataSet build() {
            TreeMap<Integer, Element> copy = new TreeMap<>(Integer::compareUnsigned);
            copy.putAll(elements);
            return new DataSet(copy, characterSet);
        }
    }

    private static final ValueLayout.OfShort LE_SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt LE_INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfFloat LE_FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfDouble LE_DOUBLE =
            ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
}
