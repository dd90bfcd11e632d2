package loupe.review.slide;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import loupe.core.digest.Sha256;
import loupe.core.slide.FeatureLayer;
import loupe.core.slide.FeatureOutline;
import loupe.review.edit.ReviewState;
import loupe.review.session.ReviewSession;

/// `KilledCorrecting FOLDER SEED`: corrects objects of the slide there without end, and says each step once it is kept: the number of
/// records and a digest of what stands. It is there to be killed.
final class KilledCorrecting {
    private KilledCorrecting() {}

    public static void main(String[] a) throws IOException {
        SplittableRandom random = new SplittableRandom(Long.parseLong(a[1]));
        try (SlideSite site = SlideSite.open(Path.of(a[0]))) {
            ReviewSession session = site.session();
            SlideObjects objects = site.objects();
            ObjectSteps steps = new ObjectSteps(site.slide().seriesUid());
            while (true) {
                step(random, session, objects, steps);
                System.out.println("kept " + site.store().records(site.uid()).size() + " " + digest(session.state()));
            }
        }
    }

    private static void step(SplittableRandom random, ReviewSession session, SlideObjects objects, ObjectSteps steps)
            throws IOException {
        List<FeatureLayer.Standing> all = SlideSite.all(objects, session.state());
        int from = random.nextInt(all.size());
        List<FeatureLayer.Standing> some = all.subList(from, Math.min(all.size(), from + 1 + random.nextInt(20)));
        switch (random.nextInt(6)) {
            case 0 -> session.correct(steps.drawn("point", FeatureOutline.point(random.nextInt(600), random.nextInt(500)), "a"));
            case 1 -> session.correct(all.size() > 100 ? steps.deleted(some) : steps.classified(some, "b" + random.nextInt(5)));
            case 2 -> session.correct(steps.classified(some, "c" + random.nextInt(5)));
            case 3 -> session.correct(steps.redrawn("brush", some.getFirst(), FeatureOutline.polygon(0, 0, 9, 0, 9, random.nextInt(1, 99))));
            case 4 -> session.undo();
            default -> session.redo();
        }
    }

    /// The same for states with the same objects.
    static String digest(ReviewState state) {
        List<String> words = new ArrayList<>();
        state.objects().added().forEach((set, added) -> words.add(set + added.there() + added.packs().size()));
        state.objects().marks().forEach((set, marks) -> {
            for (int i = 0; i < 1000; i++) {
                words.add(set + "/" + i + "/" + marks.of(i));
            }
        });
        words.sort(String::compareTo);
        return Sha256.hex(Sha256.of(String.join("\n", words).getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }
}
