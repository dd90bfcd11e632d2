/// Why a connection did not come about or broke, in words for a person.
@NullMarked
package loupe.exchange.failure;

import org.jspecify.annotations.NullMarked;
