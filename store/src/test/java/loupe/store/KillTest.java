package loupe.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import loupe.core.dicom.Tag;
import loupe.core.work.JobContext;
import loupe.store.journal.StoredRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class KillTest {
    private static final int ROUNDS = 6;

    @TempDir
    Path temp;

    private StoreSettings settings() {
        return Sample.settings(temp.resolve("device"));
    }

    @Test
    @Timeout(120)
    void loses_nothing_acknowledged_when_killed_at_random_points() throws Exception {
        Store.create(temp.resolve("store"), Sample.passphrase(), settings()).close();
        Random random = new Random(7);
        Set<Integer> instances = new TreeSet<>();
        Set<String> records = new TreeSet<>();
        int next = 1;
        for (int round = 0; round < ROUNDS; round++) {
            for (String line : killedAfter(random.nextInt(250), next)) {
                String[] words = line.split(" ");
                if (words[0].equals("instances")) {
                    int end = Integer.parseInt(words[1]);
                    for (int i = 3; i > 0; i--) {
                        instances.add(end - i);
                    }
                    next = end;
                } else if (words[0].equals("record")) {
                    records.add(words[1]);
                }
            }
            next += 3;
            requireAll(instances, records);
        }
        assertThat(instances).as("the rounds must have acknowledged something").isNotEmpty();
    }

    /// What a child said before it was killed, so many milliseconds after it had opened the store.
    private List<String> killedAfter(int millis, int firstInstance) throws Exception {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath,
                        KilledImport.class.getName(),
                        temp.toString(),
                        Integer.toString(firstInstance))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> said = new ArrayList<>();
        try (BufferedReader in = child.inputReader(StandardCharsets.UTF_8)) {
            assertThat(in.readLine()).isEqualTo("opened");
            Thread.sleep(millis);
            // Process.destroyForcibly would also close the stream that still holds what the child said.
            child.toHandle().destroyForcibly();
            in.lines().forEach(said::add);
        }
        assertThat(child.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return said;
    }

    private void requireAll(Set<Integer> instances, Set<String> records) throws Exception {
        try (Store store = Store.open(temp.resolve("store"), Sample.passphrase(), settings())) {
            assertThat(store.verify(JobContext.unattended()).faults()).isEmpty();
            Set<Integer> there = new TreeSet<>();
            for (StoredInstance i : store.instances(Sample.STUDY)) {
                int number = i.header().integer(Tag.InstanceNumber).orElseThrow();
                assertThat(there.add(number)).as("no instance twice").isTrue();
                assertThat(i.frame(0).byteSize()).isEqualTo(512);
            }
            assertThat(there).containsAll(instances);
            Set<String> notes = new TreeSet<>();
            for (StoredRecord r : store.records(Sample.STUDY)) {
                notes.add(new String(r.payload(), StandardCharsets.UTF_8));
            }
            assertThat(notes).containsAll(records);
        }
    }
}
