/// Other systems of the hospital: where they are, how they are spoken to and what may pass between them and this machine.
@NullMarked
package loupe.exchange.node;

import org.jspecify.annotations.NullMarked;
