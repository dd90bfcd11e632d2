/// Certificates and keys as PEM, made into what the platform's TLS asks for.
@NullMarked
package loupe.core.certificate;

import org.jspecify.annotations.NullMarked;
