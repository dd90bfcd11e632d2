package loupe.exchange.dimse.association;

import java.io.IOException;
import java.io.InputStream;
import loupe.exchange.dimse.message.Command;
import loupe.exchange.peer.PeerException;
import loupe.exchange.peer.PeerException.Why;

/// A message that came: its command, and its data set as it comes. What is not read of it is passed over when the next is received.
///
/// @param context the presentation context it came in
/// @param command its command
/// @param data its data set; empty where it has none
public record Message(AgreedContext context, Command command, InputStream data) {
    /// Most bytes a data set that is held whole may have: an answer to a query, a list of instances.
    public static final int LONGEST_HELD = 8 << 20;

    /// The data set whole.
    ///
    /// @throws PeerException if it is longer than [#LONGEST_HELD], or the connection breaks
    public byte[] held() throws IOException {
        byte[] all = data.readNBytes(LONGEST_HELD + 1);
        if (all.length > LONGEST_HELD) {
            throw new PeerException(Why.PROTOCOL, "The other system sent a longer answer than is taken here.");
        }
        return all;
    }
}
