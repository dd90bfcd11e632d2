package loupe.exchange.dimse.association;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import loupe.exchange.dimse.message.Command;
import loupe.exchange.dimse.pdu.AssociationAbort;
import loupe.exchange.dimse.pdu.Pdu;
import loupe.exchange.dimse.pdu.ReleaseRequest;
import loupe.exchange.dimse.pdu.ReleaseResponse;
import loupe.exchange.peer.PeerException;
import loupe.exchange.peer.PeerException.Why;
import org.jspecify.annotations.Nullable;

/// An association: messages in both directions over presentation contexts (PS3.8, PS3.7). One thread at a time; [#cut()] from any.
public final class Association implements AutoCloseable {
    /// Bytes of the variable field of a P-DATA-TF that are taken here.
    public static final int LONGEST_TAKEN = 128 << 10;

    private static final int LONGEST_SENT = 1 << 20;
    private static final int PDV_HEADER = 6;
    private static final int COMMAND = 1;
    private static final int LAST = 2;

    private final Wire wire;
    private final Timeouts timeouts;
    private final String other;
    private final Map<Integer, AgreedContext> contexts = new LinkedHashMap<>();
    private final int payload;
    private byte[] sending = new byte[0];
    private @Nullable DataSetStream current;
    private int messageId;
    private boolean released;

    private int pdvAt;
    private int pdvsEnd;
    private int fragmentContext;
    private int fragmentFlags;
    private int fragmentFrom;
    private int fragmentEnd;

    /// @param other title of the other side
    /// @param longestTheyTake as the other side said; 0: any
    Association(Wire wire, Timeouts timeouts, String other, Collection<AgreedContext> contexts, long longestTheyTake)
            throws PeerException {
        this.wire = wire;
        this.timeouts = timeouts;
        this.other = other;
        contexts.forEach(c -> this.contexts.put(c.id(), c));
        long most = longestTheyTake == 0 ? LONGEST_SENT : Math.min(longestTheyTake, LONGEST_SENT);
        this.payload = (int) (most - PDV_HEADER) & ~1;
        if (payload < 2) {
            throw wire.broken("the other side takes PDUs in which nothing fits");
        }
    }

    /// Title of the other side, as it says.
    public String other() {
        return other;
    }

    /// What was agreed on, in order of proposal.
    public Collection<AgreedContext> contexts() {
        return contexts.values();
    }

    /// How long its steps may take.
    public Timeouts timeouts() {
        return timeouts;
    }

    /// The first context of a SOP class in which this side may ask.
    public Optional<AgreedContext> asking(String sopClass) {
        return contexts.values().stream().filter(c -> c.scu() && c.sopClass().equals(sopClass)).findFirst();
    }

    /// A number for the next request, 1 to 65535.
    public int nextMessageId() {
        messageId = messageId % 0xffff + 1;
        return messageId;
    }

    /// Sends a message.
    ///
    /// @param data its data set, encoded in the context's transfer syntax; null where the command says that there is none
    /// @throws PeerException if it is not taken
    /// @throws UnreadableException if the data set cannot be read to its end; the association is gone
    public void send(AgreedContext context, Command command, @Nullable InputStream data) throws IOException {
        if (command.hasDataSet() == (data == null)) {
            throw new IllegalArgumentException("the command must say whether there is a data set");
        }
        fragments(context.id(), COMMAND, new ByteArrayInputStream(command.bytes()), Command.LONGEST);
        if (data != null) {
            fragments(context.id(), 0, data, payload);
        }
    }

    /// Sends a message with a short data set.
    public void send(AgreedContext context, Command command, byte[] data) throws IOException {
        send(context, command, new ByteArrayInputStream(data));
    }

    private void fragments(int context, int kind, InputStream from, int room) throws IOException {
        int most = Math.min(payload, room);
        if (sending.length < Pdu.HEADER + PDV_HEADER + most) {
            sending = new byte[Pdu.HEADER + PDV_HEADER + most];
        }
        int head = Pdu.HEADER + PDV_HEADER;
        try (InputStream source = from) {
            int next = readable(source::read);
            do {
                int n = 0;
                if (next >= 0) {
                    sending[head] = (byte) next;
                    n = 1 + readable(() -> source.readNBytes(sending, head + 1, most - 1));
                }
                next = n < most ? -1 : readable(source::read);
                if (n % 2 == 1) {
                    // Only a deflated data set has an odd length, and is padded so (PS3.5 A.5).
                    sending[head + n++] = 0;
                }
                headers(context, kind | (next < 0 ? LAST : 0), n);
                wire.write(sending, head + n);
            } while (next >= 0);
        }
    }

