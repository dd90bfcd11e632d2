package loupe.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import loupe.core.work.TemporaryFolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A lab's folder brought in by a manifest without a kill, then by the manifest and by a watched folder with kills at any moment: what is
/// in the store afterwards is the same each time. The long form is benchmarks/batch.
class BatchKilledTest {
    private static final int ITEMS = Integer.getInteger("loupe.batch.items", 20);
    private static final int KILLS = Integer.getInteger("loupe.batch.kills", 2);
    private static final long SEED = Long.getLong("loupe.batch.seed", 7L);
    /// From this many items on memory has a course worth looking at.
    private static final int MANY = 200;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir Path folder;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final List<Process> started = new ArrayList<>();
    private Path staging = Path.of("");
    private List<BatchFolder.Item> items = List.of();

    @AfterEach
    void leaves_no_process() throws Exception {
        for (Process p : started) {
            p.destroyForcibly().waitFor();
        }
    }

    /// What a run left.
    ///
    /// @param items by name: state and reason
    /// @param studies modalities, series and instances of each study, in order
    private record Left(Map<String, String[]> items, List<String> studies) {}

    /// One line the program said, and when it had how much resident memory.
    private record Beat(long nanos, long residentKb) {}

    @Test
    void is_complete_and_single_and_every_failure_is_named_however_often_it_is_killed() throws Exception {
        Assumptions.assumeTrue(
                !System.getProperty("user.name").equals("root") || Files.exists(Path.of("/usr/bin/setpriv")),
                "root reads what is shut unless setpriv takes that right");
        staging = folder.resolve("staging");
        Path shared = Path.of(System.getProperty("loupe.shared", "../../shared"));
        items = BatchFolder.make(staging, folder.resolve("samples"), shared, ITEMS);
        TemporaryFolder.delete(folder.resolve("samples"));
        Path manifest = manifest();

        Loupe unkilled = new Loupe(folder.resolve("unkilled"));
        List<Beat> course = new ArrayList<>();
        Process whole = start(unkilled, "batch", "run", staging.toString(), "--manifest", manifest.toString());
        int exit = watched(whole, course, Integer.MAX_VALUE);
        assertThat(exit).as("items failed, the run ended in order").isEqualTo(1);
        Left wanted = left(unkilled, 1);
        everythingIsAsItWasMade(wanted, false);
        failures(wanted);
        memory(course);

        Loupe killed = new Loupe(folder.resolve("killed"));
        int interrupted = killedByManifest(killed, manifest);
        Left byManifest = left(killed, 1);
        everythingIsAsItWasMade(byManifest, true);
        theSame(byManifest, wanted);

        Loupe watching = new Loupe(folder.resolve("watching"));
        interrupted += killedWatching(watching);
        Left byWatch = left(watching, 2);
        everythingIsAsItWasMade(byWatch, true);
        theSame(byWatch, wanted);
        System.out.println("figure: " + ITEMS + " items by manifest and by watched folder, killed " + KILLS + " times each (" + interrupted
                + " of " + 2 * KILLS + " with an item at work): complete, single, " + wanted.studies.size() + " studies each time, each of "
                + broken() + " failures named");
    }

    private long broken() {
        return items.stream().filter(i -> i.kind().broken()).count();
    }

    private Path manifest() throws IOException {
        StringBuilder out = new StringBuilder("\uFEFFslide;case;block;stain;priority;remark\r\n");
        for (int i = 0; i < items.size(); i++) {
            out.append(items.get(i).name()).append(";H-2026-").append(i / 4).append(";A").append(i % 4 + 1).append(";H&E;")
                    .append(i % 13).append(";\"not; kept\"\r\n");
        }
        return Files.writeString(folder.resolve("manifest.csv"), out);
    }

    private Process start(Loupe loupe, String... arguments) throws IOException {
        ProcessBuilder b = loupe.builder(Loupe.PASSPHRASE, arguments);
        b.command().addAll(1, List.of("-Xmx512m"));
        // As the service has it.
        b.environment().put("MALLOC_ARENA_MAX", "2");
        b.environment().put("MALLOC_MMAP_THRESHOLD_", "262144");
        if (System.getProperty("user.name").equals("root")) {
            // Root without the right to read what is shut.
            b.command().addAll(0, List.of("setpriv", "--bounding-set=-dac_override,-dac_read_search"));
        }
        Process p = b.redirectError(folder.resolve("err.txt").toFile()).start();
        started.add(p);
        return p;
    }

