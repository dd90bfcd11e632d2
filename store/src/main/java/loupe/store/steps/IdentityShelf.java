package loupe.store.steps;

import java.util.List;
import java.util.Optional;
import loupe.store.access.KeyDomain;
import loupe.store.access.Permission;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.AuditEvent;
import loupe.store.audit.Outcome;
import loupe.store.db.KeysDb.Blind;
import loupe.store.db.RowId;
import loupe.store.db.SealedRow;
import loupe.store.db.SealedRow.Area;
import loupe.store.face.IdentityLink;
import loupe.store.fault.StoreException;
import loupe.store.session.Session;
import loupe.store.session.Turn;

/// The identity link of an unlocked store. Each person's row stands in a scope of its own name, so that it is erased as a
/// study is.
///
/// @param turn orders callers
public record IdentityShelf(Turn turn) implements IdentityLink {
    private static final int MOST_BYTES = 64 << 10;

    private static Optional<RowId> find(Session s, String pseudonym) throws StoreException {
        return s.disk().keys().blind(s.keys().blind("identity", pseudonym)).filter(s.log().ledger()::hasRow);
    }

    @Override
    public void link(String pseudonym, byte[] identity) throws StoreException {
        if (identity.length > MOST_BYTES) {
            throw new IllegalArgumentException("an identity must have at most " + MOST_BYTES + " bytes");
        }
        turn.take(s -> {
            s.gate().require(Permission.LINK_IDENTITY);
            Optional<RowId> old = find(s, pseudonym);
            if (old.isPresent()) {
                drop(s, old.get());
            }
            RowId id = RowId.random(s.settings().random());
            var key = s.keys().newKey(id, KeyDomain.IDENTITY, s.settings().random());
            var blind = new Blind(s.keys().blind("identity", pseudonym), id);
            SealedRow row = s.sealer().seal(s.nextSpot(Area.IDENTITY, id, id), new byte[0], identity, s.keys().unwrap(key));
            s.commit(
                    AuditEntry.of(AuditEvent.IDENTITY_LINKED, ""),
                    RowId.NONE,
                    new Session.Change(List.of(key), List.of(blind), List.of(row)));
            return true;
        });
    }

    @Override
    public Optional<byte[]> lookUp(String pseudonym, String reason) throws StoreException {
        return turn.take(s -> {
            s.gate().require(Permission.LINK_IDENTITY);
            s.note(AuditEvent.IDENTITY_LOOKED_UP, Outcome.SUCCESS, reason);
            Optional<RowId> id = find(s, pseudonym);
            if (id.isEmpty()) {
                return Optional.empty();
            }
            SealedRow row = s.rows(Area.IDENTITY, id.get()).getFirst();
            return Optional.of(s.sealer().body(row, s.key(row.id())));
        });
    }

    @Override
    public boolean forget(String pseudonym) throws StoreException {
        return turn.take(s -> {
            s.gate().require(Permission.LINK_IDENTITY);
            Optional<RowId> id = find(s, pseudonym);
            if (id.isPresent()) {
                drop(s, id.get());
            }
            return id.isPresent();
        });
    }

    /// The key first: what is left of the row opens to nobody.
    private static void drop(Session s, RowId id) throws StoreException {
        s.commitOpenly(AuditEntry.of(AuditEvent.ERASE_DONE, "identity link"), id, () -> s.disk().records().dropStudy(id));
        s.disk().keys().transaction(() -> {
            s.disk().keys().dropKey(id);
            s.disk().keys().dropBlind(id);
        });
        s.keys().forget(id);
    }
}
