/// How connections are kept from others: TLS by a node's terms, in both directions.
@NullMarked
package loupe.exchange.tls;

import org.jspecify.annotations.NullMarked;
