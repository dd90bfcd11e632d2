/// Commands about hanging rules.
@NullMarked
package loupe.app.cli.hanging;

import org.jspecify.annotations.NullMarked;
