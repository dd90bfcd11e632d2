package loupe.review.detecting;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import loupe.core.work.JobContext;
import loupe.inference.ModelCatalogue;
import loupe.inference.card.CardException;
import loupe.inference.card.Model;
import loupe.inference.card.ModelCard;
import loupe.inference.engine.ModelException;
import loupe.inference.trial.ModelTrial;
import loupe.inference.trust.Decision;
import loupe.inference.trust.ModelRegister;
import loupe.inference.trust.RegisterJson;
import loupe.inference.trust.Standing;
import loupe.inference.trust.TrustException;
import loupe.review.ReviewException;
import loupe.store.Store;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.AuditEvent;
import loupe.store.audit.Outcome;
import loupe.store.journal.SiteKind;

/// The models a site has: built-in ones and those added to the store, and who decided what about which.
///
/// Only a trusted version runs. Trusted are: what the program itself brings, what somebody trusted by name and reason,
/// what is signed by a key the site trusts, and weights whose digest stands on a card the program brings.
public final class ModelShelf {
    private static final String REGISTER = "register";
    private static final String SECOND = "#second";
    private static final String PROGRAM = "Loupe";

    private final Store store;
    private final Clock clock;
    private final String actor;
    private final ModelTrial trial;
    private final SigningKeys keys;

    /// @param store where added models are kept
    /// @param clock tells when a decision was made
    /// @param actor account name of who decides
    /// @param trial tries unknown models
    public ModelShelf(Store store, Clock clock, String actor, ModelTrial trial) {
        this.store = store;
        this.clock = clock;
        this.actor = actor;
        this.trial = trial;
        this.keys = new SigningKeys(store);
    }

    /// What is to be added.
    ///
    /// @param weights ONNX file
    /// @param card its card; empty to look for one this program brings, by the weights' digest
    /// @param signature signature of the card; empty where there is none
    public record Bundle(Path weights, Optional<Path> card, Optional<Path> signature) {}

    /// The keys whose signatures this site trusts.
    public SigningKeys keys() {
        return keys;
    }

    /// All models that may run: of each id the version trusted last.
    ///
    /// A kept model that is not what was decided about is left out, and the log says so.
    ///
    /// @throws IOException if the store fails
    public ModelCatalogue catalogue() throws IOException {
        ModelRegister register = register();
        ModelCatalogue builtIn = ModelCatalogue.builtIn();
        ModelCatalogue all = ModelCatalogue.none();
        for (String id : ids(register)) {
            Optional<Decision> active = register.active(id);
            if (active.isPresent()) {
                Optional<Model> model = load(active.get(), builtIn);
                if (model.isPresent()) {
                    all = all.with(model.get());
                }
            }
        }
        return all;
    }

    private static Set<String> ids(ModelRegister register) {
        Set<String> ids = new LinkedHashSet<>();
        register.decisions().forEach(d -> ids.add(d.modelId()));
        return ids;
    }

    /// Every decision, those of the program about its own models first.
    ///
    /// @throws IOException if the store fails or the register is damaged
    public ModelRegister register() throws IOException {
        ModelRegister all = ModelRegister.EMPTY;
        for (Model m : ModelCatalogue.builtIn().models()) {
            byte[] card = ModelCatalogue.cardJson(m.card().id()).getBytes(StandardCharsets.UTF_8);
            all = all.with(new Decision(m.card().id(), m.card().version(), m.card().sha256(), Model.sha256(card),
                    Standing.TRUSTED, PROGRAM, Instant.EPOCH, "part of the program"));
        }
        for (Decision d : stored().decisions()) {
            all = all.with(d);
        }
        return all;
    }

    private ModelRegister stored() throws IOException {
        Optional<byte[]> json = store.site(SiteKind.MODEL_REGISTER, REGISTER);
        try {
            return json.isPresent()
                    ? RegisterJson.read(new String(json.get(), StandardCharsets.UTF_8))
                    : ModelRegister.EMPTY;
        } catch (TrustException e) {
            throw new ReviewException(String.valueOf(e.getMessage()), e);
        }
    }

