/// Tests of the phantoms and sample studies.
@NullMarked
package loupe.sample;

import org.jspecify.annotations.NullMarked;
