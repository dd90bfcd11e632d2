/// What `benchmarks/fuzz` gives hostile bytes to on the hospital's wire.
@NullMarked
package loupe.exchange.fuzz;

import org.jspecify.annotations.NullMarked;
