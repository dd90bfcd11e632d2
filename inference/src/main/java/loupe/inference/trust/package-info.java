/// Which models may run: signatures of their cards, and the register of who trusted, retired or brought back which version.
@NullMarked
package loupe.inference.trust;

import org.jspecify.annotations.NullMarked;
