/// What can be read from a place: files in folders, in ZIP archives and in gzip files, one after the other.
@NullMarked
package loupe.core.intake;

import org.jspecify.annotations.NullMarked;
