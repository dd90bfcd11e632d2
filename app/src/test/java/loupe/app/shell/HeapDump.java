package loupe.app.shell;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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

    /// How often the run is alive on the heap now.
    ///
    /// @param folder where the dump lies while it is looked through
    int count(Path folder) throws IOException {
        System.gc();
        Path dump = folder.resolve("heap.hprof");
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(dump.toString(), true);
        try (InputStream in = Files.newInputStream(dump)) {
            return count(in);
        } finally {
            Files.delete(dump);
        }
    }

    private int count(InputStream in) throws IOException {
        int longest = forms.stream().mapToInt(f -> f.length).max().orElseThrow();
        byte[] window = new byte[1 << 22];
        int kept = 0;
        int found = 0;
        for (int n = in.read(window, kept, window.length - kept); n > 0; n = in.read(window, kept, window.length - kept)) {
            int end = kept + n;
            // A place is looked at once all of the longest form that could begin there has been read.
            int last = end - longest;
            for (int at = 0; at <= last; at++) {
                found += at(window, at);
            }
            kept = Math.min(end, Math.max(0, end - Math.max(0, last + 1)));
            System.arraycopy(window, end - kept, window, 0, kept);
        }
        return found;
    }

    private int at(byte[] window, int at) {
        for (byte[] form : forms) {
            int i = 0;
            while (i < form.length && (window[at + i] ^ HIDDEN) == form[i]) {
                i++;
            }
            if (i == form.length) {
                return 1;
            }
        }
        return 0;
    }
}
