package loupe.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import loupe.core.dicom.Tag;
import loupe.core.study.StudySummary;
import loupe.core.work.JobContext;
import loupe.store.face.StoredInstance;
import loupe.store.journal.StoredRecord;
import loupe.store.keys.Credentials;
import loupe.store.making.Restoring;
import loupe.store.setting.StoreSettings;

/// Kills a working process again and again, and compares the store with what the process had said was done.
final class KillRounds {
    private static final int ROUNDS_A_STORE = 12;
    private static final int LONGEST_MILLIS = 1200;

    private final Path temp;
    private final Random random;
    private final Map<String, Set<Integer>> instances = new HashMap<>();
    private final Map<String, Set<String>> records = new HashMap<>();
    private final Map<String, Integer> killedIn = new TreeMap<>();
    private Path work = Path.of("");
    private int next = 1;
    private int acknowledged;

    KillRounds(Path temp, long seed) {
        this.temp = temp;
        this.random = new Random(seed);
    }

    /// Runs rounds; every eighth kills a migration, every eighth the making of a store.
    void run(int rounds) throws Exception {
        for (int round = 0; round < rounds; round++) {
            if (round % ROUNDS_A_STORE == 0) {
                begin(round);
            }
            if (round % 8 == 7) {
                migration(round);
            } else if (round % 8 == 3) {
                creation(round);
            } else {
                round();
            }
        }
    }

    /// Records and instances that were acknowledged, and found again.
    int acknowledged() {
        return acknowledged;
    }

    /// How often a kill fell into which work.
    Map<String, Integer> killedIn() {
        return killedIn;
    }

    private StoreSettings settings() {
        return Sample.settings(work.resolve("device"));
    }

    private void begin(int round) throws Exception {
        if (Files.exists(work.resolve("store"))) {
            Sample.delete(work);
        }
        instances.clear();
        records.clear();
        work = Files.createDirectories(temp.resolve("round-" + round));
        Store.create(work.resolve("store"), Sample.passphrase(), settings()).close();
    }

    private void round() throws Exception {
        Set<String> uncertain = new HashSet<>();
        List<String> backups = new ArrayList<>();
        String doing = "nothing";
        for (String line : killedAfter(random.nextInt(LONGEST_MILLIS), work)) {
            String[] w = line.split(" ");
            doing = w[0].equals("begin") ? w[1] : "between";
            switch (w[0] + " " + w[1]) {
                case "begin import" -> next = Integer.parseInt(w[3]) + 3;
                case "done import" -> {
                    for (int i = 0; i < 3; i++) {
                        instances.computeIfAbsent(w[2], k -> new TreeSet<>()).add(Integer.parseInt(w[3]) + i);
                    }
                }
                case "done record" -> records.computeIfAbsent(w[2], k -> new TreeSet<>()).add(w[3]);
                case "begin erase" -> uncertain.add(w[2]);
                case "done erase" -> {
                    uncertain.remove(w[2]);
                    instances.remove(w[2]);
                    records.remove(w[2]);
                }
                case "done backup" -> backups.add(w[2]);
                default -> {}
            }
        }
        killedIn.merge(doing, 1, Integer::sum);
        next += 100;
        requireAll(uncertain);
        if (!backups.isEmpty()) {
            restore(backups.getLast());
        }
    }

    private void requireAll(Set<String> uncertain) throws Exception {
        try (Store store = Store.open(work.resolve("store"), Sample.passphrase(), settings())) {
            assertThat(store.verify(JobContext.unattended()).faults()).isEmpty();
            Set<String> there = new HashSet<>();
            store.studies().stream().map(StudySummary::studyUid).forEach(there::add);
            // Killed before the intent was written, the study is whole; after it, it is gone. Nothing between.
            for (String erasing : uncertain) {
                if (!there.contains(erasing)) {
                    instances.remove(erasing);
                    records.remove(erasing);
                }
            }
            assertThat(there).as("acknowledged studies").containsAll(instances.keySet());
            for (String study : instances.keySet()) {
                Set<Integer> numbers = new TreeSet<>();
                for (StoredInstance i : store.instances(study)) {
                    assertThat(numbers.add(i.header().integer(Tag.InstanceNumber).orElseThrow())).isTrue();
                }
                assertThat(numbers).containsAll(instances.get(study));
                acknowledged += instances.get(study).size();
            }
            for (String study : records.keySet()) {
                Set<String> names = new TreeSet<>();
                for (StoredRecord r : store.records(study)) {
                    names.add(new String(r.payload(), StandardCharsets.US_ASCII).split(" ", 2)[0]);
                }
                assertThat(names).containsAll(records.get(study));
                acknowledged += records.get(study).size();
            }
        } catch (loupe.store.fault.StoreException e) {
            throw new AssertionError("the store did not open after a kill: " + e.kind(), e);
        }
    }

