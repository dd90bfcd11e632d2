/// Commands on studies: in, seen, decided on, sealed, out.
@NullMarked
package loupe.app.cli.study;

import org.jspecify.annotations.NullMarked;
