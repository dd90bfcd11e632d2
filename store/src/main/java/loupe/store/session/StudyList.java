package loupe.store.session;

import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import loupe.store.db.KeysDb.WrappedKey;
import loupe.store.db.RowId;
import loupe.store.db.SealedRow;
import loupe.store.db.SealedRow.Area;
import loupe.store.fault.StoreException;
import loupe.store.index.SummaryCoding;
import loupe.store.keys.DataKey;

/// Reads the study list at unlock: all wrapped keys in one query, then each line opened with its study's own key, by as
/// many processors as there are.
final class StudyList {
    private StudyList() {}

    static List<Catalogue.Entry> read(Session session) throws StoreException {
        List<SealedRow> rows = session.rows(Area.STUDY, RowId.NONE);
        Map<RowId, WrappedKey> wrapped = new HashMap<>();
        for (WrappedKey w : session.disk().keys().keys()) {
            wrapped.put(w.id(), w);
        }
        try {
            return rows.parallelStream().map(r -> entry(session, r, wrapped)).toList();
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof StoreException s) {
                throw s;
            }
            throw e;
        }
    }

    private static Catalogue.Entry entry(Session session, SealedRow r, Map<RowId, WrappedKey> wrapped) {
        try {
            DataKey key = session.vouched(wrapped.get(Session.keyName(r)));
            var summary = SummaryCoding.read(session.sealer().head(r, key));
            return new Catalogue.Entry(r.id(), r.position(), r.version(), summary);
        } catch (StoreException e) {
            throw new UncheckedIOException(e);
        }
    }
}
