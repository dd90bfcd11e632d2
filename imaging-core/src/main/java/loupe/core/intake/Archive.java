package loupe.core.intake;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.GrowingBytes;
import loupe.core.work.JobContext;

/// Goes through one archive on disk, entry by entry, within bounds.
final class Archive {
    /// Bytes that tell what a file is.
    static final int HEAD = 132;

    enum Kind {
        NONE,
        ZIP,
        GZIP
    }

    private final Path file;
    private final FileSource.Bounds bounds;
    private final JobContext context;
    private final FileSource.Visitor visitor;
    private final long mayGrowTo;
    private long grown;
    private int entries;

    Archive(Path file, FileSource.Bounds bounds, long packed, JobContext context, FileSource.Visitor visitor) {
        this.file = file;
        this.bounds = bounds;
        this.context = context;
        this.visitor = visitor;
        this.mayGrowTo = Math.multiplyExact(packed, bounds.ratio()) + (1L << 20);
    }

    /// What a file is by its first bytes; a DICOM file stays one whatever its preamble says.
    static Kind kind(byte[] head) {
        boolean dicom = head.length >= HEAD
                && head[128] == 'D'
                && head[129] == 'I'
                && head[130] == 'C'
                && head[131] == 'M';
        if (dicom || head.length < 4) {
            return Kind.NONE;
        }
        if (head[0] == 'P' && head[1] == 'K' && (head[2] == 3 && head[3] == 4 || head[2] == 5 && head[3] == 6)) {
            return Kind.ZIP;
        }
        return (head[0] & 0xff) == 0x1f && (head[1] & 0xff) == 0x8b ? Kind.GZIP : Kind.NONE;
    }

    void open(InputStream in, Kind kind, int depth) throws IOException {
        if (depth > bounds.depth()) {
            throw new DicomException("archives lie deeper in each other than " + bounds.depth(), -1);
        }
        if (kind == Kind.GZIP) {
            byte[] bytes;
            try (GZIPInputStream packed = new GZIPInputStream(in)) {
                bytes = unpacked(packed);
            } catch (ZipException | EOFException e) {
                throw new DicomException("the gzip file is damaged", -1);
            }
            entry(bytes, depth);
            return;
        }
        ZipInputStream zip = new ZipInputStream(new BufferedInputStream(in));
        for (ZipEntry e = next(zip); e != null; e = next(zip)) {
            if (!e.isDirectory()) {
                entry(unpackedEntry(zip), depth);
            }
        }
    }

    private static @org.jspecify.annotations.Nullable ZipEntry next(ZipInputStream zip) throws IOException {
        try {
            return zip.getNextEntry();
        } catch (ZipException | EOFException | IllegalArgumentException e) {
            throw new DicomException("the ZIP archive is damaged or encrypted", -1);
        }
    }

    private byte[] unpackedEntry(ZipInputStream zip) throws IOException {
        try {
            return unpacked(zip);
        } catch (ZipException | EOFException e) {
            throw new DicomException("the ZIP archive is damaged or encrypted", -1);
        }
    }

    private byte[] unpacked(InputStream in) throws IOException {
        context.checkCancelled();
        if (++entries > bounds.entries()) {
            throw new DicomException("the archive has more than " + bounds.entries() + " files", -1);
        }
        GrowingBytes out = new GrowingBytes();
        byte[] chunk = new byte[1 << 16];
        for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
            grown += n;
            if (out.size() + n > bounds.entryBytes() || grown > mayGrowTo) {
                throw new DicomException("the archive grows beyond its bounds", -1);
            }
            out.add(chunk, n);
        }
        return out.toBytes();
    }

    private void entry(byte[] bytes, int depth) throws IOException {
        Kind kind = kind(Arrays.copyOf(bytes, Math.min(bytes.length, HEAD)));
        if (kind == Kind.NONE) {
            visitor.found(new Entry(file, MemorySegment.ofArray(bytes).asReadOnly()));
        } else {
            open(new ByteArrayInputStream(bytes), kind, depth + 1);
        }
    }

    private record Entry(Path file, MemorySegment bytes) implements FileSource.Found {
        @Override
        public boolean archived() {
            return true;
        }

        @Override
        public String toString() {
            return "Entry";
        }
    }
}
