package loupe.exchange.web.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import loupe.exchange.web.multipart.MediaType;

/// An answer whose body is still to be read.
///
/// @param asked the address that answered, after redirects
/// @param status of HTTP
/// @param headers its headers
/// @param body its bytes; closed with the answer
record Answer(URI asked, int status, HttpHeaders headers, BodyStream body) implements AutoCloseable {
    private static final int WORTH_READING = 64 << 10;

    boolean ok() {
        return status >= 200 && status < 300;
    }

    MediaType type() {
        return MediaType.of(headers.firstValue("Content-Type").orElse(""));
    }

    /// Reads what is left, where that is little, so that the connection can serve again.
    void discard() throws IOException {
        body.readNBytes(WORTH_READING);
        body.close();
    }

    @Override
    public void close() {
        body.close();
    }
}
