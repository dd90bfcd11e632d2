package loupe.review.slide;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loupe.core.dicom.DicomException;
import loupe.core.slide.FeatureLayer;
import loupe.core.slide.FeaturePack;
import loupe.core.slide.FeatureSet;
import loupe.core.slide.SlideFeature;
import loupe.core.study.Instance;
import loupe.core.study.Series;
import loupe.review.edit.ObjectEdit;
import loupe.review.edit.ReviewState;
import loupe.review.session.StudyImages;
import loupe.store.Store;
import loupe.store.journal.RecordKind;

/// The objects on one slide as they stand: those models found and those that came with the study, each set read once, and what readers
/// added and changed. One thread at a time.
public final class SlideObjects {
    private static final String CAME = "came with the study";

    private final String seriesUid;
    private final List<FeatureSet> came;
    private final Map<String, FeatureSet> added = new LinkedHashMap<>();

    private SlideObjects(String seriesUid, List<FeatureSet> came) {
        this.seriesUid = seriesUid;
        this.came = came;
    }

    /// Reads what models found and what came with the study, as far as the reader may see it.
    ///
    /// @param store as the account at work may see it
    /// @throws IOException if a record or file is damaged
    public static SlideObjects read(Store store, String studyUid, StudyImages images, StudySlide slide) throws IOException {
        List<FeatureSet> came = new ArrayList<>(annotations(images, slide));
        came.addAll(FoundObjects.on(store.records(studyUid, EnumSet.of(RecordKind.SEGMENTATION)), slide.seriesUid()));
        return new SlideObjects(slide.seriesUid(), came);
    }

    /// Annotations that came with the study; those of other slides are left aside.
    private static List<FeatureSet> annotations(StudyImages images, StudySlide slide) throws IOException {
        List<FeatureSet> out = new ArrayList<>();
        for (Series s : images.series()) {
            for (Instance i : s.modality().equals("ANN") ? s.instances() : List.<Instance>of()) {
                try {
                    List<SlideFeature> features =
                            ObjectAnnotations.read(images.header(i.sopInstanceUid()), slide.finest()).features();
                    out.add(new FeatureSet(i.sopInstanceUid(), CAME, features));
                } catch (DicomException e) {
                    // It lies on another slide, or is damaged: the others are shown all the same.
                }
            }
        }
        return out;
    }

    /// None but what readers added.
    public static SlideObjects none(String seriesUid) {
        return new SlideObjects(seriesUid, List.of());
    }

    /// All objects as a review has them.
    ///
    /// @throws IOException if what a reader added is damaged
    public FeatureLayer in(ReviewState state) throws IOException {
        List<FeatureSet> sets = new ArrayList<>(came);
        for (ObjectEdit.Added a : state.objects().on(seriesUid)) {
            FeatureSet known = added.get(a.set());
            if (known == null) {
                known = unpacked(a);
                added.put(a.set(), known);
            }
            sets.add(known);
        }
        return new FeatureLayer(sets, state.objects().marks());
    }

    /// All objects as a review has them, where models found some of them or readers added or changed some: what came with the study
    /// alone is no result.
    ///
    /// @throws IOException if what a reader added is damaged
    Optional<FeatureLayer> result(ReviewState state) throws IOException {
        FeatureLayer all = in(state);
        boolean own = all.sets().stream().anyMatch(s -> !s.title().equals(CAME) || all.marks().containsKey(s.id()));
        return own && !all.counts().isEmpty() ? Optional.of(all) : Optional.empty();
    }

    private static FeatureSet unpacked(ObjectEdit.Added a) throws IOException {
        List<SlideFeature> all = new ArrayList<>();
        for (byte[] pack : a.packs()) {
            all.addAll(FeaturePack.unpack(pack));
        }
        return new FeatureSet(a.set(), a.by(), all);
    }
}
