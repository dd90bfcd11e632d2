package loupe.review.detecting;

import java.util.List;
import java.util.Optional;
import loupe.core.study.Stack;
import loupe.inference.ModelCatalogue;
import loupe.inference.Scan;
import loupe.inference.card.Model;
import loupe.inference.card.ModelCard;

/// Which models are to run on which series.
///
/// @param models those that may run
/// @param asked the one a person named; it runs whatever rules and answers say
/// @param rules the site's rules
/// @param answers what need not be asked again
record Wanted(ModelCatalogue models, Optional<String> asked, SiteRules rules, Answers answers) {
    /// Whether a model could still have something to say on images of this modality; saves reading their pixels.
    boolean any(Target t, Stack stack) {
        return asked.isPresent() || models.models().stream().map(Model::card).anyMatch(
                c -> c.accepts().modalities().contains(t.series().modality())
                        && !answers.stands(c, t.series().uid(), Optional.of(stack)));
    }

    /// The model asked for; else those the rules name that accept the scan; else every one that accepts it.
    List<Model> on(Scan scan, Stack stack) {
        if (asked.isPresent()) {
            return models.find(asked.get()).stream().toList();
        }
        SeriesTraits traits = stack.isFilm()
                ? SeriesTraits.ofPicture(scan.modality(), scan.bodyPart())
                : SeriesTraits.ofStack(scan);
        return models.accepting(scan).stream()
                .filter(m -> wants(m.card(), traits) && !answers.stands(m.card(), scan.seriesUid(), Optional.of(stack)))
                .toList();
    }

    /// Whether a slide model is to run.
    boolean onSlide(ModelCard card, String seriesUid, SeriesTraits traits) {
        return asked.isPresent()
                ? asked.get().equals(card.id())
                : wants(card, traits) && !answers.stands(card, seriesUid, Optional.empty());
    }

    private boolean wants(ModelCard card, SeriesTraits traits) {
        Optional<List<String>> named = rules.models(traits);
        return named.isEmpty() || named.get().contains(card.id());
    }
}
