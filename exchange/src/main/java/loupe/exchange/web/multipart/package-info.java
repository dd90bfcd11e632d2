/// Bodies of several parts (RFC 2387, RFC 2046), read part by part from a stream within bounds, and written.
@NullMarked
package loupe.exchange.web.multipart;

import org.jspecify.annotations.NullMarked;
