package loupe.exchange.web.multipart;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds the parts of a body as it comes. Holds one buffer of 64 KiB and the headers of one part, however long the body is and
/// whatever lengths it claims: a part ends where its boundary stands (RFC 2046 5.1.1). For one thread.
public final class MultipartReader {
    private static final int BUFFER = 1 << 16;
    private static final int LONGEST_BOUNDARY = 200;
    private static final int MOST_HEADERS = 64;

    private final InputStream in;
    private final byte[] delimiter;
    private final MultipartBounds bounds;
    private final byte[] buffer = new byte[BUFFER];
    private int from;
    private int to;
    private boolean ended;
    private boolean begun;
    private boolean last;
    private int parts;
    private @Nullable Body open;

    /// One part.
    ///
    /// @param headers its headers, names in lower case
    /// @param body its bytes; to be read before the next part is asked for, which passes over what is left of them
    public record Part(Map<String, String> headers, InputStream body) {
        /// Copies the map.
        public Part {
            headers = Map.copyOf(headers);
        }

        /// What it says it is.
        public MediaType type() {
            return MediaType.of(headers.getOrDefault("content-type", ""));
        }
    }

    /// A reader over a body.
    ///
    /// @param in not closed
    /// @param boundary as the body's Content-Type has it, without quotes
    /// @throws MultipartException if the boundary is empty or too long to be one
    public MultipartReader(InputStream in, String boundary, MultipartBounds bounds) throws MultipartException {
        if (boundary.isEmpty() || boundary.length() > LONGEST_BOUNDARY) {
            throw new MultipartException("the boundary must have 1 to " + LONGEST_BOUNDARY + " characters");
        }
        this.in = in;
        this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        this.bounds = bounds;
    }

    /// The next part; empty after the last.
    ///
    /// @throws MultipartException if the body ends before its closing boundary or breaks a bound
    /// @throws IOException if the stream fails
    public Optional<Part> next() throws IOException {
        if (open != null) {
            open.drain();
            open = null;
        }
        if (!begun) {
            preamble();
        }
        if (last) {
            return Optional.empty();
        }
        if (++parts > bounds.parts()) {
            throw new MultipartException("there are more than " + bounds.parts() + " parts");
        }
        Map<String, String> headers = headers();
        String encoding = headers.getOrDefault("content-transfer-encoding", "binary").toLowerCase(Locale.ROOT);
        if (!encoding.equals("binary") && !encoding.equals("8bit") && !encoding.equals("7bit")) {
            throw new MultipartException("a part is encoded in a way that is not read here");
        }
        open = new Body();
        return Optional.of(new Part(headers, open));
    }

    /// What stands before the first boundary, which needs no line end before it.
    private void preamble() throws IOException {
        begun = true;
        int skipped = 0;
        while (true) {
            require(delimiter.length + 2);
            if (skipped == 0 && matches(from, 2, delimiter.length - 2)) {
                from += delimiter.length - 2;
                break;
            }
            if (to - from < delimiter.length) {
                throw new MultipartException("no boundary stands in the body");
            }
            if (matches(from, 0, delimiter.length)) {
                from += delimiter.length;
                break;
            }
            from++;
            if (++skipped > bounds.headBytes()) {
                throw new MultipartException("the first boundary does not come");
            }
        }
        endOfDelimiter();
    }

    /// What follows a boundary: two hyphens after the last, else white space and a line end.
    private void endOfDelimiter() throws IOException {
        require(2);
        if (to - from >= 2 && buffer[from] == '-' && buffer[from + 1] == '-') {
            from += 2;
            last = true;
            return;
        }
        for (int i = 0; i <= bounds.headBytes(); i++) {
            int b = one();
            if (b == '\n') {
                return;
            }
            if (b != '\r' && b != ' ' && b != '\t') {
                throw new MultipartException("something follows a boundary on its line");
            }
        }
        throw new MultipartException("a boundary's line does not end");
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> out = new HashMap<>();
        StringBuilder line = new StringBuilder();
        int read = 0;
        while (true) {
            int b = one();
            if (++read > bounds.headBytes()) {
                throw new MultipartException("the headers of a part are longer than " + bounds.headBytes() + " bytes");
            }
            if (b != '\n') {
                line.append((char) b);
                continue;
            }
            String s = line.toString().stripTrailing();
            line.setLength(0);
            if (s.isEmpty()) {
                return out;
            }
            int colon = s.indexOf(':');
            if (colon > 0 && out.size() < MOST_HEADERS) {
                out.putIfAbsent(s.substring(0, colon).strip().toLowerCase(Locale.ROOT), s.substring(colon + 1).strip());
            } else if (!Character.isWhitespace(s.charAt(0))) {
                throw new MultipartException("a part has a header without a name, or too many of them");
            }
        }
    }

    private int one() throws IOException {
        require(1);
        if (from == to) {
            throw new MultipartException("the body ends within the headers of a part");
        }
        return buffer[from++] & 0xff;
    }

    private boolean matches(int at, int first, int length) {
        if (to - at < length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (buffer[at + i] != delimiter[first + i]) {
                return false;
            }
        }
        return true;
    }

    /// Reads on until so many bytes are in the buffer, or the stream ends.
    private void require(int bytes) throws IOException {
        while (to - from < bytes && !ended) {
            if (from > 0 && buffer.length - from < bytes + 1) {
                System.arraycopy(buffer, from, buffer, 0, to - from);
                to -= from;
                from = 0;
            }
            int n = in.read(buffer, to, buffer.length - to);
            if (n < 0) {
                ended = true;
            } else {
                to += n;
            }
        }
    }

    /// The bytes of a part, up to its boundary.
    private final class Body extends InputStream {
        private long given;
        private int sure;
        private boolean done;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (done) {
                return -1;
            }
            while (sure == 0) {
                sure = certain();
                if (done) {
                    return -1;
                }
            }
            int n = Math.min(sure, length);
            sure -= n;
            given += n;
            if (given > bounds.partBytes()) {
                throw new MultipartException("a part is longer than " + bounds.partBytes() + " bytes");
            }
            System.arraycopy(buffer, from, into, offset, n);
            from += n;
            return n;
        }

        /// How many bytes at the buffer's beginning are the part's for sure: a boundary may begin at the last few, which wait for
        /// what follows them. At a boundary, goes past it and the part is done.
        private int certain() throws IOException {
            if (to - from < delimiter.length + 2) {
                require(delimiter.length + 2);
            }
            int end = to - delimiter.length - 1;
            for (int i = from; i < end; i++) {
                if (buffer[i] == '\r' && matches(i, 0, delimiter.length) && delimits(i + delimiter.length)) {
                    return upTo(i);
                }
            }
            if (end > from) {
                return end - from;
            }
            if (ended) {
                throw new MultipartException("the body ends before the boundary that closes it");
            }
            require(to - from + 1);
            return 0;
        }

        private int upTo(int boundary) throws IOException {
            if (boundary > from) {
                return boundary - from;
            }
            from += delimiter.length;
            done = true;
            endOfDelimiter();
            return 0;
        }

        /// A longer boundary that begins like this one is none (RFC 2046 5.1.1).
        private boolean delimits(int at) {
            byte a = buffer[at];
            byte b = buffer[at + 1];
            return a == '\r' && b == '\n' || a == '-' && b == '-' || a == ' ' || a == '\t' || a == '\n';
        }

        void drain() throws IOException {
            byte[] rest = new byte[8192];
            while (read(rest, 0, rest.length) >= 0) {}
        }
    }
}
