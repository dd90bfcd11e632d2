package loupe.app.viewer;

import static loupe.app.text.Words.say;
import static loupe.app.text.Words.told;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import loupe.app.text.Words;
import loupe.app.viewer.look.WindowText;
import loupe.app.viewer.picture.Page;
import loupe.core.dicom.pet.Suv;
import loupe.core.dicom.value.UltrasoundRegion;
import loupe.core.geometry.PatientPoint;
import loupe.core.image.Fidelity;
import loupe.core.image.RasterImage;
import loupe.core.measure.Scale;
import loupe.core.render.Viewport;

/// What stands under the pointer, in words: the pixel's value, the stored value it came from, uptake of a PET, the place in the
/// patient, and the value of what is laid over it.
final class PointerValue {
    private PointerValue() {}

    /// A pixel.
    private record Pixel(int column, int row) {}

    /// @param x screen pixel of the viewport
    /// @param y screen pixel of the viewport
    /// @param scale the scale in force on the image
    static String at(Shown shown, double x, double y, Scale scale) {
        Viewport v = shown.state().viewport().orElseThrow();
        Pixel at = new Pixel((int) Math.rint(v.columnAt(x, y)), (int) Math.rint(v.rowAt(x, y)));
        RasterImage image = shown.picture().image();
        if (at.column < 0 || at.row < 0 || at.column >= image.columns() || at.row >= image.rows()) {
            return "";
        }
        List<String> lines = new ArrayList<>();
        boolean preview = shown.picture().fidelity() == Fidelity.PREVIEW; // also where the screen's own pixels stand already
        lines.add(at.column + ", " + at.row + ": " + (preview ? say("preview") : value(image, at, shown.picture().page())));
        if (!preview) {
            suv(image, at, shown.picture().page()).ifPresent(lines::add);
        }
        shown.upper().ifPresent(u -> {
            String what = shown.wanted().above();
            lines.add(say("over: {0}{1}", what.isEmpty() ? "" : what + " ", shown.fidelity() == Fidelity.PREVIEW ? "preview"
                    : value(u.image(), at, u.page())));
            suv(u.image(), at, u.page()).ifPresent(s -> lines.add(say("over: {0}", s)));
        });
        spacing(scale, at).ifPresent(lines::add);
        shown.wanted().site().ifPresent(s -> lines.add(place(s.at(at.column, at.row))));
        return String.join("\n", lines);
    }

    /// What an ultrasound region says of the place, or that a reader calibrated the image.
    private static Optional<String> spacing(Scale scale, Pixel at) {
        return switch (scale) {
            case Scale.Regions r -> Optional.of((r.fit() ? UltrasoundRegion.at(r.regions(), at.column, at.row)
                    : Optional.<UltrasoundRegion>empty())
                    .map(u -> place(u, at))
                    .orElse(say("no ultrasound region's units hold here")));
            case Scale.Manual m -> Optional.of(told(m.source()));
            default -> Optional.empty();
        };
    }

    private static String place(UltrasoundRegion r, Pixel at) {
        List<String> there = new ArrayList<>();
        if (!r.measuresLength()) {
            r.across().at(at.column - r.left()).ifPresent(v -> there.add(axis(v, r.across().unit())));
            r.down().at(at.row - r.top()).ifPresent(v -> there.add(axis(v, r.down().unit())));
        }
        return there.isEmpty() ? told(new Scale.InRegion(r).source()) : say("ultrasound region {0}: {1}", r.number(), String.join(", ", there));
    }

    private static String axis(double v, UltrasoundRegion.Unit unit) {
        return String.format(Words.locale(), unit == UltrasoundRegion.Unit.SECOND ? "%.3f %s" : "%.1f %s", v, unit.ucum());
    }

    private static String value(RasterImage image, Pixel at, Page page) {
        int i = at.row * image.columns() + at.column;
        return switch (image) {
            case RasterImage.Gray g -> Float.isNaN(g.values()[i]) ? say("no value") : gray(g.values()[i], page);
            case RasterImage.Colour c -> String.format(
                    Words.locale(), "RGB %d %d %d", c.argb()[i] >> 16 & 0xff, c.argb()[i] >> 8 & 0xff, c.argb()[i] & 0xff);
        };
    }

    private static String gray(float v, Page page) {
        OptionalLong stored = page.probe().storedValue(v);
        String value = (number(v) + " " + page.unit()).strip();
        return stored.isPresent() ? say("{0}  stored {1}", value, stored.getAsLong()) : value;
    }

    /// Whole numbers as such, others with what a small one needs.
    private static String number(float v) {
        boolean whole = v == Math.rint(v) || Math.abs(v) >= 1000;
        return whole ? String.format(Words.locale(), "%.0f", v) : WindowText.number(v, Math.abs(v));
    }

    private static Optional<String> suv(RasterImage image, Pixel at, Page page) {
        if (!(image instanceof RasterImage.Gray g)) {
            return Optional.empty();
        }
        float v = g.values()[at.row * image.columns() + at.column];
        return page.probe().suv().filter(s -> Float.isFinite(v)).map(s -> switch (s) {
            case Suv.Factor f -> String.format(Words.locale(), "SUVbw %.2f g/ml", v * f.value());
            case Suv.NotPossible n -> "SUV: " + told(n.why());
        });
    }

    /// Where in the patient, by the letters of the directions: left, posterior, head.
    private static String place(PatientPoint p) {
        return String.format(
                Words.locale(), "%s %.1f  %s %.1f  %s %.1f mm", p.xMm() < 0 ? "R" : "L", Math.abs(p.xMm()),
                p.yMm() < 0 ? "A" : "P", Math.abs(p.yMm()), p.zMm() < 0 ? "F" : "H", Math.abs(p.zMm()));
    }
}
