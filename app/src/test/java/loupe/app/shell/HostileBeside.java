package loupe.app.shell;

import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import loupe.core.work.JobContext;
import loupe.exchange.dimse.DimsePeer;
import loupe.exchange.dimse.DimseServer;
import loupe.exchange.dimse.ServerSettings;
import loupe.exchange.dimse.association.Timeouts;
import loupe.exchange.instance.InstanceHead;
import loupe.exchange.instance.InstanceSink;
import loupe.exchange.instance.OutgoingInstance;
import loupe.exchange.peers.Nodes;
import loupe.exchange.web.LongInstance;

/// Eight callers that misbehave, beside what is timed: a receiver in this process, and in another one two that send an instance without an end
/// (10 MB a second each, a network's share), two that drip a byte, two that send half a PDU and fall silent, two that send noise and come
/// again at once. Where the environment's `HOSTILE_BESIDE` is not set, nothing.
final class HostileBeside {
    private static final int A_SECOND = 10 << 20;
    private static final byte[] HALF = {1, 0, 0, 0, 1, 0, 0, 1};

    private final AtomicLong passed = new AtomicLong();

    private HostileBeside() {}

    /// @throws IOException if nothing can listen, or the other process does not start
    static Optional<HostileBeside> ifAsked() throws IOException {
        if (System.getenv("HOSTILE_BESIDE") == null) {
            return Optional.empty();
        }
        HostileBeside beside = new HostileBeside();
        InstanceSink sink = (head, from, file) -> {
            byte[] b = new byte[1 << 16];
            for (int n = file.read(b); n >= 0; n = file.read(b)) {
                beside.passed.addAndGet(n);
            }
            return InstanceSink.Taken.STORED;
        };
        DimseServer server = DimseServer.open(
                new ServerSettings("LOUPE", "127.0.0.1", 0, Set.of(), Set.of(), 8, false, Optional.empty(), Timeouts.USUAL), sink, r -> false);
        Process callers = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"), "-cp", System.getProperty("java.class.path"),
                        HostileBeside.class.getName(), Integer.toString(server.port()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(callers::destroyForcibly));
        try (BufferedReader said = callers.inputReader()) {
            if (said.readLine() == null) {
                throw new IOException("the callers did not start");
            }
        }
        return Optional.of(beside);
    }

    /// @return how many bytes of instances they got through
    long passed() {
        return passed.get();
    }

    /// @param a port of the receiver
    public static void main(String[] a) {
        int port = Integer.parseInt(a[0]);
        for (int i = 0; i < 2; i++) {
            Thread.ofPlatform().start(() -> endless(port));
            Thread.ofPlatform().start(() -> over(port, (s, out) -> drip(out)));
            Thread.ofPlatform().start(() -> over(port, (s, out) -> {
                out.write(HALF);
                s.getInputStream().read();
            }));
            Thread.ofPlatform().start(() -> over(port, (s, out) -> {
                byte[] noise = new byte[4096];
                new Random().nextBytes(noise);
                out.write(noise);
                s.getInputStream().read();
                LockSupport.parkNanos(10_000_000);
            }));
        }
        System.out.println("calling");
    }

    @FunctionalInterface
    private interface Call {
        void on(Socket s, OutputStream out) throws IOException;
    }

    private static void over(int port, Call call) {
        while (true) {
            try (Socket s = new Socket("127.0.0.1", port)) {
                call.on(s, s.getOutputStream());
            } catch (IOException e) {
                LockSupport.parkNanos(10_000_000);
            }
        }
    }

    private static void drip(OutputStream out) throws IOException {
        out.write(HALF);
        while (true) {
            LockSupport.parkNanos(100_000_000);
            out.write(0);
        }
    }

    private static void endless(int port) {
        while (true) {
            try (DimsePeer peer = new DimsePeer(Nodes.at("LOUPE", port), Timeouts.USUAL, Optional.empty())) {
                peer.send(List.of(new Endless(new LongInstance(1L << 42))), JobContext.unattended());
            } catch (IOException e) {
                LockSupport.parkNanos(10_000_000);
            }
        }
    }

    /// An instance that ends in some days, so many bytes a second.
    private record Endless(LongInstance of) implements OutgoingInstance {
        @Override
        public InstanceHead head() {
            return of.head();
        }

        @Override
        public InputStream file() {
            long began = System.nanoTime();
            return new FilterInputStream(of.file()) {
                private long sent;

                @Override
                public int read(byte[] b, int off, int len) throws IOException {
                    long due = (System.nanoTime() - began) / 1000 * A_SECOND / 1_000_000;
                    if (sent > due) {
                        LockSupport.parkNanos((sent - due) * 1_000_000_000L / A_SECOND);
                    }
                    int n = super.read(b, off, len);
                    sent += Math.max(0, n);
                    return n;
                }
            };
        }
    }
}
