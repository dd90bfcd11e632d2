package loupe.exchange.instance;

import java.io.IOException;
import java.io.InputStream;

/// Takes instances that another system sends. Called on the thread of a connection; several at once where there are several.
@FunctionalInterface
public interface InstanceSink {
    /// Takes one instance. What it answers is what the sender is told: [Taken#STORED] is said only once the instance is kept
    /// so that neither a kill nor a loss of power takes it away.
    ///
    /// @param from who says it sends it: a calling AE title or a host. A name is no proof
    /// @param file a DICOM file (PS3.10: preamble, file meta information, data set); read to its end or left
    /// @throws IOException if the stream ends early or fails; the instance is not taken
    Taken take(InstanceHead head, String from, InputStream file) throws IOException;

    /// What became of it.
    ///
    /// @param status as a response to C-STORE says it (PS3.4 B.2.3): 0000H stored, Axxx out of resources, Cxxx cannot understand
    /// @param comment a short reason without any name of a patient, at most 64 characters; empty where stored
    record Taken(int status, String comment) {
        /// Kept for good.
        public static final Taken STORED = new Taken(0x0000, "");

        /// There is no room, or no time, now: it may be sent again.
        public static Taken later(String comment) {
            return new Taken(0xA700, comment);
        }

        /// This machine does not take it, however often it is sent.
        public static Taken refused(String comment) {
            return new Taken(0xC000, comment);
        }

        /// Whether it is kept; warnings (Bxxx) are.
        public boolean stored() {
            return status == 0 || status >> 12 == 0xB;
        }
    }
}
