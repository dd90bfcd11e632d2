/// The client of DICOMweb: asks (QIDO-RS), fetches (WADO-RS) and sends (STOW-RS), over one client of HTTP a node.
@NullMarked
package loupe.exchange.web.client;

import org.jspecify.annotations.NullMarked;
