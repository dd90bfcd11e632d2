package loupe.store.session;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import loupe.store.access.KeyDomain;
import loupe.store.db.KeysDb.WrappedKey;
import loupe.store.db.RowId;
import loupe.store.db.StudyKeys;
import loupe.store.fault.StoreException;
import loupe.store.keys.KeyRing;

/// Studies of which an import is on its way and nothing is committed yet. One thread at a time.
public final class PendingStudies {
    private final Map<String, Pending> all = new HashMap<>();

    /// A study's keys before its first commit.
    ///
    /// @param id the study's random name
    /// @param keys of images and notes; the findings' key is made with the first finding
    public record Pending(RowId id, List<WrappedKey> keys) {}

    /// The keys of a study, the same for all imports on their way.
    public Pending of(String studyUid, KeyRing keys, SecureRandom random) throws StoreException {
        Pending known = all.get(studyUid);
        if (known != null) {
            return known;
        }
        RowId id = RowId.random(random);
        Pending made = new Pending(
                id,
                List.of(
                        keys.newKey(StudyKeys.images(id), KeyDomain.IMAGES, random),
                        keys.newKey(StudyKeys.notes(id), KeyDomain.NOTES, random)));
        all.put(studyUid, made);
        return made;
    }

    /// Forgets a study that came in or went.
    public void settled(String studyUid) {
        all.remove(studyUid);
    }

    /// Wraps the keys under the next epoch's.
    public void rewrap(KeyRing old, KeyRing next) throws StoreException {
        for (Map.Entry<String, Pending> e : all.entrySet()) {
            List<WrappedKey> again = new ArrayList<>();
            for (WrappedKey k : e.getValue().keys()) {
                again.add(next.rewrapped(k, old));
            }
            e.setValue(new Pending(e.getValue().id(), again));
        }
    }
}
