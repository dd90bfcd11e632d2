package loupe.store.db;

import java.io.ByteArrayOutputStream;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.Deflater;

/// Packs many values, as [Packed] says, without making a compressor for each: making one costs more than a small value
/// takes. Safe for any thread; keeps as many compressors as threads ever packed at once.
public final class Packer {
    private static final int PART = 1 << 14;

    /// Below this a compressor takes more than sealing does, and saves less than a page of the database.
    private static final int WORTH_IT = 1 << 10;

    private final ConcurrentLinkedQueue<Deflater> idle = new ConcurrentLinkedQueue<>();

    /// Packs a value.
    public byte[] pack(byte[] plain) {
        return Packed.packed(plain, deflate(plain));
    }

    private byte[] deflate(byte[] plain) {
        if (plain.length < WORTH_IT) {
            return plain;
        }
        Deflater deflater = idle.poll();
        if (deflater == null) {
            deflater = new Deflater(Deflater.BEST_SPEED, true);
        }
        deflater.setInput(plain);
        deflater.finish();
        ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length / 2 + 32);
        byte[] part = new byte[Math.min(plain.length, PART)];
        while (!deflater.finished() && out.size() < plain.length) {
            out.write(part, 0, deflater.deflate(part));
        }
        byte[] deflated = deflater.finished() ? out.toByteArray() : plain;
        // Forgets the value too.
        deflater.reset();
        idle.add(deflater);
        return deflated;
    }

    /// Gives the compressors back.
    void end() {
        idle.forEach(Deflater::end);
        idle.clear();
    }
}
