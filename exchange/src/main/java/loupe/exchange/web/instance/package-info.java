/// What a client and a receiver of STOW-RS say to each other: instances as parts, and what became of each.
@NullMarked
package loupe.exchange.web.instance;

import org.jspecify.annotations.NullMarked;
