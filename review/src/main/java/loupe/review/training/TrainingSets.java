package loupe.review.training;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loupe.review.ReviewException;
import loupe.review.account.KeptByAccount;
import loupe.review.account.KeptByName;
import loupe.review.consent.Consent;
import loupe.review.consent.Consents;
import loupe.review.consent.Purpose;
import loupe.store.Store;
import loupe.store.journal.SiteKind;

/// The training sets that left a store, and whether what they rest on still holds.
public final class TrainingSets {
    private final Store store;
    private final KeptByName<TrainingSet> kept;

    /// The sets of a store.
    public TrainingSets(Store store) {
        this.store = store;
        this.kept = new KeptByName<>(
                store, SiteKind.TRAINING_SET, new KeptByAccount.Form<>("training-set", 1, TrainingSet.class));
    }

    /// A case that must go from a set.
    ///
    /// @param number its number in the set
    /// @param why `consent taken back or ended`, or `erased`
    public record MustGo(int number, String why) {}

    /// All sets, by name.
    ///
    /// @throws IOException if the store fails, a record is damaged or the account may not
    public List<TrainingSet> all() throws IOException {
        return kept.all();
    }

    /// One set.
    ///
    /// @throws IOException if the store fails, a record is damaged or the account may not
    public Optional<TrainingSet> find(String name) throws IOException {
        return kept.find(name);
    }

    /// The cases of a set whose persons no longer agree, or that were erased.
    ///
    /// @throws ReviewException where there is no such set
    /// @throws IOException if the store fails or the account may not
    public List<MustGo> mustGo(String name) throws IOException {
        TrainingSet set = find(name).orElseThrow(() ->
                new ReviewException("no training set of that name left this store; `loupe training-set list` shows all"));
        Consents consents = new Consents(store);
        Map<String, List<Consent>> said = consents.all();
        List<MustGo> out = new ArrayList<>();
        for (TrainingSet.Case c : set.cases()) {
            if (store.study(c.studyUid()).isEmpty()) {
                out.add(new MustGo(c.number(), "erased"));
            } else if (!consents.allows(said.getOrDefault(c.patientPseudonym(), List.of()), Purpose.TRAINING)) {
                out.add(new MustGo(c.number(), "consent taken back or ended"));
            }
        }
        return out;
    }

    void keep(TrainingSet set) throws IOException {
        kept.put(set.name(), set);
    }

    /// Takes back what was kept of a set that then did not leave.
    void forget(String name) throws IOException {
        kept.remove(name);
    }
}
