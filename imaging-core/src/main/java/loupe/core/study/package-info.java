/// Study, series and instance after de-identification; grouping and sorting a series into stacks.
@NullMarked
package loupe.core.study;

import org.jspecify.annotations.NullMarked;
