/// A system of the hospital at the other end of a connection, whatever it is spoken to by: asked, fetched from, sent to.
@NullMarked
package loupe.exchange.peer;

import org.jspecify.annotations.NullMarked;
