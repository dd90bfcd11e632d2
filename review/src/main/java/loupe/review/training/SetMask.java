package loupe.review.training;

import java.util.List;
import java.util.OptionalDouble;
import loupe.core.segment.Code;

/// One line of a set's manifest: what is inside one mask, or an image on which nothing was confirmed.
///
/// @param image file name of the image
/// @param imageSha256 its digest, 64 hex digits
/// @param mask file name of the mask; empty where nothing was confirmed on the image
/// @param maskSha256 its digest; empty likewise
/// @param modality of the series
/// @param type what is inside, as coded; meaningless where there is no mask
/// @param findings how many findings it unites
/// @param madeBy the models that proposed them, as `id version`, and `reader` where one was drawn
/// @param answers what readers did: `ACCEPTED`, `EDITED`, `DRAWN`, in the order of that list
/// @param diceToModel Dice of the mask and what the models proposed for these findings, 0 to 1; empty where a reader drew all
/// @param voxels inside
/// @param millilitres inside; empty where there is no mask
/// @param faceKept whether the images may show a face: no one says it was taken out
public record SetMask(
        String image, String imageSha256, String mask, String maskSha256, String modality, Code type, int findings, List<String> madeBy,
        List<String> answers, OptionalDouble diceToModel, long voxels, OptionalDouble millilitres, boolean faceKept) {
    /// Copies the lists.
    public SetMask {
        madeBy = List.copyOf(madeBy);
        answers = List.copyOf(answers);
    }
}
