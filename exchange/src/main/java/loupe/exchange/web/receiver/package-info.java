/// The receiver of STOW-RS: off until it is started, on this machine's own address unless told otherwise.
@NullMarked
package loupe.exchange.web.receiver;

import org.jspecify.annotations.NullMarked;
