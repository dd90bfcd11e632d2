package loupe.review.twice;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How the readers of a site agree, over double readings settled in a period. Every number has its 95 % interval and its n; where there
/// is too little to tell, words stand in its place.
///
/// @param from first day, `YYYY-MM-DD`; empty from the beginning
/// @param until last day; empty to the end
/// @param studies double readings settled in the period
/// @param open double readings that are not settled yet; they count in no number
/// @param pairsOfReaders how many different pairs of readers there were
/// @param classes kinds of findings, all together first, then by name
/// @param found findings both readers have, and those only one has
/// @param positiveOfFindings how often one reader has a finding where the other has it: 2 both / (2 both + one)
/// @param dice median Dice of outlines of one thing
/// @param hd95Mm median of their 95 % Hausdorff distance, mm
/// @param volumes ICC(2,1) of their volumes
/// @param lengths ICC(2,1) of lengths both measured at one place
/// @param rulings how differences were settled: what stood, and how often
/// @param reasons why: how often each
public record AgreementReport(
        Optional<String> from,
        Optional<String> until,
        int studies,
        int open,
        int pairsOfReaders,
        List<OfClass> classes,
        Found found,
        Figure positiveOfFindings,
        Figure dice,
        Figure hd95Mm,
        Figure volumes,
        Figure lengths,
        Map<String, Integer> rulings,
        Map<String, Integer> reasons) {
    /// κ and its like are told from so many studies on.
    public static final int LEAST_STUDIES = 20;
    /// Dice, distances and correlations are told from so many pairs on.
    public static final int LEAST_PAIRS = 10;

    /// Found or not found in a study, of one kind of finding.
    ///
    /// @param kind in words
    /// @param both studies where both readers have one
    /// @param onlyFirst studies where only the first reader has one
    /// @param onlySecond studies where only the second reader has one
    /// @param neither studies where neither has one
    /// @param kappa Cohen's κ
    /// @param fleiss Fleiss' κ, where more than two pairs of readers read
    /// @param positive positive agreement
    /// @param negative negative agreement
    public record OfClass(
            String kind, int both, int onlyFirst, int onlySecond, int neither, Figure kappa, Optional<Figure> fleiss, Figure positive,
            Figure negative) {}

    /// Findings, not studies.
    ///
    /// @param both one thing that both have
    /// @param onlyFirst only the first reader's
    /// @param onlySecond only the second reader's
    public record Found(int both, int onlyFirst, int onlySecond) {}

    /// Copies lists and maps.
    public AgreementReport {
        classes = List.copyOf(classes);
        rulings = Map.copyOf(rulings);
        reasons = Map.copyOf(reasons);
    }
}
