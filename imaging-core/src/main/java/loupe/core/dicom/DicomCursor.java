package loupe.core.dicom;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Walks the elements of an encoded data set, one event at a time, without recursion and without copying a value.
///
/// Every length is checked against the bytes that are there before it is used. Where the bytes end early the cursor
/// stops with [Event#END] and [#truncated()] is true. Not thread-safe.
public final class DicomCursor {

    /// What the cursor stands on.
    public enum Event {
        /// A plain value; see [#value()].
        VALUE,
        /// A sequence begins (SQ, or UN of undefined length).
        SEQUENCE,
        /// An item of the innermost sequence begins.
        ITEM,
        /// That item ends.
        END_ITEM,
        /// That sequence ends.
        END_SEQUENCE,
        /// Encapsulated pixel data begins; its fragments follow.
        FRAGMENTS,
        /// One fragment (the first is the basic offset table); see [#value()].
        FRAGMENT,
        /// The fragments end.
        END_FRAGMENTS,
        /// Nothing follows.
        END
    }

    private static final int ITEM_TAG = 0xFFFEE000;
    private static final int ITEM_END = 0xFFFEE00D;
    private static final int SEQUENCE_END = 0xFFFEE0DD;
    private static final long UNDEFINED = 0xffffffffL;

    private enum Level {
        DATA_SET,
        SEQUENCE,
        ITEM,
        FRAGMENTS
    }

    private final MemorySegment bytes;
    private final long base;
    private final Limits limits;
    private final boolean bigEndian;
    private final ValueLayout.OfShort shorts;
    private final ValueLayout.OfInt ints;

    private final Level[] levels;
    private final long[] ends;
    private final boolean[] implicit;
    private final int[] sequenceTags;
    private int top;

    private long at;
    private long limit;
    private int tag;
    private Vr vr = Vr.UN;
    private long valueAt;
    private long length;
    private long elementAt;
    private boolean truncated;
    private boolean cut;
    private int elements;
    private boolean strayEndings;

    /// A cursor over a data set.
    ///
    /// @param bytes the encoded data set (inflated if it was deflated)
    /// @param from offset of its first element
    /// @param base what to add to an offset to name the position in the file
    public DicomCursor(MemorySegment bytes, long from, long base, TransferSyntax syntax, Limits limits) {
        this(bytes, from, base, syntax.implicitVr(), syntax.bigEndian(), limits);
    }

    DicomCursor(MemorySegment bytes, long from, long base, boolean implicitVr, boolean bigEndian, Limits limits) {
        this.bytes = bytes;
        this.base = base;
        this.limits = limits;
        this.bigEndian = bigEndian;
        ByteOrder order = bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        this.shorts = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(order);
        this.ints = ValueLayout.JAVA_INT_UNALIGNED.withOrder(order);
        int slots = 2 * limits.depth() + 3;
        this.levels = new Level[slots];
        this.ends = new long[slots];
        this.implicit = new boolean[slots];
        this.sequenceTags = new int[slots];
        this.levels[0] = Level.DATA_SET;
        this.ends[0] = bytes.byteSize();
        this.implicit[0] = implicitVr;
        this.at = from;
        this.limit = bytes.byteSize();
    }

    /// Tag of the element the cursor stands on (for an item or its end, of the sequence around it).
    public int tag() {
        return tag;
    }

    /// VR of the element, as written or from the dictionary.
    public Vr vr() {
        return vr;
    }

    /// Whether VRs are left out where the cursor stands, so that [#vr()] is the dictionary's.
    boolean implicitVr() {
        return implicit[top];
    }

    /// Length in bytes of a VALUE or FRAGMENT.
    public long length() {
        return length;
    }

    /// Position in the file of the element's first byte.
    public long position() {
        return base + elementAt;
    }

    /// Offset in the segment right after what was read so far.
    public long offset() {
        return at;
    }

    /// The bytes of a VALUE or FRAGMENT, not copied.
    public MemorySegment value() {
        return bytes.asSlice(valueAt, length);
    }

    /// Whether numbers are big endian.
    public boolean bigEndian() {
        return bigEndian;
    }

    /// Nested sequences around the element.
    public int depth() {
        return (top + 1) / 2;
    }

    /// Whether the bytes ended inside an element.
    public boolean truncated() {
        return truncated;
    }

