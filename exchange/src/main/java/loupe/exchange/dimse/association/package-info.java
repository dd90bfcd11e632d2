/// Associations (PS3.8): asked for and answered, messages sent and received over them, and the time each step may take.
@NullMarked
package loupe.exchange.dimse.association;

import org.jspecify.annotations.NullMarked;
