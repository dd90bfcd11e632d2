/// DIMSE (PS3.7, PS3.8): a node asked, fetched from and sent to, and a receiver for what others send.
@NullMarked
package loupe.exchange.dimse;

import org.jspecify.annotations.NullMarked;
