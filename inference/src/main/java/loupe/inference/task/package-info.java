/// What a model does with one series: outline structures, point at findings, find text in pixels.
@NullMarked
package loupe.inference.task;

import org.jspecify.annotations.NullMarked;
