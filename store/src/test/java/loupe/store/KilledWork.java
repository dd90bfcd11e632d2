package loupe.store;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import loupe.core.study.StudyState;
import loupe.core.study.StudySummary;
import loupe.core.work.JobContext;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.AuditEvent;
import loupe.store.face.ImportBatch;
import loupe.store.fault.StoreException;
import loupe.store.journal.NewRecord;
import loupe.store.journal.RecordKind;

/// Runs in a process of its own and is killed: imports, paints, seals, backs up, erases and rotates for ever, and says what
/// it begins and what was acknowledged.
final class KilledWork {
    private final Path work;
    private final Store store;
    private final PrintStream out;
    private final Random random;
    private int next;

    private KilledWork(Path work, Store store, PrintStream out, Random random) {
        this.work = work;
        this.store = store;
        this.out = out;
        this.random = random;
    }

    /// @param args work folder, first unused number, seed; `migrate` as a fourth opens an old store and ends, `create` makes
    ///     one store after another
    public static void main(String[] args) throws Exception {
        Path work = Path.of(args[0]);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        boolean migrate = args.length > 3 && args[3].equals("migrate");
        if (args.length > 3 && args[3].equals("create")) {
            create(work, out);
        }
        if (migrate) {
            out.println("opened");
        }
        Store store =
                Store.open(work.resolve("store"), Sample.passphrase(), Sample.settings(work.resolve("device")));
        if (migrate) {
            out.println("done migrate");
            store.close();
            return;
        }
        KilledWork it = new KilledWork(work, store, out, new Random(Long.parseLong(args[2])));
        it.next = Integer.parseInt(args[1]);
        out.println("opened");
        while (true) {
            it.step();
        }
    }

    private static void create(Path work, PrintStream out) throws Exception {
        out.println("opened");
        for (int i = 0; ; i++) {
            out.println("begin create " + i);
            Store.create(work.resolve("made-" + i), Sample.passphrase(), Sample.settings(work.resolve("device")))
                    .close();
            out.println("done create " + i);
        }
    }

    private void step() throws Exception {
        List<String> open = new ArrayList<>();
        List<String> all = new ArrayList<>();
        for (StudySummary s : store.studies()) {
            all.add(s.studyUid());
            if (s.state() != StudyState.SEALED) {
                open.add(s.studyUid());
            }
        }
        int dice = random.nextInt(100);
        if (open.isEmpty() || dice < 30) {
            importing(open.isEmpty() || dice < 10 ? "2.25." + next : pick(open));
        } else if (dice < 70) {
            append(pick(open), RecordKind.CORRECTION, AuditEvent.CORRECTED);
        } else if (dice < 78) {
            append(pick(open), RecordKind.SEAL, AuditEvent.SEALED);
        } else if (dice < 86) {
            backUp();
        } else if (dice < 93 && all.size() > 2) {
            erase(pick(all));
        } else {
            out.println("begin rotate");
            store.lifecycle().rotate();
            out.println("done rotate");
        }
    }

    private String pick(List<String> some) {
        return some.get(random.nextInt(some.size()));
    }

    private void importing(String study) throws StoreException {
        int first = next;
        next += 3;
        out.println("begin import " + study + " " + first);
        try (ImportBatch batch = store.beginImport()) {
            for (int i = 0; i < 3; i++) {
                batch.add(Sample.instance(study, first + i));
            }
            batch.commit(Sample.become(Sample.summary(study, first)), Sample.imported(study));
        }
        out.println("done import " + study + " " + first);
    }

    private void append(String study, RecordKind kind, AuditEvent event) throws StoreException {
        String name = kind + "-" + next++;
        // Now and then a stroke too large for a row, which goes into an object.
        byte[] payload = new byte[random.nextInt(10) == 0 ? 1_200_000 : 200];
        random.nextBytes(payload);
        byte[] head = name.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(head, 0, payload, 0, head.length);
        payload[head.length] = ' ';
        StudySummary s = Sample.summary(study, 1);
        store.append(
                NewRecord.of(study, kind, payload),
                now -> Sample.inState(s, kind == RecordKind.SEAL ? StudyState.SEALED : now.state()),
                AuditEntry.of(event, "", study));
        out.println("done record " + study + " " + name);
    }

    private void backUp() throws StoreException {
        Path to = work.resolve("backup-" + next++);
        out.println("begin backup " + to.getFileName());
        store.lifecycle().backUp(to, JobContext.unattended());
        out.println("done backup " + to.getFileName());
    }

    private void erase(String study) throws StoreException {
        out.println("begin erase " + study);
        store.lifecycle().erase(List.of(study), "asked for");
        out.println("done erase " + study);
    }
}
