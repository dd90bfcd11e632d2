/// Watching models at work: what each run saw and said, and whether that drifts away from what it used to be.
@NullMarked
package loupe.inference.watch;

import org.jspecify.annotations.NullMarked;
