/// Measures models against truth: overlap, distances of surfaces, detections, calibration, by subgroup.
@NullMarked
package loupe.inference.evaluate;

import org.jspecify.annotations.NullMarked;
