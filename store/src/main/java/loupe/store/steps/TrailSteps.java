package loupe.store.steps;

import java.util.List;
import loupe.core.work.JobContext;
import loupe.store.access.Permission;
import loupe.store.audit.AuditEvent;
import loupe.store.audit.AuditLog;
import loupe.store.audit.GrowthProof;
import loupe.store.audit.LogProof;
import loupe.store.audit.LoggedEvent;
import loupe.store.audit.Outcome;
import loupe.store.audit.VerifyReport;
import loupe.store.face.AuditTrail;
import loupe.store.fault.StoreException;
import loupe.store.fault.StoreException.Kind;
import loupe.store.making.Entrance;
import loupe.store.session.Turn;
import loupe.store.session.Verification;

/// The log of an open store.
///
/// @param turn orders callers
public record TrailSteps(Turn turn) implements AuditTrail {
    @Override
    public List<LoggedEvent> events(long from, int most) throws StoreException {
        return turn.take(s -> {
            s.gate().require(Permission.READ_LOG);
            List<LoggedEvent> read = s.log().events(new AuditLog.Range(from, most), s::notes, s.catalogue()::uid);
            s.note(AuditEvent.LOG_READ, Outcome.SUCCESS, "from " + from + ", " + read.size() + " records");
            return read;
        });
    }

    @Override
    public long size() throws StoreException {
        return turn.take(s -> s.log().size());
    }

    @Override
    public VerifyReport verify(JobContext context) throws StoreException {
        return turn.take(s -> {
            s.gate().require(Permission.VERIFY);
            return new Verification(s, Entrance.anchors(s.disk(), s.settings(), s.keys()), context).run();
        });
    }

    @Override
    public LogProof prove(long sequence) throws StoreException {
        return turn.take(s -> {
            s.gate().require(Permission.READ_LOG, Permission.VERIFY);
            if (sequence < 0 || sequence >= s.log().size()) {
                throw noRecord();
            }
            return s.log().prove(sequence);
        });
    }

    @Override
    public GrowthProof proveGrowth(long oldSize) throws StoreException {
        return turn.take(s -> {
            s.gate().require(Permission.READ_LOG, Permission.VERIFY);
            if (oldSize < 1 || oldSize > s.log().size()) {
                throw noRecord();
            }
            return s.log().proveGrowth(oldSize);
        });
    }

    private static StoreException noRecord() {
        return new StoreException(Kind.NOT_THERE, "The log has no such record; `loupe audit show` lists them.");
    }

    @Override
    public void reviewBreakGlass(long sequence, String note) throws StoreException {
        turn.take(s -> {
            s.gate().require(Permission.REVIEW_BREAK_GLASS);
            boolean there = s.log().events(new AuditLog.Range(sequence, 1), s::notes, s.catalogue()::uid).stream()
                    .anyMatch(e -> e.event().filter(AuditEvent.BREAK_GLASS::equals).isPresent());
            if (!there) {
                throw noRecord();
            }
            s.note(AuditEvent.BREAK_GLASS_REVIEWED, Outcome.SUCCESS, sequence + ": " + note);
            return true;
        });
    }
}
