package loupe.store.session;

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
public record SiteShelf(Session session) {
    /// What is to be kept.
    @SuppressWarnings("ArrayRecordComponent")
    public record Item(SiteKind kind, String name, byte[] content) {}

    /// Keeps an item under an entry.
    public SiteObject put(Item item, AuditEntry entry) throws StoreException {
        int version = 1 + index().of(item.kind, item.name).size();
        byte[] head = new ByteSink()
                .u8(item.kind.code())
                .text(item.name)
                .i32(version)
                .i64(item.content.length)
                .toBytes();
        RowId id = RowId.random(session.settings().random());
        SealedRow row =
                session.sealer().seal(session.nextSpot(Area.SITE, id, session.siteKey()), head, item.content, key());
        session.commit(entry, RowId.NONE, Session.Change.of(row));
        SiteObject object = new SiteObject(item.kind, item.name, version, item.content.length);
        index().add(object, id);
        return object;
    }

    public SiteObject put(SiteKind kind, String name, byte[] content) throws StoreException {
        AuditEvent event = kind == SiteKind.INVENTORY ? AuditEvent.INVENTORY_CHANGED : AuditEvent.SITE_CHANGED;
        return put(new Item(kind, name, content), AuditEntry.of(event, kind.toString()));
    }

    public List<SiteObject> list(SiteKind kind) throws StoreException {
        return index().all(kind);
    }

    /// The newest version, or the one asked for.
    ///
    /// @param version from 1; 0 for the newest
    public Optional<byte[]> content(SiteKind kind, String name, int version) throws StoreException {
        List<SiteIndex.Shelved> all = index().of(kind, name).stream()
                .filter(s -> version == 0 || s.object().version() == version)
                .toList();
        return all.isEmpty() ? Optional.empty() : Optional.of(body(all.getLast().row()));
    }

    private byte[] body(RowId id) throws StoreException {
        SealedRow row = session.disk().records().row(id).filter(session.log().ledger()::matches).orElse(null);
        if (row == null) {
            throw new StoreException(
                    StoreException.Kind.TAMPERED,
                    "Stored rows differ from what the log says; run the verification and restore a backup.");
        }
        return session.sealer().body(row, key());
    }

    /// Read once while the store is unlocked; a row a version, without its content.
    private SiteIndex index() throws StoreException {
        Optional<SiteIndex> known = session.site();
        if (known.isPresent()) {
            return known.get();
        }
        SiteIndex index = new SiteIndex();
        for (SealedRow r : session.rows(Area.SITE, session.siteKey())) {
            ByteSource head = new ByteSource(session.sealer().head(r, key()));
            index.add(new SiteObject(SiteKind.of(head.u8()), head.text(), head.i32(), head.i64()), r.id());
        }
        session.site(index);
        return index;
    }

    private DataKey key() throws StoreException {
        return session.key(session.siteKey());
    }
}
