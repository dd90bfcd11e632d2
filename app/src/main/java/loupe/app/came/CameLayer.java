package loupe.app.came;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loupe.app.measures.ImageMarks;
import loupe.app.measures.ViewSite;
import loupe.app.tool.Graphic;
import loupe.app.viewer.ViewerViewModel;
import loupe.app.viewer.look.ComparedVersion;
import loupe.app.viewer.picture.ImagePlace;
import loupe.core.dicom.object.ReportedShape;
import loupe.core.dicom.object.SrGraphic;
import loupe.core.measure.Region;
import loupe.review.came.CameWithStudy;
import loupe.review.came.Reported;

/// Lays what came with the study over the image a view shows.
public final class CameLayer {
    /// The colour of reports' shapes, unlike a reader's and a model's.
    static final int REPORTED = 0xd7b8ff;

    private final ViewerViewModel view;

    /// @param view what is drawn over
    public CameLayer(ViewerViewModel view) {
        this.view = view;
    }

    /// Listens from now on.
    public void install() {
        view.seenProperty().addListener((o, before, now) -> show());
        view.tools().onCameChanged(this::show);
        show();
    }

    /// A prior is only looked at: nothing of this study lies on it.
    private void show() {
        List<Graphic> out = new ArrayList<>();
        view.seenProperty().get().filter(s -> s.series().prior().isEmpty()).ifPresent(seen -> {
            CameWithStudy came = view.tools().cameShown();
            ImagePlace place = seen.series().places().get(seen.slice());
            presented(seen, place, out);
            ViewSite.of(seen).ifPresent(site -> {
                reported(came, place, site, out);
                compared(view.tools().versions(), site, out);
            });
        });
        if (!out.equals(view.graphicsProperty().get())) {
            view.graphicsProperty().set(List.copyOf(out));
        }
    }

    private void presented(ViewerViewModel.Seen seen, ImagePlace place, List<Graphic> out) {
        view.tools().presentationProperty().get().ifPresent(p -> {
            if (place instanceof ImagePlace.Stored s) {
                p.on(s.sopInstanceUid(), s.frame()).ifPresent(on -> out.addAll(new PresentationGraphics(
                        on.look(), seen.columns(), seen.rows(), seen.page().rowMm() / seen.page().columnMm()).of(p.state())));
            }
        });
    }

    private static void reported(CameWithStudy came, ImagePlace place, ViewSite site, List<Graphic> out) {
        ImageMarks marks = new ImageMarks(site);
        for (Reported r : came.reported()) {
            r.shape().filter(s -> lies(s, place, site))
                    .ifPresent(s -> out.add(Graphic.of(marks.paths(s.shape()), REPORTED, r.text())));
        }
    }

    /// What two readers drew, where it is compared.
    private static void compared(List<ComparedVersion> versions, ViewSite site, List<Graphic> out) {
        ImageMarks marks = new ImageMarks(site);
        for (ComparedVersion v : versions) {
            v.drawn().filter(d -> site.contains(d.measure()))
                    .ifPresent(d -> out.add(Graphic.of(marks.paths(d.measure().shape()), v.rgb(), v.name())));
        }
    }

    /// Whether a shape lies on the image: on the very image it names, else where it lies in the patient. A circle in space is
    /// shown on slices only: how it is turned is not told by its radius.
    private static boolean lies(ReportedShape.Placed shape, ImagePlace place, ViewSite site) {
        if (place instanceof ImagePlace.Stored s && shape.on() instanceof SrGraphic.Where.Image i) {
            int frame = i.frames().isEmpty() ? 0 : i.frames().getFirst() - 1;
            return i.sopInstanceUid().equals(s.sopInstanceUid()) && frame == s.frame();
        }
        boolean circle = shape.shape() instanceof Region.Circle && !(place instanceof ImagePlace.Stored);
        return !circle && frame(shape, site).filter(f -> site.contains(f, shape.shape().points())).isPresent();
    }

    private static Optional<String> frame(ReportedShape.Placed shape, ViewSite site) {
        return switch (shape.on()) {
            case SrGraphic.Where.Patient p -> Optional.of(p.frameOfReferenceUid());
            case SrGraphic.Where.Image i -> site.cutsThrough(i.sopInstanceUid());
        };
    }
}
