package loupe.store.making;

import java.util.Optional;
import loupe.store.db.RowId;
import loupe.store.fault.StoreException;
import loupe.store.session.Session;

/// Takes away what a killed import left: objects and keys the log does not know.
///
/// @param session the unlocked store
record Sweep(Session session) {
    /// @return how many
    int run() throws StoreException {
        int swept = 0;
        for (Optional<RowId> o : session.disk().objects().list()) {
            if (o.isPresent() && !session.log().ledger().hasRow(o.get())) {
                session.disk().objects().drop(o.get());
                swept++;
            }
        }
        for (RowId id : session.disk().keys().keyIds()) {
            if (!session.log().ledger().hasKey(id)) {
                session.disk().keys().dropKey(id);
                swept++;
            }
        }
        return swept;
    }
}
