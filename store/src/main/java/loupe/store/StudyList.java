package loupe.store;

import java.util.ArrayList;
import java.util.List;
import loupe.store.db.RowId;
import loupe.store.db.SealedRow;
import loupe.store.db.SealedRow.Area;
import loupe.store.fault.StoreException;
import loupe.store.index.SummaryCoding;
import loupe.store.keys.DataKey;

/// Reads the study list at unlock: each line is opened with its study's own key, by as many processors as there are.
final class StudyList {
    private StudyList() {}

    static List<Catalogue.Entry> read(Session session) throws StoreException {
        List<SealedRow> rows = session.rows(Area.STUDY, RowId.NONE);
        List<DataKey> keys = new ArrayList<>(rows.size());
        for (SealedRow r : rows) {
            keys.add(session.key(Session.keyName(r)));
        }
        List<Catalogue.Entry> out = new ArrayList<>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            SealedRow r = rows.get(i);
            var summary = SummaryCoding.read(session.sealer().head(r, keys.get(i)));
            out.add(new Catalogue.Entry(r.id(), r.position(), r.version(), summary));
        }
        return out;
    }
}