    /// Reads what the program says of items until it ends or enough were said; kills it in the latter case.
    ///
    /// @return its exit code; -1 where it was killed
    private int watched(Process p, List<Beat> course, int most) throws Exception {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(p.getInputStream(), StandardCharsets.UTF_8))) {
            int said = 0;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith("item ")) {
                    course.add(new Beat(System.nanoTime(), resident(p)));
                    if (++said >= most) {
                        Thread.sleep(random.nextInt(400));
                        p.destroyForcibly().waitFor();
                        return -1;
                    }
                }
            }
        }
        return p.waitFor();
    }

    private static long resident(Process p) throws IOException {
        Path status = Path.of("/proc", Long.toString(p.pid()), "status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(l -> l.startsWith("VmRSS:"))
                .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }

    private int killedByManifest(Loupe loupe, Path manifest) throws Exception {
        int interrupted = 0;
        Map<String, String[]> states = Map.of();
        String[] command = {"batch", "run", staging.toString(), "--manifest", manifest.toString()};
        for (int k = KILLS; k > 0; k--) {
            int most = 1 + random.nextInt(Math.max(1, 2 * (ITEMS - ended(states)) / (k + 1) - 1));
            assertThat(watched(start(loupe, command), new ArrayList<>(), most)).as("killed").isEqualTo(-1);
            states = states(loupe, 1);
            interrupted += atWork(states);
        }
        assertThat(watched(start(loupe, command), new ArrayList<>(), Integer.MAX_VALUE)).isEqualTo(1);
        return interrupted;
    }

    private static int ended(Map<String, String[]> states) {
        return (int) states.values().stream()
                .filter(s -> List.of("DONE", "DUPLICATE", "FAILED", "HELD").contains(s[0]))
                .count();
    }

    private static int atWork(Map<String, String[]> states) {
        return states.values().stream().anyMatch(s -> s[0].equals("RUNNING")) ? 1 : 0;
    }

    /// Items come into the watched folder while the program works and while it lies dead.
    private int killedWatching(Loupe loupe) throws Exception {
        assertThat(start(loupe, "batch", "run", Files.createDirectories(folder.resolve("none")).toString()).waitFor()).isZero();
        Path inbox = Files.createDirectories(folder.resolve("inbox"));
        Path out = folder.resolve("report");
        List<BatchFolder.Item> toCome = new ArrayList<>(items);
        String[] command = {"batch", "run", inbox.toString(), "--watch", "--settle", "1", "--report", out.toString()};
        int interrupted = 0;
        Map<String, String[]> states = Map.of();
        for (int k = KILLS; k > 0; k--) {
            arrive(toCome, inbox, toCome.size() / (k + 1) + 1);
            int most = 1 + random.nextInt(Math.max(1, ITEMS - toCome.size() - ended(states) - 1));
            assertThat(watched(start(loupe, command), new ArrayList<>(), most)).as("killed").isEqualTo(-1);
            states = states(loupe, 2);
            interrupted += atWork(states);
        }
        Process last = start(loupe, command);
        arrive(toCome, inbox, toCome.size());
        Path table = out.resolve("batch-2.csv");
        Thread reads = Thread.ofPlatform().start(() -> drain(last));
        for (int i = 0; i < 20 * 60 * 60 && last.isAlive() && !allEnded(table); i++) {
            Thread.sleep(50);
        }
        assertThat(last.isAlive()).as("it goes on watching").isTrue();
        last.destroy();
        assertThat(last.waitFor(60, TimeUnit.SECONDS)).as("it ends when told to").isTrue();
        reads.join();
        assertThat(last.exitValue()).as("SIGTERM").isEqualTo(143);
        assertThat(allEnded(table)).isTrue();
        return interrupted;
    }

    private static void drain(Process p) {
        try {
            p.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void arrive(List<BatchFolder.Item> toCome, Path inbox, int many) throws IOException {
        for (int i = 0; i < many && !toCome.isEmpty(); i++) {
            String name = toCome.removeFirst().name();
            Files.move(staging.resolve(name), inbox.resolve(name));
        }
    }

    private boolean allEnded(Path table) throws IOException {
        if (!Files.exists(table)) {
            return false;
        }
        List<String> lines = Files.readAllLines(table);
        return lines.size() == ITEMS + 1
                && lines.stream().noneMatch(l -> l.contains(",waiting,") || l.contains(",settling,") || l.contains(",running,"));
    }

    private Map<String, String[]> states(Loupe loupe, int batch) throws Exception {
        Map<String, String[]> out = new LinkedHashMap<>();
        for (JsonNode i : JSON.readTree(ok(loupe.run("batch", "status", String.valueOf(batch), "--json"))).get("items")) {
            String[] state = {i.get("state").asText(), i.get("reason").asText(), i.get("number").asText()};
            assertThat(out.put(i.get("source").asText(), state)).as("each item once").isNull();
        }
        return out;
    }

    private static String ok(Loupe.Answer a) {
        assertThat(a.exit()).as(a.toString()).isZero();
        return a.out();
    }

    private Left left(Loupe loupe, int batch) throws Exception {
        List<String> studies = new ArrayList<>();
        List<String> uids = new ArrayList<>();
        for (JsonNode s : JSON.readTree(ok(loupe.run("list", "--json")))) {
            uids.add(s.get("studyUid").asText());
            studies.add(s.get("modalities").asText() + " " + s.get("seriesCount") + " series " + s.get("instanceCount") + " instances");
        }
        assertThat(uids).as("no study twice").doesNotHaveDuplicates();
        studies.sort(null);
        ok(loupe.run("audit", "verify"));
        return new Left(states(loupe, batch), studies);
    }

    private void everythingIsAsItWasMade(Left left, boolean killed) {
        assertThat(left.items).as("complete").containsOnlyKeys(items.stream().map(BatchFolder.Item::name).toList());
        for (BatchFolder.Item i : items) {
            String[] is = left.items.get(i.name());
            String as = i + " is " + Arrays.toString(is);
            switch (i.kind()) {
                case SLIDE, REAL -> assertThat(is[0]).as(as).isIn("DONE", "HELD", "FAILED");
                case PHANTOM -> assertThat(is[0]).as(as).isIn("DONE", "DUPLICATE");
                case COPY, REWRITTEN -> {
                    List<String> both = new ArrayList<>(List.of(is[0], left.items.get(i.twin())[0]));
                    both.sort(null);
                    // Killed with all of it stored, one that was there before is taken for what it brought itself.
                    boolean taken = killed && i.kind() == BatchFolder.Kind.REWRITTEN && both.equals(List.of("DONE", "DONE"));
                    assertThat(taken || both.equals(List.of("DONE", "DUPLICATE"))).as(as).isTrue();
                }
                default -> {
                    assertThat(is[0]).as(as).isEqualTo("FAILED");
                    assertThat(is[1]).as(as).contains(i.kind().reason());
                }
            }
            if (!is[0].equals("DONE")) {
                assertThat(is[1]).as("a reason for " + as).isNotBlank();
            }
        }
    }

    private void theSame(Left left, Left wanted) {
        assertThat(left.studies).as("studies and their instances").isEqualTo(wanted.studies);
        for (BatchFolder.Item i : items) {
            if (i.kind() == BatchFolder.Kind.REAL || i.kind() == BatchFolder.Kind.SLIDE || i.kind().broken()) {
                String[] was = wanted.items.get(i.name());
                assertThat(left.items.get(i.name())).as(i.toString()).startsWith(was[0], was[1]);
            }
        }
    }

    /// Says which items were not taken and why, a line a reason.
    private static void failures(Left left) {
        Map<String, List<String>> names = new TreeMap<>();
        left.items.forEach((name, is) -> {
            if (is[0].equals("FAILED") || is[0].equals("HELD")) {
                names.computeIfAbsent(is[0].toLowerCase(Locale.ROOT) + ", " + is[1], k -> new ArrayList<>()).add(name);
            }
        });
        names.forEach((why, which) -> System.out.println("figure: " + which.size() + " " + why + ": " + String.join(" ", which)));
    }

    private void memory(List<Beat> course) {
        List<Double> quarters = new ArrayList<>();
        for (int q = 0; q < 4; q++) {
            quarters.add(mean(course.subList(q * course.size() / 4, (q + 1) * course.size() / 4)));
        }
        double seconds = (course.getLast().nanos - course.getFirst().nanos) / 1e9;
        System.out.printf(Locale.ROOT,
                "figure: %.1f items a second without a kill; resident memory %.0f, %.0f, %.0f and %.0f MB in the quarters of the run"
                        + " (heap of at most 512 MB)%n",
                (course.size() - 1) / seconds, quarters.get(0), quarters.get(1), quarters.get(2), quarters.get(3));
        if (ITEMS >= MANY) {
            assertThat(quarters.getLast()).as("memory is flat").isLessThan(1.25 * quarters.getFirst());
        }
    }

    private static double mean(List<Beat> some) {
        return some.stream().mapToLong(Beat::residentKb).average().orElse(0) / 1024;
    }
}
