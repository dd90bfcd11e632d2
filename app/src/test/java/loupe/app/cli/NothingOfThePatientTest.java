package loupe.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.Element;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;
import loupe.sample.SampleStudies;
import loupe.store.Store;
import loupe.store.keys.KdfCost;
import loupe.store.setting.StoreSettings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// PRIV-2: no identifier of any input is in the bytes of store, export, logs or temporary files, nor in anything the
/// store decrypts to, after a whole loop and after a kill in the middle of it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NothingOfThePatientTest {
    private static final int SHORTEST = 5;
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;

    private Path folder = Path.of("");
    private Loupe loupe;
    private Path input;
    private final Set<String> needles = new LinkedHashSet<>();
    private final Set<String> dates = new LinkedHashSet<>();
    private String sourceStudyDate = "";

    @BeforeAll
    void an_input_full_of_identity(@TempDir Path given) throws IOException {
        folder = given;
        SampleStudies.Written w = SampleStudies.write(folder.resolve("samples"), 77);
        input = Files.createDirectories(folder.resolve("input"));
        List<Path> chosen = new ArrayList<>(w.ctFiles().subList(30, 84));
        chosen.addAll(w.filmFiles());
        for (Path p : chosen) {
            Files.copy(p, input.resolve(p.getFileName()));
            needles.add(p.getFileName().toString());
            collect(DicomReader.usual().read(p).data());
        }
        // UIDs of slices that are not imported are no part of this input.
        w.identity().stream().filter(i -> !i.matches("[0-9.]{20,}")).forEach(needles::add);
        needles.add(input.toString());
        needles.removeIf(s -> s.length() < SHORTEST || s.startsWith("1.2.840.10008."));
        sourceStudyDate = DicomReader.usual().read(w.ctFiles().getFirst()).data().string(Tag.StudyDate, "");
        loupe = new Loupe(folder.resolve("person"));
    }

    /// Names, UIDs and dates wherever they stand.
    private void collect(DataSet data) {
        for (Element e : data.elements()) {
            switch (e) {
                case Element.Sequence s -> s.items().forEach(this::collect);
                case Element.Value v -> {
                    if (v.vr() == Vr.PN || v.vr() == Vr.UI) {
                        needles.addAll(data.strings(v.tag()));
                    } else if (v.vr() == Vr.DA) {
                        dates.addAll(data.strings(v.tag()));
                    }
                }
                case Element.Fragments f -> {}
            }
        }
        dates.removeIf(s -> s.length() < 8);
    }

    private static List<byte[]> encoded(String needle) {
        List<byte[]> out = new ArrayList<>();
        for (Charset c : List.of(
                StandardCharsets.UTF_8,
                StandardCharsets.ISO_8859_1,
                StandardCharsets.UTF_16LE,
                StandardCharsets.UTF_16BE)) {
            out.add(needle.getBytes(c));
        }
        return out;
    }

    private static boolean contains(byte[] all, byte[] needle) {
        byte first = needle[0];
        outer:
        for (int i = 0; i <= all.length - needle.length; i++) {
            if (all[i] != first) {
                continue;
            }
            for (int k = 1; k < needle.length; k++) {
                if (all[i + k] != needle[k]) {
                    continue outer;
                }
            }
            return true;
        }
        return false;
    }

    private static Set<String> found(byte[] bytes, Set<String> wanted) {
        Set<String> out = new LinkedHashSet<>();
        for (String needle : wanted) {
            for (byte[] form : encoded(needle)) {
                if (contains(bytes, form)) {
                    out.add(needle);
                }
            }
        }
        return out;
    }

    private Set<String> foundInFiles(List<Path> files, Set<String> wanted) throws IOException {
        Set<String> out = new LinkedHashSet<>();
        for (Path p : files) {
            if (!p.toString().endsWith(".so")) {
                out.addAll(found(Files.readAllBytes(p), wanted));
            }
            out.addAll(found(Loupe.utf8(folder.relativize(p).toString()), wanted));
        }
        return out;
    }

    private Store open() throws IOException {
        return Store.open(
                loupe.store(),
                Loupe.PASSPHRASE.toCharArray(),
                new StoreSettings(
                        Clock.systemUTC(),
                        new SecureRandom(),
                        loupe.home().resolve("device"),
                        KdfCost.production(),
                        "auditor"));
    }

    /// Dates of the input that no shifted date of it happens to equal.
    private Set<String> tellingDates(Store store) throws IOException {
        if (store.studies().isEmpty()) {
            return dates;
        }
        String stored = store.studies().stream()
                .filter(s -> s.modalities().equals("CT"))
                .map(s -> s.studyDate())
                .findFirst()
                .orElse(sourceStudyDate);
        long shift = ChronoUnit.DAYS.between(LocalDate.parse(sourceStudyDate, DAY), LocalDate.parse(stored, DAY));
        Set<String> shifted = new LinkedHashSet<>();
        for (String d : dates) {
            shifted.add(LocalDate.parse(d.substring(0, 8), DAY).plusDays(shift).format(DAY));
        }
        Set<String> telling = new LinkedHashSet<>(dates);
        telling.removeAll(shifted);
        assertThat(telling).isNotEmpty();
        return telling;
    }

    private void expectNothing() throws IOException {
        Set<String> inside = new LinkedHashSet<>();
        Set<String> wanted = new LinkedHashSet<>(needles);
        int[] walked = new int[1];
        try (Store store = open()) {
            wanted.addAll(tellingDates(store));
            store.forEachPlaintext((place, bytes) -> {
                walked[0]++;
                inside.addAll(found(bytes, wanted));
            });
        }
        assertThat(walked[0]).isPositive();
        assertThat(inside).isEmpty();
        assertThat(foundInFiles(loupe.files(), wanted)).isEmpty();
    }

    /// Pixels of the store, encrypted, as many files as instances on their way.
    private long objects() throws IOException {
        Path objects = loupe.store().resolve("objects");
        if (!Files.isDirectory(objects)) {
            return 0;
        }
        try (Stream<Path> all = Files.list(objects)) {
            return all.count();
        }
    }

    @Test
    void is_left_after_a_kill_and_a_whole_loop() throws Exception {
        // The search is able to find: it finds them all in the input.
        Set<String> everything = new LinkedHashSet<>(needles);
        everything.addAll(dates);
        everything.remove(input.toString());
        Set<String> inInput = foundInFiles(List.of(input.toFile().listFiles()).stream().map(f -> f.toPath()).toList(), everything);
        assertThat(everything).hasSizeGreaterThan(100);
        Set<String> burnedInOnly = new LinkedHashSet<>(everything);
        burnedInOnly.removeAll(inInput);
        // Dates in this form stand in the film's pixels only, where no search over bytes can find them.
        assertThat(burnedInOnly).allMatch(i -> i.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}"));

        Process killed = loupe.start("import", input.toString());
        while (objects() < 3) {
            assertThat(killed.isAlive()).as("the import goes on until it is killed").isTrue();
            Thread.sleep(5);
        }
        killed.toHandle().destroyForcibly();
        assertThat(killed.waitFor()).as("it was killed, not done").isEqualTo(128 + 9);
        assertThat(objects()).as("pixels were on the disk by then").isGreaterThan(2);
        expectNothing();

        Loupe.Answer imported = loupe.process("import", input.toString());
        assertThat(imported.exit()).as(imported.err()).isZero();
        assertThat(imported.out()).as("the kill fell inside the import").doesNotContain(" 0 imported");
        assertThat(loupe.process("analyze", "--all").exit()).isZero();
        String ct = loupe.process("list").out().lines().filter(l -> l.contains("  CT  ")).findFirst().orElseThrow().strip().split(" ")[0];
        assertThat(loupe.process("review", ct, "--accept", "all").exit()).isZero();
        assertThat(loupe.process("seal", ct).exit()).isZero();
        Path out = loupe.home().resolve("export");
        assertThat(loupe.process("export", ct, "--out", out.toString(), "--images").exit()).isZero();
        assertThat(loupe.process("audit", "verify").out()).contains("intact").doesNotContain("NOT");
        expectNothing();
    }
}
