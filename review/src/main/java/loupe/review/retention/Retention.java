package loupe.review.retention;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import loupe.core.study.StudySummary;
import loupe.core.work.JobContext;
import loupe.review.LoggedReason;
import loupe.review.ReviewException;
import loupe.review.retention.KeptStudy.Standing;
import loupe.store.Store;
import loupe.store.access.Permission;
import loupe.store.face.Lifecycle;
import loupe.store.setting.Policy;

/// The retention of a site. Nothing goes by itself: a person erases what is due, with a reason, and with a second person where the site
/// asks for one; what is held stays. The log has each step. Not for the toolkit's thread.
public final class Retention {
    /// Studies erased as one: each such step begins a new epoch of keys, which takes long, and cancel is heard between two of them.
    public static final int AT_ONCE = 20;

    private final Store store;

    /// @param store the store as the account at work may see it
    public Retention(Store store) {
        this.store = store;
    }

    /// How many days a study is kept at least; 0 where the site has set no period.
    ///
    /// @throws IOException if the store fails or is locked
    public int keepDays() throws IOException {
        return store.lifecycle().policy().keepDays();
    }

    /// Sets how many days a study is kept at least.
    ///
    /// @param days from 0, which sets no period, to 100,000
    /// @throws ReviewException if the number is another
    /// @throws IOException if the account may not change settings or the store fails
    public void keep(int days) throws IOException {
        Policy p = store.lifecycle().policy();
        try {
            store.lifecycle().settle(new Policy(
                    p.autoLockMinutes(), p.twoPersons(), days, p.breakGlassMinutes(), p.approvalMinutes(), p.opensAnHour(),
                    p.exportsAnHour()));
        } catch (IllegalArgumentException e) {
            throw new ReviewException("studies are kept 0 to 100000 days", e);
        }
    }

    /// Every study, those that are due first, each group by the day it came in.
    ///
    /// @throws IOException if the account may neither erase nor approve, or may not list studies, or the store fails
    public List<KeptStudy> studies() throws IOException {
        boolean period = keepDays() > 0;
        Map<String, Lifecycle.Retained> kept = new HashMap<>();
        store.lifecycle().retained().forEach(r -> kept.put(r.studyUid(), r));
        List<StudySummary> all = store.studies();
        List<KeptStudy> out = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Lifecycle.Retained r = kept.get(all.get(i).studyUid());
            if (r != null) {
                out.add(new KeptStudy(
                        all.get(i), i + 1, r.since(), period ? Optional.of(r.until()) : Optional.empty(),
                        standing(r, period, store.now()), r.approved()));
            }
        }
        out.sort(Comparator.comparing(KeptStudy::standing).thenComparing(KeptStudy::since).thenComparing(KeptStudy::number));
        return List.copyOf(out);
    }

    private static Standing standing(Lifecycle.Retained r, boolean period, Instant now) {
        if (r.held()) {
            return Standing.HELD;
        }
        if (!period) {
            return Standing.NO_PERIOD;
        }
        return now.isBefore(r.until()) ? Standing.KEPT : Standing.DUE;
    }

    /// Puts studies under legal hold, or lifts it.
    ///
    /// @throws ReviewException where no reason is given, or one that seems to hold an identifier
    /// @throws IOException if the account may not or the store fails
    public void hold(List<String> studyUids, boolean held, String reason) throws IOException {
        String why = required(reason);
        for (String uid : studyUids) {
            store.lifecycle().hold(uid, held, why);
        }
    }

    /// Lets another account erase studies, for a time.
    ///
    /// @return until when the first of these approvals holds, UTC
    /// @throws IOException if there is no such account, the account at work may not approve, or the store fails
    public Instant approve(List<String> studyUids, String accountName) throws IOException {
        if (studyUids.isEmpty()) {
            throw new ReviewException("choose a study first");
        }
        Instant until = Instant.MAX;
        for (String uid : studyUids) {
            Instant one = store.lifecycle().approve(Permission.ERASE, uid, accountName);
            until = one.isBefore(until) ? one : until;
        }
        return until;
    }

    private static String required(String reason) throws ReviewException {
        String why = reason.strip();
        if (why.isEmpty()) {
            throw new ReviewException("say why; it stands in the log");
        }
        LoggedReason.require(why);
        return why;
    }

    /// What an erasing did.
    ///
    /// @param studies studies erased
    /// @param persons persons of whom no study is left and whose link to the original was destroyed with them
    /// @param warning what must be done with an old recovery key; empty where nothing
    public record Erased(int studies, int persons, String warning) {}

    /// Erases studies that are due, so that no older copy opens them either. What is not due is refused before anything is erased.
    ///
    /// @param reason why; it stands in the log and must hold nothing of a patient
    /// @throws ReviewException where a study is not due or waits for a second person, no reason is given, or one that seems to hold an
    ///     identifier
    /// @throws loupe.core.work.CancelledException where cancel was asked for; what was erased before is erased
    /// @throws IOException if the account may not or the store fails
    public Erased erase(List<String> studyUids, String reason, JobContext job) throws IOException {
        String why = required(reason);
        Map<String, KeptStudy> all = new HashMap<>();
        studies().forEach(k -> all.put(k.study().studyUid(), k));
        for (String uid : studyUids) {
            KeptStudy k = all.get(uid);
            if (k == null || k.standing() != Standing.DUE) {
                throw new ReviewException("only what is due is erased here; `loupe erase` erases one study for another reason");
            }
            if (!k.approved()) {
                throw new ReviewException("a second person must approve the erasure of study " + k.number() + " first");
            }
        }
        String warning = "";
        int done = 0;
        int persons = 0;
        while (done < studyUids.size()) {
            job.checkCancelled();
            job.progress(done, studyUids.size(), "studies");
            List<String> now = studyUids.subList(done, Math.min(done + AT_ONCE, studyUids.size()));
            Lifecycle.Erased erased = store.lifecycle().erase(now, why);
            warning = erased.said().isEmpty() ? warning : erased.said();
            forgetOrigins(now);
            persons += forget(all.values().stream()
                    .map(KeptStudy::study)
                    .filter(s -> now.contains(s.studyUid()))
                    .map(StudySummary::patientPseudonym)
                    .toList());
            done += now.size();
            job.progress(done, studyUids.size(), "studies");
        }
        return new Erased(done, persons, warning);
    }

    /// Destroys what is kept of where studies came from, where the account may.
    private void forgetOrigins(List<String> studyUids) throws IOException {
        if (store.accounts().present().may(Permission.LINK_IDENTITY)) {
            for (String uid : studyUids) {
                store.identities().forget(uid);
            }
        }
    }

    /// Destroys what is kept of who pseudonyms are of whom no study is left, where the account may.
    private int forget(List<String> pseudonyms) throws IOException {
        if (!store.accounts().present().may(Permission.LINK_IDENTITY)) {
            return 0;
        }
        Set<String> gone = new HashSet<>(pseudonyms);
        store.studies().forEach(s -> gone.remove(s.patientPseudonym()));
        int forgotten = 0;
        for (String pseudonym : gone) {
            forgotten += store.identities().forget(pseudonym) ? 1 : 0;
        }
        return forgotten;
    }
}
