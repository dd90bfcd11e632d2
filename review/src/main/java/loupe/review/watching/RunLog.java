package loupe.review.watching;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import loupe.core.finding.Finding;
import loupe.core.finding.Prediction;
import loupe.core.work.JobContext;
import loupe.inference.Scan;
import loupe.inference.watch.DriftWatch;
import loupe.inference.watch.Observation;
import loupe.store.Store;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.AuditEvent;
import loupe.store.journal.SiteKind;

/// Keeps, for each version of a model, what its runs at this site saw and said; no identity. Encrypted in the store: the
/// first runs, which are the reference, and the latest.
public final class RunLog {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final int LATEST = 400;
    private static final int SIDE = 8;
    private static final String MILLILITRE = "ml";

    private final Store store;

    /// @param store where runs are kept
    public RunLog(Store store) {
        this.store = store;
    }

    /// Keeps one run, and logs an alert where the model's runs have come to drift by it.
    ///
    /// @throws IOException if the store fails
    public void add(Scan scan, Prediction p, JobContext job) throws IOException {
        String model = p.provenance().modelId() + "@" + p.provenance().modelVersion();
        List<Observation> runs = new ArrayList<>(runs(model));
        boolean before = alerted(runs);
        runs.add(observation(scan, p, job));
        if (runs.size() > DriftWatch.REFERENCE + LATEST) {
            runs.remove(DriftWatch.REFERENCE);
        }
        store.putSite(SiteKind.MODEL_WATCH, model, MAPPER.writeValueAsBytes(runs));
        if (!before && alerted(runs)) {
            store.log(AuditEntry.of(AuditEvent.MODEL_DRIFTED, model));
        }
    }

    private static boolean alerted(List<Observation> runs) {
        return DriftWatch.read(runs).stream().anyMatch(DriftWatch.Reading::alert);
    }

    private static Observation observation(Scan scan, Prediction p, JobContext job) {
        double[] quantiles = scan.likeness(SIDE, !scan.modality().equals("CT"), job).quantiles();
        double confidence = p.findings().stream().mapToDouble(Finding::confidence).average().orElse(0);
        double volume = p.findings().stream()
                .flatMap(f -> f.measurements().stream())
                .filter(m -> m.unit().value().equals(MILLILITRE))
                .mapToDouble(m -> m.value())
                .sum();
        return new Observation(p.provenance().madeAt().getEpochSecond() / 86_400,
                java.util.Arrays.stream(quantiles).boxed().toList(), p.findings().size(), confidence, volume);
    }

    /// The runs of a model's version.
    ///
    /// @param model id and version, `ID@VERSION`
    /// @throws IOException if the store fails
    public List<Observation> runs(String model) throws IOException {
        Optional<byte[]> kept = store.site(SiteKind.MODEL_WATCH, model);
        try {
            return kept.isPresent() ? MAPPER.readValue(kept.get(), new TypeReference<>() {}) : List.of();
        } catch (JsonProcessingException e) {
            throw new IOException("the runs of a model cannot be read", e);
        }
    }

    /// Models with runs, `ID@VERSION`.
    ///
    /// @throws IOException if the store fails
    public Stream<String> models() throws IOException {
        return store.listSite(SiteKind.MODEL_WATCH).stream().map(o -> o.name()).distinct().sorted();
    }
}
