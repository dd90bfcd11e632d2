/// Outlines what a person points at: an image is embedded once, then every box or point gives an outline at once.
@NullMarked
package loupe.inference.prompt;

import org.jspecify.annotations.NullMarked;