    /// Whether the bytes ended inside the value the cursor stands on, so that [#value()] is what there is of it.
    public boolean cut() {
        return cut;
    }

    /// Whether delimiters were met where none belongs (they are skipped).
    public boolean strayEndings() {
        return strayEndings;
    }

    /// Goes to the next event.
    ///
    /// @throws DicomException if a structure is impossible or a limit is passed
    public Event next() throws DicomException {
        while (true) {
            Level level = levels[top];
            if (top > 0 && at >= ends[top] && ends[top] != UNDEFINED) {
                return pop(level);
            }
            if (at >= limit) {
                truncated |= top > 0;
                return Event.END;
            }
            if (limit - at < 8) {
                truncated = true;
                return Event.END;
            }
            Event e =
                    switch (level) {
                        case DATA_SET, ITEM -> element();
                        case SEQUENCE -> item();
                        case FRAGMENTS -> fragment();
                    };
            if (e != null) {
                return e;
            }
        }
    }

    private Event pop(Level level) {
        tag = sequenceTags[top];
        at = Math.max(at, ends[top] == UNDEFINED ? at : Math.min(ends[top], limit));
        top--;
        return switch (level) {
            case ITEM -> Event.END_ITEM;
            case SEQUENCE -> Event.END_SEQUENCE;
            case FRAGMENTS -> Event.END_FRAGMENTS;
            case DATA_SET -> Event.END;
        };
    }

    private int readTag(long offset) {
        return (bytes.get(shorts, offset) & 0xffff) << 16 | bytes.get(shorts, offset + 2) & 0xffff;
    }

    private @org.jspecify.annotations.Nullable Event element() throws DicomException {
        elementAt = at;
        tag = readTag(at);
        if (tag == ITEM_END && levels[top] == Level.ITEM) {
            at += 8;
            return pop(Level.ITEM);
        }
        if (tag == SEQUENCE_END && levels[top] == Level.ITEM && ends[top] == UNDEFINED) {
            // The item's own delimiter is missing; leave the sequence's for the sequence.
            return pop(Level.ITEM);
        }
        if (tag >>> 16 == 0xFFFE) {
            strayEndings = true;
            at += 8;
            return null;
        }
        if (++elements > limits.elements()) {
            throw new DicomException("more than " + limits.elements() + " elements", base + at);
        }
        long header = implicit[top] ? implicitHeader() : explicitHeader();
        if (header < 0) {
            truncated = true;
            at = limit;
            return Event.END;
        }
        valueAt = at + header;
        if (vr == Vr.SQ || (length == UNDEFINED && vr == Vr.UN)) {
            boolean undefinedUn = vr == Vr.UN && !explicitInside();
            return push(Level.SEQUENCE, Event.SEQUENCE, implicit[top] || undefinedUn);
        }
        if (length == UNDEFINED && tag != Tag.PixelData && beginsItem()) {
            // A sequence under the VR of a value: what ends with delimiters can be nothing else.
            vr = Vr.SQ;
            return push(Level.SEQUENCE, Event.SEQUENCE, implicit[top]);
        }
        if (length == UNDEFINED) {
            if (tag != Tag.PixelData || (vr != Vr.OB && vr != Vr.OW)) {
                throw new DicomException("undefined length on " + Tag.format(tag) + " of VR " + vr, base + at);
            }
            return push(Level.FRAGMENTS, Event.FRAGMENTS, implicit[top]);
        }
        return value(Event.VALUE);
    }

    /// Whether an item or the end of a sequence stands where the value begins.
    private boolean beginsItem() {
        if (limit - valueAt < 8) {
            return false;
        }
        int next = readTag(valueAt);
        return next == ITEM_TAG || next == SEQUENCE_END;
    }

    /// Whether the items of an unknown sequence are explicit against PS3.5 6.2.2: their first element has a VR, which as a
    /// length would reach beyond the bytes there are.
    private boolean explicitInside() {
        long first = valueAt + 8;
        if (implicit[top] || !beginsItem() || limit - first < 8 || readTag(valueAt) != ITEM_TAG) {
            return false;
        }
        Vr written = Vr.ofCode(bytes.get(ValueLayout.JAVA_BYTE, first + 4), bytes.get(ValueLayout.JAVA_BYTE, first + 5));
        return written != null && (bytes.get(ints, first + 4) & 0xffffffffL) > limit - first;
    }

