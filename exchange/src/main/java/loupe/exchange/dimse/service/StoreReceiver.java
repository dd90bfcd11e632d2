package loupe.exchange.dimse.service;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import loupe.exchange.dimse.association.Association;
import loupe.exchange.dimse.association.Message;
import loupe.exchange.dimse.message.Command;
import loupe.exchange.dimse.message.CommandTag;
import loupe.exchange.dimse.message.Status;
import loupe.exchange.instance.InstanceHead;
import loupe.exchange.instance.InstanceSink;
import loupe.exchange.instance.InstanceSink.Taken;
import loupe.exchange.peer.PeerException;
import org.jspecify.annotations.Nullable;

/// C-STORE as its SCP (PS3.7 9.1.1): hands an instance on as it comes, and answers what the taker says of it.
final class StoreReceiver {
    private static final int LONGEST_UID = 64;
    private static final int LONGEST_COMMENT = 64;

    private StoreReceiver() {}

    /// Takes the instance of a request and answers.
    ///
    /// @throws PeerException if the connection breaks meanwhile; the taker was told by its stream
    static Taken take(Association a, Message m, InstanceSink sink) throws IOException {
        Taken taken = given(a, m, sink);
        m.data().transferTo(OutputStream.nullOutputStream());
        Command.Builder answer = Command.answer(m.command(), taken.status(), false);
        if (!taken.comment().isEmpty()) {
            answer.text(CommandTag.ERROR_COMMENT, comment(taken.comment()));
        }
        a.send(m.context(), answer.build(), (InputStream) null);
        return taken;
    }

    private static String comment(String s) {
        String ascii = s.replaceAll("[^ -~]", "?");
        return ascii.substring(0, Math.min(LONGEST_COMMENT, ascii.length()));
    }

    private static Taken given(Association a, Message m, InstanceSink sink) throws IOException {
        String sopClass = m.command().text(CommandTag.AFFECTED_SOP_CLASS_UID).orElse("");
        String instance = m.command().text(CommandTag.AFFECTED_SOP_INSTANCE_UID).orElse("");
        if (!m.command().hasDataSet()) {
            return new Taken(Status.DATA_SET_MISMATCH, "there is no data set");
        }
        if (instance.isEmpty() || instance.length() > LONGEST_UID) {
            return new Taken(Status.INVALID_INSTANCE, "the instance has no UID");
        }
        if (!sopClass.equals(m.context().sopClass())) {
            return new Taken(Status.DATA_SET_MISMATCH, "the SOP class is not that of the presentation context");
        }
        InstanceHead head = new InstanceHead(sopClass, instance, m.context().transferSyntax().uid());
        Watched data = new Watched(m.data());
        try {
            Taken taken = sink.take(head, a.other(), Part10.file(head, a.other(), data));
            data.check();
            return taken;
        } catch (IOException e) {
            data.check();
            return Taken.later("it could not be kept");
        }
    }

    /// Remembers that the connection broke, for a taker may not say so.
    private static final class Watched extends FilterInputStream {
        private @Nullable PeerException broken;

        Watched(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] b, int off, int len) throws IOException {
            try {
                return super.read(b, off, len);
            } catch (PeerException e) {
                broken = e;
                throw e;
            }
        }

        /// What the taker closes is its own view.
        @Override
        public void close() {}

        void check() throws PeerException {
            if (broken != null) {
                throw broken;
            }
        }
    }
}
