package loupe.core.dicom;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Reads a few outermost text attributes of many files quickly, from as little of each file as they take.
///
/// Keeps a buffer between files: for one thread. Text comes as Latin-1 without padding, for UIDs, dates and codes.
public final class HeaderScan {
    private static final int FIRST_BYTES = 4096;

    private final DicomReader reader = DicomReader.usual();
    private final int[] tags;
    private byte[] buffer = new byte[FIRST_BYTES];

    /// A scan for some attributes.
    ///
    /// @param tags the attributes, in any order
    public HeaderScan(int... tags) {
        this.tags = tags.clone();
    }

    /// The values of a file, in the order of the tags; an empty string where one is not there.
    ///
    /// @throws DicomException if it is no DICOM file
    /// @throws IOException if it cannot be read
    public List<String> of(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            int have = 0;
            while (true) {
                ByteBuffer into = ByteBuffer.wrap(buffer, have, buffer.length - have);
                int n = channel.read(into);
                have += Math.max(0, n);
                boolean whole = n < 0;
                if (!whole && have < buffer.length) {
                    continue;
                }
                String[] values = values(MemorySegment.ofArray(buffer).asSlice(0, have), whole);
                if (values != null) {
                    return Arrays.asList(values);
                }
                buffer = Arrays.copyOf(buffer, (int) Math.min(4L * buffer.length, Integer.MAX_VALUE - 64));
            }
        }
    }

    /// The values in the beginning of a file; null where more of it is needed.
    private String @org.jspecify.annotations.Nullable [] values(MemorySegment start, boolean whole)
            throws DicomException {
        String[] out = new String[tags.length];
        Arrays.fill(out, "");
        int last = 0;
        for (int t : tags) {
            last = Integer.compareUnsigned(t, last) > 0 ? t : last;
        }
        try {
            DicomReader.Opened opened = reader.open(start, new ArrayList<>(2));
            DicomCursor cursor = opened.cursor();
            while (true) {
                DicomCursor.Event e = cursor.next();
                boolean outermost = cursor.depth() == 0;
                if (outermost && Integer.compareUnsigned(cursor.tag(), last) > 0) {
                    return out;
                }
                if (e == DicomCursor.Event.END) {
                    return whole ? out : null;
                }
                if (e == DicomCursor.Event.VALUE && outermost) {
                    take(cursor, out);
                }
            }
        } catch (DicomException e) {
            if (whole) {
                throw e;
            }
            return null;
        }
    }

    private void take(DicomCursor cursor, String[] out) {
        for (int i = 0; i < tags.length; i++) {
            if (tags[i] == cursor.tag()) {
                String text = new String(cursor.value().toArray(ValueLayout.JAVA_BYTE), StandardCharsets.ISO_8859_1);
                int end = text.length();
                while (end > 0 && (text.charAt(end - 1) == 0 || text.charAt(end - 1) == ' ')) {
                    end--;
                }
                out[i] = text.substring(0, end);
            }
        }
    }
}
