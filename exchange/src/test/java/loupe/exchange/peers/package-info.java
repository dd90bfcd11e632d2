/// Programs of others that tests speak with: started on free ports of this machine in temporary folders, and ended by whoever started them.
@NullMarked
package loupe.exchange.peers;

import org.jspecify.annotations.NullMarked;
