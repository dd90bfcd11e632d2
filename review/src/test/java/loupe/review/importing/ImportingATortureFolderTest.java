package loupe.review.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// 50 good studies among odd files. `-Dloupe.torture=whole` makes larger bombs and damaged copies of the public files beside the
/// repository too.
class ImportingATortureFolderTest {
    private static final boolean WHOLE = System.getProperty("loupe.torture", "").equals("whole");

    @TempDir
    Path folder;

    private List<String[]> imported(Path in, String work) throws Exception {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            Assumptions.assumeTrue(Files.exists(Path.of("/usr/bin/setpriv")), "root reads what is shut unless setpriv takes that right");
            // Root without the right to read what is shut.
            command.addAll(List.of("setpriv", "--bounding-set=-dac_override,-dac_read_search"));
        }
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                TortureRun.class.getName(), in.toString(), Files.createDirectories(folder.resolve(work)).toString()));
        Path said = folder.resolve(work + ".out");
        Process p = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            assertThat(p.waitFor(WHOLE ? 1800 : 240, TimeUnit.SECONDS)).as("it ends").isTrue();
        } finally {
            p.destroyForcibly();
        }
        List<String> lines = Files.readAllLines(said, StandardCharsets.UTF_8);
        assertThat(p.exitValue()).as(String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()))).isZero();
        return lines.stream().map(l -> l.split("\t")).toList();
    }

    private static List<String[]> of(List<String[]> lines, String kind) {
        return lines.stream().filter(l -> l[0].equals(kind)).toList();
    }

    private static List<Path> seeds() throws Exception {
        Path shared = Path.of(System.getProperty("loupe.shared", "../../shared")).resolve("data");
        if (!WHOLE || !Files.isDirectory(shared)) {
            return List.of();
        }
        List<Path> seeds = new ArrayList<>();
        for (String set : List.of("pydicom", "wg04", "dcmqi", "vendors", "dicom2nifti")) {
            try (Stream<Path> all = Files.walk(shared.resolve(set))) {
                List<Path> some = all.filter(Files::isRegularFile)
                        .filter(f -> f.toFile().length() < 4 << 20)
                        .sorted()
                        .toList();
                for (int i = 0; i < some.size(); i += 1 + some.size() / 40) {
                    seeds.add(some.get(i));
                }
            }
        }
        return seeds;
    }

    @Test
    void takes_every_good_study_and_has_a_line_for_every_odd_file() throws Exception {
        Path alone = folder.resolve("alone");
        TortureFolder.good(alone);
        Set<String> good = new HashSet<>();
        of(imported(alone, "first"), "study").forEach(s -> good.add(s[1]));
        assertThat(good).hasSize(TortureFolder.GOOD);

        Path in = folder.resolve("in");
        TortureFolder.Made made = TortureFolder.all(in, WHOLE ? 2100 : 300, seeds());
        long begun = System.nanoTime();
        List<String[]> said = imported(in, "second");
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun);

        Set<String> whole = new HashSet<>();
        of(said, "study").stream().filter(s -> s[2].equals("2")).forEach(s -> whole.add(s[1]));
        assertThat(whole).as("both slices of each good study are in").containsAll(good);
        Set<String> named = new HashSet<>();
        of(said, "refused").forEach(r -> named.add(r[1]));
        assertThat(named).as("what cannot be taken is named").containsAll(made.named());
        of(said, "waiting").forEach(r -> named.add(r[1]));
        of(said, "directory").forEach(r -> named.add(r[1]));
        String[] counts = of(said, "counts").getFirst();
        int files = Integer.parseInt(counts[1]);
        int taken = Integer.parseInt(counts[2]) + Integer.parseInt(counts[3]);
        System.out.println("figure: " + (files - 2 * TortureFolder.GOOD) + " odd files beside " + TortureFolder.GOOD
                + " good studies: " + named.size() + " named, " + taken + " instances taken, peak heap "
                + of(said, "peak").getFirst()[1] + " MiB of 512, " + seconds + " s");
        assertThat(named.size() + taken).as("every file was taken or is named").isEqualTo(files);
        assertThat(of(said, "faults").getFirst()[1]).as("the store is whole").isEqualTo("0");
    }
}
