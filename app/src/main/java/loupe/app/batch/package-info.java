/// Batches in the window: a folder or manifest brought in item by item, live, with retries, a report, and a cancel that keeps what is done.
@NullMarked
package loupe.app.batch;

import org.jspecify.annotations.NullMarked;
