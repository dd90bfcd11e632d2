package loupe.app.shell;

import static loupe.app.text.Words.say;
import static loupe.app.text.Words.sayCount;
import static loupe.app.text.Words.told;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.Clipboard;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.stage.Window;
import loupe.app.action.Action;
import loupe.app.action.CommandPalette;
import loupe.app.action.KeyMap;
import loupe.app.action.Situation;
import loupe.app.action.Spoken;
import loupe.app.audit.LogPane;
import loupe.app.batch.BatchesPane;
import loupe.app.batch.BatchesViewModel;
import loupe.app.browser.BrowserPane;
import loupe.app.browser.BrowserViewModel;
import loupe.app.browser.ColumnsPane;
import loupe.app.browser.ImportReportPane;
import loupe.app.browser.ViewsPane;
import loupe.app.dashboard.DashboardPane;
import loupe.app.dashboard.DashboardViewModel;
import loupe.app.display.DisplayLine;
import loupe.app.display.DisplayPane;
import loupe.app.findings.FindingsViewModel;
import loupe.app.fx.Background;
import loupe.app.fx.FaultText;
import loupe.app.fx.WholeText;
import loupe.app.hanging.HangingsPane;
import loupe.app.help.HelpPane;
import loupe.app.help.KeysInHand;
import loupe.app.help.KeysPane;
import loupe.app.jobs.JobsBar;
import loupe.app.models.ModelsPane;
import loupe.app.models.ModelsViewModel;
import loupe.app.preferences.KeptLanguage;
import loupe.app.preferences.LanguagePane;
import loupe.app.preferences.Preferences;
import loupe.app.presets.PresetsPane;
import loupe.app.quality.QualityPane;
import loupe.app.quality.QualityViewModel;
import loupe.app.quality.SecondLookPane;
import loupe.app.report.ReportPane;
import loupe.app.report.ReportViewModel;
import loupe.app.slide.SlideStudyPane;
import loupe.app.text.Language;
import loupe.app.text.Words;
import loupe.app.theme.TextSize;
import loupe.app.theme.Theme;
import loupe.app.twice.DifferencesPane;
import loupe.app.twice.DifferencesViewModel;
import loupe.app.wiring.SafeLog;
import loupe.app.wiring.Samples;
import loupe.app.wiring.Workplace;
import loupe.core.finding.FindingId;
import loupe.core.study.StudyState;
import loupe.core.work.CancelledException;
import loupe.review.detecting.AnalyzeStudy;
import loupe.review.detecting.ArrivalAnalysis;
import loupe.review.importing.ImportReport;
import loupe.review.opinion.BlindReading;
import loupe.review.quality.BlindItem;
import loupe.review.quality.book.AwaitedLooks;
import loupe.review.screen.KeyChoice;
import loupe.review.screen.WindowLook;
import loupe.store.Store;
import loupe.store.fault.StoreException;

/// The window: lock screen, study list and open study in one stage; for the toolkit's thread.
public final class MainWindow implements AutoCloseable {
    /// What jobs that were asked to stop are given to do so, before what they work on is closed.
    private static final Duration JOBS_END = Duration.ofSeconds(1);

    /// What is answered beside the images, in the window.
    private static final Set<Action> ASK_IN_WINDOW = EnumSet.of(Action.REJECT, Action.COMMIT_OPINION, Action.SLAB, Action.BACK);

    private final Stage stage;
    private final Parts parts;
    private final Banner banner = new Banner();
    private final Sheets sheets = new Sheets();
    private final BorderPane main = new BorderPane();
    private final DisplayLine displayLine = new DisplayLine(() -> act(Action.DISPLAY_TEST));
    private final WayIn way;
    private final Background store = new Background("store", this::fault);
    private final IdleWatch idle;
    private final FurtherScreens screens;
    private final boolean borrowed;
    private Optional<Workplace> workplace;
    private Optional<Desk> desk = Optional.empty();
    private Optional<BrowserPane> list = Optional.empty();
    private Optional<StudyPane> study = Optional.empty();
    private Optional<SlideStudyPane> slides = Optional.empty();
    private Optional<Bookmark> bookmark = Optional.empty();
    /// What puts the page of figures away that is shown.
    private Optional<Runnable> page = Optional.empty();
    private Optional<QualityViewModel> quality = Optional.empty();
    private Optional<BatchesViewModel> batches = Optional.empty();
    private Optional<SecondLookPane> secondLook = Optional.empty();
    private Optional<DifferencesPane> differences = Optional.empty();
    private Optional<Path> samples;
    private Optional<Path> drawn = Optional.empty();
    private boolean locked = true;
    private WindowLook look = WindowLook.FIRST;
    private KeysInHand inHand = KeysInHand.of(KeyChoice.FIRST);
    private KeyMap keys = inHand.keys();

