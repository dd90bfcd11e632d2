package loupe.core.dicom.presentation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.dicom.display.DisplayImage;
import loupe.core.image.ValueWindow;
import loupe.core.render.Shutter;
import loupe.core.render.SpatialTransform;
import loupe.core.render.colour.PaletteColours;

/// A Grayscale, Colour or Pseudo-Colour Softcopy Presentation State (DICOM PS3.3 A.33.1 to 3): how images are to look. It changes no
/// value.
///
/// @param kind which of them
/// @param label Content Label; empty where it has none
/// @param images what it is for
/// @param tone from values to gray
/// @param transform how images are turned
/// @param areas what is shown of which
/// @param shutters what is seen lies in all of them
/// @param shutterRgb colour of what is covered, 0xRRGGBB
/// @param palette colours over the gray scale; empty where it stays gray
/// @param graphics what is drawn over which, layer upon layer
/// @param colours colour of each layer, 0xRRGGBB
/// @param notes what of it cannot be followed, a line each
public record PresentationState(
        StateKind kind,
        String label,
        ImageRefs images,
        Tone tone,
        SpatialTransform transform,
        List<Scoped<DisplayedArea>> areas,
        List<Shutter> shutters,
        int shutterRgb,
        Optional<PaletteColours> palette,
        List<Scoped<DrawnGraphic>> graphics,
        Map<String, Integer> colours,
        List<String> notes) {
    /// Copies the lists.
    public PresentationState {
        areas = List.copyOf(areas);
        shutters = List.copyOf(shutters);
        graphics = List.copyOf(graphics);
        colours = Map.copyOf(colours);
        notes = List.copyOf(notes);
    }

    /// Something for some of the images.
    ///
    /// @param on which; empty for all of the state's
    /// @param what what holds for them
    public record Scoped<T>(ImageRefs on, T what) {
        boolean holds(String sopInstanceUid, int frame) {
            return on.isEmpty() || on.names(sopInstanceUid, frame);
        }
    }

    /// From stored values to gray.
    ///
    /// @param slope Rescale Slope of the state
    /// @param intercept Rescale Intercept of the state
    /// @param windows items of Softcopy VOI LUT Sequence
    /// @param table the Presentation LUT Sequence's item; empty where it has a shape
    /// @param inverse whether the shape is INVERSE
    record Tone(double slope, double intercept, List<Scoped<DataSet>> windows, Optional<DataSet> table, boolean inverse) {
        Tone {
            windows = List.copyOf(windows);
        }
    }

    /// How one image is to look.
    ///
    /// @param window how its modality values become gray
    /// @param inverted whether black and white are exchanged, beyond what the image itself asks for
    /// @param transform how it is turned
    /// @param area what is shown of it; empty for all of it
    /// @param shutters what is seen lies in all of them
    /// @param shutterRgb colour of what is covered, 0xRRGGBB
    /// @param palette colours over its gray scale; empty where it stays gray
    /// @param graphics what is drawn over it, the last on top
    public record Look(
            ValueWindow window,
            boolean inverted,
            SpatialTransform transform,
            Optional<DisplayedArea> area,
            List<Shutter> shutters,
            int shutterRgb,
            Optional<PaletteColours> palette,
            List<DrawnGraphic> graphics) {
        /// Copies the lists.
        public Look {
            shutters = List.copyOf(shutters);
            graphics = List.copyOf(graphics);
        }
    }

    /// Reads the object.
    ///
    /// @throws loupe.core.dicom.DicomException if it is none, with what it is called where it is one of another kind
    public static PresentationState of(DataSet data) throws loupe.core.dicom.DicomException {
        return PresentationReader.read(data);
    }

    /// Colour of a layer; white where the state names none.
    public int colour(DrawnGraphic g) {
        return colours.getOrDefault(g.layer(), 0xffffff);
    }

    /// How a frame is to look; empty where the state is not for it.
    ///
    /// @param header the image's
    /// @param frame index from 0
    public Optional<Look> look(DataSet header, int frame) {
        String uid = header.string(Tag.SOPInstanceUID, "");
        if (!images.names(uid, frame) || !kind.fits(header)) {
            return Optional.empty();
        }
        ToneOnImage on = new ToneOnImage(tone, header, frame);
        boolean inverted = tone.inverse() != DisplayImage.whiteIsLow(header) != on.falling();
        List<DrawnGraphic> drawn = new ArrayList<>();
        graphics.stream().filter(g -> g.holds(uid, frame)).forEach(g -> drawn.add(g.what()));
        return Optional.of(new Look(
                on.window(uid),
                inverted,
                transform,
                areas.stream().filter(a -> a.holds(uid, frame)).findFirst().map(Scoped::what),
                shutters,
                shutterRgb,
                palette,
                drawn));
    }
}
