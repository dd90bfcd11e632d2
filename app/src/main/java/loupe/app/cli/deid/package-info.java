/// Commands on de-identification: files, the leak search, the table, risk and statistics.
@NullMarked
package loupe.app.cli.deid;

import org.jspecify.annotations.NullMarked;
