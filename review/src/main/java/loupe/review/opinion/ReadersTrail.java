package loupe.review.opinion;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import loupe.core.work.JobContext;
import loupe.store.audit.AuditEvent;
import loupe.store.audit.GrowthProof;
import loupe.store.audit.LogProof;
import loupe.store.audit.LoggedEvent;
import loupe.store.audit.VerifyReport;
import loupe.store.face.AuditTrail;
import loupe.store.fault.StoreException;

/// The log as an account that also reads may see it: what was done to the findings of a study whose first opinion is awaited has
/// its line, and neither what nor how; so has what was done to one that awaits a second look. An auditor who decides on nothing and
/// assesses no quality sees all of it.
record ReadersTrail(AuditTrail whole, BlindReading blind) implements AuditTrail {
    private static final String KEPT_BACK = "kept back until your first opinion on this study";
    private static final String LOOK_FIRST = "kept back until a second look at this study";
    private static final Set<AuditEvent> ON_FINDINGS = EnumSet.of(
            AuditEvent.ANALYSED, AuditEvent.VERDICT_GIVEN, AuditEvent.CORRECTED, AuditEvent.UNDONE, AuditEvent.MEASURED,
            AuditEvent.FIRST_OPINION_GIVEN, AuditEvent.QUALITY_REVIEWED, AuditEvent.REPORT_KEPT);

    @Override
    public List<LoggedEvent> events(long from, int most) throws StoreException {
        List<LoggedEvent> all = whole.events(from, most);
        if (!blind.applies() && blind.looks().hidden().isEmpty()) {
            return all;
        }
        Map<String, Boolean> hidden = new HashMap<>();
        List<LoggedEvent> out = new ArrayList<>();
        for (LoggedEvent e : all) {
            Optional<String> study = e.studyUid().filter(uid -> e.event().filter(ON_FINDINGS::contains).isPresent());
            boolean look = study.isPresent() && blind.looks().hides(study.get());
            out.add(look || study.isPresent() && hides(study.get(), hidden)
                    ? new LoggedEvent(e.sequence(), e.time(), Optional.empty(), e.outcome(), e.actor(), look ? LOOK_FIRST : KEPT_BACK,
                            e.studyUid())
                    : e);
        }
        return List.copyOf(out);
    }

    private boolean hides(String studyUid, Map<String, Boolean> known) throws StoreException {
        Boolean before = known.get(studyUid);
        if (before == null) {
            before = blind.hides(studyUid);
            known.put(studyUid, before);
        }
        return before;
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
