/// Commands of DIMSE (PS3.7): their elements, their bytes and what statuses mean.
@NullMarked
package loupe.exchange.dimse.message;

import org.jspecify.annotations.NullMarked;
