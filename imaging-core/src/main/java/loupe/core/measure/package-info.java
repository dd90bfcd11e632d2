/// Lengths, angles, areas, volumes and statistics of values, in millimetres and the unit of the values.
@NullMarked
package loupe.core.measure;

import org.jspecify.annotations.NullMarked;
