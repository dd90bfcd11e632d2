/// Audit messages for a site's collector: DICOM PS3.15 A.5 in RFC 5424 syslog over TLS 1.3 (RFC 5425).
@NullMarked
package loupe.store.atna;

import org.jspecify.annotations.NullMarked;
