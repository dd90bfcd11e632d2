package loupe.store.face;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import loupe.core.work.JobContext;
import loupe.store.access.Permission;
import loupe.store.fault.StoreException;
import loupe.store.setting.Policy;

/// What happens to a store and its studies over the years. Safe for any thread but the toolkit's.
public interface Lifecycle {
    /// What an erasure did.
    ///
    /// @param studies studies erased
    /// @param recoveryKeyRevoked whether the recovery key was revoked: an old print-out together with a full copy made
    ///     before still opens what was erased, so it must be destroyed, and a new one printed
    /// @param said the same in a sentence for people; empty where no key was revoked
    record Erased(int studies, boolean recoveryKeyRevoked, String said) {}

    /// What a backup holds.
    ///
    /// @param events log records in it
    /// @param objects encrypted objects in it
    /// @param bytes bytes written
    record BackedUp(long events, int objects, long bytes) {}

    /// How long a study is kept, and whether it may go.
    ///
    /// @param studyUid the study
    /// @param since when it came in first, UTC
    /// @param until before when it may not be erased, by the site's policy
    /// @param held whether it is under legal hold
    /// @param approved whether the account at work may erase it as far as a second person is asked for: the site asks for none, or one
    ///     has approved it and the approval still holds
    record Retained(String studyUid, Instant since, Instant until, boolean held, boolean approved) {}

    /// How long each study is kept, in no order.
    ///
    /// @throws StoreException NOT_ALLOWED for an account that may neither erase nor approve
    List<Retained> retained() throws StoreException;

    /// Erases studies: their keys, their rows, their objects, and the secret older copies would need.
    ///
    /// @param reason why; goes into the log and must hold no identifier
    /// @throws StoreException NOT_ALLOWED, SECOND_PERSON_NEEDED, HELD, NOT_THERE
    Erased erase(List<String> studyUids, String reason) throws StoreException;

    /// Puts a study under legal hold, or lifts it.
    ///
    /// @param reason why; goes into the log and must hold no identifier
    void hold(String studyUid, boolean held, String reason) throws StoreException;

    /// Begins a new epoch of keys: after an account was removed, or as often as a site wants.
    void rotate() throws StoreException;

    /// Lets another account export or erase a study, for a time.
    ///
    /// @param action EXPORT or ERASE
    /// @return until when
    Instant approve(Permission action, String studyUid, String accountName) throws StoreException;

    /// Opens an emergency for the account at work.
    ///
    /// @return until when
    Instant breakGlass(String reason) throws StoreException;

    /// Makes a full copy in a new folder while the store stays in use.
    ///
    /// @param folder new or empty folder on a local disk
    BackedUp backUp(Path folder, JobContext context) throws StoreException;

    /// What the site has settled.
    Policy policy() throws StoreException;

    /// Settles it.
    void settle(Policy policy) throws StoreException;
}
