package loupe.app.house;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Counts classes of one package and of one name.
final class Crowding {
    private Crowding() {}

    /// That no package holds more top-level classes.
    static ArchCondition<JavaClass> atMost(int most) {
        return groups(
                "be one of at most " + most + " in its package", JavaClass::getPackageName, c -> true, most);
    }

    /// That no other public top-level class has its simple name.
    static ArchCondition<JavaClass> beTheOnlyOneOfItsName() {
        return groups(
                "be the only public one of its name",
                JavaClass::getSimpleName,
                c -> c.getModifiers().contains(JavaModifier.PUBLIC),
                1);
    }

    private static ArchCondition<JavaClass> groups(
            String name, Function<JavaClass, String> of, Predicate<JavaClass> counts, int most) {
        return new ArchCondition<>(name) {
            private List<String> tooMany = List.of();

            @Override
            public void init(Collection<JavaClass> all) {
                tooMany = all.stream()
                        .filter(c -> c.isTopLevelClass() && !c.getSimpleName().equals("package-info") && counts.test(c))
                        .collect(Collectors.groupingBy(of, Collectors.counting()))
                        .entrySet()
                        .stream()
                        .filter(e -> e.getValue() > most)
                        .map(e -> e.getKey() + " has " + e.getValue())
                        .toList();
            }

            @Override
            public void check(JavaClass c, ConditionEvents events) {}

            @Override
            public void finish(ConditionEvents events) {
                tooMany.forEach(t -> events.add(SimpleConditionEvent.violated(t, t)));
            }
        };
    }
}