    /// A backup that was acknowledged restores, whatever came after; its keys may be of an epoch that is gone.
    private void restore(String backup) throws Exception {
        Path to = work.resolve("restored");
        Restoring.Restored r = new Restoring(
                        new Restoring.Plan(work.resolve(backup), to, work.resolve("store"), true, false), settings())
                .run(
                        new Credentials.Passphrase(Sample.ACTOR, Sample.passphrase(), ""),
                        new char[0],
                        JobContext.unattended());
        assertThat(r.report().faults()).as("restored backup").isEmpty();
        Sample.delete(to);
        Sample.delete(work.resolve(backup));
    }

    private void migration(int round) throws Exception {
        Path old = Files.createDirectories(temp.resolve("old-" + round));
        MigrationTest.unpack(old);
        List<String> said = killedAfter(random.nextInt(LONGEST_MILLIS), old, "migrate");
        killedIn.merge(said.contains("done migrate") ? "between" : "migrate", 1, Integer::sum);
        try (Store store =
                Store.open(old.resolve("store"), Sample.passphrase(), Sample.settings(old.resolve("device")))) {
            assertThat(store.verify(JobContext.unattended()).faults()).isEmpty();
            assertThat(store.records(Sample.STUDY)).hasSize(3);
            assertThat(store.instances(Sample.OTHER_STUDY)).hasSize(2);
            acknowledged += 7;
        }
        Sample.delete(old);
    }

    /// A store whose making was acknowledged opens; one whose making was cut short is made anew in the same folder.
    private void creation(int round) throws Exception {
        Path folder = Files.createDirectories(temp.resolve("new-" + round));
        StoreSettings here = Sample.settings(folder.resolve("device"));
        List<String> said = killedAfter(random.nextInt(LONGEST_MILLIS / 2), folder, "create");
        boolean within = !said.isEmpty() && said.getLast().startsWith("begin");
        killedIn.merge(within ? "create" : "between", 1, Integer::sum);
        for (String line : said) {
            Path made = folder.resolve("made-" + line.split(" ")[2]);
            if (line.startsWith("begin") && !said.contains(line.replace("begin", "done")) && !Store.isThere(made)) {
                Store.create(made, Sample.passphrase(), here).close();
            }
            if (line.startsWith("done") || line.equals(said.getLast())) {
                try (Store store = Store.open(made, Sample.passphrase(), here)) {
                    assertThat(store.verify(JobContext.unattended()).faults()).isEmpty();
                    acknowledged++;
                }
            }
        }
        Sample.delete(folder);
    }

    /// What a child said before it was killed, so many milliseconds after it had opened the store.
    private List<String> killedAfter(int millis, Path folder, String... more) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                KilledWork.class.getName(),
                folder.toString(),
                Integer.toString(next),
                Long.toString(random.nextLong())));
        command.addAll(List.of(more));
        Process child = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> said = new ArrayList<>();
        try (BufferedReader in = child.inputReader(StandardCharsets.UTF_8)) {
            assertThat(in.readLine()).isEqualTo("opened");
            Thread.sleep(millis);
            // Process.destroyForcibly would also close the stream that still holds what the child said.
            child.toHandle().destroyForcibly();
            in.lines().forEach(said::add);
        } catch (IOException e) {
            throw new AssertionError("the child's words are lost", e);
        }
        assertThat(child.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return said;
    }
}
