/// The command about figures of the site.
@NullMarked
package loupe.app.cli.dashboard;

import org.jspecify.annotations.NullMarked;
