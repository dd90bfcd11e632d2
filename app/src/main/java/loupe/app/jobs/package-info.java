/// Long work under way, with progress and cancel.
@NullMarked
package loupe.app.jobs;

import org.jspecify.annotations.NullMarked;
