/// Speed on the wire beside other programs in the same run, started by `benchmarks/dimse-speed`.
@NullMarked
package loupe.exchange.bench;

import org.jspecify.annotations.NullMarked;
