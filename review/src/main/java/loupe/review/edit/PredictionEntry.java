package loupe.review.edit;

import loupe.core.finding.Prediction;

/// A prediction with the id of the record that keeps it.
///
/// @param id record id
/// @param prediction as the model made it; never changed
public record PredictionEntry(String id, Prediction prediction) {}
