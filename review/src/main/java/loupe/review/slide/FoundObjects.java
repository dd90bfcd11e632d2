package loupe.review.slide;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import loupe.core.finding.Prediction;
import loupe.core.segment.Mask;
import loupe.core.segment.Segment;
import loupe.core.slide.Areas;
import loupe.core.slide.FeaturePack;
import loupe.core.slide.FeatureSet;
import loupe.core.slide.MaskTrace;
import loupe.core.slide.FeatureOutline;
import loupe.core.slide.SlideFeature;
import loupe.core.study.StudyState;
import loupe.inference.slide.SlideObject;
import loupe.inference.slide.SlideOutcome;
import loupe.inference.slide.SlideScan;
import loupe.review.session.RepeatedStep;
import loupe.review.worklist.Summaries;
import loupe.store.Store;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.AuditEvent;
import loupe.store.journal.JournalEnd;
import loupe.store.journal.NewRecord;
import loupe.store.journal.RecordKind;
import loupe.store.journal.StoredRecord;

/// Objects that models found on slides, kept as records of their study: every object of a run in one record, which a later run of the
/// same model on the same slide stands in place of.
public final class FoundObjects {
    private static final int MAGIC = 0x4c_53_4f_31; // LSO1
    private static final double SMOOTH = 0.75;

    private final Store store;

    /// @param store the store itself
    public FoundObjects(Store store) {
        this.store = store;
    }

    /// The objects of one run.
    ///
    /// @param seriesUid the slide
    /// @param modelId which model
    /// @param title the model with its version, in words
    /// @param features what it found
    public record Found(String seriesUid, String modelId, String title, List<SlideFeature> features) {
        /// Copies the list.
        public Found {
            features = List.copyOf(features);
        }
    }

    /// What a run found, as objects: each thing counted, or the tissue.
    public static Found of(SlideOutcome outcome, SlideScan scan) {
        Prediction p = outcome.prediction();
        String model = p.provenance().modelId();
        List<SlideFeature> out = new ArrayList<>();
        String name = p.findings().isEmpty() ? "" : p.findings().getFirst().label();
        for (SlideObject o : outcome.objects()) {
            out.add(new SlideFeature(
                    id(model, p.seriesUid(), out.size()), SlideFeature.Type.DETECTION, o.outline(), name,
                    Map.of("Area µm^2", rounded(o.areaUm2()), "Confidence", rounded(o.confidence())), SlideFeature.Extras.NONE));
        }
        p.segmentation().ifPresent(s -> {
            for (Segment g : s.segments()) {
                outline(g.mask(), scan).ifPresent(o -> out.add(SlideFeature.plain(
                        id(model, p.seriesUid(), out.size()), SlideFeature.Type.ANNOTATION, o, g.label())));
            }
        });
        return new Found(p.seriesUid(), model, model + " " + p.provenance().modelVersion(), out);
    }

    private static double rounded(double v) {
        return Math.rint(v * 1e4) / 1e4;
    }

    private static UUID id(String model, String series, int index) {
        return UUID.nameUUIDFromBytes((model + "/" + series + "/" + index).getBytes(StandardCharsets.UTF_8));
    }

    /// The mask's pixels begin at the slide's corner.
    private static Optional<FeatureOutline> outline(Mask mask, SlideScan scan) {
        int columns = mask.grid().columns();
        boolean[] in = new boolean[mask.grid().voxelsPerSlice()];
        for (int i = 0; i < in.length; i++) {
            in[i] = mask.contains(0, i);
        }
        double finer = mask.grid().columnMm() / scan.reader().pyramid().levels().getFirst().columnMm();
        return MaskTrace.of(in, columns).map(o -> Areas.simplified(o, SMOOTH).mapped(finer, 0, 0));
    }

    /// Appends what a run found; an older run of the same model on the same slide is superseded.
    ///
    /// @throws IOException if the store fails
    public void keep(String studyUid, Found found) throws IOException {
        byte[] payload = encoded(found);
        RepeatedStep.untilAlone(() -> {
            List<StoredRecord> records = store.records(studyUid);
            NewRecord next = NewRecord.of(studyUid, RecordKind.SEGMENTATION, payload).after(JournalEnd.of(records));
            for (StoredRecord r : inForce(records)) {
                Found older = decoded(r.payload(), false);
                boolean replaces = older.seriesUid.equals(found.seriesUid) && older.modelId.equals(found.modelId);
                next = replaces ? next.inPlaceOf(r.id()) : next;
            }
            return store.append(next,
                    s -> Summaries.withState(s, s.state() == StudyState.IN_REVIEW ? StudyState.IN_REVIEW : StudyState.TO_REVIEW),
                    AuditEntry.of(AuditEvent.ANALYSED, found.features.size() + " objects by " + found.title, studyUid));
        });
    }

    private static List<StoredRecord> inForce(List<StoredRecord> records) {
        Set<String> superseded = new HashSet<>();
        records.forEach(r -> r.supersedes().ifPresent(id -> superseded.add(id.hex())));
        return records.stream()
                .filter(r -> r.kind() == RecordKind.SEGMENTATION && !superseded.contains(r.id().hex()))
                .toList();
    }

    /// The sets in force on a slide, oldest first; a set's id is that of its record.
    ///
    /// @throws IOException if a record is damaged or newer than this program
    static List<FeatureSet> on(List<StoredRecord> records, String seriesUid) throws IOException {
        List<FeatureSet> out = new ArrayList<>();
        for (StoredRecord r : inForce(records)) {
            byte[] payload = r.payload();
            if (decoded(payload, false).seriesUid.equals(seriesUid)) {
                Found f = decoded(payload, true);
                out.add(new FeatureSet(r.id().hex(), f.title, f.features));
            }
        }
        return out;
    }

    private static byte[] encoded(Found f) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(MAGIC);
            out.writeUTF(f.seriesUid);
            out.writeUTF(f.modelId);
            out.writeUTF(f.title);
            out.write(FeaturePack.pack(f.features));
        } catch (IOException e) {
            throw new IllegalStateException("memory cannot be written", e);
        }
        return bytes.toByteArray();
    }

    private static Found decoded(byte[] payload, boolean whole) throws IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(payload))) {
            if (in.readInt() != MAGIC) {
                throw new IOException("the kept objects are damaged or newer than this program");
            }
            String series = in.readUTF();
            String model = in.readUTF();
            String title = in.readUTF();
            return new Found(series, model, title, whole ? FeaturePack.unpack(in.readAllBytes()) : List.of());
        }
    }
}
