package loupe.store.steps;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import loupe.core.study.StudySummary;
import loupe.core.work.JobContext;
import loupe.store.access.Permission;
import loupe.store.db.RowId;
import loupe.store.face.Lifecycle;
import loupe.store.fault.StoreException;
import loupe.store.making.Backup;
import loupe.store.making.Erasure;
import loupe.store.making.Rotation;
import loupe.store.session.Catalogue;
import loupe.store.session.Records;
import loupe.store.session.Session;
import loupe.store.session.Turn;
import loupe.store.setting.Policy;

/// The life cycle of an open store.
///
/// @param turn orders callers
public record LifeSteps(Turn turn) implements Lifecycle {
    private static final String OLD_PRINT_OUT =
            "The recovery key was revoked. An old print-out, together with a full copy of the store made before, still opens"
                    + " what was erased: destroy it, and print a new one.";

    private static Catalogue.Entry study(Session s, String uid) throws StoreException {
        return s.catalogue().of(uid).orElseThrow(Records::noStudy);
    }

    @Override
    public List<Retained> retained() throws StoreException {
        return turn.take(s -> {
            s.gate().require(Permission.ERASE, Permission.APPROVE);
            Erasure.Holds holds = new Erasure.Holds(s);
            List<Retained> all = new ArrayList<>();
            for (StudySummary study : s.catalogue().all()) {
                RowId id = study(s, study.studyUid()).id();
                all.add(new Retained(
                        study.studyUid(), holds.since(id), holds.until(id), holds.held(id), s.gate().allowsAlone(Permission.ERASE, id)));
            }
            return List.copyOf(all);
        });
    }

    @Override
    public Erased erase(List<String> studyUids, String reason) throws StoreException {
        return turn.take(s -> {
            s.gate().require(Permission.ERASE);
            List<Catalogue.Entry> all = new ArrayList<>();
            for (String uid : studyUids) {
                all.add(study(s, uid));
            }
            boolean revoked = new Erasure(s).run(all, reason);
            return new Erased(all.size(), revoked, revoked ? OLD_PRINT_OUT : "");
        });
    }

    @Override
    public void hold(String studyUid, boolean held, String reason) throws StoreException {
        turn.take(s -> {
            s.gate().require(Permission.ERASE);
            new Erasure.Holds(s).set(study(s, studyUid).id(), held, reason);
            return true;
        });
    }

    @Override
    public void rotate() throws StoreException {
        turn.take(s -> {
            s.gate().require(Permission.ROTATE);
            new Rotation(s).run(Rotation.Dropped.nothing());
            s.log().checkpoint();
            return true;
        });
    }

    @Override
    public Instant approve(Permission action, String studyUid, String accountName) throws StoreException {
        return turn.take(s -> {
            s.gate().require(Permission.APPROVE);
            return s.gate().approve(action, study(s, studyUid).id(), accountName);
        });
    }

    @Override
    public Instant breakGlass(String reason) throws StoreException {
        return turn.take(s -> s.gate().breakGlass(reason));
    }

    @Override
    public BackedUp backUp(Path folder, JobContext context) throws StoreException {
        return new Backup(turn).run(folder, context);
    }

    @Override
    public Policy policy() throws StoreException {
        return turn.take(s -> s.gate().policy());
    }

    @Override
    public void settle(Policy policy) throws StoreException {
        turn.take(s -> {
            s.gate().settle(policy);
            return true;
        });
    }
}