    private interface Reading {
        int run() throws IOException;
    }

    private int readable(Reading reading) throws UnreadableException {
        try {
            return reading.run();
        } catch (IOException e) {
            abort();
            throw new UnreadableException(e);
        }
    }

    private void headers(int context, int flags, int n) {
        sending[0] = Pdu.DATA;
        sending[1] = 0;
        number(2, n + PDV_HEADER);
        number(Pdu.HEADER, n + 2);
        sending[Pdu.HEADER + 4] = (byte) context;
        sending[Pdu.HEADER + 5] = (byte) flags;
    }

    private void number(int at, int value) {
        for (int i = 0; i < 4; i++) {
            sending[at + i] = (byte) (value >>> 24 - 8 * i);
        }
    }

    /// Receives the next message.
    ///
    /// @param wait until it begins
    /// @throws PeerException if none comes, the other side ends the association, or what comes breaks the protocol
    public Message receive(Duration wait) throws PeerException {
        return receiveUnlessReleased(wait)
                .orElseThrow(() -> new PeerException(Why.ABORTED, "The other system ended the association before it had answered."));
    }

    /// Whether something comes within a time; the association goes on either way.
    ///
    /// @throws PeerException if it ended
    public boolean comes(Duration wait) throws PeerException {
        drain();
        return pdvAt < pdvsEnd || wire.comes(wait);
    }

    /// Waits anew for the answer that is waited for, since something else shows that the other side is at work. From any thread.
    public void stillWaiting() {
        wire.stillWaiting(timeouts.pending());
    }

    /// Receives the next message; empty where the other side asked for an orderly end instead, which is agreed to.
    ///
    /// @param wait until it begins
    /// @throws PeerException if neither comes, or what comes breaks the protocol
    public Optional<Message> receiveUnlessReleased(Duration wait) throws PeerException {
        drain();
        byte[] command = new byte[Command.LONGEST];
        int size = 0;
        Duration patience = wait;
        int context = 0;
        do {
            if (!nextFragment(patience, size == 0)) {
                return Optional.empty();
            }
            if ((fragmentFlags & COMMAND) == 0 || size > 0 && fragmentContext != context) {
                throw wire.broken("a command is missing, or messages are mixed");
            }
            int n = fragmentEnd - fragmentFrom;
            if (n % 2 == 1 || n > command.length - size || n == 0) {
                throw wire.broken("a piece of a command has an odd length, none, or too great a one");
            }
            context = fragmentContext;
            System.arraycopy(wire.body(), fragmentFrom, command, size, n);
            size += n;
            patience = timeouts.response();
        } while ((fragmentFlags & LAST) == 0);
        return Optional.of(message(context, command, size));
    }

    private Message message(int context, byte[] bytes, int size) throws PeerException {
        Command command;
        try {
            command = Command.parse(bytes, size);
        } catch (loupe.exchange.dimse.pdu.PduException e) {
            throw wire.broken(e);
        }
        AgreedContext agreed = contexts.get(context);
        if (agreed == null) {
            throw wire.broken("a message came in a presentation context that was not agreed on");
        }
        if (!command.hasDataSet()) {
            return new Message(agreed, command, InputStream.nullInputStream());
        }
        DataSetStream data = new DataSetStream(context);
        current = data;
        return new Message(agreed, command, data);
    }

    /// Passes over what was not read of a data set.
    private void drain() throws PeerException {
        DataSetStream data = current;
        if (data != null) {
            data.drain();
            current = null;
        }
    }

