package loupe.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import loupe.store.access.Account;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.AuditEvent;
import loupe.store.audit.Write;
import loupe.store.db.KeysDb.AccountRow;
import loupe.store.keys.KeyRing;
import loupe.store.keys.SlotMaker;
import loupe.store.making.AccountBook;
import loupe.store.making.Entrance;
import loupe.store.making.Rotation;
import loupe.store.session.Disk;
import loupe.store.session.Session;
import loupe.store.setting.StoreSettings;

/// Leaves a store as a kill in the middle of an erasure would.
final class Killed {
    private Killed() {}

    /// Does the erasure's own steps up to an event, closes the files and does no more.
    static void afterEvent(Path work, AuditEvent until) throws Exception {
        StoreSettings settings = Sample.settings(work.resolve("device"));
        Disk disk = Disk.open(work.resolve("store"));
        Session s = new Entrance(disk, settings)
                .enter(
                        new loupe.store.keys.Credentials.Passphrase(Sample.ACTOR, Sample.passphrase(), ""),
                        AuditEvent.OPENED);
        var study = s.catalogue().of(Sample.STUDY).orElseThrow().id();
        s.commitOpenly(AuditEntry.of(AuditEvent.ERASE_INTENT, "x"), study, () -> {});
        if (until != AuditEvent.ERASE_INTENT) {
            rotateHalf(s, until);
        }
        disk.close();
        if (!Files.exists(work.resolve("device"))) {
            throw new AssertionError("the device folder stays");
        }
    }

    private static void rotateHalf(Session s, AuditEvent until) throws Exception {
        if (until == AuditEvent.EPOCH_BEGUN) {
            new Rotation(s).run(Rotation.Dropped.nothing());
            return;
        }
        KeyRing next = s.keys().next(s.settings().random());
        SlotMaker maker = AccountBook.maker(s);
        maker.beginEpoch(next.epoch());
        List<Write> writes = new ArrayList<>();
        for (AccountRow row : AccountBook.rows(s)) {
            if (SlotMaker.account(row, s.keys()).kind() != Account.Kind.RECOVERY) {
                writes.add(Write.next(maker.regranted(row, next)));
            }
        }
        s.commit(AuditEntry.of(AuditEvent.KEYS_INTENT, "x"), writes);
    }
}
