package loupe.review.detecting;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loupe.core.study.Stack;
import loupe.inference.ModelCatalogue;
import loupe.inference.ModelRunner;
import loupe.inference.Scan;
import loupe.inference.UnsuitableInputException;
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

    /// Why no model can fit a series by its modality alone; empty where one could.
    Optional<String> noneForModality(Target t) {
        String modality = t.series().modality();
        if (models.models().stream().anyMatch(m -> m.card().accepts().modalities().contains(modality))) {
            return Optional.empty();
        }
        return Optional.of("No model takes series " + t.series().number() + ", its modality is "
                + (modality.matches("[A-Z]{1,16}") ? modality : "unknown")
                + (modality.equals("OT") ? "; of NIfTI volumes `--volumes-as` says what made them." : "."));
    }

    /// Why each model of the scan's modality does not fit it; empty where one does.
    List<String> whyNone(Scan scan) {
        List<String> out = new ArrayList<>();
        for (Model m : models.models()) {
            if (!m.card().accepts().modalities().contains(scan.modality())) {
                continue;
            }
            try {
                ModelRunner.check(m.card(), scan);
                return List.of();
            } catch (UnsuitableInputException e) {
                out.add(String.valueOf(e.getMessage()));
            }
        }
        return out;
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
