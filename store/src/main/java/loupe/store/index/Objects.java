package loupe.store.index;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import loupe.store.db.Packed;
import loupe.store.db.RowId;
import loupe.store.db.StoreFolder;
import loupe.store.fault.StoreException;
import loupe.store.keys.DataKey;
import loupe.store.keys.Place;

/// Encrypted files of `objects/`: a 12-byte head, then chunks sealed one by one, so that any part opens by itself.
///
/// Every chunk is bound to its object, its index, the number of chunks and the object's length. Written once, never
/// changed. Safe for any thread.
public final class Objects {
    /// Plain bytes in a chunk.
    public static final int CHUNK = 1 << 17;

    private static final String NEXT = ".next";
    private static final int MAGIC = 0x4c504f31;
    private static final int HEAD = 12;
    private static final int SEAL = DataKey.SEAL;

    private final Path folder;

    /// @param folder the store's `objects/`
    public Objects(Path folder) {
        this.folder = folder;
    }

    private Path file(RowId id) {
        return folder.resolve(id.hex());
    }

    private static Place place(RowId id, long padded, long index) {
        return new Place("object", "length " + padded, id, RowId.NONE, index, chunks(padded));
    }

    private static long chunks(long padded) {
        return (padded + CHUNK - 1) / CHUNK;
    }

    /// Writes and flushes an object made of parts, padded with zeros.
    public void write(RowId id, DataKey key, List<MemorySegment> parts) throws StoreException {
        write(file(id), id, key, parts);
    }

    /// Writes and flushes an object that is to stand in place of one, until [#settleNext].
    void writeNext(RowId id, DataKey key, List<MemorySegment> parts) throws StoreException {
        try {
            Files.deleteIfExists(next(id));
        } catch (IOException e) {
            throw StoreFolder.fault(e);
        }
        write(next(id), id, key, parts);
    }

    private Path next(RowId id) {
        return folder.resolve(id.hex() + NEXT);
    }

    /// Puts what [#writeNext] wrote into its place, or takes it away.
    ///
    /// @param adopt whether the rows that tell of it were committed
    public void settleNext(boolean adopt) throws StoreException {
        try (Stream<Path> s = Files.list(folder)) {
            for (Path p : s.filter(f -> f.toString().endsWith(NEXT)).toList()) {
                String name = p.getFileName().toString();
                if (adopt) {
                    Path to = folder.resolve(name.substring(0, name.length() - NEXT.length()));
                    Files.move(p, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                } else {
                    Files.delete(p);
                }
            }
            StoreFolder.flushEntries(folder);
        } catch (IOException e) {
            throw StoreFolder.fault(e);
        }
    }

    private void write(Path file, RowId id, DataKey key, List<MemorySegment> parts) throws StoreException {
        long padded = Packed.paddedSize(parts.stream().mapToLong(MemorySegment::byteSize).sum());
        try {
            StoreFolder.makePrivateFile(file);
            try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
                writeFully(out, ByteBuffer.allocate(HEAD).putInt(MAGIC).putLong(padded).flip());
                new ChunkWriter(out, key, i -> place(id, padded, i), new Gathered(parts)).run(HEAD, padded);
                out.force(true);
            }
        } catch (IOException e) {
            drop(file);
            throw StoreFolder.fault(e);
        }
    }

    private static void writeFully(FileChannel out, ByteBuffer b) throws IOException {
        while (b.hasRemaining()) {
            out.write(b);
        }
    }

    /// Flushes the folder's entries, so that written objects survive a power loss.
    public void flush() throws StoreException {
        try {
            StoreFolder.flushEntries(folder);
        } catch (IOException e) {
            throw StoreFolder.fault(e);
        }
    }

    /// Decrypts a part of an object; only the chunks it touches are read.
    ///
    /// @param offset first byte, from 0
    /// @param length bytes
    /// @throws StoreException TAMPERED where the object is missing, too short or does not open
    public byte[] read(RowId id, DataKey key, long offset, int length) throws StoreException {
        try (FileChannel in = FileChannel.open(file(id), StandardOpenOption.READ)) {
            long padded = padded(in);
            if (offset < 0 || length < 0 || offset + length > padded) {
                throw damaged();
            }
            byte[] out = new byte[length];
            for (int done = 0; done < length; ) {
                long index = (offset + done) / CHUNK;
                byte[] plain = key.open(place(id, padded, index), chunk(in, index, padded));
                int from = (int) (offset + done - index * CHUNK);
                int n = Math.min(length - done, plain.length - from);
                System.arraycopy(plain, from, out, done, n);
                done += n;
            }
            return out;
        } catch (java.nio.file.NoSuchFileException e) {
            throw damaged();
        } catch (IOException e) {
            throw StoreFolder.fault(e);
        }
    }

    /// Opens every chunk and returns how many there are.
    public long check(RowId id, DataKey key) throws StoreException {
        try (FileChannel in = FileChannel.open(file(id), StandardOpenOption.READ)) {
            long padded = padded(in);
            for (long i = 0; i < chunks(padded); i++) {
                key.open(place(id, padded, i), chunk(in, i, padded));
            }
            return chunks(padded);
        } catch (java.nio.file.NoSuchFileException e) {
            throw damaged();
        } catch (IOException e) {
            throw StoreFolder.fault(e);
        }
    }

    private static long padded(FileChannel in) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(HEAD);
        readFully(in, head, 0);
        long padded = head.flip().getInt() == MAGIC ? head.getLong() : -1;
        if (padded < 0 || padded > in.size() || in.size() != HEAD + padded + SEAL * chunks(padded)) {
            throw damaged();
        }
        return padded;
    }

    private static byte[] chunk(FileChannel in, long index, long padded) throws IOException {
        int plain = (int) Math.min(CHUNK, padded - index * CHUNK);
        ByteBuffer sealed = ByteBuffer.allocate(plain + SEAL);
        readFully(in, sealed, HEAD + index * (CHUNK + SEAL));
        return sealed.array();
    }

    private static void readFully(FileChannel in, ByteBuffer b, long at) throws IOException {
        while (b.hasRemaining()) {
            if (in.read(b, at + b.position()) < 0) {
                throw damaged();
            }
        }
    }

    private static StoreException damaged() {
        return new StoreException(
                StoreException.Kind.TAMPERED, "An encrypted object is missing or damaged; restore it from a backup.");
    }

    /// Deletes an object that no row stands for.
    public void drop(RowId id) {
        drop(file(id));
    }

    private static void drop(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // What stays is swept at the next opening.
            return;
        }
    }

    /// Names of all objects; files that are no objects are given as empty.
    public List<Optional<RowId>> list() throws StoreException {
        List<Optional<RowId>> out = new ArrayList<>();
        try (Stream<Path> s = Files.list(folder)) {
            for (Path p : s.toList()) {
                String name = p.getFileName().toString();
                out.add(name.matches("[0-9a-f]{32}") ? Optional.of(RowId.ofHex(name)) : Optional.empty());
            }
            return out;
        } catch (IOException e) {
            throw StoreFolder.fault(e);
        }
    }
}
