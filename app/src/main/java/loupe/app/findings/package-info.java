/// The findings of the open study and the decisions on them.
@NullMarked
package loupe.app.findings;

import org.jspecify.annotations.NullMarked;