    /// What the window is given.
    ///
    /// @param opening which store
    /// @param preferences settings
    /// @param log keeps what went wrong
    /// @param choosers asks for files and folders
    /// @param monitors of this machine
    public record Parts(
            Workplace.Opening opening, Preferences preferences, SafeLog log, Choosers choosers, Monitors monitors) {
        /// With the system's monitors.
        public Parts(Workplace.Opening opening, Preferences preferences, SafeLog log, Choosers choosers) {
            this(opening, preferences, log, choosers, Monitors.ofSystem());
        }
    }

    /// @param open the store if it is open already; whoever opened it closes it
    /// @param samples folder to draw the sample studies in once the store is open; empty for none
    public MainWindow(Stage stage, Parts parts, Optional<Workplace> open, Optional<Path> samples) {
        this.stage = stage;
        this.parts = parts;
        this.way = new WayIn(parts.opening(), store, parts.log(), new WayIn.Listener(
                () -> desk,
                this::leave,
                w -> workplace = Optional.of(w),
                this::cameIn,
                this::enter,
                () -> parts.choosers().folder(stage, say("Folder for the recovery key"))));
        this.workplace = open;
        this.borrowed = open.isPresent();
        this.samples = samples;
        main.setTop(banner);
        main.getStyleClass().add("main");
        StackPane root = new StackPane(main, way.lock(), way.first(), sheets);
        root.getStyleClass().add("loupe");
        Scene scene = new Scene(root, 1366, 768);
        Theme.on(scene, look);
        WholeText.install(scene);
        stage.setTitle("Loupe");
        stage.setScene(scene);
        stage.setMinWidth(900);
        stage.setMinHeight(600);
        new Keyboard(scene, sheets, () -> keys, this::situation, this::act).install();
        idle = new IdleWatch(scene, parts.preferences().lockAfter(), this::lock);
        screens = new FurtherScreens(
                stage,
                parts.monitors(),
                new FurtherScreens.Listener(this::furtherScreen, banner::news, used -> desk().keep(used)));
    }

    /// Gives the window and its further screens a look.
    private void look(WindowLook next) {
        look = next;
        Window.getWindows().stream().filter(Stage.class::isInstance).forEach(w -> Theme.on(w.getScene(), next));
        list.ifPresent(l -> l.texts(next.textPercent()));
    }

    /// Gives them a look and keeps it.
    private void wanted(WindowLook next) {
        look(next);
        desk().keep(next);
    }

    /// A further screen has the same keys; what asks something asks in the window.
    private void furtherScreen(Scene scene) {
        Theme.on(scene, look);
        WholeText.install(scene);
        idle.watch(scene);
        new Keyboard(scene, sheets, () -> keys, this::situation, action -> {
            act(action);
            if (sheets.shown() || ASK_IN_WINDOW.contains(action)) {
                stage.requestFocus();
            }
        }).install();
    }

    /// Shows the window: the lock screen, or the list where the store is open already.
    public void show() {
        stage.show();
        workplace.ifPresentOrElse(this::opened, way::ask);
    }

    /// Lets go of what is locked, so that another account may come in without a restart; nothing where the store is not this window's.
    private Optional<WayIn.Closing> leave() {
        if (borrowed || desk.isEmpty()) {
            return Optional.empty();
        }
        Desk before = desk.get();
        Optional<Workplace> open = workplace;
        desk = Optional.empty();
        workplace = Optional.empty();
        bookmark = Optional.empty();
        main.setBottom(null);
        before.close();
        return Optional.of(() -> {
            before.jobs().awaitEnd(JOBS_END);
            if (open.isPresent()) {
                open.get().close();
            }
        });
    }

    private void cameIn(Workplace w, boolean sample) {
        if (sample) {
            samples = drawnSamples();
        }
        opened(w);
    }

    /// A folder for the sample study; it goes with the window.
    private Optional<Path> drawnSamples() {
        try {
            drawn = Optional.of(Files.createTempDirectory("loupe-sample"));
        } catch (IOException e) {
            fault(e);
        }
        return drawn;
    }

