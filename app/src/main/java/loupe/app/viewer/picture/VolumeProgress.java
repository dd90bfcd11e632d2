package loupe.app.viewer.picture;

import static loupe.app.text.Words.say;

import loupe.core.study.Stack;

/// How far the reading of a volume is that planes are cut out of.
///
/// @param stack the stack that becomes a volume
/// @param done slices read
/// @param total slices in all
public record VolumeProgress(Stack stack, int done, int total) {
    /// For people.
    public String text() {
        return say("Reading the volume: {0} of {1} slices", done, total);
    }
}
