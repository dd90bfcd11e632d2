package loupe.exchange.dimse.message;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import loupe.exchange.dimse.pdu.PduException;

/// A command set: elements of group 0000 in implicit VR little endian (PS3.7 6.3). Immutable.
///
/// [#toString()] says the kind of command only, for instances are named in it.
public final class Command {
    /// Most bytes a command set may have here; real ones stay below five hundred.
    public static final int LONGEST = 16 << 10;

    private static final int NO_DATA_SET = 0x0101;
    private static final int A_DATA_SET = 0x0001;
    private static final int ELEMENT_HEAD = 8;

    private final TreeMap<Integer, byte[]> elements;

    private Command(TreeMap<Integer, byte[]> elements) {
        this.elements = elements;
    }

    /// Begins a command.
    ///
    /// @param field a [CommandField]
    /// @param dataSet whether a data set follows
    public static Builder builder(int field, boolean dataSet) {
        return new Builder()
                .number(CommandTag.COMMAND_FIELD, field)
                .number(CommandTag.DATA_SET_TYPE, dataSet ? A_DATA_SET : NO_DATA_SET);
    }

    /// Begins the answer to a request, which names what the request named.
    public static Builder answer(Command request, int status, boolean dataSet) {
        Builder b = builder(request.field() | CommandField.RESPONSE, dataSet)
                .number(CommandTag.RESPONDED_MESSAGE_ID, request.messageId())
                .number(CommandTag.STATUS, status);
        for (int tag : new int[] {CommandTag.AFFECTED_SOP_CLASS_UID, CommandTag.AFFECTED_SOP_INSTANCE_UID, CommandTag.EVENT_TYPE_ID}) {
            byte[] value = request.elements.get(tag);
            if (value != null) {
                b.elements.put(tag, value);
            }
        }
        return b;
    }

    /// Reads a command set.
    ///
    /// @throws PduException if it is none: a length beyond its end, no Command Field
    public static Command parse(byte[] bytes, int length) throws PduException {
        TreeMap<Integer, byte[]> elements = new TreeMap<>();
        int at = 0;
        while (at < length) {
            if (length - at < ELEMENT_HEAD) {
                throw new PduException("a command ends inside an element");
            }
            int group = little(bytes, at, 2);
            int element = little(bytes, at + 2, 2);
            int size = little(bytes, at + 4, 4);
            at += ELEMENT_HEAD;
            if (size < 0 || size > length - at) {
                throw new PduException("a length in a command goes beyond its end");
            }
            byte[] value = new byte[size];
            System.arraycopy(bytes, at, value, 0, size);
            at += size;
            // Orthanc 1.10 puts the list of failed instances behind an answer to C-GET: not of a command, and passed over.
            if (group == 0) {
                elements.put(element, value);
            }
        }
        Command c = new Command(elements);
        if (c.number(CommandTag.COMMAND_FIELD).isEmpty() || c.number(CommandTag.DATA_SET_TYPE).isEmpty()) {
            throw new PduException("a command does not say what it is");
        }
        return c;
    }

    /// Its bytes, group length first.
    public byte[] bytes() {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (Map.Entry<Integer, byte[]> e : elements.entrySet()) {
            if (e.getKey() != CommandTag.GROUP_LENGTH) {
                element(body, e.getKey(), e.getValue());
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        element(out, CommandTag.GROUP_LENGTH, littleBytes(body.size(), 4));
        out.writeBytes(body.toByteArray());
        return out.toByteArray();
    }

    private static void element(ByteArrayOutputStream out, int tag, byte[] value) {
        out.writeBytes(littleBytes(0, 2));
        out.writeBytes(littleBytes(tag, 2));
        out.writeBytes(littleBytes(value.length, 4));
        out.writeBytes(value);
    }

    private static int little(byte[] bytes, int at, int size) {
        int n = 0;
        for (int i = size - 1; i >= 0; i--) {
            n = n << 8 | bytes[at + i] & 0xff;
        }
        return n;
    }

    private static byte[] littleBytes(int value, int size) {
        byte[] b = new byte[size];
        for (int i = 0; i < size; i++) {
            b[i] = (byte) (value >>> 8 * i);
        }
        return b;
    }

    /// What is asked or answered: a [CommandField].
    public int field() {
        return number(CommandTag.COMMAND_FIELD).orElseThrow();
    }

    /// Whether a data set follows.
    public boolean hasDataSet() {
        return number(CommandTag.DATA_SET_TYPE).orElseThrow() != NO_DATA_SET;
    }

    /// Message ID of a request; 0 where it has none.
    public int messageId() {
        return number(CommandTag.MESSAGE_ID).orElse(0);
    }

    /// Status of an answer; a failure where it has none.
    public int status() {
        return number(CommandTag.STATUS).orElse(Status.PROCESSING_FAILURE);
    }

    /// An element of VR US; empty where absent or of another size.
    public OptionalInt number(int tag) {
        byte[] v = elements.get(tag);
        return v == null || v.length != 2 ? OptionalInt.empty() : OptionalInt.of(little(v, 0, 2));
    }

    /// An element that is text, without padding; empty where absent.
    public Optional<String> text(int tag) {
        return Optional.ofNullable(elements.get(tag))
                .map(v -> new String(v, StandardCharsets.ISO_8859_1).replace('\0', ' ').strip());
    }

    @Override
    public String toString() {
        return "Command " + Integer.toHexString(field());
    }

    /// Collects elements.
    public static final class Builder {
        private final TreeMap<Integer, byte[]> elements = new TreeMap<>();

        private Builder() {}

        /// An element of VR US.
        public Builder number(int tag, int value) {
            elements.put(tag, littleBytes(value, 2));
            return this;
        }

        /// A UID, padded with a zero.
        public Builder uid(int tag, String uid) {
            return padded(tag, uid, (byte) 0);
        }

        /// Text, padded with a space.
        public Builder text(int tag, String text) {
            return padded(tag, text, (byte) ' ');
        }

        private Builder padded(int tag, String text, byte padding) {
            byte[] raw = text.getBytes(StandardCharsets.ISO_8859_1);
            byte[] even = java.util.Arrays.copyOf(raw, raw.length + raw.length % 2);
            if (even.length > raw.length) {
                even[raw.length] = padding;
            }
            elements.put(tag, even);
            return this;
        }

        /// The command.
        public Command build() {
            return new Command(new TreeMap<>(elements));
        }
    }
}