    private Event value(Event event) throws DicomException {
        long end = valueAt + length;
        long within = ends[top] == UNDEFINED ? limit : ends[top];
        if (end > limit) {
            truncated = true;
            cut = true;
            length = limit - valueAt;
            at = limit;
            return Event.END;
        }
        if (end > within) {
            throw new DicomException(
                    "value of " + Tag.format(tag) + " is longer than the item around it", base + elementAt);
        }
        at = end;
        return event;
    }

    private Event push(Level level, Event event, boolean implicitInside) throws DicomException {
        if (top + 1 >= levels.length - 1) {
            throw new DicomException("sequences nested deeper than " + limits.depth(), base + elementAt);
        }
        long end = length == UNDEFINED ? UNDEFINED : valueAt + length;
        long within = ends[top] == UNDEFINED ? limit : ends[top];
        if (end != UNDEFINED && end > within) {
            if (end <= limit) {
                throw new DicomException(
                        "sequence " + Tag.format(tag) + " is longer than the item around it", base + elementAt);
            }
            truncated = true;
        }
        top++;
        levels[top] = level;
        ends[top] = end;
        implicit[top] = implicitInside;
        sequenceTags[top] = tag;
        at = valueAt;
        return event;
    }

    private long implicitHeader() {
        length = bytes.get(ints, at + 4) & 0xffffffffL;
        vr = Dictionary.vrOf(tag);
        if (length == UNDEFINED && vr != Vr.SQ && tag != Tag.PixelData) {
            vr = Vr.SQ;
        }
        return 8;
    }

    private long explicitHeader() {
        Vr written = Vr.ofCode(bytes.get(ValueLayout.JAVA_BYTE, at + 4), bytes.get(ValueLayout.JAVA_BYTE, at + 5));
        if (written == null) {
            int a = bytes.get(ValueLayout.JAVA_BYTE, at + 4);
            int b = bytes.get(ValueLayout.JAVA_BYTE, at + 5);
            boolean letters = a >= 'A' && a <= 'Z' && b >= 'A' && b <= 'Z';
            if (!letters) {
                // An implicit element in an explicit data set, or a blank VR with a short length: take what fits.
                long asLong = bytes.get(ints, at + 4) & 0xffffffffL;
                if (asLong <= limit - at - 8 || asLong == UNDEFINED) {
                    return implicitHeader();
                }
                vr = Vr.UN;
                length = bytes.get(shorts, at + 6) & 0xffff;
                return 8;
            }
            // PS3.5 6.2.2: an unknown VR has the long form.
            vr = Vr.UN;
        } else {
            vr = written;
        }
        if (written != null && !written.hasLongLength()) {
            length = bytes.get(shorts, at + 6) & 0xffff;
            return 8;
        }
        if (limit - at < 12) {
            return -1;
        }
        length = bytes.get(ints, at + 8) & 0xffffffffL;
        return 12;
    }

    private @org.jspecify.annotations.Nullable Event item() throws DicomException {
        elementAt = at;
        int t = readTag(at);
        length = bytes.get(ints, at + 4) & 0xffffffffL;
        if (t == SEQUENCE_END) {
            at += 8;
            return pop(Level.SEQUENCE);
        }
        if (t == ITEM_END) {
            strayEndings = true;
            at += 8;
            return null;
        }
        if (t != ITEM_TAG) {
            throw new DicomException("expected an item, found " + Tag.format(t), base + at);
        }
        if (++elements > limits.elements()) {
            throw new DicomException("more than " + limits.elements() + " elements", base + at);
        }
        tag = sequenceTags[top];
        valueAt = at + 8;
        return push(Level.ITEM, Event.ITEM, implicit[top]);
    }

    private Event fragment() throws DicomException {
        elementAt = at;
        int t = readTag(at);
        length = bytes.get(ints, at + 4) & 0xffffffffL;
        if (t == SEQUENCE_END) {
            at += 8;
            return pop(Level.FRAGMENTS);
        }
        if (t != ITEM_TAG || length == UNDEFINED) {
            throw new DicomException("expected a fragment, found " + Tag.format(t), base + at);
        }
        if (++elements > limits.elements()) {
            throw new DicomException("more than " + limits.elements() + " elements", base + at);
        }
        tag = sequenceTags[top];
        valueAt = at + 8;
        return value(Event.FRAGMENT);
    }
}