    private void opened(Workplace w) {
        workplace = Optional.of(w);
        Desk fresh = new Desk(w, store, this::fault);
        desk = Optional.of(fresh);
        main.setBottom(new VBox(new JobsBar(fresh.jobs()), displayLine));
        enter();
        samples.ifPresent(folder -> new SampleArrivals(
                        fresh, folder, new SampleArrivals.Listener(this::sampleImported, this::analysed, this::fault))
                .start());
        samples = Optional.empty();
    }

    private void enter() {
        locked = false;
        way.lock().setVisible(false);
        way.lock().clear();
        main.setVisible(true);
        idle.start();
        desk().comeIn();
        desk().look(this::look);
        desk().displayChecked(displayLine::checked);
        desk().keys(kept -> use(KeysInHand.of(kept)));
        desk().monitors(last -> {
            if (!locked) {
                screens.restore(last);
            }
        });
        Optional<Bookmark> place = bookmark;
        bookmark = Optional.empty();
        place.ifPresentOrElse(this::backTo, () -> showList(Optional.empty()));
    }

    private void backTo(Bookmark place) {
        reach(place.studyUid(), opened -> {
            showStudy(opened);
            if (place.series() >= 0) {
                study.ifPresent(s -> s.backTo(place));
                slides.ifPresent(s -> s.backTo(place.series()));
            }
        });
    }

    /// Takes a study in hand; where another reader has it, the list says so and asks.
    private void reach(String studyUid, Consumer<OpenStudy> then) {
        desk().open(studyUid, new Desk.Reached(then, held -> {
            if (locked) {
                return;
            }
            if (list.isEmpty()) {
                showList(Optional.of(studyUid));
            }
            list.ifPresent(l -> l.held(
                    held,
                    () -> desk().look(studyUid, held, then),
                    reason -> desk().takeOver(studyUid, reason, then)));
        }));
    }

    private Desk desk() {
        return desk.orElseThrow(() -> new IllegalStateException("the store is not open"));
    }

    private void showList(Optional<String> studyUid) {
        closeStudy();
        desk().giveBack();
        BrowserPane pane =
                new BrowserPane(desk().browser(), keys, this::act, paths -> desk().importing(paths, this::imported));
        pane.texts(look.textPercent());
        list = Optional.of(pane);
        displayLine.listed(true);
        main.setCenter(pane);
        refreshList(studyUid);
    }

    /// Reads the list anew; what is chosen stays chosen.
    ///
    /// @param studyUid study to choose in its place
    void refreshList(Optional<String> studyUid) {
        List<String> chosen = desk().browser().severalUids();
        desk().browser().refresh(() -> list.ifPresent(l -> l.filled(studyUid, chosen)));
    }

    private void showStudy(OpenStudy opened) {
        showStudy(opened, opened.slides().isEmpty());
    }

    /// @param otherImages whether its other images are shown where it has slides too
    private void showStudy(OpenStudy opened, boolean otherImages) {
        if (locked) {
            return;
        }
        closeStudy();
        list = Optional.empty();
        displayLine.listed(false);
        FindingsViewModel findings = desk().findings(opened);
        if (!opened.slides().isEmpty() && !otherImages) {
            SlideStudyPane shown = new SlideStudyPane(
                    new SlideStudyPane.Of(opened.summary(), opened.images(), opened.slides(), opened.hanging().store(),
                            opened.series().size()),
                    findings,
                    new SlideStudyPane.Around(keys, this::act, banner::news, this::fault, parts.preferences()));
            slides = Optional.of(shown);
            main.setCenter(shown);
            shown.focusSlide();
            return;
        }
        StudyPane pane = new StudyPane(
                opened,
                findings,
                new StudyPane.Around(
                        keys, this::act, banner::news, this::fault, parts.preferences(), screens::show));
        study = Optional.of(pane);
        main.setCenter(pane);
        pane.focusImage();
        if (opened.summary().state() == StudyState.TO_ADJUDICATE) {
            desk().differences(opened.summary().studyUid(), this::settle);
        }
    }

    /// Shows what two readers of the open study differ in beside its images; once it is settled, the study as it was settled.
    private void settle(DifferencesViewModel model) {
        study.filter(s -> s.study().summary().studyUid().equals(model.studyUid()) && secondLook.isEmpty()).ifPresent(s -> {
            DifferencesPane pane = new DifferencesPane(model, s, keys, this::act);
            differences = Optional.of(pane);
            s.settle(pane);
            model.onSettled(() -> {
                if (differences.filter(pane::equals).isPresent()) {
                    reach(model.studyUid(), settled -> {
                        showStudy(settled);
                        banner.news(say("Settled. The study can be sealed ({0}).", keys.keyText(Action.SEAL)));
                    });
                }
            });
            model.begin();
        });
    }

