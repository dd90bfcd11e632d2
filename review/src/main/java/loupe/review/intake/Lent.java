package loupe.review.intake;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ConcurrentLinkedQueue;
import loupe.core.intake.FileSource;

/// Reads files into buffers that are used again for the next file, so that memory does not grow with the number of files
/// and nothing is copied within the program. Thread-safe.
final class Lent {
    /// From here on a file is mapped, which [FileSource.Found#bytes()] does.
    private static final long LARGEST = 64L << 20;

    private static final long SMALLEST = 1L << 20;

    private final ConcurrentLinkedQueue<MemorySegment> free = new ConcurrentLinkedQueue<>();

    /// A file's bytes.
    ///
    /// @param bytes valid until the lease ends
    /// @param end gives them back
    record Lease(MemorySegment bytes, Runnable end) implements AutoCloseable {
        /// Bytes that are nobody else's ever.
        static Lease kept(MemorySegment bytes) {
            return new Lease(bytes, () -> {});
        }

        @Override
        public void close() {
            end.run();
        }
    }

    /// Reads a file.
    Lease read(FileSource.Found file) throws IOException {
        MemorySegment head = file.head();
        if (head.byteSize() < FileSource.HEAD_BYTES) {
            return Lease.kept(head);
        }
        try (FileChannel channel = FileChannel.open(file.file(), StandardOpenOption.READ)) {
            long size = channel.size();
            if (size > LARGEST) {
                return Lease.kept(file.bytes());
            }
            MemorySegment buffer = buffer(size);
            return new Lease(fill(channel, buffer, size), () -> free.add(buffer));
        }
    }

    private static MemorySegment fill(FileChannel channel, MemorySegment buffer, long size) throws IOException {
        ByteBuffer in = buffer.asSlice(0, size).asByteBuffer();
        while (in.hasRemaining() && channel.read(in) > 0) {
            // a read may bring less than asked for
        }
        return buffer.asSlice(0, in.position()).asReadOnly();
    }

    private MemorySegment buffer(long size) {
        MemorySegment last = free.poll();
        return last != null && last.byteSize() >= size
                ? last
                : Arena.ofAuto().allocate(Math.max(SMALLEST, Long.highestOneBit(Math.max(1, size - 1)) << 1));
    }
}
