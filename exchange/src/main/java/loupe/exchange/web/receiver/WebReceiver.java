package loupe.exchange.web.receiver;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import loupe.exchange.instance.InstanceSink;
import loupe.exchange.tls.TlsContext;

/// Takes instances that others send by STOW-RS (PS3.18 10.5) and answers each with what the sink said of it. Nothing can be asked of it.
/// Runs from [#start] until it is closed; each connection has a virtual thread.
public final class WebReceiver implements AutoCloseable {
    private static final int BACKLOG = 32;
    /// Connections at once, and seconds a request may take altogether, for the server of the Java machine has no other bounds. A site
    /// that sets them itself is left alone.
    private static final String[][] SERVER = {
        {"sun.net.httpserver.nodelay", "true"},
        {"jdk.httpserver.maxConnections", "64"},
        {"sun.net.httpserver.maxReqTime", "3600"}
    };

    private final HttpServer server;
    private final ExecutorService threads;
    private final StoreHandler handler;

    private WebReceiver(HttpServer server, ExecutorService threads, StoreHandler handler) {
        this.server = server;
        this.threads = threads;
        this.handler = handler;
    }

    /// Begins to listen.
    ///
    /// @param sink asked on the thread of each connection
    /// @throws IOException if the port is taken or may not be used
    /// @throws IllegalArgumentException if the TLS terms do not read, or hold no key of this machine
    public static WebReceiver start(ReceiverTerms terms, InstanceSink sink) throws IOException {
        for (String[] p : SERVER) {
            if (System.getProperty(p[0]) == null) {
                System.setProperty(p[0], p[1]);
            }
        }
        HttpServer server = terms.tls().isPresent()
                ? secured(terms, TlsContext.of(terms.tls().get()))
                : HttpServer.create(terms.at(), BACKLOG);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        StoreHandler handler = new StoreHandler(terms, sink);
        server.setExecutor(threads);
        server.createContext("/", handler);
        server.start();
        return new WebReceiver(server, threads, handler);
    }

    private static HttpServer secured(ReceiverTerms terms, TlsContext tls) throws IOException {
        if (terms.tls().flatMap(t -> t.own()).isEmpty()) {
            throw new IllegalArgumentException("a receiver's TLS terms must hold a certificate and key of its own");
        }
        HttpsServer server = HttpsServer.create(terms.at(), BACKLOG);
        server.setHttpsConfigurator(new HttpsConfigurator(tls.context()) {
            @Override
            public void configure(HttpsParameters parameters) {
                parameters.setSSLParameters(tls.ofServer());
            }
        });
        return server;
    }

    /// The port it listens at.
    public int port() {
        return server.getAddress().getPort();
    }

    /// Ends it; bodies on their way are cut off, and of those no instance is answered as stored.
    @Override
    public void close() {
        server.stop(0);
        handler.close();
        threads.shutdownNow();
    }
}
