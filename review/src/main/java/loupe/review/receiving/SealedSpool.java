package loupe.review.receiving;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import loupe.core.intake.FileSource;

/// Instances that came in and did not go through the door yet. They lie in one file without a name, encrypted with AES-256-GCM
/// under a key that only this process's memory has: a kill, a crash or a stolen disk leaves noise. Nothing is kept for longer
/// than the spool is open. Safe for any thread.
public final class SealedSpool implements AutoCloseable {
    private static final int CHUNK = 1 << 20;
    private static final int TAG_BITS = 128;
    private static final int TAG = TAG_BITS / 8;
    private static final int IV = 12;

    private final FileChannel file;
    private final byte[] key;
    private final long most;
    private long end;
    private long chunks;

    private SealedSpool(FileChannel file, byte[] key, long most) {
        this.file = file;
        this.key = key;
        this.most = most;
    }

    /// An empty spool.
    ///
    /// @param folder where there is room
    /// @param most bytes it may grow to
    /// @throws IOException if no file can be made there
    public static SealedSpool open(Path folder, long most, SecureRandom random) throws IOException {
        byte[] key = new byte[32];
        random.nextBytes(key);
        Path at = Files.createTempFile(folder, ".loupe-spool-", "");
        FileChannel channel = FileChannel.open(
                at, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        try {
            // Where the system allows it the name goes at once, so that not even a kill leaves the file behind.
            Files.deleteIfExists(at);
        } catch (IOException e) {
            at.toFile().deleteOnExit();
        }
        return new SealedSpool(channel, key, most);
    }

    /// A piece of an instance in the file.
    private record Chunk(long at, int bytes, long number) {}

    /// An instance in the spool, opened again each time its bytes are asked for.
    public final class Held implements FileSource.Found {
        private final List<Chunk> all;
        private final long size;

        private Held(List<Chunk> all, long size) {
            this.all = List.copyOf(all);
            this.size = size;
        }

        /// Bytes of the instance.
        public long size() {
            return size;
        }

        @Override
        public Path file() {
            return Path.of("received");
        }

        @Override
        public boolean archived() {
            return false;
        }

        @Override
        public MemorySegment bytes() throws IOException {
            MemorySegment out = Arena.ofAuto().allocate(Math.max(1, size));
            long at = 0;
            for (Chunk c : all) {
                byte[] plain = opened(c);
                MemorySegment.copy(plain, 0, out, ValueLayout.JAVA_BYTE, at, plain.length);
                at += plain.length;
            }
            return out.asSlice(0, size).asReadOnly();
        }

        @Override
        public MemorySegment head() throws IOException {
            byte[] first = all.isEmpty() ? new byte[0] : opened(all.getFirst());
            return MemorySegment.ofArray(Arrays.copyOf(first, Math.min(first.length, FileSource.HEAD_BYTES))).asReadOnly();
        }

        /// Says nothing of the instance.
        @Override
        public String toString() {
            return "Held";
        }
    }

    /// Takes an instance in, to the end of its stream.
    ///
    /// @throws EOFException if there is no room for it
    /// @throws IOException if the stream or the file fails; the instance is not held
    public Held keep(InputStream in) throws IOException {
        List<Chunk> all = new ArrayList<>();
        long size = 0;
        byte[] plain = new byte[CHUNK];
        for (int n = in.readNBytes(plain, 0, CHUNK); n > 0; n = in.readNBytes(plain, 0, CHUNK)) {
            all.add(sealed(plain, n));
            size += n;
        }
        return new Held(all, size);
    }

    /// Gives all room back; what was held cannot be opened any more.
    ///
    /// @throws IOException if the file fails
    public synchronized void clear() throws IOException {
        end = 0;
        file.truncate(0);
    }

    private Chunk sealed(byte[] plain, int n) throws IOException {
        Chunk c;
        synchronized (this) {
            if (end + n + TAG > most) {
                throw new EOFException("there is no room for what comes in");
            }
            c = new Chunk(end, n + TAG, chunks++);
            end += n + TAG;
        }
        byte[] sealed = cipher(Cipher.ENCRYPT_MODE, c.number, plain, n);
        ByteBuffer out = ByteBuffer.wrap(sealed);
        long at = c.at;
        while (out.hasRemaining()) {
            at += file.write(out, at);
        }
        return c;
    }

    private byte[] opened(Chunk c) throws IOException {
        ByteBuffer in = ByteBuffer.allocate(c.bytes);
        long at = c.at;
        while (in.hasRemaining()) {
            int n = file.read(in, at);
            if (n < 0) {
                throw new EOFException("the spool was cleared or cut");
            }
            at += n;
        }
        return cipher(Cipher.DECRYPT_MODE, c.number, in.array(), c.bytes);
    }

    /// Each chunk has a number of its own, and a key is never used for another spool: no nonce comes twice (SP 800-38D 8.2.1).
    private byte[] cipher(int mode, long number, byte[] bytes, int n) throws IOException {
        try {
            Cipher gcm = Cipher.getInstance("AES/GCM/NoPadding");
            byte[] iv = ByteBuffer.allocate(IV).putLong(IV - Long.BYTES, number).array();
            gcm.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, iv));
            return gcm.doFinal(bytes, 0, n);
        } catch (GeneralSecurityException e) {
            throw new IOException("what was held is not what came in", e);
        }
    }

    /// Forgets the key and the file.
    @Override
    public void close() throws IOException {
        // First the file: what is still being sealed then fails instead of being written under a key of zeros.
        try {
            file.close();
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }
}
