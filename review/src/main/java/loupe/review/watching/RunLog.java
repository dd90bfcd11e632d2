package loupe.review.watching;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
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
/// first runs, which are the reference, and the latest. Each run is a small version of its own; stores that were made before hold
/// lists of all runs so far, which stay readable.
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
        Observation now = observation(scan, p, job);
        runs.add(now);
        store.putSite(SiteKind.MODEL_WATCH, model, MAPPER.writeValueAsBytes(now));
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

    /// The runs of a model's version that count: the reference and the latest, oldest first.
    ///
    /// @param model id and version, `ID@VERSION`
    /// @throws IOException if the store fails
    public List<Observation> runs(String model) throws IOException {
        int versions = (int) store.listSite(SiteKind.MODEL_WATCH).stream().filter(o -> o.name().equals(model)).count();
        Deque<Observation> all = new ArrayDeque<>();
        int version = versions;
        for (; version >= 1 && all.size() < LATEST; version--) {
            List<Observation> some = read(model, version);
            some.reversed().forEach(all::addFirst);
            if (some.size() != 1) {
                return counting(List.copyOf(all));
            }
        }
        List<Observation> first = new ArrayList<>();
        for (int v = 1; v <= Math.min(version, DriftWatch.REFERENCE); v++) {
            List<Observation> some = read(model, v);
            if (some.size() != 1) {
                first = new ArrayList<>(some);
            } else {
                first.addAll(some);
            }
        }
        first.addAll(all);
        return counting(first);
    }

    /// The reference and the latest of them.
    private static List<Observation> counting(List<Observation> all) {
        List<Observation> out = new ArrayList<>(all.subList(0, Math.min(all.size(), DriftWatch.REFERENCE)));
        out.addAll(all.subList(Math.max(out.size(), all.size() - LATEST), all.size()));
        return out;
    }

    /// One run; in stores made before, every run so far.
    private List<Observation> read(String model, int version) throws IOException {
        byte[] kept = store.site(SiteKind.MODEL_WATCH, model, version).orElse(new byte[] {'[', ']'});
        try {
            return kept[0] == '['
                    ? MAPPER.readValue(kept, new TypeReference<>() {})
                    : List.of(MAPPER.readValue(kept, Observation.class));
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
