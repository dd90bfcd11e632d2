/// Commands on the log, its way to a collector, and inventories.
@NullMarked
package loupe.app.cli.audit;

import org.jspecify.annotations.NullMarked;
