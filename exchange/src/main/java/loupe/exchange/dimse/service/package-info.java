/// Services of DIMSE (PS3.4, PS3.7): verification, query, retrieve, storage and its commitment, over an association.
@NullMarked
package loupe.exchange.dimse.service;

import org.jspecify.annotations.NullMarked;
