package loupe.app.dashboard;

import static loupe.app.text.Words.say;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import loupe.app.fx.FaultText;
import loupe.app.jobs.JobsViewModel;
import loupe.app.wiring.Workplace;
import loupe.review.dashboard.Cases;
import loupe.review.dashboard.Dashboard;
import loupe.review.dashboard.Dimension;

/// The figures of the site as they are shown; for the toolkit's thread. They are read as a job, which can be cancelled.
public final class DashboardViewModel {
    private final Workplace workplace;
    private final JobsViewModel jobs;
    private final Consumer<Behind> show;
    private final ReadOnlyObjectWrapper<Optional<Dashboard>> figures = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
    private List<Dimension> wanted = List.of();

    /// The studies behind a number.
    ///
    /// @param words what is counted, for people
    /// @param cases number and studies
    public record Behind(String words, Cases cases) {}

    /// @param jobs runs what takes long
    /// @param show shows the studies behind a number
    public DashboardViewModel(Workplace workplace, JobsViewModel jobs, Consumer<Behind> show) {
        this.workplace = workplace;
        this.jobs = jobs;
        this.show = show;
    }

    /// The figures; empty until they are read.
    public ReadOnlyObjectProperty<Optional<Dashboard>> figuresProperty() {
        return figures.getReadOnlyProperty();
    }

    /// What went wrong, or that figures are read.
    public ReadOnlyStringProperty messageProperty() {
        return message.getReadOnlyProperty();
    }

    /// Reads the figures, findings grouped so.
    public void read(List<Dimension> by) {
        wanted = List.copyOf(by);
        message.set(say("All studies are looked through …"));
        jobs.start(
                say("Figures"),
                context -> workplace.dashboard().run(by, false, context),
                d -> {
                    if (d.by().equals(wanted)) {
                        message.set("");
                        figures.set(Optional.of(d));
                    }
                },
                fault -> message.set(FaultText.of(fault)));
    }

    /// Shows the studies behind a number.
    public void show(String words, Cases cases) {
        if (!cases.studies().isEmpty()) {
            show.accept(new Behind(words, cases));
        }
    }
}
