package loupe.exchange.peers;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import loupe.exchange.dimse.message.Command;
import loupe.exchange.dimse.pdu.AnsweredContext;
import loupe.exchange.dimse.pdu.AssociateAccept;
import loupe.exchange.dimse.pdu.AssociateRequest;
import loupe.exchange.dimse.pdu.Pdu;
import loupe.exchange.dimse.pdu.PduBytes;
import loupe.exchange.dimse.pdu.PduParser;
import loupe.exchange.dimse.pdu.UserInformation;

/// A system that does what a script says, byte by byte, also what none should. Each connection plays the next script, the last again.
public final class ScriptedScp implements AutoCloseable {
    private final ServerSocket listening;
    private final CountDownLatch connected = new CountDownLatch(1);
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    private ScriptedScp(ServerSocket listening) {
        this.listening = listening;
    }

    /// What it does on a connection.
    @FunctionalInterface
    public interface Script {
        /// Plays it; an I/O exception ends it.
        void play(Line line) throws IOException;
    }

    /// Starts it.
    public static ScriptedScp start(Script... scripts) throws IOException {
        ScriptedScp scp = new ScriptedScp(new ServerSocket(0, 20, InetAddress.getLoopbackAddress()));
        Thread.ofVirtual().start(() -> scp.accept(scripts));
        return scp;
    }

    private void accept(Script[] scripts) {
        for (int n = 0; !listening.isClosed(); n++) {
            try {
                Socket s = listening.accept();
                open.add(s);
                Script script = scripts[Math.min(n, scripts.length - 1)];
                Thread.ofVirtual().start(() -> {
                    try (s) {
                        s.setTcpNoDelay(true);
                        Line line = new Line(new DataInputStream(s.getInputStream()), s.getOutputStream());
                        connected.countDown();
                        script.play(line);
                    } catch (IOException e) {
                        // The other side went away, which most scripts end in.
                    }
                });
            } catch (IOException e) {
                return;
            }
        }
    }

    /// Where it listens.
    public int port() {
        return listening.getLocalPort();
    }

    /// Waits until somebody connected.
    public void awaitConnection() throws InterruptedException {
        connected.await();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket s : open) {
            s.close();
        }
    }

    /// One connection, from the side of the script.
    ///
    /// @param in what comes
    /// @param out where anything may be written
    public record Line(DataInputStream in, OutputStream out) {
        /// Reads the request for an association.
        public AssociateRequest request() throws IOException {
            byte[] body = new byte[0];
            int type = in.read();
            if (type == Pdu.ASSOCIATE_RQ) {
                body = body();
            }
            return (AssociateRequest) PduParser.parse(type, body, body.length);
        }

        private byte[] body() throws IOException {
            in.skipNBytes(1);
            return in.readNBytes(in.readInt());
        }

        /// Accepts everything that is asked for, roles included, and takes PDUs of 16 KiB.
        public AssociateRequest accept() throws IOException {
            AssociateRequest r = request();
            unit(new AssociateAccept(r.calledTitle(), r.callingTitle(), all(r), UserInformation.own(16_384, r.user().roles())));
            return r;
        }

        /// Every proposal accepted in its first syntax.
        public static List<AnsweredContext> all(AssociateRequest r) {
            return r.contexts().stream()
                    .map(c -> new AnsweredContext(c.id(), 0, c.transferSyntaxes().getFirst()))
                    .toList();
        }

        /// Writes a unit.
        public void unit(Pdu pdu) throws IOException {
            out.write(PduBytes.of(pdu));
        }

        /// Writes a PDU's type, a length, which may be a lie, and bytes.
        public void pdu(int type, long claimed, byte[] body) throws IOException {
            ByteArrayOutputStream b = new ByteArrayOutputStream();
            b.write(type);
            b.write(0);
            for (int shift = 24; shift >= 0; shift -= 8) {
                b.write((int) (claimed >>> shift));
            }
            b.writeBytes(body);
            out.write(b.toByteArray());
        }

        /// A data value: length, context, flags (1 command, 2 last), bytes.
        public static byte[] value(long claimed, int context, int flags, byte[] bytes) {
            ByteArrayOutputStream b = new ByteArrayOutputStream();
            for (int shift = 24; shift >= 0; shift -= 8) {
                b.write((int) (claimed >>> shift));
            }
            b.write(context);
            b.write(flags);
            b.writeBytes(bytes);
            return b.toByteArray();
        }

        /// Writes a P-DATA-TF of one data value.
        public void data(int context, int flags, byte[] bytes) throws IOException {
            byte[] v = value(bytes.length + 2L, context, flags, bytes);
            pdu(Pdu.DATA, v.length, v);
        }

        /// Writes a command whole.
        public void command(int context, Command command) throws IOException {
            data(context, 3, command.bytes());
        }

        /// Reads a message and gives its command; its data set is passed over.
        public Command command() throws IOException {
            return message().command;
        }

        /// A message as it came.
        ///
        /// @param context its presentation context
        /// @param command its command
        /// @param data its data set; empty where it has none
        public record Came(int context, Command command, byte[] data) {}

        /// Reads a message whole.
        public Came message() throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ByteArrayOutputStream data = new ByteArrayOutputStream();
            Command command = null;
            while (true) {
                int type = in.read();
                if (type < 0) {
                    throw new EOFException();
                }
                byte[] body = body();
                if (type == Pdu.RELEASE_RQ) {
                    pdu(Pdu.RELEASE_RP, 4, new byte[4]);
                    throw new EOFException();
                }
                if (type != Pdu.DATA) {
                    throw new IOException("not data");
                }
                int context = body[4] & 0xff;
                if ((body[5] & 1) == 1) {
                    bytes.write(body, 6, body.length - 6);
                    if ((body[5] & 2) == 2) {
                        command = Command.parse(bytes.toByteArray(), bytes.size());
                    }
                } else {
                    data.write(body, 6, body.length - 6);
                }
                boolean lastOfData = (body[5] & 3) == 2;
                if (command != null && (lastOfData || !command.hasDataSet())) {
                    return new Came(context, command, data.toByteArray());
                }
            }
        }

        /// Takes what comes and says nothing until the other side ends it.
        public void silence() throws IOException {
            byte[] b = new byte[4096];
            while (in.read(b) >= 0) {
                // Nothing is answered.
            }
        }

        /// Neither reads nor writes for a while.
        public void sleep(long millis) {
            java.util.concurrent.locks.LockSupport.parkNanos(millis * 1_000_000);
        }

        /// Parts one after the other.
        public static byte[] joined(byte[]... parts) {
            ByteArrayOutputStream b = new ByteArrayOutputStream();
            for (byte[] p : new ArrayList<>(List.of(parts))) {
                b.writeBytes(p);
            }
            return b.toByteArray();
        }
    }
}
