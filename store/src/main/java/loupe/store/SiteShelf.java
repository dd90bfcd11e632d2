package loupe.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.AuditEvent;
import loupe.store.db.ByteSink;
import loupe.store.db.ByteSource;
import loupe.store.db.RowId;
import loupe.store.db.SealedRow;
import loupe.store.db.SealedRow.Area;
import loupe.store.fault.StoreException;
import loupe.store.journal.SiteKind;
import loupe.store.journal.SiteObject;
import loupe.store.keys.DataKey;

/// The site's objects, insert only, newest last. One thread at a time.
///
/// @param session the unlocked store
record SiteShelf(Session session) {
    private record Shelved(SiteObject object, SealedRow row) {}

    /// What is to be kept.
    @SuppressWarnings("ArrayRecordComponent")
    record Item(SiteKind kind, String name, byte[] content) {}

    /// Keeps an item under an entry.
    SiteObject put(Item item, AuditEntry entry) throws StoreException {
        SiteKind kind = item.kind;
        String name = item.name;
        byte[] content = item.content;
        int version = 1 + (int) shelved().stream()
                .filter(s -> s.object.kind() == kind && s.object.name().equals(name))
                .count();
        byte[] head = new ByteSink()
                .u8(kind.code())
                .text(name)
                .i32(version)
                .i64(content.length)
                .toBytes();
        RowId id = RowId.random(session.settings().random());
        SealedRow row =
                session.sealer().seal(session.nextSpot(Area.SITE, id, session.siteKey()), head, content, key());
        session.commit(entry, RowId.NONE, Session.Change.of(row));
        return new SiteObject(kind, name, version, content.length);
    }

    SiteObject put(SiteKind kind, String name, byte[] content) throws StoreException {
        AuditEvent event = kind == SiteKind.INVENTORY ? AuditEvent.INVENTORY_CHANGED : AuditEvent.SITE_CHANGED;
        return put(new Item(kind, name, content), AuditEntry.of(event, kind.toString()));
    }

    List<SiteObject> list(SiteKind kind) throws StoreException {
        return shelved().stream().map(Shelved::object).filter(o -> o.kind() == kind).toList();
    }

    /// The newest version, or the one asked for.
    ///
    /// @param version from 1; 0 for the newest
    Optional<byte[]> content(SiteKind kind, String name, int version) throws StoreException {
        List<Shelved> all = shelved().stream()
                .filter(s -> s.object.kind() == kind && s.object.name().equals(name))
                .filter(s -> version == 0 || s.object.version() == version)
                .toList();
        return all.isEmpty() ? Optional.empty() : Optional.of(session.sealer().body(all.getLast().row, key()));
    }

    private List<Shelved> shelved() throws StoreException {
        List<Shelved> out = new ArrayList<>();
        for (SealedRow r : session.rows(Area.SITE, session.siteKey())) {
            ByteSource head = new ByteSource(session.sealer().head(r, key()));
            out.add(new Shelved(
                    new SiteObject(SiteKind.of(head.u8()), head.text(), head.i32(), head.i64()), r));
        }
        return out;
    }

    private DataKey key() throws StoreException {
        return session.key(session.siteKey());
    }
}
