/// `loupe node|query|retrieve|receive|send|outgoing`: the hospital's network from the command line.
@NullMarked
package loupe.app.cli.exchange;

import org.jspecify.annotations.NullMarked;
