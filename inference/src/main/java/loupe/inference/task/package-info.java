/// What a model does with one series: outline structures, point at findings.
@NullMarked
package loupe.inference.task;

import org.jspecify.annotations.NullMarked;
