package loupe.app.query;

import static loupe.app.text.Words.say;
import static loupe.app.text.Words.sayCount;
import static loupe.app.text.Words.told;

import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import loupe.app.fx.Background;
import loupe.app.fx.FaultText;
import loupe.app.jobs.JobsViewModel;
import loupe.app.query.FoundStudy.Standing;
import loupe.app.wiring.NodePeers;
import loupe.app.wiring.Workplace;
import loupe.core.work.CancelledException;
import loupe.core.work.JobContext;
import loupe.exchange.node.Node;
import loupe.exchange.node.NodeKind;
import loupe.exchange.peer.Peer;
import loupe.exchange.peer.QueryLevel;
import loupe.review.consent.Purpose;
import loupe.review.job.JobHandle;
import loupe.review.job.JobRunner;
import loupe.review.detecting.SiteRules;
import loupe.review.retrieving.FoundLine;
import loupe.review.retrieving.RetrieveStudy;
import loupe.review.retrieving.Retrieved;
import loupe.review.retrieving.StudyQuery;
import loupe.store.access.Permission;

/// Asks nodes what they hold and fetches it; for the toolkit's thread. Answers name patients and are gone with [#leave()]; what is being
/// fetched then goes on as a job like any other.
public final class QueryViewModel {
    /// Answers after which it is enough.
    static final int MOST = 500;

    private final Workplace workplace;
    private final Background store;
    private final JobsViewModel jobs;
    private final Runnable grown;
    private final Consumer<Retrieved> analysing;
    private final JobRunner asking = new JobRunner(1, unused -> {});
    private final ObservableList<String> nodes = FXCollections.observableArrayList();
    private final ObservableList<FoundStudy> studies = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper keeps = new ReadOnlyBooleanWrapper();
    private Optional<JobHandle<?>> question = Optional.empty();
    private boolean left;

    /// @param store the thread the store is used on
    /// @param jobs runs what takes long
    /// @param grown told when something came into the store
    /// @param analysing told of what came where the site's rules ask for an analysis, and this account may run one
    public QueryViewModel(
            Workplace workplace, Background store, JobsViewModel jobs, Runnable grown, Consumer<Retrieved> analysing) {
        this.workplace = workplace;
        this.store = store;
        this.jobs = jobs;
        this.grown = grown;
        this.analysing = analysing;
    }

    /// How studies are fetched.
    ///
    /// @param deface whether faces are taken out of head series
    /// @param keepIdentity whether who it is and where it came from is kept, encrypted, so that results can go back
    public record Fetching(boolean deface, boolean keepIdentity) {}

    /// Names of the nodes that can be asked.
    public ObservableList<String> nodes() {
        return nodes;
    }

    /// What the node holds of what was asked for.
    public ObservableList<FoundStudy> studies() {
        return studies;
    }

    /// What became of the last step.
    public ReadOnlyStringProperty messageProperty() {
        return message.getReadOnlyProperty();
    }

    /// Whether a node is being asked.
    public ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /// The day it is here.
    LocalDate today() {
        return LocalDate.ofInstant(workplace.clock().instant(), ZoneId.systemDefault());
    }

    /// Whether the account may keep whose studies are.
    public ReadOnlyBooleanProperty keepsProperty() {
        return keeps.getReadOnlyProperty();
    }

    private record Askable(List<String> nodes, boolean keeps) {}

    /// Reads which nodes can be asked.
    public void refresh() {
        store.run(
                () -> new Askable(
                        workplace.nodes().all().stream()
                                .filter(n -> n.kind() != NodeKind.OFF && !NodePeers.ways(n).isEmpty())
                                .map(Node::name)
                                .toList(),
                        workplace.store().accounts().present().may(Permission.LINK_IDENTITY)),
                found -> {
                    keeps.set(found.keeps);
                    nodes.setAll(found.nodes);
                    if (found.nodes.isEmpty()) {
                        message.set(say("There is no node to ask yet. An administrator adds one on the page of nodes."));
                    }
                },
                this::wrong);
    }

    /// Looks for studies.
    ///
    /// @param dates as in [StudyQuery]
    public void look(String node, Wish wish) {
        StudyQuery query;
        try {
            query = wish.query();
        } catch (IllegalArgumentException e) {
            message.set(told(sentence(e)));
            return;
        }
        ask(node, query, false);
    }

    private static String sentence(IllegalArgumentException e) {
        String s = String.valueOf(e.getMessage());
        return Character.toUpperCase(s.charAt(0)) + s.substring(1) + ".";
    }

    /// Looks for every study the node has of the same patient.
    public void priors(String node, FoundStudy of) {
        if (of.line().patientId().isBlank()) {
            message.set(say("The node says no patient id of this study, so its patient's other studies cannot be told apart."));
            return;
        }
        ask(node, new StudyQuery(of.line().patientId(), "", "", "", "", Optional.empty(), Optional.empty()), true);
    }

    private record Answer(List<FoundStudy> studies, boolean all) {}

    private void ask(String node, StudyQuery query, boolean priors) {
        if (node.isBlank()) {
            message.set(say("Choose a node first."));
            return;
        }
        cancel();
        message.set(say("{0} is asked …", node));
        busy.set(true);
        JobHandle<Answer> job = asking.start(say("Query"), context -> answer(node, query, context));
        question = Optional.of(job);
        job.result().whenComplete((answer, fault) -> Platform.runLater(() -> {
            if (left || question.filter(job::equals).isEmpty()) {
                return;
            }
            busy.set(false);
            if (fault != null) {
                wrong(fault);
            } else {
                shown(node, answer, priors);
            }
        }));
    }