    /// Goes to the next presentation data value.
    ///
    /// @param mayEnd whether the other side may ask for an end now
    /// @return false where it did
    private boolean nextFragment(Duration wait, boolean mayEnd) throws PeerException {
        if (released) {
            return false;
        }
        if (pdvAt == pdvsEnd && !nextData(wait, mayEnd)) {
            return false;
        }
        byte[] b = wire.body();
        if (pdvsEnd - pdvAt < PDV_HEADER) {
            throw wire.broken("a PDU ends inside the head of a data value");
        }
        long claimed = (b[pdvAt] & 0xffL) << 24 | (b[pdvAt + 1] & 0xff) << 16 | (b[pdvAt + 2] & 0xff) << 8 | b[pdvAt + 3] & 0xff;
        if (claimed < 2 || claimed > pdvsEnd - pdvAt - 4) {
            throw wire.broken("the length of a data value does not fit its PDU");
        }
        fragmentContext = b[pdvAt + 4] & 0xff;
        fragmentFlags = b[pdvAt + 5];
        fragmentFrom = pdvAt + PDV_HEADER;
        fragmentEnd = pdvAt + 4 + (int) claimed;
        pdvAt = fragmentEnd;
        return true;
    }

    private boolean nextData(Duration wait, boolean mayEnd) throws PeerException {
        wire.read(wait);
        if (wire.type() == Pdu.DATA) {
            pdvAt = 0;
            pdvsEnd = wire.length();
            return true;
        }
        switch (wire.pdu()) {
            case AssociationAbort a -> {
                wire.close();
                throw new PeerException(
                        Why.ABORTED,
                        a.source() == 0
                                ? "The other system ended the association; it may not know this machine by the title it calls itself."
                                : "The other system ended the association, for what it got breaks the protocol in its eyes.");
            }
            case ReleaseRequest r when mayEnd -> {
                released = true;
                wire.write(new ReleaseResponse());
                wire.close();
                return false;
            }
            case Pdu p -> throw wire.broken("a PDU came where none of its type belongs");
        }
    }

    /// Ends the association in order, or not if the other side has none. What still comes is passed over.
    public void release() {
        if (wire.closed()) {
            return;
        }
        try {
            wire.write(new ReleaseRequest());
            // One time for all, for a peer that goes on sending would hold it for ever.
            long until = System.nanoTime() + timeouts.release().toNanos();
            for (long left = timeouts.release().toNanos(); left > 0; left = until - System.nanoTime()) {
                wire.read(Duration.ofNanos(left));
                if (wire.type() == Pdu.RELEASE_RQ) {
                    wire.write(new ReleaseResponse());
                } else if (wire.type() != Pdu.DATA) {
                    break;
                }
            }
        } catch (PeerException e) {
            // It ends either way, and all that was asked was answered.
        }
        wire.close();
    }

    /// Ends the association at once and says so.
    public void abort() {
        wire.abort(AssociationAbort.BY_USER);
    }

    /// Ends the connection from another thread, whatever the one at work waits for.
    public void cut() {
        wire.abort(AssociationAbort.BY_USER);
    }

    /// What breaks the protocol above the upper layer: the other side is told, and the association ends.
    public PeerException broken(String what) {
        return wire.broken(what);
    }

    /// Whether it is over.
    public boolean ended() {
        return wire.closed();
    }

    /// Ends it at once, if it is not over.
    @Override
    public void close() {
        abort();
    }

    /// The data set of a message as its pieces come.
    private final class DataSetStream extends InputStream {
        private final int context;
        private int at;
        private int end;
        private boolean last;

        DataSetStream(int context) {
            this.context = context;
        }

        private boolean more() throws PeerException {
            while (at == end) {
                if (last) {
                    return false;
                }
                if (!nextFragment(timeouts.response(), false)) {
                    throw wire.broken("the association ends inside a data set");
                }
                at = fragmentFrom;
                end = fragmentEnd;
                last = (fragmentFlags & LAST) != 0;
                if (fragmentContext != context || (fragmentFlags & COMMAND) != 0) {
                    throw wire.broken("messages are mixed");
                }
                if (!last && ((end - at) % 2 == 1 || at == end)) {
                    throw wire.broken("a piece of a data set has an odd length or none");
                }
            }
            return true;
        }

        @Override
        public int read() throws IOException {
            return more() ? wire.body()[at++] & 0xff : -1;
        }

        @Override
        public int read(byte[] b, int off, int len) throws IOException {
            if (len == 0) {
                return 0;
            }
            if (!more()) {
                return -1;
            }
            int n = Math.min(len, end - at);
            System.arraycopy(wire.body(), at, b, off, n);
            at += n;
            return n;
        }

        @Override
        public int available() {
            return end - at;
        }

        void drain() throws PeerException {
            while (more()) {
                at = end;
            }
        }
    }
}
