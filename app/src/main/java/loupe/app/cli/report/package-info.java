/// Commands about the report of a study.
@NullMarked
package loupe.app.cli.report;

import org.jspecify.annotations.NullMarked;
