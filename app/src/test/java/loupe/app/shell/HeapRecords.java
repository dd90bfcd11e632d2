package loupe.app.shell;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// The records of a heap dump (hprof 1.0.2, as HotSpot writes it with ids of eight bytes), as far as arrays of numbers are looked for.
final class HeapRecords {
    static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final int HEAD = "JAVA PROFILE 1.0.2".length() + 1 + Integer.BYTES + Long.BYTES;
    private static final int HEAP_DUMP = 0x0c;
    private static final int HEAP_DUMP_SEGMENT = 0x1c;
    private static final int ID = Long.BYTES;

    private final MemorySegment all;
    private long at;

    HeapRecords(MemorySegment dump) {
        this.all = dump;
    }

    /// Told of each array of numbers.
    interface Arrays {
        /// @param id of the array
        /// @param at where its numbers begin in the dump
        /// @param bytes how long they are
        void array(long id, long at, long bytes);
    }

    void arrays(Arrays told) {
        for (long record = HEAD; record < all.byteSize(); ) {
            int tag = all.get(ValueLayout.JAVA_BYTE, record);
            long length = Integer.toUnsignedLong(all.get(INT, record + 5));
            long begin = record + 9;
            record = begin + length;
            if (tag == HEAP_DUMP || tag == HEAP_DUMP_SEGMENT) {
                at = begin;
                while (at < record) {
                    part(told);
                }
            }
        }
    }

    private void part(Arrays told) {
        int kind = Byte.toUnsignedInt(all.get(ValueLayout.JAVA_BYTE, at++));
        switch (kind) {
            // Roots: unknown, sticky class, monitor; JNI global; JNI local, frame, thread; native stack, thread block.
            case 0xff, 0x05, 0x07 -> at += ID;
            case 0x01 -> at += 2 * ID;
            case 0x02, 0x03, 0x08 -> at += ID + 8;
            case 0x04, 0x06 -> at += ID + 4;
            case 0x20 -> type();
            case 0x21 -> at += ID + 4 + ID + 4 + Integer.toUnsignedLong(all.get(INT, at + ID + 4 + ID));
            case 0x22 -> at += ID + 4 + 4 + ID + ID * Integer.toUnsignedLong(all.get(INT, at + ID + 4));
            case 0x23 -> {
                long bytes = Integer.toUnsignedLong(all.get(INT, at + ID + 4)) * size(at + ID + 8);
                told.array(all.get(LONG, at), at + ID + 9, bytes);
                at += ID + 9 + bytes;
            }
            default -> throw new IllegalStateException("a heap dump has no part " + kind);
        }
    }

    /// A class: constants, static fields, fields.
    private void type() {
        at += ID + 4 + 6 * ID + 4;
        for (int n = count(); n > 0; n--) {
            at += 3 + size(at + 2);
        }
        for (int n = count(); n > 0; n--) {
            at += ID + 1 + size(at + ID);
        }
        int fields = count();
        at += fields * (ID + 1L);
    }

    private int count() {
        int n = Short.toUnsignedInt(all.get(SHORT, at));
        at += 2;
        return n;
    }

    /// Bytes of a value of the type that stands there.
    private long size(long type) {
        return switch (all.get(ValueLayout.JAVA_BYTE, type)) {
            case 4, 8 -> 1;
            case 5, 9 -> 2;
            case 6, 10 -> 4;
            default -> 8;
        };
    }
}
