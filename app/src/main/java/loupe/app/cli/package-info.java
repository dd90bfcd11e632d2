/// The command line: what `loupe` itself does and how its commands hang together; knows no toolkit.
@NullMarked
package loupe.app.cli;

import org.jspecify.annotations.NullMarked;
