package loupe.app.shell;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Looks for a run of pixels in everything that is alive on the heap, as shorts and as floats of either byte order. What is
/// looked for is held here in a hidden form, so that no search finds itself.
final class HeapDump {
    private static final byte HIDDEN = 0x5a;

    private final List<byte[]> forms = new ArrayList<>();

    /// @param pixels a run of values that occurs nowhere by chance; wiped
    HeapDump(short[] pixels) {
        for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
            ByteBuffer shorts = ByteBuffer.allocate(2 * pixels.length).order(order);
            ByteBuffer floats = ByteBuffer.allocate(4 * pixels.length).order(order);
            for (short p : pixels) {
                shorts.putShort(p);
                floats.putFloat(p);
            }
            forms.add(hidden(shorts.array()));
            forms.add(hidden(floats.array()));
        }
        java.util.Arrays.fill(pixels, (short) 0);
    }

    private static byte[] hidden(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] ^= HIDDEN;
        }
        return bytes;
    }

    /// How many arrays that are alive on the heap now hold the run.
    ///
    /// @param folder where the dump lies while it is looked through
    int count(Path folder) throws IOException {
        System.gc();
        Path dump = folder.resolve("heap.hprof");
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(dump.toString(), true);
        try (FileChannel file = FileChannel.open(dump);
                Arena arena = Arena.ofConfined()) {
            MemorySegment all = file.map(FileChannel.MapMode.READ_ONLY, 0, file.size(), arena);
            List<Long> holders = new ArrayList<>();
            new HeapRecords(all).arrays((id, at, bytes) -> {
                if (holds(all, at, bytes)) {
                    holders.add(id);
                }
            });
            return (int) holders.stream().filter(id -> referredTo(all, id)).count();
        } finally {
            Files.delete(dump);
        }
    }

    private boolean holds(MemorySegment all, long at, long bytes) {
        for (byte[] form : forms) {
            for (long begin = at; begin + form.length <= at + bytes; begin++) {
                int i = 0;
                while (i < form.length && (all.get(ValueLayout.JAVA_BYTE, begin + i) ^ HIDDEN) == form[i]) {
                    i++;
                }
                if (i == form.length) {
                    return true;
                }
            }
        }
        return false;
    }

    /// Whether anything names an object besides itself. The collector fills gaps it leaves with arrays over what lay there: they stand in a
    /// dump like any other and nothing refers to them.
    private static boolean referredTo(MemorySegment all, long id) {
        int names = 0;
        for (long at = 0; at + Long.BYTES <= all.byteSize() && names < 2; at++) {
            if (all.get(HeapRecords.LONG, at) == id) {
                names++;
            }
        }
        return names > 1;
    }
}
