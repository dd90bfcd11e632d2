/// The open study as it is read: how many views, what each shows, and how they follow one another.
@NullMarked
package loupe.app.reading;

import org.jspecify.annotations.NullMarked;
