package loupe.app.broken;

import loupe.review.opinion.BlindReading;
import loupe.store.Store;

/// Takes the store without its gate.
class RoundTheGate {
    Store whole(BlindReading blind) {
        return blind.store();
    }
}