    /// Shows a page of figures in place of list or study.
    ///
    /// @param first node that takes the focus
    /// @param close puts it away
    private void showPage(Region pane, Node first, Runnable close) {
        closeStudy();
        desk().giveBack();
        list = Optional.empty();
        page = Optional.of(close);
        main.setCenter(pane);
        first.requestFocus();
    }

    private QualityViewModel quality() {
        QualityViewModel model = quality.orElseGet(() -> desk().quality());
        model.onItem(this::secondLook);
        model.onNone(() -> {
            // Who went to the list meanwhile stays there.
            if (list.isEmpty()) {
                secondLooks();
            }
        });
        quality = Optional.of(model);
        return model;
    }

    /// One model as long as the store is open: a batch goes on while other pages are shown.
    private void batches() {
        BatchesViewModel model = batches.orElseGet(() -> desk().batches(parts.log()::fault));
        batches = Optional.of(model);
        BatchesPane pane = new BatchesPane(
                model,
                new BatchesPane.Ask(
                        () -> parts.choosers().folder(stage, say("Folder of the batch")),
                        () -> parts.choosers().files(stage, say("Manifest of the batch (CSV)")).stream().findFirst(),
                        () -> parts.choosers().folder(stage, say("Folder for the report"))),
                () -> act(Action.BACK));
        showPage(pane, pane.first(), pane::close);
        model.refresh();
    }

    private void figures() {
        DashboardPane pane = new DashboardPane(desk().figures(this::behind), () -> act(Action.BACK));
        showPage(pane, pane.first(), pane::close);
        pane.again();
    }

    /// Shows the studies behind a number alone.
    private void behind(DashboardViewModel.Behind number) {
        desk().browser().only(new BrowserViewModel.Only(number.words(), Set.copyOf(number.cases().studies())));
        showList(Optional.empty());
    }

    private void secondLooks() {
        if (locked) {
            return;
        }
        QualityPane pane = new QualityPane(quality(), () -> act(Action.BACK));
        showPage(pane, pane.first(), pane::close);
        quality().refresh();
        quality().study();
    }

    /// Shows the images of an item, its finding alone on them and what is asked about it beside.
    private void secondLook(BlindItem item) {
        if (locked || list.isPresent()) {
            return;
        }
        if (secondLook.isPresent() && chosen().filter(item.studyUid()::equals).isPresent()) {
            besideImages(item, secondLook.get());
            return;
        }
        reach(item.studyUid(), opened -> {
            if (quality.flatMap(q -> q.lookProperty().get()).filter(l -> l.item().item().equals(item.item())).isEmpty()) {
                return; // put away while its images were read
            }
            showStudy(opened);
            SecondLookPane asked = new SecondLookPane(quality(), keys, this::act, () -> {
                study.ifPresent(StudyPane::focusImage);
                slides.ifPresent(SlideStudyPane::focusSlide);
            });
            secondLook = Optional.of(asked);
            besideImages(item, asked);
            asked.begin();
        });
    }

    private void besideImages(BlindItem item, SecondLookPane asked) {
        study.ifPresent(s -> s.lookAt(item.finding().id(), asked));
        slides.ifPresent(s -> s.lookAt(item.finding().id(), asked));
    }

    private void closeStudy() {
        page.ifPresent(Runnable::run);
        page = Optional.empty();
        secondLook.ifPresent(SecondLookPane::close);
        secondLook = Optional.empty();
        differences.ifPresent(DifferencesPane::close);
        differences = Optional.empty();
        screens.clear();
        study.ifPresent(StudyPane::close);
        study = Optional.empty();
        slides.ifPresent(SlideStudyPane::close);
        slides = Optional.empty();
        main.setCenter(null);
    }

    /// From slides to a study's other images, and back.
    private void otherImages() {
        boolean onSlides = slides.isPresent();
        chosen().ifPresent(uid -> reach(uid, opened -> {
            if (onSlides ? opened.series().isEmpty() : opened.slides().isEmpty()) {
                banner.news(onSlides ? say("This study has slides only.") : say("This study has no slides."));
            } else {
                showStudy(opened, onSlides);
            }
        }));
    }

    /// The findings of the open study.
    private Optional<FindingsViewModel> findings() {
        return study.map(StudyPane::findings).or(() -> slides.map(SlideStudyPane::findings));
    }

