package loupe.exchange.web.json;

import java.io.IOException;
import java.net.URI;

/// Gets what a text names by its place instead of holding it (BulkDataURI, PS3.18 F.2.6).
@FunctionalInterface
public interface BulkSource {
    /// The value's bytes, numbers in little endian order.
    ///
    /// @param place as it stands in the text: perhaps relative, perhaps of another host, perhaps no address at all
    /// @throws IOException if it is not to be had, or not to be asked for
    byte[] get(String place) throws IOException;

    /// Asks nobody: such elements stay without a value.
    static BulkSource none() {
        return place -> new byte[0];
    }

    /// A place a text names, found from where the text came from; only on the same host, by the same scheme and port.
    ///
    /// @throws DicomJsonException if it is another's, so that no login is ever sent there
    static URI sameOrigin(URI asked, String place) throws DicomJsonException {
        URI resolved;
        try {
            resolved = asked.resolve(place);
        } catch (IllegalArgumentException e) {
            throw new DicomJsonException("a place of bulk data is no address", e);
        }
        if (!WebOrigin.of(resolved).equals(WebOrigin.of(asked))) {
            throw new DicomJsonException("bulk data is said to lie on another host; it is not fetched");
        }
        return resolved;
    }
}
