/// Long work that reports progress and can be cancelled; knows no threads and no widgets.
@NullMarked
package loupe.core.work;

import org.jspecify.annotations.NullMarked;
