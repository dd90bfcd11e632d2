package loupe.store.making;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import loupe.store.access.Permission;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.AuditEvent;
import loupe.store.db.RowId;
import loupe.store.db.SealedRow;
import loupe.store.db.SealedRow.Area;
import loupe.store.db.StudyKeys;
import loupe.store.fault.StoreException;
import loupe.store.fault.StoreException.Kind;
import loupe.store.journal.SiteKind;
import loupe.store.session.Catalogue;
import loupe.store.session.Session;
import loupe.store.session.SiteShelf;

/// Erases studies so that no copy made before opens them: keys, then a new epoch whose predecessor's secret is destroyed,
/// then rows and objects. Each step can be repeated; an opening finishes what a kill left.
///
/// @param session the unlocked store
public record Erasure(Session session) {
    /// Erases studies.
    ///
    /// @return whether a recovery key was revoked and must be printed anew
    public boolean run(List<Catalogue.Entry> studies, String reason) throws StoreException {
        for (Catalogue.Entry e : studies) {
            session.gate().requireTwo(Permission.ERASE, e.id());
            requireFree(e.id());
        }
        session.gate().requireEveryKey();
        for (Catalogue.Entry e : studies) {
            session.commitOpenly(AuditEntry.of(AuditEvent.ERASE_INTENT, reason), e.id(), () -> {});
        }
        return finish();
    }

    private void requireFree(RowId study) throws StoreException {
        Holds holds = new Holds(session);
        if (holds.held(study)) {
            throw new StoreException(Kind.HELD, "The study is under legal hold; it must be lifted first.");
        }
        Instant until = holds.until(study);
        if (session.settings().clock().instant().isBefore(until)) {
            throw new StoreException(Kind.HELD, "The study must be kept until " + until + "; the site's policy says so.");
        }
    }

    /// Does what intents say, from the start or from where a kill left it.
    boolean finish() throws StoreException {
        Set<RowId> studies = Set.copyOf(session.log().ledger().erasing());
        List<RowId> objects = new ArrayList<>();
        List<RowId> instances = new ArrayList<>();
        for (RowId study : studies) {
            for (Area a : List.of(Area.INSTANCE, Area.RECORD, Area.ATTACHED)) {
                session.disk().records().rows(a, study).stream().map(SealedRow::id).forEach(objects::add);
            }
            session.disk().records().rows(Area.INSTANCE, study).stream().map(SealedRow::id).forEach(instances::add);
        }
        boolean revoked = new Rotation(session).run(new Rotation.Dropped(studies, instances));
        session.disk().records().transaction(() -> {
            for (RowId study : studies) {
                session.disk().records().dropStudy(study);
            }
        });
        objects.forEach(session.disk().objects()::drop);
        session.disk().objects().flush();
        session.disk().flush();
        session.disk().erased(session.settings().deviceSecretFolder(), session.keys().store()).add(studies);
        for (RowId study : studies) {
            session.commitOpenly(AuditEntry.of(AuditEvent.ERASE_DONE, ""), study, () -> {});
            StudyKeys.all(study).forEach(session.keys()::forget);
            Optional<String> uid = session.catalogue().uid(study);
            uid.ifPresent(session.catalogue()::remove);
        }
        session.log().checkpoint();
        return revoked;
    }

    /// Keeps studies from being erased.
    ///
    /// @param session the unlocked store
    public record Holds(Session session) {
        /// Whether a study is held.
        public boolean held(RowId study) throws StoreException {
            Optional<byte[]> hold = new SiteShelf(session).content(SiteKind.HOLD, study.hex(), 0);
            return hold.isPresent() && hold.get()[0] == 1;
        }

        /// When a study came in first, UTC.
        public Instant since(RowId study) {
            return Instant.ofEpochMilli(session.log().ledger().begun(study));
        }

        /// Before when the site's policy lets nobody erase a study.
        public Instant until(RowId study) throws StoreException {
            return since(study).plus(Duration.ofDays(session.gate().policy().keepDays()));
        }

        public void set(RowId study, boolean held, String reason) throws StoreException {
            session.gate().require(Permission.ERASE);
            byte[] content = {(byte) (held ? 1 : 0)};
            AuditEntry entry = AuditEntry.of(AuditEvent.HOLD_CHANGED, (held ? "held: " : "lifted: ") + reason);
            new SiteShelf(session).put(new SiteShelf.Item(SiteKind.HOLD, study.hex(), content), entry);
        }
    }
}