    /// Takes everything off the screen and out of memory, then clears the keys.
    private void lock() {
        if (locked) {
            return;
        }
        locked = true;
        idle.stop();
        sheets.drop();
        banner.clear();
        bookmark = secondLook.isPresent() ? Optional.empty() : study.map(StudyPane::bookmark).or(() -> slides.map(s -> new Bookmark(
                s.studyUid(), s.shown(), 0, s.findings().selectedProperty().get())));
        closeStudy();
        quality.ifPresent(QualityViewModel::putAway);
        quality = Optional.empty();
        batches = Optional.empty();
        screens.lock();
        list = Optional.empty();
        main.setVisible(false);
        Clipboard.getSystemClipboard().clear();
        way.lock().setVisible(true);
        way.lock().askAgain(desk().account());
        desk().lock(() -> {});
    }

    private Situation situation() {
        if (locked) {
            return Situation.locked();
        }
        if (findings().isPresent()) {
            FindingsViewModel f = findings().get();
            return new Situation(
                    slides.isPresent() ? Situation.Place.SLIDE : Situation.Place.STUDY, true, f.sealedProperty().get(),
                            f.selectedProperty().get().isPresent(),
                    f.blindProperty().get(), secondLook.isPresent(), differences.isPresent());
        }
        if (page.isPresent()) {
            return new Situation(Situation.Place.PAGE, false, false, false, false);
        }
        return new Situation(Situation.Place.LIST, chosen().isPresent(), false, false, false);
    }

    private Optional<String> chosen() {
        return page.isPresent() ? Optional.empty() : study.map(s -> s.study().summary().studyUid())
                .or(() -> slides.map(SlideStudyPane::studyUid))
                .or(() -> desk.flatMap(d -> d.browser().chosenProperty().get()).map(r -> r.study().studyUid()));
    }

    /// The study that is open, or every one chosen in the list.
    private List<String> allChosen() {
        return list.isPresent() ? desk().browser().severalUids() : chosen().stream().toList();
    }

