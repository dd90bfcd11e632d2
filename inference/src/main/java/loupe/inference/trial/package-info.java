/// Tries an unknown model in a process of its own, under a cap of memory and time, before a site takes it in.
@NullMarked
package loupe.inference.trial;

import org.jspecify.annotations.NullMarked;
