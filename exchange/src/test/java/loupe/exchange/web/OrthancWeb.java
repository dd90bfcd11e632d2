package loupe.exchange.web;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import loupe.exchange.node.WebAddress;

/// An Orthanc of its own with DICOMweb, on free ports, in a temporary folder.
public final class OrthancWeb implements AutoCloseable {
    private static final Path PLUGIN = Path.of("/usr/share/orthanc/plugins/libOrthancDicomWeb.so");
    private static final Path PROGRAM = Path.of("/usr/sbin/Orthanc");

    private final Process process;
    private final URI root;

    private OrthancWeb(Process process, URI root) {
        this.process = process;
        this.root = root;
    }

    /// Starts one; the test is skipped where it is not installed.
    public static OrthancWeb start(Path folder) throws Exception {
        assumeTrue(Files.exists(PROGRAM) && Files.exists(PLUGIN), "skipped: no orthanc with orthanc-dicomweb is installed");
        int http = freePort();
        Files.createDirectories(folder);
        Path config = folder.resolve("own.json");
        Files.writeString(config, """
                {"Name":"test","StorageDirectory":"%1$s/db","IndexDirectory":"%1$s/db","Plugins":["%2$s"],"HttpPort":%3$d,
                 "DicomServerEnabled":false,"RemoteAccessAllowed":false,"DefaultEncoding":"Utf8","KeepAlive":true,"TcpNoDelay":true,
                 "AuthenticationEnabled":true,"RegisteredUsers":{"loupe":"a word"},
                 "DicomWeb":{"Enable":true,"Root":"/dicom-web/"}}
                """.formatted(folder, PLUGIN, http));
        Process p = new ProcessBuilder(PROGRAM.toString(), config.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log.txt").toFile())
                .start();
        URI root = URI.create("http://127.0.0.1:" + http + "/dicom-web");
        OrthancWeb o = new OrthancWeb(p, root);
        o.awaitReady();
        return o;
    }

    private void awaitReady() throws Exception {
        long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        try (HttpClient client = HttpClient.newHttpClient()) {
            while (System.nanoTime() < until) {
                try {
                    int status = client.send(
                                    HttpRequest.newBuilder(root.resolve("/system")).build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode();
                    if (status == 401) {
                        return;
                    }
                } catch (IOException e) {
                    process.waitFor(50, TimeUnit.MILLISECONDS);
                }
            }
        }
        throw new IllegalStateException("Orthanc did not begin to listen");
    }

    /// How it is spoken with.
    public WebAddress address() {
        return WebAddress.at(root, new WebAddress.Login.Basic("loupe", "a word"), Optional.empty());
    }

    /// A port nothing listens at.
    public static int freePort() throws IOException {
        try (ServerSocket s = new ServerSocket(0)) {
            return s.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
