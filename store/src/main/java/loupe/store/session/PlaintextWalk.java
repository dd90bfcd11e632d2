package loupe.store.session;

import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;
import loupe.store.audit.AuditLog;
import loupe.store.audit.LoggedEvent;
import loupe.store.db.RecordsDb;
import loupe.store.db.SealedRow;
import loupe.store.db.SealedRow.Area;
import loupe.store.fault.StoreException;
import loupe.store.index.InstanceRow;
import loupe.store.index.Objects;
import loupe.store.keys.DataKey;

/// Everything the keys open, one plaintext after another.
///
/// @param session the unlocked store
/// @param visitor takes place and plaintext
public record PlaintextWalk(Session session, BiConsumer<String, byte[]> visitor) {
    public void run() throws StoreException {
        session.disk().records().eachRow(r -> row(RecordsDb.read(r)));
        var all = new AuditLog.Range(0, Long.MAX_VALUE);
        for (LoggedEvent e : session.log().events(all, session::notes, session.catalogue()::uid)) {
            say("log " + e.sequence() + " actor", e.actor().getBytes(StandardCharsets.UTF_8));
            say("log " + e.sequence() + " detail", e.detail().getBytes(StandardCharsets.UTF_8));
        }
    }

    private boolean row(SealedRow r) throws StoreException {
        DataKey key = session.key(Session.keyName(r));
        String place = r.area() + " " + r.id().hex();
        say(place + " head", session.sealer().head(r, key));
        byte[] body = session.sealer().body(r, key);
        say(place + " body", body);
        if (r.area() == Area.INSTANCE) {
            pixels(r, InstanceRow.read(body).layout().length(), key);
        }
        return true;
    }

    /// Neighbouring parts overlap, so that nothing hides across a border.
    private void pixels(SealedRow r, long length, DataKey key) throws StoreException {
        int overlap = 4096;
        for (long at = 0; at < length; at += Objects.CHUNK) {
            int n = (int) Math.min(Objects.CHUNK + overlap, length - at);
            say("object " + r.id().hex() + " at " + at, session.disk().objects().read(r.id(), key, at, n));
        }
    }

    private void say(String place, byte[] plain) {
        if (plain.length > 0) {
            visitor.accept(place, plain);
        }
    }
}