    private void act(Action action) {
        if (!action.available(situation()) || secondLook.isPresent() && secondLook.get().act(action)
                || differences.isPresent() && differences.get().act(action)) {
            return;
        }
        switch (action) {
            case PALETTE -> palette();
            case LOCK -> lock();
            case ACCOUNTS -> people().accounts();
            case APPROVE -> chosen().ifPresent(uid -> people().approve(uid));
            case BREAK_GLASS -> people().breakGlass();
            case TAKE_READING -> chosen().ifPresent(uid -> people().takeReading(uid, () -> refreshList(Optional.of(uid))));
            case SCREENS -> screens.toggle();
            case THEME -> wanted(look.otherTheme());
            case TEXT_LARGER -> text(TextSize.larger(look.textPercent()));
            case TEXT_SMALLER -> text(TextSize.smaller(look.textPercent()));
            case TEXT_USUAL -> text(WindowLook.USUAL);
            case MOTION -> {
                wanted(look.otherMotion());
                banner.news(look.still() ? say("Nothing moves by itself.") : say("Motion is as the desktop has it."));
            }
            case LANGUAGE -> {
                KeptLanguage kept = new KeptLanguage(parts.opening().places().language());
                LanguagePane pane = new LanguagePane(kept.read(), Locale.getDefault(), l -> keep(kept, l), sheets::close);
                sheets.show(pane, pane.first());
            }
            case HELP -> {
                HelpPane pane = new HelpPane(now(), keys, sheets::close);
                sheets.show(pane, pane.first());
            }
            case KEYS -> {
                KeysPane pane = new KeysPane(inHand, this::keep, sheets::close);
                sheets.show(pane, pane.lookup("#keys-words"));
            }
            case DISPLAY_TEST -> displayTest();
            case FULL_SCREEN -> stage.setFullScreen(!stage.isFullScreen());
            case IMPORT_FOLDER ->
                parts.choosers().folder(stage, say("Folder to import")).ifPresent(f -> importing(List.of(f)));
            case IMPORT_FILES -> importing(parts.choosers().files(stage, say("Files to import")));
            case LIST_VIEWS -> {
                ViewsPane pane = new ViewsPane(desk().browser(), sheets::close);
                sheets.show(pane, pane.lookup("#view-list"));
            }
            case LIST_COLUMNS -> {
                ColumnsPane pane = new ColumnsPane(desk().browser(), sheets::close);
                sheets.show(pane, pane.lookup("#column-list"));
            }
            case OPEN_STUDY -> chosen().ifPresent(uid -> reach(uid, this::showStudy));
            case ANALYZE -> allChosen().forEach(this::analyse);
            case EXPORT -> export(allChosen());
            case BACK -> {
                if (!(study.isPresent() && study.get().putDrawingAway() || slides.isPresent() && slides.get().putToolAway())) {
                    back();
                }
            }
            case HANGINGS -> study.ifPresent(s -> {
                HangingsPane pane = new HangingsPane(s.hanging(), sheets::close);
                sheets.show(pane, pane.lookup("#hanging-list"));
            });
            case CALIBRATE -> study.flatMap(s -> s.calibrating().sheet(sheets::close)).ifPresent(p -> sheets.show(p, p.first()));
            case DESCRIBE -> study.flatMap(s -> s.correcting().describe(sheets::close))
                    .ifPresent(p -> sheets.show(p, p.lookup("#describe-label")));
            case NEW_SEGMENT -> study.flatMap(s -> s.correcting().segments().begin(sheets::close))
                    .ifPresent(p -> sheets.show(p, p.lookup("#describe-label")));
            case MERGE_SEGMENT -> study.flatMap(s -> s.correcting().segments().merge(sheets::close))
                    .ifPresent(p -> sheets.show(p, p.lookup("#merge-list")));
            case TIMELINE -> study.map(s -> s.correcting().timeline(sheets::close))
                    .ifPresent(p -> sheets.show(p, p.lookup("#timeline-list")));
            case PRESETS -> study.ifPresent(s -> {
                PresetsPane pane = s.presets().sheet(() -> {
                    sheets.close();
                    s.focusImage();
                });
                sheets.show(pane, pane.lookup("#preset-list"));
            });
            case SECOND_LOOKS -> secondLooks();
            case FIGURES -> figures();
            case BATCHES -> batches();
            case MODELS -> {
                ModelsViewModel model = desk().models();
                ModelsPane pane = new ModelsPane(model, () -> act(Action.BACK));
                showPage(pane, pane.first(), () -> {});
                model.refresh();
            }
            case AUDIT_LOG -> {
                LogPane pane = new LogPane(
                        desk().log(), () -> parts.choosers().folder(stage, say("Folder for the log")), () -> act(Action.BACK));
                showPage(pane, pane.first(), () -> {});
                pane.read();
            }
            case WAY_BACK -> office().wayBack();
            case RETENTION -> office().retention();
            case PRIVACY -> office().privacy();
            case QUERY -> office().query();
            case NODES -> office().nodes();
            case OUTGOING -> office().sent();
            case SEND -> office().send(allChosen());
            case BLIND_READING -> people().blindReading(() -> refreshList(chosen()));
            case REPORT -> chosen().ifPresent(this::report);
            case SEAL -> findings().ifPresent(f -> askSeal(f, study.map(StudyPane::notLookedAt).orElse(List.of())));
            case FINISH_READING -> findings().ifPresent(this::askFinish);
            case OTHER_IMAGES -> otherImages();
            case SLIDE_IMPORT -> slides.ifPresent(s -> s.bringIn(parts.choosers().files(stage,
                    say("Objects to bring in (GeoJSON, DICOM ANN)"))));
            case SLIDE_EXPORT -> slides.ifPresent(
                    s -> parts.choosers().folder(stage, say("Folder for the objects")).ifPresent(s::export));
            default -> {
                list.ifPresent(l -> l.act(action));
                study.ifPresent(s -> s.act(action));
                slides.ifPresent(s -> s.act(action));
            }
        }
    }

    /// Puts the report of the open study beside its images.
    private void report(String studyUid) {
        if (findings().filter(f -> f.blindProperty().get()).isPresent()) {
            banner.fault(told(BlindReading.FIRST));
            return;
        }
        if (secondLook.isPresent()) {
            banner.fault(AwaitedLooks.FIRST);
            return;
        }
        ReportViewModel model = desk().report(studyUid);
        ReportPane pane = new ReportPane(
                model,
                id -> {
                    study.ifPresent(s -> s.goTo(id));
                    slides.ifPresent(s -> s.findings().select(new FindingId(id)));
                },
                () -> parts.choosers().folder(stage, say("Folder for the report")).ifPresent(
                        f -> model.write(f.resolve("report-study-" + desk().browser().number(studyUid) + ".pdf"))),
                sheets::close);
        sheets.beside(pane, pane.first(), pane::putAway);
        pane.sceneProperty().addListener((o, before, now) -> {
            if (now == null) {
                model.close();
            }
        });
    }

