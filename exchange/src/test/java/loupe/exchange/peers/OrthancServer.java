package loupe.exchange.peers;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Orthanc with DICOMweb and a worklist, empty, by the title `ORTHANC`, with UTF-8 as its character set. It knows one other system,
/// `LOUPE`.
public final class OrthancServer implements AutoCloseable {
    /// Its title.
    public static final String TITLE = "ORTHANC";

    private final RunningProgram program;
    private final HttpClient http = HttpClient.newHttpClient();
    private final int dicomPort;
    private final int webPort;
    private final Path worklists;

    private OrthancServer(RunningProgram program, int dicomPort, int webPort, Path worklists) {
        this.program = program;
        this.dicomPort = dicomPort;
        this.webPort = webPort;
        this.worklists = worklists;
    }

    /// Starts one.
    ///
    /// @param loupePort port of this machine by which it knows LOUPE
    /// @param settings further settings as JSON members, each with a comma before it, such as `, "DicomTlsEnabled": true`
    public static OrthancServer start(Path folder, int loupePort, String settings) throws IOException {
        RunningProgram.assumePresent("Orthanc");
        Path home = Files.createDirectories(folder.resolve("orthanc"));
        Path worklists = Files.createDirectories(home.resolve("worklists"));
        int dicomPort = RunningProgram.freePort();
        int webPort = RunningProgram.freePort();
        String plugins = Files.isDirectory(Path.of("/usr/share/orthanc/plugins"))
                ? "\"/usr/share/orthanc/plugins/libOrthancDicomWeb.so\", \"/usr/share/orthanc/plugins/libModalityWorklists.so\""
                : "";
        Path file = home.resolve("orthanc.json");
        Files.writeString(file, """
                {"StorageDirectory": "%s", "IndexDirectory": "%s", "Plugins": [%s], "HttpPort": %d, "RemoteAccessAllowed": false,
                 "DicomAet": "ORTHANC", "DicomPort": %d, "DefaultEncoding": "Utf8", "AuthenticationEnabled": false,
                 "DicomModalities": {"loupe": {"AET": "LOUPE", "Host": "127.0.0.1", "Port": %d}},
                 "Worklists": {"Enable": true, "Database": "%s"},
                 "DicomWeb": {"Enable": true, "Root": "/dicom-web/"}%s}
                """.formatted(home, home, plugins, webPort, dicomPort, loupePort, worklists, settings));
        String program = Files.isExecutable(Path.of("/usr/sbin/Orthanc")) ? "/usr/sbin/Orthanc" : "Orthanc";
        RunningProgram running = RunningProgram.start(List.of(program, file.toString()), home, webPort);
        return new OrthancServer(running, dicomPort, webPort, worklists);
    }

    /// Where it takes associations.
    public int port() {
        return dicomPort;
    }

    /// Where it answers DICOMweb.
    public URI dicomWeb() {
        return URI.create("http://127.0.0.1:" + webPort + "/dicom-web");
    }

    /// The folder of its worklist, whose files end in `.wl`.
    public Path worklists() {
        return worklists;
    }

    /// Puts a file in by its own interface.
    public void put(Path file) throws IOException {
        call(HttpRequest.newBuilder(rest("/instances")).POST(HttpRequest.BodyPublishers.ofFile(file)));
    }

    /// What its own interface answers, such as `/instances`.
    public String get(String path) throws IOException {
        return call(HttpRequest.newBuilder(rest(path)).GET());
    }

    /// Deletes by its own interface, such as `/instances/ID`.
    public void delete(String path) throws IOException {
        call(HttpRequest.newBuilder(rest(path)).DELETE());
    }

    private URI rest(String path) {
        return URI.create("http://127.0.0.1:" + webPort + path);
    }

    private String call(HttpRequest.Builder request) throws IOException {
        try {
            return answer(request);
        } catch (HttpTimeoutException e) {
            throw e;
        } catch (IOException e) {
            // It closes a connection that was kept open just when it is used again: once more, on another.
            return answer(request);
        }
    }

    private String answer(HttpRequest.Builder request) throws IOException {
        try {
            HttpResponse<String> r = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (r.statusCode() >= 300) {
                throw new IllegalStateException("Orthanc answered " + r.statusCode());
            }
            return r.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        http.close();
        program.close();
    }
}
