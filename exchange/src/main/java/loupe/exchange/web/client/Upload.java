package loupe.exchange.web.client;

import java.io.IOException;
import java.io.InputStream;

/// What is sent with a request: opened when it is its turn, and again where a redirect or a retry asks for it again.
///
/// @param contentType its media type
/// @param source opens it at its beginning
/// @param length its bytes; -1 where that is not known, and it goes in chunks
record Upload(String contentType, Source source, long length) {
    /// Opens a body.
    @FunctionalInterface
    interface Source {
        /// @throws IOException if it cannot be made
        InputStream open() throws IOException;
    }
}
