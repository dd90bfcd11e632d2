package loupe.exchange.hl7;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import loupe.core.work.CancelledException;
import loupe.core.work.JobContext;
import loupe.exchange.failure.ConnectionFailure;
import loupe.exchange.node.MllpAddress;
import loupe.exchange.peer.PeerException;
import loupe.exchange.peer.PeerException.Why;
import loupe.exchange.tls.TlsContext;

/// Sends a message over MLLP until its receiver says that it has it. Each try carries the same control id, by which a receiver that
/// took a copy and whose answer was lost knows the next as the same (HL7 2.5.1 chapter 2.9.2.2): it has one in the end.
public final class ResultSender {
    private static final int LONGEST_ANSWER = 1 << 20;

    private final MllpAddress address;
    private final Retries retries;

    /// A sender to one receiver.
    public ResultSender(MllpAddress address, Retries retries) {
        this.address = address;
        this.retries = retries;
    }

    /// How a message got there.
    ///
    /// @param tries it took, the last of which was accepted
    public record Accepted(int tries) {}

    /// Sends a message.
    ///
    /// @param controlId its MSH-10
    /// @throws PeerException if it is rejected (AR), or not accepted at the last try
    /// @throws CancelledException if the work is cancelled; whether the receiver has it is not known then
    public Accepted send(byte[] message, String controlId, JobContext context) throws IOException {
        PeerException last = new PeerException(Why.FAILED, where() + " was not tried.");
        for (int tried = 1; tried <= retries.tries(); tried++) {
            context.checkCancelled();
            context.progress(tried - 1, retries.tries(), "tries");
            try {
                switch (over(s -> exchanged(s, message, controlId), context)) {
                    case ACCEPTED -> {
                        return new Accepted(tried);
                    }
                    case REJECTED ->
                        throw new PeerException(Why.REFUSED, where() + " rejects this message (AR); its settings there must be looked at.");
                    case ERROR -> last = new PeerException(Why.FAILED, where() + " answered with an error (AE) at every try.");
                }
            } catch (PeerException e) {
                if (e.why() == Why.REFUSED) {
                    throw e;
                }
                last = e;
            }
            context.checkCancelled();
            if (tried < retries.tries()) {
                retries.pause().waitFor(retries.after(tried), context);
            }
        }
        throw last;
    }

    /// Whether something takes connections there, by TLS where that is set; nothing is sent.
    ///
    /// @throws PeerException why not
    public void verify(JobContext context) throws IOException {
        over(s -> true, context);
    }

    private static Acknowledgement.Kind exchanged(Socket socket, byte[] message, String controlId) throws IOException {
        socket.getOutputStream().write(MllpFrame.of(message));
        socket.getOutputStream().flush();
        return answer(new BufferedInputStream(socket.getInputStream()), controlId);
    }

    private String where() {
        return address.host() + " port " + address.port();
    }

    /// What is done on a connection.
    private interface Talk<T> {
        T on(Socket socket) throws IOException;
    }

    /// One try on a connection of its own, which ends in its time whatever the receiver does.
    private <T> T over(Talk<T> talk, JobContext context) throws IOException {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Socket plain = new Socket();
        JobContext.Registration cancel = context.onCancel(() -> end(plain));
        try {
            long millis = retries.connect().plus(retries.answer()).toMillis();
            done.orTimeout(millis, TimeUnit.MILLISECONDS).whenComplete((v, late) -> {
                if (late != null) {
                    end(plain);
                }
            });
            plain.setTcpNoDelay(true);
            plain.connect(
                    new InetSocketAddress(InetAddress.getByName(address.host()), address.port()),
                    (int) retries.connect().toMillis());
            plain.setSoTimeout((int) retries.answer().toMillis());
            return talk.on(secured(plain));
        } catch (MllpException e) {
            context.checkCancelled();
            throw late(done) ? timeout(e) : new PeerException(Why.PROTOCOL, "Of " + where() + " " + e.getMessage() + ".", e);
        } catch (InterruptedIOException e) {
            context.checkCancelled();
            throw timeout(e);
        } catch (IOException e) {
            context.checkCancelled();
            throw late(done) ? timeout(e) : ConnectionFailure.of(e, where());
        } finally {
            done.complete(null);
            cancel.close();
            end(plain);
        }
    }

    private static boolean late(CompletableFuture<Void> done) {
        return done.isCompletedExceptionally();
    }

    private PeerException timeout(IOException e) {
        return new PeerException(Why.TIMEOUT, where() + " did not answer within " + retries.answer().toSeconds() + " s.", e);
    }

    private Socket secured(Socket plain) throws IOException {
        if (address.tls().isEmpty()) {
            return plain;
        }
        TlsContext tls = TlsContext.of(address.tls().get());
        SSLSocket s = (SSLSocket) tls.context().getSocketFactory().createSocket(plain, address.host(), address.port(), true);
        s.setSSLParameters(tls.ofClient());
        s.startHandshake();
        return s;
    }

    /// The answer to this message; late ones to others are passed over.
    private static Acknowledgement.Kind answer(InputStream in, String controlId) throws IOException {
        while (true) {
            Acknowledgement a = Acknowledgement.of(MllpFrame.read(in, LONGEST_ANSWER));
            if (a.controlId().equals(controlId)) {
                return a.kind();
            }
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is over either way.
        }
    }
}