    private Answer answer(String node, StudyQuery query, JobContext context) throws IOException {
        Node n = workplace.nodes().open(node);
        try (Peer peer = workplace.peers().open(n)) {
            Peer.Found found = workplace.querying().run(n, peer, query, QueryLevel.STUDY, MOST, context);
            List<FoundLine> lines = found.matches().stream().map(FoundLine::of).toList();
            Map<String, String> here = plain().here(lines.stream().map(FoundLine::studyUid).toList());
            return new Answer(
                    lines.stream()
                            .map(l -> {
                                Optional<String> uid = Optional.ofNullable(here.get(l.studyUid()));
                                return new FoundStudy(
                                        l, new FoundStudy.Progress(uid.isPresent() ? Standing.HERE : Standing.AWAY, uid, ""));
                            })
                            .toList(),
                    found.all());
        }
    }

    private RetrieveStudy plain() throws IOException {
        return workplace.retrieving(Purpose.CARE, false);
    }

    private void shown(String node, Answer answer, boolean priors) {
        studies.setAll(answer.studies);
        int n = answer.studies.size();
        if (n == 0) {
            message.set(say("{0} has nothing like that. Ask for less: a part of the name with *, or a wider range of days.", node));
        } else if (!answer.all) {
            message.set(say("{0} has more than {1}. Ask for more of what you look for.", node, MOST));
        } else if (priors) {
            message.set(sayCount(n, "{0} study of this patient.", "{0} studies of this patient."));
        } else {
            message.set(sayCount(n, "{0} study found.", "{0} studies found."));
        }
    }

    /// Stops asking.
    public void cancel() {
        question.ifPresent(JobHandle::cancel);
        question = Optional.empty();
        if (busy.get()) {
            busy.set(false);
            message.set(say("Stopped asking."));
        }
    }

    /// Fetches studies, one after another.
    public void fetch(String node, List<FoundStudy> chosen, Fetching how) {
        List<FoundStudy> wanted = chosen.stream().filter(s -> s.progress().standing() != Standing.COMING).toList();
        if (wanted.isEmpty()) {
            message.set(say("Choose studies first."));
            return;
        }
        message.set(sayCount(wanted.size(), "{0} study is fetched …", "{0} studies are fetched …"));
        for (FoundStudy s : wanted) {
            // Of the study only its UID waits with the job: who it is of goes with the page.
            String uid = s.line().studyUid();
            s.now(Standing.COMING, Optional.empty(), say("waits, or is fetched"));
            jobs.start(
                    say("Retrieve from {0}", node), context -> fetched(node, uid, how, context),
                    done -> came(uid, done),
                    fault -> {
                        boolean cancelled = fault instanceof CancelledException;
                        shown(uid, found -> found.now(
                                Standing.LACKING, Optional.empty(), cancelled ? say("cancelled; what came is kept") : FaultText.of(fault)));
                        grown.run();
                    });
        }
    }

    /// Does something with the line of a study, if it is still shown.
    private void shown(String uid, Consumer<FoundStudy> does) {
        studies.stream().filter(s -> s.line().studyUid().equals(uid)).findFirst().ifPresent(does);
    }

    /// What a fetch brought.
    ///
    /// @param analyse whether models are to run on it
    private record Came(Retrieved done, boolean analyse) {}

    private Came fetched(String node, String uid, Fetching how, JobContext context) throws IOException {
        Node n = workplace.nodes().open(node);
        RetrieveStudy plain = workplace.retrieving(Purpose.CARE, how.deface);
        RetrieveStudy fetching = how.keepIdentity ? plain.keeping(workplace.identities()) : plain;
        return workplace.listening().whereItCan(n, listener -> {
            NodePeers ways = listener.map(l -> workplace.peers().to(l.destination())).orElse(workplace.peers());
            try (Peer peer = ways.open(n)) {
                Retrieved done = fetching.run(n, peer, uid, Optional.empty(), context);
                SiteRules rules = workplace.rules().rules();
                if (rules.sender(node).first()) {
                    workplace.shownFirst().mark(done.studyUids());
                }
                return new Came(done, done.imported() > 0 && workplace.mayAnalyze() && rules.analyses(node));
            }
        });
    }

    private void came(String uid, Came came) {
        Retrieved done = came.done;
        Optional<String> here = done.studyUids().stream().findFirst();
        List<String> words = new ArrayList<>();
        words.add(say("{0} of {1} images here", done.imported() + done.thereBefore(), done.instances()));
        if (done.lacking() > 0) {
            words.add(say("{0} were not sent; fetch again", done.lacking()));
        }
        if (!done.refused().isEmpty()) {
            words.add(say("{0} not taken: {1}", done.refused().size(), told(done.refused().getFirst().sentence())));
        }
        shown(uid, s -> s.now(done.complete() ? Standing.HERE : Standing.LACKING, here, String.join("; ", words)));
        if (!left) {
            message.set(done.complete() ? say("Fetched. It stands in the list of studies.") : String.join("; ", words) + ".");
        }
        grown.run();
        if (came.analyse) {
            analysing.accept(done);
        }
    }

    private void wrong(Throwable fault) {
        message.set(FaultText.of(fault));
    }

    /// Takes the answers away and asks nothing more.
    public void leave() {
        left = true;
        cancel();
        asking.close();
        studies.clear();
        message.set("");
    }
}