    /// The model a decision is about; empty, and logged, where what is kept is not that.
    private Optional<Model> load(Decision d, ModelCatalogue builtIn) throws IOException {
        Optional<Model> own = builtIn.find(d.modelId()).filter(m -> m.card().version().equals(d.version())
                && m.card().sha256().equals(d.weightsSha256()));
        if (own.isPresent()) {
            return own;
        }
        Optional<byte[]> card = store.site(SiteKind.MODEL_CARD, place(d));
        Optional<byte[]> weights = store.site(SiteKind.MODEL_WEIGHTS, place(d));
        try {
            if (card.isEmpty() || weights.isEmpty() || !Model.sha256(card.get()).equals(d.cardSha256())) {
                throw new CardException("the card is not the one that was decided about");
            }
            byte[] second = store.site(SiteKind.MODEL_WEIGHTS, place(d) + SECOND).orElse(new byte[0]);
            return Optional.of(Model.of(ModelCard.parse(new String(card.get(), StandardCharsets.UTF_8)), weights.get(), second));
        } catch (CardException e) {
            refuse(d.modelId() + " " + d.version() + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    private static String place(Decision d) {
        return d.modelId() + "@" + d.version();
    }

    /// Adds a model: checks card, digest and signature, looks through the file, tries it once in a process of its own.
    ///
    /// @return what was decided: trusted at once, or waiting for somebody's trust
    /// @throws IOException if the model or card is not acceptable (the log keeps the refusal) or the store fails
    public Decision add(Bundle bundle, JobContext job) throws IOException {
        try {
            Arriving arriving = Arriving.read(bundle, keys);
            Decision d = decision(arriving);
            Optional<Decision> known = register().of(d.modelId(), d.version());
            if (known.isPresent() && !known.get().weightsSha256().equals(d.weightsSha256())) {
                throw new ReviewException("another model of that id and version is here already; give yours a new version");
            }
            if (!arriving.vouchedFor()) {
                trial.run(arriving.cardJson(), arriving.model(), job);
            }
            store.putSite(SiteKind.MODEL_WEIGHTS, place(d), arriving.model().weights());
            if (arriving.model().second().length > 0) {
                store.putSite(SiteKind.MODEL_WEIGHTS, place(d) + SECOND, arriving.model().second());
            }
            store.putSite(SiteKind.MODEL_CARD, place(d), arriving.cardJson().getBytes(StandardCharsets.UTF_8));
            keep(stored().with(d));
            log(AuditEvent.MODEL_REGISTERED, d);
            return d;
        } catch (CardException | ModelException | TrustException e) {
            refuse("not added: " + e.getMessage());
            throw new ReviewException(String.valueOf(e.getMessage()), e);
        }
    }

    private Decision decision(Arriving a) {
        ModelCard card = a.model().card();
        Standing standing = a.vouchedFor() || a.signedBy().isPresent() ? Standing.TRUSTED : Standing.WAITING;
        String reason = a.signedBy().map(k -> "signed by " + k)
                .orElse(a.vouchedFor() ? "digest stands on a card the program brings" : "added, not yet trusted");
        return new Decision(card.id(), card.version(), card.sha256(),
                Model.sha256(a.cardJson().getBytes(StandardCharsets.UTF_8)), standing, actor, clock.instant(), reason);
    }

    /// Trusts a version: it runs from now on.
    ///
    /// @param version empty for the one added last
    /// @throws IOException if there is no such version or the store fails
    public Decision trust(String id, Optional<String> version, String reason) throws IOException {
        return decide(id, version, Standing.TRUSTED, reason);
    }

    /// Retires a version: it runs no more, from this moment, and nor does an older one unless it is trusted.
    ///
    /// @param version empty for the one that runs
    /// @throws IOException if there is no such version or the store fails
    public Decision retire(String id, Optional<String> version, String reason) throws IOException {
        Optional<String> which = version.isPresent() ? version : register().active(id).map(Decision::version);
        return decide(id, which, Standing.RETIRED, reason);
    }

    private Decision decide(String id, Optional<String> version, Standing standing, String reason) throws IOException {
        ModelRegister all = register();
        String which = version.or(() -> all.current().stream().filter(d -> d.modelId().equals(id))
                        .reduce((before, last) -> last).map(Decision::version))
                .orElseThrow(() -> new ReviewException("there is no model of that id; `loupe models list --all` shows all"));
        if (all.of(id, which).isEmpty()) {
            throw new ReviewException("there is no such version; `loupe models list --all` shows all");
        }
        Decision now = all.decide(id, which, standing, because(reason)).decisions().getLast();
        keep(stored().with(now));
        log(standing == Standing.TRUSTED ? AuditEvent.MODEL_TRUSTED : AuditEvent.MODEL_RETIRED, now);
        return now;
    }

    private ModelRegister.Because because(String reason) {
        return new ModelRegister.Because(actor, clock.instant(), reason);
    }

    /// Retires the version that runs and goes back to the one trusted before it.
    ///
    /// @return the version that runs now
    /// @throws IOException if there is none to go back to or the store fails
    public Decision rollBack(String id, String reason) throws IOException {
        ModelRegister all = register();
        try {
            ModelRegister back = all.rollBack(id, because(reason));
            keep(stored().with(back.decisions().getLast()));
            Decision now = back.active(id).orElseThrow();
            log(AuditEvent.MODEL_ROLLED_BACK, now);
            return now;
        } catch (IllegalArgumentException e) {
            throw new ReviewException(String.valueOf(e.getMessage()), e);
        }
    }

    /// Checks every kept version again: digests, card, and a look through the file.
    ///
    /// @return one line for each that is not what was decided about; empty where all are well
    /// @throws IOException if the store fails
    public List<String> verify() throws IOException {
        List<String> faults = new ArrayList<>();
        ModelCatalogue builtIn = ModelCatalogue.builtIn();
        for (Decision d : register().current()) {
            Optional<Model> model = load(d, builtIn);
            if (model.isEmpty()) {
                faults.add(d.modelId() + " " + d.version() + ": card or weights are not those that were decided about");
                continue;
            }
            try {
                loupe.inference.engine.ModelScan.check(model.get().weights());
            } catch (ModelException e) {
                faults.add(d.modelId() + " " + d.version() + ": " + e.getMessage());
            }
        }
        return faults;
    }

    /// Notes in the log that a model was asked for that may not run.
    ///
    /// @throws IOException if the store fails
    public void refuse(String what) throws IOException {
        store.log(new AuditEntry(AuditEvent.MODEL_REFUSED, Outcome.MINOR_FAILURE, "", what, null));
    }

    private void keep(ModelRegister register) throws IOException {
        store.putSite(SiteKind.MODEL_REGISTER, REGISTER, RegisterJson.write(register).getBytes(StandardCharsets.UTF_8));
    }

    private void log(AuditEvent event, Decision d) throws IOException {
        store.log(AuditEntry.of(event, d.modelId() + " " + d.version() + " " + d.weightsSha256() + ": " + d.reason()));
    }

    /// Reads a file that must be there.
    static byte[] file(Path path, String what) throws IOException {
        if (!Files.isRegularFile(path)) {
            throw new ReviewException(what + " is not there; check its path");
        }
        return Files.readAllBytes(path);
    }
}
