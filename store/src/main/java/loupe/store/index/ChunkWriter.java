package loupe.store.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import loupe.store.keys.DataKey;
import loupe.store.keys.Place;

/// Seals an object's chunks, several at once where the machine has the processors, and writes each where it belongs; one
/// is sealed while another is being written.
///
/// @param out the object's file
/// @param key the object's key
/// @param places place of a chunk by its index
/// @param content what is to be written
record ChunkWriter(FileChannel out, DataKey key, LongFunction<Place> places, Gathered content) {
    /// Fewer chunks than this are written by the calling thread alone.
    private static final long WORTH_SHARING = 4;

    /// What one thread works with, so that no chunk needs an array of its own.
    private static final class Desk {
        private final byte[] plain = new byte[Objects.CHUNK];
        private final byte[] sealed = new byte[Objects.CHUNK + DataKey.SEAL];
        private final DataKey.Bulk cipher;

        Desk(DataKey key) {
            this.cipher = key.bulk();
        }
    }

    /// Writes all chunks.
    ///
    /// @param from offset of the first in the file
    /// @param length plain bytes in all
    void run(long from, long length) throws IOException {
        long chunks = (length + Objects.CHUNK - 1) / Objects.CHUNK;
        ConcurrentLinkedQueue<Desk> idle = new ConcurrentLinkedQueue<>();
        LongStream all = LongStream.range(0, chunks);
        try {
            (chunks < WORTH_SHARING ? all : all.parallel()).forEach(index -> {
                Desk taken = idle.poll();
                Desk desk = taken == null ? new Desk(key) : taken;
                long at = index * Objects.CHUNK;
                int n = (int) Math.min(Objects.CHUNK, length - at);
                content.copy(at, desk.plain, n);
                int sealed = desk.cipher.seal(places.apply(index), desk.plain, n, desk.sealed);
                write(ByteBuffer.wrap(desk.sealed, 0, sealed), from + at + index * DataKey.SEAL);
                idle.add(desk);
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            idle.forEach(d -> java.util.Arrays.fill(d.plain, (byte) 0));
        }
    }

    private void write(ByteBuffer bytes, long from) {
        long at = from;
        try {
            while (bytes.hasRemaining()) {
                at += out.write(bytes, at);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
