package loupe.app.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/// The never-rules of the design: each holds in the product and fails on a class written to break it.
class HouseRulesTest {
    private static final String CORE = "loupe.core..";
    private static final String DEID = "loupe.deid..";
    private static final String INFERENCE = "loupe.inference..";
    private static final String EXCHANGE = "loupe.exchange..";
    private static final String STORE = "loupe.store..";
    private static final String REVIEW = "loupe.review..";
    private static final String APP = "loupe.app..";

    private final JavaClasses product = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("/test-classes/") && !location.contains("-tests.jar"))
            .importPackages("loupe");

    /// A rule and the package of classes that break it.
    private record House(String name, ArchRule rule, String broken) {}

    private static List<House> rules() {
        return List.of(
                only("JavaFX stays in app", "javafx..", APP, "loupe.review.broken", "so that everything else runs headless"),
                only("SQL stays in store", "java.sql..", STORE, "loupe.review.broken", "so that every row is sealed"),
                only(
                        "ONNX Runtime stays in the engine",
                        "ai.onnxruntime..",
                        "loupe.inference.engine..",
                        "loupe.review.broken",
                        "so that sessions, memory and cancel have one owner"),
                new House(
                        "OpenCV stays in codecs and segments",
                        noClasses()
                                .that()
                                .resideOutsideOfPackages("loupe.core.dicom.codec..", "loupe.core.segment..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage("org.opencv..", "nu.pattern..")
                                .because("native memory needs one owner"),
                        "loupe.review.broken"),
                siblings("deid knows no sibling", DEID, "loupe.deid.broken", INFERENCE, STORE, EXCHANGE),
                siblings("inference knows no sibling", INFERENCE, "loupe.inference.broken", DEID, STORE, EXCHANGE),
                siblings("store knows no sibling", STORE, "loupe.store.broken", DEID, INFERENCE, EXCHANGE),
                siblings("exchange knows no sibling", EXCHANGE, "loupe.exchange.broken", DEID, INFERENCE, STORE),
                new House(
                        "sockets stay in exchange and in the way of the log to its collector",
                        noClasses()
                                .that()
                                .resideOutsideOfPackages(EXCHANGE, "loupe.store.atna..")
                                .should()
                                .dependOnClassesThat()
                                .haveNameMatching("java\\.net\\.(Server)?Socket|java\\.nio\\.channels\\.(Server)?SocketChannel"
                                        + "|java\\.net\\.http\\..*|com\\.sun\\.net\\.httpserver\\..*")
                                .because("what leaves the machine leaves it by one door"),
                        "loupe.review.broken"),
                new House(
                        "the leak search shares nothing with the profiles",
                        noClasses()
                                .that()
                                .resideInAPackage("loupe.deid.check..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage(
                                        "loupe.deid",
                                        "loupe.deid.profile..",
                                        "loupe.deid.text..",
                                        "loupe.deid.pseudonym..",
                                        "loupe.deid.pixel..")
                                .because("whoever checks must not repeat the mistakes of whom is checked"),
                        "loupe.deid.check.broken"),
                floor("core is the ground", CORE, "loupe.core.broken", DEID, INFERENCE, STORE, EXCHANGE, REVIEW, APP),
                floor("review knows no app", REVIEW, "loupe.review.broken", APP),
                new House(
                        "an identified instance stays out of app, inference, store and exchange",
                        noClasses()
                                .that()
                                .resideInAnyPackage(APP, INFERENCE, STORE, EXCHANGE)
                                .should()
                                .dependOnClassesThat()
                                .haveSimpleName("SourceInstance")
                                .because("nothing identified is shown, analysed or persisted"),
                        "loupe.store.broken"),
                new House(
                        "only deid and the store's reader make de-identified instances",
                        noClasses()
                                .that()
                                .resideOutsideOfPackages(DEID, STORE)
                                .should()
                                .callConstructorWhere(constructorOf("loupe.core.dicom.DeidentifiedInstance"))
                                .because("the type is the proof that a profile ran"),
                        "loupe.review.broken"),
                new House(
                        "no package circle",
                        slices().matching("loupe.(**)").should().beFreeOfCycles(),
                        "loupe.core.broken"),
                new House(
                        "a view model knows no scene",
                        noClasses()
                                .that()
                                .haveSimpleNameEndingWith("ViewModel")
                                .should()
                                .dependOnClassesThat()
                                .resideInAPackage("javafx.scene..")
                                .because("it is tested without a window"),
                        "loupe.app.broken"),
                new House(
                        "no Swing, no Desktop",
                        noClasses()
                                .should()
                                .dependOnClassesThat()
                                .resideInAPackage("javax.swing..")
                                .orShould()
                                .dependOnClassesThat()
                                .haveFullyQualifiedName("java.awt.Desktop")
                                .because("one toolkit, and nothing is handed to other programs unasked"),
                        "loupe.app.broken"),
                new House(
                        "the command line knows no toolkit",
                        noClasses()
                                .that()
                                .resideInAPackage("loupe.app.cli..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAPackage("javafx..")
                                .because("it runs where there is no display"),
                        "loupe.app.cli.broken"),
                new House(
                        "no static mutable state",
                        fields().that()
                                .areStatic()
                                .and()
                                .doNotHaveName("$assertionsDisabled")
                                .and()
                                .doNotHaveModifier(com.tngtech.archunit.core.domain.JavaModifier.SYNTHETIC)
                                .should()
                                .beFinal()
                                .because("tests and windows must not share state"),
                        "loupe.app.broken"),
                new House(
                        "no getInstance",
                        methods().should().notHaveName("getInstance").because("things are joined by constructor"),
                        "loupe.app.broken"),
                new House(
                        "sample data is never compiled against",
                        noClasses()
                                .that()
                                .resideOutsideOfPackage("loupe.sample..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAPackage("loupe.sample..")
                                .because("it is a guest, found by the service loader"),
                        "loupe.app.broken"),
                new House(
                        "wall clock and chance are injected",
                        noClasses()
                                .that()
                                .resideOutsideOfPackages("loupe.app.wiring..", "loupe.app.cli..", "loupe.sample..")
                                .should()
                                .callMethodWhere(clockOrChance())
                                .orShould()
                                .callConstructorWhere(constructorOf("java.util.Random"))
                                .orShould()
                                .callConstructorWhere(constructorOf("java.security.SecureRandom"))
                                .because("what cannot be repeated cannot be tested"),
                        "loupe.store.broken"),
                new House(
                        "one way to the store",
                        noClasses()
                                .that()
                                .resideInAPackage(APP)
                                .and()
                                .doNotHaveFullyQualifiedName("loupe.app.wiring.Workplace")
                                .and()
                                .doNotHaveFullyQualifiedName("loupe.app.cli.store.DoctorCommand")
                                .should()
                                .callMethodWhere(wholeStore())
                                .because("a reader who reads blind first sees the store through its gate"),
                        "loupe.app.broken"),
                new House(
                        "a package is a room",
                        classes().should(Crowding.atMost(25)).because("a room with more in it is two"),
                        "loupe.app.broken.crowd"),
                new House(
                        "one name, one public type",
                        classes().should(Crowding.beTheOnlyOneOfItsName()).because("a newcomer reads names first"),
                        "loupe.core.broken"),
                new House(
                        "names say what a class is",
                        classes()
                                .that()
                                .resideInAPackage("loupe..")
                                .should()
                                .haveNameNotMatching(".*(Manager|Utils?|Helper|Tools|Impl|Base|Data|Info)")
                                .because("these words say nothing"),
                        "loupe.app.broken"));
    }

    /// What gives the store without the gate of the blind first read. Doctor looks at whether it is whole, not at what is in it.
    private static DescribedPredicate<JavaCall<?>> wholeStore() {
        return DescribedPredicate.describe("the store without its gate", call -> {
            String owner = call.getTargetOwner().getName();
            String name = call.getName();
            return owner.equals("loupe.store.Store") && (name.equals("open") || name.equals("create"))
                    || owner.equals("loupe.review.opinion.BlindReading") && name.equals("store");
        });
    }

    private static House only(String name, String library, String home, String broken, String because) {
        return new House(
                name,
                noClasses()
                        .that()
                        .resideOutsideOfPackage(home)
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(library)
                        .because(because),
                broken);
    }

    private static House siblings(String name, String of, String broken, String... others) {
        return new House(
                name,
                noClasses()
                        .that()
                        .resideInAPackage(of)
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(others)
                        .because("siblings meet in app, through ports"),
                broken);
    }

    private static House floor(String name, String of, String broken, String... above) {
        return new House(
                name,
                noClasses()
                        .that()
                        .resideInAPackage(of)
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(above)
                        .because("a floor stands on those below it"),
                broken);
    }

    private static DescribedPredicate<com.tngtech.archunit.core.domain.JavaConstructorCall> constructorOf(String type) {
        return DescribedPredicate.describe("constructor of " + type, c -> c.getTargetOwner().getName().equals(type));
    }

    private static DescribedPredicate<JavaCall<?>> clockOrChance() {
        Set<String> calls = Set.of(
                "java.lang.System.currentTimeMillis",
                "java.lang.Math.random",
                "java.util.UUID.randomUUID",
                "java.time.Clock.systemUTC",
                "java.time.Clock.systemDefaultZone");
        return DescribedPredicate.describe(
                "wall clock or chance",
                c -> calls.contains(c.getTargetOwner().getName() + "." + c.getName())
                        || c.getTargetOwner().getName().startsWith("java.time.") && c.getName().equals("now"));
    }

    @TestFactory
    Stream<DynamicNode> house_rules() {
        return rules().stream()
                .map(h -> dynamicContainer(
                        h.name,
                        List.of(
                                dynamicTest("holds", () -> h.rule.check(product)),
                                dynamicTest("fails on a class that breaks it", () -> assertThat(violated(h))
                                        .isTrue()))));
    }

    private static boolean violated(House h) {
        JavaClasses broken = new ClassFileImporter().importPackages(h.broken);
        assertThat(broken).isNotEmpty();
        return h.rule.allowEmptyShould(true).evaluate(broken).hasViolation();
    }
}
