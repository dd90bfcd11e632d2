/// How the open study hangs: rules made by example, their list, and priors beside it.
@NullMarked
package loupe.app.hanging;

import org.jspecify.annotations.NullMarked;
