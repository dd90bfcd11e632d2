/// Commands on batches: folders and manifests brought in, watched, looked at and tried again, without a window.
@NullMarked
package loupe.app.cli.batch;

import org.jspecify.annotations.NullMarked;
