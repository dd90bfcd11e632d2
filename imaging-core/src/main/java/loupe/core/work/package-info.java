/// Long work that reports progress and can be cancelled; knows no threads of its own and no widgets. What is numbered is shared over the common pool.
@NullMarked
package loupe.core.work;

import org.jspecify.annotations.NullMarked;
