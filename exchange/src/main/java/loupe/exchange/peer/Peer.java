package loupe.exchange.peer;

import java.io.IOException;
import java.util.List;
import loupe.core.dicom.DataSet;
import loupe.core.work.JobContext;
import loupe.exchange.instance.InstanceSink;
import loupe.exchange.instance.OutgoingInstance;

/// A node that is spoken with. Not for several threads at once, and not for the toolkit's; a cancel is heard within 200 ms.
///
/// Every failure of the other side is a [PeerException] with a sentence.
public interface Peer extends AutoCloseable {
    /// Whether it is there and knows this machine (C-ECHO; a query without a match).
    ///
    /// @throws PeerException why not
    void verify(JobContext context) throws IOException;

    /// Asks (C-FIND study root; QIDO-RS).
    ///
    /// @param keys matching and return keys, without Query/Retrieve Level; must hold the unique keys of all levels above
    /// @param most answers after which the query is cancelled, at least 1
    /// @throws PeerException if it fails
    Found find(QueryLevel level, DataSet keys, int most, JobContext context) throws IOException;

    /// What was found. Identified: kept in memory only.
    ///
    /// @param matches one data set an answer
    /// @param all whether these are all there are; false where the query was cancelled at its limit
    record Found(List<DataSet> matches, boolean all) {
        /// Copies the list.
        public Found {
            matches = List.copyOf(matches);
        }

        /// Says nothing of the answers, so that no log can.
        @Override
        public String toString() {
            return "Found " + matches.size();
        }
    }

    /// Fetches instances (C-GET or C-MOVE; WADO-RS). Progress is told in instances.
    ///
    /// @throws PeerException if nothing more can be had; what was taken before stays taken
    Fetched retrieve(Wanted wanted, InstanceSink sink, JobContext context) throws IOException;

    /// Sends instances (C-STORE; STOW-RS), each as it is encoded. One that is refused does not keep the next from being sent.
    ///
    /// @return one entry an instance, in order
    /// @throws PeerException if the connection cannot be made, or breaks before any answer; where it breaks later, those without an answer
    ///     are not stored as far as is known
    List<Delivered> send(List<? extends OutgoingInstance> instances, JobContext context) throws IOException;

    /// Ends the connection in order.
    @Override
    void close() throws IOException;
}
