/// One door: an identified instance in, a de-identified instance and a report out.
@NullMarked
package loupe.deid;

import org.jspecify.annotations.NullMarked;
