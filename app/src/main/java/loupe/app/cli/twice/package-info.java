/// Commands about studies that two readers read.
@NullMarked
package loupe.app.cli.twice;

import org.jspecify.annotations.NullMarked;
