package loupe.review.twice.book;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import loupe.core.work.JobContext;
import loupe.store.access.Account;
import loupe.store.access.Permission;
import loupe.store.audit.AuditEvent;
import loupe.store.audit.GrowthProof;
import loupe.store.audit.LogProof;
import loupe.store.audit.LoggedEvent;
import loupe.store.audit.VerifyReport;
import loupe.store.face.AuditTrail;
import loupe.store.fault.StoreException;

/// The log as an account that also reads may see it while two readers read a study: that somebody did something has its line, and
/// neither who nor what. An auditor who decides on nothing sees all of it.
///
/// @param whole the log itself
/// @param seen which studies two readers read now
record TwoReadersTrail(AuditTrail whole, TwoReadersStore seen) implements AuditTrail {
    private static final String KEPT_BACK = "kept back until what two readers differ in is settled";
    private static final Set<AuditEvent> OF_NO_READER = EnumSet.of(AuditEvent.IMPORTED, AuditEvent.ANALYSED);

    @Override
    public List<LoggedEvent> events(long from, int most) throws StoreException {
        List<LoggedEvent> all = whole.events(from, most);
        Account me = seen.accounts().present();
        Set<String> open = me.may(Permission.DECIDE) ? seen.open() : Set.of();
        if (open.isEmpty()) {
            return all;
        }
        List<LoggedEvent> out = new ArrayList<>();
        for (LoggedEvent e : all) {
            boolean others = e.studyUid().filter(open::contains).isPresent() && !e.actor().equals(me.name())
                    && e.event().filter(OF_NO_READER::contains).isEmpty();
            out.add(others
                    ? new LoggedEvent(e.sequence(), e.time(), Optional.empty(), e.outcome(), "", KEPT_BACK, e.studyUid())
                    : e);
        }
        return List.copyOf(out);
    }

    @Override
    public long size() throws StoreException {
        return whole.size();
    }

    @Override
    public VerifyReport verify(JobContext context) throws StoreException {
        return whole.verify(context);
    }

    @Override
    public LogProof prove(long sequence) throws StoreException {
        return whole.prove(sequence);
    }

    @Override
    public GrowthProof proveGrowth(long oldSize) throws StoreException {
        return whole.proveGrowth(oldSize);
    }

    @Override
    public void reviewBreakGlass(long sequence, String note) throws StoreException {
        whole.reviewBreakGlass(sequence, note);
    }
}
