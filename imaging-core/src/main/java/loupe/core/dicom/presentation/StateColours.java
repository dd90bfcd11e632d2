package loupe.core.dicom.presentation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.Tag;
import loupe.core.dicom.display.ColourPalette;
import loupe.core.dicom.display.ColourProfile;
import loupe.core.dicom.object.CieLab;
import loupe.core.image.RasterImage;
import loupe.core.render.colour.PaletteColours;

/// Colours a presentation state names: of its palette, its cover and its layers, as a screen shows them.
final class StateColours {
    private static final int SHUTTER_COLOUR = 0x00181624;
    private static final int WHITE = 65_535;
    private static final int NEAR = 3;
    /// Colours that tell profiles apart.
    private static final int[] PROBES = {0xff000000, 0xff404040, 0xff808080, 0xffffffff, 0xffff0000, 0xff00ff00, 0xff0000ff, 0xff804020};

    private StateColours() {}

    /// The palette over the gray scale, through the state's own colour profile where it has one.
    static PaletteColours palette(DataSet state) throws DicomException {
        ColourPalette p = ColourPalette.of(state);
        int[] argb = new int[p.entries()];
        for (int i = 0; i < argb.length; i++) {
            argb[i] = p.argb(p.first() + (double) i);
        }
        RasterImage raw = new RasterImage.Colour(argb.length, 1, argb);
        RasterImage shown = ColourProfile.of(state).map(c -> c.srgb(raw)).orElse(raw);
        List<Integer> out = new ArrayList<>();
        for (int c : ((RasterImage.Colour) shown).argb()) {
            out.add(0xff000000 | c);
        }
        return new PaletteColours(out);
    }

    /// Whether a state asks for other colours than a screen's.
    static boolean ofAnotherProfile(DataSet state) {
        RasterImage raw = new RasterImage.Colour(PROBES.length, 1, PROBES);
        return ColourProfile.of(state).map(p -> p.srgb(raw)).filter(s -> {
            int[] there = ((RasterImage.Colour) s).argb();
            for (int i = 0; i < PROBES.length; i++) {
                for (int shift = 0; shift <= 16; shift += 8) {
                    if (Math.abs((there[i] >> shift & 0xff) - (PROBES[i] >> shift & 0xff)) > NEAR) {
                        return true;
                    }
                }
            }
            return false;
        }).isPresent();
    }

    /// Colour of what shutters cover, 0xRRGGBB: as the state says it in colour, else in gray.
    static int shutter(DataSet state) {
        return lab(state, SHUTTER_COLOUR).orElseGet(() -> gray(state.integer(Tag.ShutterPresentationValue, 0)));
    }

    /// Colour of each layer that says one, 0xRRGGBB.
    static Map<String, Integer> layers(DataSet state) {
        Map<String, Integer> out = new HashMap<>();
        for (DataSet l : state.items(Tag.GraphicLayerSequence)) {
            lab(l, Tag.GraphicLayerRecommendedDisplayCIELabValue)
                    .or(() -> l.number(Tag.GraphicLayerRecommendedDisplayGrayscaleValue).stream().boxed()
                            .map(StateColours::gray).findFirst())
                    .ifPresent(c -> out.put(l.string(Tag.GraphicLayer, ""), c));
        }
        return out;
    }

    private static Optional<Integer> lab(DataSet d, int tag) {
        double[] lab = d.doubles(tag);
        return lab.length == 3 ? Optional.of(CieLab.toRgb(lab)) : Optional.empty();
    }

    private static int gray(double value) {
        int g = (int) Math.rint(255 * Math.clamp(value, 0, WHITE) / WHITE);
        return g << 16 | g << 8 | g;
    }
}
