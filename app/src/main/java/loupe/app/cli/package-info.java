/// The command line; knows no toolkit.
@NullMarked
package loupe.app.cli;

import org.jspecify.annotations.NullMarked;
