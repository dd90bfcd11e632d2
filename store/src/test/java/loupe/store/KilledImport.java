package loupe.store;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.AuditEvent;
import loupe.store.journal.NewRecord;
import loupe.store.journal.RecordKind;

/// Runs in a process of its own and is killed: imports and appends for ever, and says what was acknowledged.
final class KilledImport {
    private KilledImport() {}

    /// @param args work folder, first instance number
    public static void main(String[] args) throws Exception {
        Path work = Path.of(args[0]);
        int n = Integer.parseInt(args[1]);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Store store =
                Store.open(work.resolve("store"), Sample.passphrase(), Sample.settings(work.resolve("device")));
        out.println("opened");
        while (true) {
            try (ImportBatch batch = store.beginImport()) {
                for (int i = 0; i < 3; i++) {
                    batch.add(Sample.instance(Sample.STUDY, n + i));
                }
                batch.commit(List.of(Sample.summary(Sample.STUDY, n)), Sample.imported(Sample.STUDY));
            }
            n += 3;
            out.println("instances " + n);
            byte[] payload = Integer.toString(n).getBytes(StandardCharsets.UTF_8);
            store.append(
                    NewRecord.of(Sample.STUDY, RecordKind.NOTE, payload),
                    Sample.summary(Sample.STUDY, n),
                    AuditEntry.of(AuditEvent.NOTED, "", Sample.STUDY));
            out.println("record " + n);
        }
    }
}
