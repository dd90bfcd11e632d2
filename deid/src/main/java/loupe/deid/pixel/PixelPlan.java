package loupe.deid.pixel;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import loupe.deid.face.FaceRegion;

/// What is to be done about writing in the pixels of one instance.
///
/// @param recipes whether places are blacked out where the device is known to write
/// @param onlyRegions whether all that is outside the regions an ultrasound instance names is blacked out
/// @param look whether every frame is looked at for text
/// @param black places a person wants black, in every frame
/// @param screened whether the run of slices it stands in was looked at and held no text, so that it needs no look of its own
/// @param clean places a person has looked at and found to hold nothing of the patient, in every frame
/// @param face what is to be blanked of a head series
public record PixelPlan(
        boolean recipes,
        boolean onlyRegions,
        boolean look,
        boolean screened,
        List<TextBox> black,
        List<TextBox> clean,
        Optional<FaceRegion> face) {
    /// Known places, then a look at every frame.
    public static final PixelPlan AUTO = new PixelPlan(true, false, true, false, List.of(), List.of(), Optional.empty());

    /// A look at every frame.
    public static final PixelPlan DETECT = new PixelPlan(false, false, true, false, List.of(), List.of(), Optional.empty());

    /// Known places only.
    public static final PixelPlan REGIONS = new PixelPlan(true, true, false, false, List.of(), List.of(), Optional.empty());

    /// Nothing.
    public static final PixelPlan OFF = new PixelPlan(false, false, false, false, List.of(), List.of(), Optional.empty());

    /// Copies the lists.
    public PixelPlan {
        black = List.copyOf(black);
        clean = List.copyOf(clean);
    }

    /// The same with what a person decided.
    ///
    /// @param blackened places to black out
    /// @param judgedClean places that hold nothing of the patient, though they look like text
    public PixelPlan decided(List<TextBox> blackened, List<TextBox> judgedClean) {
        return new PixelPlan(recipes, onlyRegions, look, false, blackened, judgedClean, face);
    }

    /// The same for a slice whose run held no text.
    public PixelPlan screenedClean() {
        return new PixelPlan(recipes, onlyRegions, look, true, black, clean, face);
    }

    /// The same with a face to be blanked, or none.
    public PixelPlan with(Optional<FaceRegion> region) {
        return new PixelPlan(recipes, onlyRegions, look, screened, black, clean, region);
    }

    /// Whether a person found a place, or what it lies in, to hold nothing of the patient.
    boolean isJudgedClean(TextBox box) {
        return clean.stream().anyMatch(c -> c.covers(box));
    }

    /// Whether a person wants a place black, or what it lies in.
    boolean isWantedBlack(TextBox box) {
        return black.stream().anyMatch(b -> b.covers(box));
    }

    /// The same with places besides that a person found to be anatomy.
    public PixelPlan keeping(List<TextBox> anatomy) {
        return anatomy.isEmpty()
                ? this
                : new PixelPlan(recipes, onlyRegions, look, screened, black,
                        Stream.concat(clean.stream(), anatomy.stream()).toList(), face);
    }

    boolean isNothing() {
        return !recipes && !onlyRegions && !look && black.isEmpty() && face.isEmpty();
    }
}
