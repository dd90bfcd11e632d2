package loupe.inference;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Writes small ONNX files by hand (field numbers of onnx.proto3), so that tests can have models of any ill will.
public final class OnnxFile {
    private static final int FLOAT = 1;
    private static final int UINT8 = 2;
    private static final int INT64 = 7;
    private static final int BOOL = 9;

    private final List<byte[]> graph = new ArrayList<>();

    /// One operator.
    public OnnxFile node(String type, String[] inputs, String[] outputs, byte[]... attributes) {
        graph.add(field(1, node(type, inputs, outputs, List.of(attributes))));
        return this;
    }

    private static byte[] node(String type, String[] inputs, String[] outputs, List<byte[]> attributes) {
        List<byte[]> parts = new ArrayList<>();
        for (String i : inputs) {
            parts.add(field(1, i));
        }
        for (String o : outputs) {
            parts.add(field(2, o));
        }
        parts.add(field(4, type));
        attributes.forEach(a -> parts.add(field(5, a)));
        return join(parts);
    }

    /// An integer attribute.
    public static byte[] ints(String name, long value) {
        return join(List.of(field(1, name), number(3, value), number(20, 2)));
    }

    /// An attribute of integers.
    public static byte[] ints(String name, long[] values) {
        List<byte[]> parts = new ArrayList<>(List.of(field(1, name)));
        for (long v : values) {
            parts.add(number(8, v));
        }
        parts.add(number(20, 7));
        return join(parts);
    }

    /// A stored tensor of float32.
    public OnnxFile floats(String name, long[] dims, float... values) {
        ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        return tensor(name, FLOAT, dims, raw.array());
    }

    /// A stored tensor of int64.
    public OnnxFile longs(String name, long[] dims, long... values) {
        ByteBuffer raw = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        raw.asLongBuffer().put(values);
        return tensor(name, INT64, dims, raw.array());
    }

    /// A stored truth value.
    public OnnxFile truth(String name) {
        return tensor(name, BOOL, new long[0], new byte[] {1});
    }

    private OnnxFile tensor(String name, int type, long[] dims, byte[] raw) {
        List<byte[]> parts = new ArrayList<>();
        for (long d : dims) {
            parts.add(number(1, d));
        }
        parts.add(number(2, type));
        parts.add(field(8, name));
        parts.add(field(9, raw));
        graph.add(field(5, join(parts)));
        return this;
    }

    /// A loop that runs a body of one `Sigmoid` over a state as often as the stored tensor `trips` says.
    public OnnxFile loop(String trips, String condition, String in, String out) {
        byte[] body = join(List.of(
                field(1, node("Identity", new String[] {"cond_in"}, new String[] {"cond_out"}, List.of())),
                field(1, node("Sigmoid", new String[] {"state_in"}, new String[] {"state_out"}, List.of())),
                field(2, "body"),
                field(11, value("i", INT64, new long[0])), field(11, value("cond_in", BOOL, new long[0])),
                field(11, value("state_in", FLOAT, new long[] {-1, -1, -1, -1})),
                field(12, value("cond_out", BOOL, new long[0])),
                field(12, value("state_out", FLOAT, new long[] {-1, -1, -1, -1}))));
        byte[] attribute = join(List.of(field(1, "body"), field(6, body), number(20, 5)));
        return node("Loop", new String[] {trips, condition, in}, new String[] {out}, attribute);
    }

    /// The file, with one input `x` and one output `y` of float32; -1 in a shape is any length.
    public byte[] build(long[] in, long[] out) {
        return build(List.of(Port.of("x", in)), List.of(Port.of("y", out)));
    }

    /// An input or output.
    ///
    /// @param shape lengths, -1 for any
    public record Port(String name, int type, long... shape) {
        /// One of float32.
        public static Port of(String name, long... shape) {
            return new Port(name, FLOAT, shape);
        }

        /// One of class numbers (uint8).
        public static Port labels(String name, long... shape) {
            return new Port(name, UINT8, shape);
        }
    }

    /// Makes class numbers (uint8) of numbers.
    public OnnxFile toLabels(String from, String to) {
        return node("Cast", new String[] {from}, new String[] {to}, ints("to", UINT8));
    }

    /// The file, with any inputs and outputs.
    public byte[] build(List<Port> in, List<Port> out) {
        List<byte[]> parts = new ArrayList<>(graph);
        parts.add(field(2, "g"));
        in.forEach(p -> parts.add(field(11, value(p.name, p.type, p.shape))));
        out.forEach(p -> parts.add(field(12, value(p.name, p.type, p.shape))));
        return join(List.of(number(1, 8), field(7, join(parts)), field(8, join(List.of(field(1, ""), number(2, 13))))));
    }

    private static byte[] value(String name, int type, long[] dims) {
        List<byte[]> shape = new ArrayList<>();
        for (long d : dims) {
            shape.add(field(1, d < 0 ? field(2, "n" + shape.size()) : number(1, d)));
        }
        byte[] tensor = join(List.of(number(1, type), field(2, join(shape))));
        return join(List.of(field(1, name), field(2, field(1, tensor))));
    }

    /// A varint field.
    public static byte[] number(int field, long value) {
        return join(List.of(varint((long) field << 3), varint(value)));
    }

    /// A text field.
    public static byte[] field(int field, String text) {
        return field(field, text.getBytes(StandardCharsets.UTF_8));
    }

    /// A field of bytes.
    public static byte[] field(int field, byte[] content) {
        return join(List.of(varint((long) field << 3 | 2), varint(content.length), content));
    }

    private static byte[] varint(long value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        long left = value;
        while ((left & ~0x7fL) != 0) {
            out.write((int) (left & 0x7f | 0x80));
            left >>>= 7;
        }
        out.write((int) left);
        return out.toByteArray();
    }

    /// One after the other.
    public static byte[] join(List<byte[]> parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        parts.forEach(out::writeBytes);
        return out.toByteArray();
    }
}
