package loupe.exchange.dimse.service;

import loupe.exchange.instance.InstanceSink;

/// Where instances of a C-MOVE arrive: a receiver of this machine that the node knows by a title.
public interface MoveDestination {
    /// The title the node must send to.
    String title();

    /// Announces a C-MOVE: what arrives for it goes to its own taker until it is closed.
    ///
    /// @param by title that asks for it
    Expected expect(String by, InstanceSink sink);

    /// An announced C-MOVE.
    interface Expected extends AutoCloseable {
        /// The Message ID it must be asked with, by which its instances are told from others.
        int messageId();

        @Override
        void close();
    }
}
