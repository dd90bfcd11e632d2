package loupe.store.steps;

import java.io.UncheckedIOException;
import java.util.List;
import loupe.store.db.SealedRow;
import loupe.store.face.StoredInstance;
import loupe.store.fault.StoreException;
import loupe.store.keys.DataKey;
import loupe.store.session.Session;

/// Opens a study's instances, their headers decrypted by every processor: a reader waits for all of them before the first image.
public final class InstanceViews {
    private InstanceViews() {}

    /// @param key the study's
    /// @param rows rows of its instances
    /// @return in the rows' order
    /// @throws StoreException where one does not open
    public static List<StoredInstance> of(Session session, DataKey key, List<SealedRow> rows) throws StoreException {
        try {
            return rows.parallelStream().map(r -> view(session, key, r)).toList();
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof StoreException fault) {
                throw fault;
            }
            throw e;
        }
    }

    private static StoredInstance view(Session session, DataKey key, SealedRow row) {
        try {
            return new InstanceView(session, row.id(), key, session.instanceRow(row, key));
        } catch (StoreException e) {
            throw new UncheckedIOException(e);
        }
    }
}
