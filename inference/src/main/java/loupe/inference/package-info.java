/// Runs detection and segmentation models on this machine: Volume in, Prediction out.
@NullMarked
package loupe.inference;

import org.jspecify.annotations.NullMarked;
