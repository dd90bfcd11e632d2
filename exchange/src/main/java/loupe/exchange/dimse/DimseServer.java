package loupe.exchange.dimse;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import loupe.exchange.dimse.association.Acceptor;
import loupe.exchange.dimse.association.Association;
import loupe.exchange.dimse.association.Timeouts;
import loupe.exchange.dimse.service.CommitmentSink;
import loupe.exchange.dimse.service.MoveDestination;
import loupe.exchange.dimse.service.Serving;
import loupe.exchange.instance.InstanceSink;
import loupe.exchange.tls.TlsContext;

/// A receiver: verification, storage of what others send or of what this machine asked for by C-MOVE, and reports on storage commitment.
/// Each association has a virtual thread; those beyond the limit are told so, and beyond twice the limit closed.
///
/// It keeps nothing and says nothing to any log.
public final class DimseServer implements MoveDestination, AutoCloseable {
    private static final int BACKLOG = 50;
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Duration TURNED_AWAY = Duration.ofSeconds(3);
    private static final Duration AFTER_A_FAILURE = Duration.ofMillis(20);
    private static final InstanceSink TOO_LATE = (head, from, file) -> InstanceSink.Taken.refused("the C-MOVE it belongs to is over");

    private final ServerSettings settings;
    private final InstanceSink sink;
    private final CommitmentSink commitments;
    private final ServerSocket listening;
    private final Optional<TlsContext> tls;
    private final Set<Served> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger serving = new AtomicInteger();
    private final AtomicInteger messageIds = new AtomicInteger();
    private final Map<Integer, Announced> announced = new ConcurrentHashMap<>();
    private final Thread accepting;
    private volatile boolean closing;

    private DimseServer(ServerSettings settings, InstanceSink sink, CommitmentSink commitments, ServerSocket listening) {
        this.settings = settings;
        this.sink = sink;
        this.commitments = commitments;
        this.listening = listening;
        this.tls = settings.tls().map(TlsContext::of);
        this.accepting = Thread.ofVirtual().unstarted(this::accept);
    }

    /// Opens a receiver.
    ///
    /// @param sink takes what comes unasked; several at once
    /// @param commitments takes reports on storage commitment
    /// @throws IOException if it cannot listen, as where the port is taken
    public static DimseServer open(ServerSettings settings, InstanceSink sink, CommitmentSink commitments) throws IOException {
        ServerSocket listening = new ServerSocket();
        try {
            listening.setReuseAddress(true);
            listening.bind(new InetSocketAddress(InetAddress.getByName(settings.host()), settings.port()), BACKLOG);
            DimseServer server = new DimseServer(settings, sink, commitments, listening);
            server.accepting.start();
            return server;
        } catch (IOException | RuntimeException e) {
            listening.close();
            throw e;
        }
    }

    /// A receiver for what this machine asks for by C-MOVE, and nothing else.
    ///
    /// @throws IOException if it cannot listen
    public static DimseServer forMoves(ServerSettings settings) throws IOException {
        return open(settings, (head, from, file) -> InstanceSink.Taken.refused("nothing is taken unasked"), report -> false);
    }

    /// The port it listens at.
    public int port() {
        return listening.getLocalPort();
    }

    /// Associations that are open now.
    public int associations() {
        return open.size();
    }

    @Override
    public String title() {
        return settings.title();
    }

    private void accept() {
        while (!closing) {
            try {
                Socket socket = listening.accept();
                int n = connections.incrementAndGet();
                boolean mayConnect = settings.addresses().isEmpty()
                        || settings.addresses().contains(socket.getInetAddress().getHostAddress());
                if (!mayConnect || n > 2 * settings.mostAssociations()) {
                    socket.close();
                    connections.decrementAndGet();
                    continue;
                }
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                // Who went away before being accepted, or the end, or no descriptor free for a while.
                LockSupport.parkNanos(AFTER_A_FAILURE.toNanos());
            }
        }
    }

    /// Who is turned away takes no place.
    private void serve(Socket socket) {
        boolean room = serving.getAndUpdate(n -> n < settings.mostAssociations() ? n + 1 : n) < settings.mostAssociations();
        try (socket) {
            Timeouts timeouts = room ? settings.timeouts() : Timeouts.all(TURNED_AWAY);
            Optional<Association> association = new Acceptor(timeouts, tls).answer(socket, new ServerPolicy(settings, room));
            if (association.isPresent()) {
                serve(association.get());
            }
        } catch (IOException e) {
            // The association ended otherwise than in order; what it brought was answered one by one.
        } finally {
            if (room) {
                serving.decrementAndGet();
            }
            connections.decrementAndGet();
        }
    }

    private void serve(Association association) throws IOException {
        Served served = new Served(association);
        open.add(served);
        try (association) {
            new Serving(this::sinkOf, commitments, served).serve(association);
        } finally {
            open.remove(served);
        }
    }

    private InstanceSink sinkOf(String from, String originator, int messageId) {
        Announced a = announced.get(messageId);
        if (a != null && a.by.equals(originator)) {
            return a.sink;
        }
        if (originator.equals(settings.title())) {
            return TOO_LATE;
        }
        // Some systems do not say which C-MOVE an instance belongs to: where there is one alone, it is that.
        return originator.isEmpty() && announced.size() == 1 ? announced.values().iterator().next().sink : sink;
    }

    private record Announced(String by, InstanceSink sink) {}

    @Override
    public Expected expect(String by, InstanceSink taker) {
        Announced a = new Announced(by, taker);
        int id;
        do {
            id = messageIds.updateAndGet(i -> i % 0xffff + 1);
        } while (announced.putIfAbsent(id, a) != null);
        int own = id;
        return new Expected() {
            @Override
            public int messageId() {
                return own;
            }

            @Override
            public void close() {
                announced.remove(own);
            }
        };
    }

    /// An association and whether it is at work.
    private final class Served implements Serving.Activity {
        private final Association association;
        private boolean working;

        Served(Association association) {
            this.association = association;
        }

        @Override
        public synchronized boolean begins() {
            working = !closing;
            return working;
        }

        @Override
        public synchronized void ends() {
            working = false;
            notifyAll();
        }

        /// Waits until it is not at work, and ends it.
        synchronized void end(long untilNanos) {
            try {
                long left = untilNanos - System.nanoTime();
                while (working && left > 0) {
                    wait(Math.max(1, left / 1_000_000));
                    left = untilNanos - System.nanoTime();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            association.cut();
        }
    }

    /// Takes no more associations, lets each that is at work answer what it works on, for at most ten seconds, and ends them.
    @Override
    public void close() throws IOException {
        closing = true;
        listening.close();
        long until = System.nanoTime() + GRACE.toNanos();
        for (Served s : open) {
            s.end(until);
        }
        try {
            accepting.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
