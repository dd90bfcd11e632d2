package loupe.exchange.instance;

import java.io.IOException;
import java.io.InputStream;

/// An instance to be sent. Its bytes are made or opened when it is its turn, so that a queue holds none.
public interface OutgoingInstance {
    /// What is told of it first.
    InstanceHead head();

    /// Its bytes as a DICOM file (PS3.10) in the transfer syntax of its head. The taker closes the stream.
    ///
    /// @throws IOException if it cannot be made or read
    InputStream file() throws IOException;
}