    /// From a second look to its page, from a page or study to the list.
    private void back() {
        if (secondLook.isPresent()) {
            quality().putAway();
            secondLooks();
        } else {
            quality.ifPresent(QualityViewModel::putAway);
            showList(chosen());
        }
    }

    private void text(int percent) {
        wanted(look.withText(percent));
        banner.news(say("Texts: {0} %.", percent));
    }

    private OfficePages office() {
        return new OfficePages(
                desk(), this::showPage, sheets, title -> parts.choosers().files(stage, title).stream().findFirst(),
                uid -> reach(uid, this::showStudy), this::grown,
                came -> desk().analyse(came.studyUids(), came.grownSeries(), parts.log()::fault, this::arrivalsAnalysed),
                () -> act(Action.BACK));
    }

    /// Studies came in, or were sent: behind the lock nobody reads the list.
    private void grown() {
        if (!locked) {
            refreshList(Optional.empty());
        }
    }

    private PeopleSheets people() {
        return new PeopleSheets(sheets, desk().people(), banner::news);
    }

    /// What can be done now.
    private List<Action> now() {
        return Stream.of(Action.values()).filter(a -> a.available(situation())).toList();
    }

    private void use(KeysInHand next) {
        inHand = next;
        keys = next.keys();
    }

    /// Uses other keys, and keeps them. What names keys is made anew.
    private void keep(KeysInHand next) {
        use(next);
        desk().keep(next.choice());
    }

    private void palette() {
        List<Action> now = now().stream().filter(a -> a != Action.PALETTE).toList();
        CommandPalette palette = new CommandPalette(now, keys, new CommandPalette.Chosen(
                chosen -> {
                    sheets.close();
                    act(chosen);
                },
                situation(),
                spoken -> {
                    sheets.close();
                    act(spoken);
                }));
        sheets.show(palette, palette.lookup("#palette-words"));
    }

    private void act(Spoken command) {
        if (!(command instanceof Spoken.Study s)) {
            study.ifPresent(shown -> shown.act(command));
            return;
        }
        desk().browser().uid(s.number()).ifPresentOrElse(
                uid -> reach(uid, this::showStudy), () -> banner.news(say("The list has no study {0}.", s.number())));
    }

    private void keep(KeptLanguage kept, Optional<Language> language) {
        store.run(
                () -> {
                    kept.keep(language);
                    return language;
                },
                done -> banner.news(say("Kept. The window speaks it from its next start on.")));
    }

    private void displayTest() {
        DisplayPane pane = new DisplayPane(
                stage,
                (monitor, answers) -> {
                    sheets.close();
                    desk().keep(monitor, answers, check -> {
                        displayLine.checked(check.passed());
                        banner.news(check.passed()
                                ? say("Kept. The display is asked about again in a month.")
                                : say("Kept: something was not as it must be. Do not read on this display before it was looked at."));
                    });
                },
                sheets::close);
        sheets.showWide(pane, pane.first());
    }

    private void importing(List<Path> paths) {
        if (!paths.isEmpty()) {
            desk().importing(paths, this::imported);
        }
    }

    private void imported(Desk.Arrived arrived) {
        if (locked) {
            return;
        }
        if (arrived.analyse()) {
            desk().analyse(arrived.report(), parts.log()::fault, this::arrivalsAnalysed);
        }
        refreshList(arrived.report().studyUids().stream().findFirst());
        ImportReportPane pane = new ImportReportPane(arrived.report(), sheets::close);
        sheets.show(pane, pane.lookup("#import-report-close"));
    }

    /// The first sample is opened at once, unless somebody reads already.
    private void sampleImported(ImportReport report) {
        if (locked) {
            return;
        }
        boolean first = list.isPresent() && desk().browser().size() == 0;
        list.ifPresent(l -> refreshList(Optional.empty()));
        report.studyUids().stream().filter(uid -> first).findFirst().ifPresent(uid -> reach(uid, this::showStudy));
    }

    private void arrivalsAnalysed(ArrivalAnalysis done) {
        banner.news(ArrivalWords.of(done));
        if (!locked) {
            findings().ifPresent(FindingsViewModel::refresh);
            list.ifPresent(l -> refreshList(chosen()));
        }
    }

    private void analyse(String studyUid) {
        banner.news(say("The models run in the background; you can go on reading."));
        desk().analyse(studyUid, done -> analysed(studyUid, done));
    }

