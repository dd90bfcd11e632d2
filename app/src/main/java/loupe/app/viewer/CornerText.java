package loupe.app.viewer;

import static loupe.app.text.Words.say;
import static loupe.app.text.Words.sayNumbers;
import static loupe.app.text.Words.told;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import loupe.app.text.Words;
import loupe.app.viewer.look.ColourBar;
import loupe.app.viewer.look.WindowText;
import loupe.app.viewer.picture.Page;
import loupe.core.dicom.BlackedPlaces;
import loupe.core.image.RasterImage;
import loupe.core.image.ValueWindow;
import loupe.core.measure.Scale;
import loupe.core.render.Viewport;
import loupe.core.render.colour.ColourMap;
import loupe.core.render.colour.LevelColours;
import loupe.core.study.Stack;
import loupe.core.study.StudySummary;

/// The texts in the corners of the view.
final class CornerText {
    private CornerText() {}

    static String patient(StudySummary s) {
        return lines(s.patientPseudonym(), (s.sex() + "  " + age(s.age())).strip());
    }

    /// `042Y` as `42 y`.
    static String age(String age) {
        return age.matches("[0-9]{3}[DWMY]")
                ? Integer.parseInt(age.substring(0, 3)) + " " + told(age.substring(3).toLowerCase(Locale.ROOT))
                : age;
    }

    /// `20240131` as `2024-01-31`.
    static String date(String date) {
        return date.matches("[0-9]{8}")
                ? date.substring(0, 4) + "-" + date.substring(4, 6) + "-" + date.substring(6)
                : date;
    }

    static String study(StudySummary s) {
        String date = date(s.studyDate());
        return lines(s.description(), date.isEmpty() ? "" : say("{0} (shifted)", date));
    }

    /// @param whole whether the slice's thickness has room too
    static String image(Shown shown, boolean whole) {
        Page page = shown.picture().page();
        List<String> out = new ArrayList<>();
        ShownSeries series = shown.wanted().series();
        out.add(series.title());
        series.planes().ifPresent(p -> out.add(p.text()));
        series.around().ifPresent(a -> out.add(a.text(shown.state().slice())));
        out.add(say("{0} {1} of {2}", series.noun(), shown.state().slice() + 1, series.places().size()));
        if (whole && page.thicknessMm() > 0) {
            out.add(sayNumbers("thickness %s mm", number(page.thicknessMm())));
        }
        if (Double.isFinite(page.locationMm())) {
            out.add(sayNumbers("location %.1f mm", page.locationMm()));
        }
        String came = shown.wanted().came().text();
        if (!came.isEmpty()) {
            out.add(came);
        }
        return String.join("\n", out);
    }

    /// @param roomy whether colours are named; in a narrow view their legend alone does
    static String view(Shown shown, boolean roomy) {
        ValueWindow w = shown.state().window().orElse(shown.picture().ownWindow());
        Viewport v = shown.state().viewport().orElseThrow();
        LevelColours colours = roomy ? shown.request().toning().colours() : ColourMap.GRAY;
        boolean windowed = shown.picture().image() instanceof RasterImage.Gray;
        String window = windowed ? window(w, shown.picture().page().unit(), colours) : "";
        String zoom = sayNumbers("zoom %.0f %%", 100 * v.pixelsPerMm() * shown.picture().page().columnMm());
        String own = lines((window + (shown.state().inverted() ? "  " + say("inverted") : "")).strip(),
                (zoom + "  " + told(shown.state().transform().text())).strip());
        return lines(over(shown, roomy), own);
    }

    private static String window(ValueWindow w, String unit, LevelColours colours) {
        String how = w.table().isPresent() ? "  " + say("table") : w.function() == ValueWindow.Function.SIGMOID ? "  " + say("sigmoid")
                : "";
        return WindowText.of(w, unit) + how + (colours.isGray() ? "" : "  " + told(colours.text()));
    }

    /// What is laid over the image and how; empty where nothing is.
    private static String over(Shown shown, boolean roomy) {
        return shown.wanted().fusion()
                .map(f -> lines(
                        sayNumbers("over: %s  %.0f %%", roomy ? f.upper().title() : f.upper().shortTitle(), 100 * f.opacity()),
                        upperWindow(shown, roomy ? f.colours() : ColourMap.GRAY)))
                .orElse("");
    }

    /// What a reader of distances, and of what is black, must know; empty where nothing is odd.
    static String warnings(ShownSeries series, Page page, Scale scale) {
        List<String> out = new ArrayList<>();
        geometry(series.whole().map(Stack::warnings).orElse(Set.of()), out);
        switch (scale) {
            case Scale.Detector d -> out.add(say("spacing at the detector: true sizes are smaller"));
            case Scale.Magnified m -> out.add(say("spacing {0}", told(m.source())));
            case Scale.Manual m -> out.add(say("calibrated by hand, this image only"));
            case Scale.Pixels p -> out.add(say("no spacing: distances in px"));
            case Scale.Regions r -> out.add(
                    r.fit() ? say("numbers hold within one ultrasound region only")
                            : say("the ultrasound regions reach beyond the image: distances in px"));
            default -> { }
        }
        String where = series.planes().isPresent() ? say(" in the slices cut") : series.around().isPresent() ? say(" in the slices") : "";
        page.blacked().ifPresent(b -> out.add(blacked(b, where)));
        if (series.around().isPresent()) {
            out.add(say("to find one's way: not to be measured"));
        }
        return out.isEmpty() ? "" : "⚠ " + String.join(" · ", out);
    }

    private static String upperWindow(Shown shown, LevelColours colours) {
        return shown.upper()
                .map(u -> lines(window(shown.upperWindow().orElseThrow(), u.page().unit(), colours),
                        ColourBar.clear(shown.request().upper().orElseThrow()).orElse("")))
                .orElse("");
    }

    /// What a reader of what is laid over the image must know; empty where nothing is odd.
    static String upperWarnings(Stack upper, Page page) {
        List<String> out = new ArrayList<>();
        geometry(upper.warnings(), out);
        if (!page.lossy().isEmpty()) {
            out.add(say("lossy {0}:1", page.lossy()));
        }
        page.blacked().ifPresent(b -> out.add(blacked(b, say(" in the slices cut"))));
        return out.isEmpty() ? "" : say("⚠ over: {0}", String.join(" · ", out));
    }

    private static String blacked(BlackedPlaces b, String where) {
        return sayNumbers("blacked by de-identification%s: %d %s, %d px", where, b.places(),
                b.places() == 1 ? say("place") : say("places"), b.pixels());
    }

    private static void geometry(Set<Stack.Warning> odd, List<String> out) {
        for (Stack.Warning w : Stack.Warning.values()) {
            if (odd.contains(w)) {
                switch (w) {
                    case IRREGULAR_SPACING -> out.add(say("slice distances vary"));
                    case MISSING_SLICES -> out.add(say("slices are missing"));
                    case TILTED -> out.add(say("tilted stack (gantry)"));
                    case SHIFTED_SLICES -> out.add(say("slices lie beside one another"));
                    case INTERLEAVED_PASSES -> out.add(say("slices of several passes"));
                    case PROJECTION -> { } // what its spacing means is said beside it
                }
            }
        }
    }

    private static String number(double v) {
        return v == Math.rint(v) ? Long.toString((long) v) : String.format(Words.locale(), "%.2f", v);
    }

    private static String lines(String a, String b) {
        return b.isEmpty() ? a : a.isEmpty() ? b : a + "\n" + b;
    }
}
