package loupe.exchange.web.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import loupe.exchange.instance.OutgoingInstance;

/// A body of one part an instance (PS3.18 10.5.1), made as it is read: one instance is open at a time.
final class Parts extends InputStream {
    private final List<? extends OutgoingInstance> instances;
    private final String boundary;
    private int next;
    private boolean inFile;
    private InputStream current;

    Parts(List<? extends OutgoingInstance> instances, String boundary) {
        this.instances = instances;
        this.boundary = boundary;
        this.current = head();
    }

    private InputStream head() {
        String line = (next == 0 ? "" : "\r\n") + "--" + boundary;
        return text(next == instances.size() ? line + "--\r\n" : line + "\r\nContent-Type: application/dicom\r\n\r\n");
    }

    private static InputStream text(String s) {
        return new ByteArrayInputStream(s.getBytes(StandardCharsets.US_ASCII));
    }

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
        while (true) {
            int n = current.read(into, offset, length);
            if (n >= 0) {
                return n;
            }
            if (!inFile && next == instances.size()) {
                return -1;
            }
            current.close();
            if (inFile) {
                next++;
                current = head();
            } else {
                current = instances.get(next).file();
            }
            inFile = !inFile;
        }
    }

    @Override
    public void close() throws IOException {
        current.close();
    }
}