    private void analysed(String studyUid, AnalyzeStudy.Analysis done) {
        String refused = done.refused().isEmpty() ? ""
                : say(" Not run: {0}.", String.join("; ", done.refused().stream().map(Words::told).toList()));
        banner.news(
                done.ran().isEmpty()
                        ? say("No model of this site fits the study's series.{0}", refused)
                        : say("Analysis finished{0}.{1}", ArrivalWords.found(done.ran()), refused));
        if (locked) {
            return;
        }
        if (list.isEmpty() && chosen().filter(studyUid::equals).isPresent()) {
            findings().ifPresent(FindingsViewModel::refresh);
        }
        list.ifPresent(l -> refreshList(Optional.of(studyUid)));
    }

    /// Several studies get a folder each, by their numbers in the list.
    private void export(List<String> studyUids) {
        parts.choosers().folder(stage, say("Folder to export to")).ifPresent(f -> {
            for (String uid : studyUids) {
                Path to = studyUids.size() == 1 ? f : f.resolve("study-" + desk().browser().number(uid));
                desk().export(uid, to, done -> banner.news(
                        say("{0} files written and read back; masks and measurements equal those in the store.", done.files().size())));
            }
        });
    }

    private void askSeal(FindingsViewModel findings, List<String> notLookedAt) {
        if (findings.blindProperty().get()) {
            banner.fault(told(BlindReading.FIRST));
            return;
        }
        long open = findings.open();
        if (open > 0) {
            banner.fault(sayCount(open, "{0} finding is still open. Accept, edit or reject every finding before sealing.",
                    "{0} findings are still open. Accept, edit or reject every finding before sealing."));
            findings.selectOpen();
            return;
        }
        sheets.ask(
                new Sheets.Question(
                        say("Seal this review?"),
                        say("You sign it as “reviewed and approved” under the name of this account. {0} findings are decided. After "
                                + "sealing nothing in the review can be changed.{1}", findings.findings().size(), notLookedAt.isEmpty()
                                        ? ""
                                        : say("\n\nNot looked at since you opened the study (Shift+J goes there):\n{0}",
                                                String.join("\n", notLookedAt))),
                        say("Seal")),
                findings::seal);
    }

    /// The end of one of two readings: no seal, which comes once what both differ in is settled.
    private void askFinish(FindingsViewModel findings) {
        findings.whenTwoRead(() -> sheets.ask(
                new Sheets.Question(
                        say("Finish your reading?"),
                        say("Two readers read this study. Your reading is kept as it is, and nothing in it can be changed. What both differ"
                                + " in is settled by a third before the study is sealed."),
                        say("Finish")),
                findings::finish));
    }

    private void fault(Throwable fault) {
        parts.log().fault(fault);
        boolean locking = locked && fault instanceof StoreException;
        if (fault instanceof CancelledException) {
            banner.news(FaultText.of(fault));
        } else if (!locking) {
            banner.fault(FaultText.of(fault));
        }
    }

    /// Stops jobs, blackens the view and closes the store if this window opened it. What was shown as saved is saved.
    @Override
    public void close() {
        close(closed -> {});
    }

    /// Closes, then tells on the toolkit's thread.
    public void close(Consumer<Boolean> then) {
        locked = true;
        idle.stop();
        closeStudy();
        screens.close();
        desk.ifPresent(Desk::close);
        store.run(this::closeWorkplace, then, fault -> {
            parts.log().fault(fault);
            then.accept(false);
        });
        store.close();
    }

    /// Stops jobs and closes the store without the toolkit, for a process that is told to end; from any thread.
    ///
    /// @param then told from another thread whether it closed in order
    void closeAtOnce(Consumer<Boolean> then) {
        desk.ifPresent(d -> d.jobs().cancelAll());
        store.aside(this::closeWorkplace, then);
    }

    /// What is still being drawn may stay; it is of nobody, and the store closes all the same.
    private void deleteDrawn(Path folder) {
        try {
            Samples.delete(folder);
        } catch (IOException | UncheckedIOException e) {
            parts.log().fault(e);
        }
    }

    /// After the jobs, which work on it.
    private boolean closeWorkplace() throws IOException {
        try {
            if (desk.isPresent()) {
                desk.get().jobs().awaitEnd(JOBS_END);
                desk.get().giveBackNow();
            }
        } finally {
            if (!borrowed && workplace.isPresent()) {
                workplace.get().close();
            }
            drawn.ifPresent(this::deleteDrawn);
        }
        return true;
    }
}
