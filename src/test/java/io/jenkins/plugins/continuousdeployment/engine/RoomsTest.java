package io.jenkins.plugins.continuousdeployment.engine;

import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.core.domain.JavaModifier.STATIC;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static com.tngtech.archunit.library.plantuml.rules.PlantUmlArchCondition.Configuration.consideringOnlyDependenciesInAnyPackage;
import static com.tngtech.archunit.library.plantuml.rules.PlantUmlArchCondition.adhereToPlantUmlDiagram;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The drawing of the rooms, {@code rooms.puml}, and what holds in all of them. */
class RoomsTest {
    private static final String ALL = "io.jenkins.plugins.continuousdeployment";
    private static final URL DRAWING = RoomsTest.class.getResource("rooms.puml");
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ALL);

    @Test
    void noRoomKnowsAnotherWithoutAnArrow() {
        ArchRuleDefinition.classes()
                .should(adhereToPlantUmlDiagram(DRAWING, consideringOnlyDependenciesInAnyPackage(ALL + "..")))
                .check(CLASSES);
    }

    @Test
    void everyRoomIsDrawn() throws IOException {
        Set<String> rooms = CLASSES.stream().map(JavaClass::getPackageName).collect(toCollection(TreeSet::new));

        assertThat(drawnRooms().values()).containsExactlyInAnyOrderElementsOf(rooms);
    }

    @Test
    void everyArrowIsTaken() throws IOException {
        Map<String, String> rooms = drawnRooms();
        Set<String> drawn = new TreeSet<>();
        Matcher arrow = Pattern.compile("(?m)^\\[(\\w+)] --> \\[(\\w+)]$").matcher(drawing());
        while (arrow.find()) {
            drawn.add(rooms.get(arrow.group(1)) + " -> " + rooms.get(arrow.group(2)));
        }

        assertThat(taken()).containsAll(drawn);
    }

    private static Set<String> taken() {
        return CLASSES.stream()
                .flatMap(from -> from.getDirectDependenciesFromSelf().stream())
                .map(each -> each.getOriginClass().getPackageName() + " -> "
                        + each.getTargetClass().getPackageName())
                .collect(toCollection(TreeSet::new));
    }

    @Test
    void noRoomLeadsBackToItself() {
        slices().matching(ALL + ".(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void nothingKnowsJenkins() {
        ArchRuleDefinition.noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("hudson..", "jenkins..", "org.kohsuke..", "org.jenkinsci..", "com.cloudbees..")
                .check(CLASSES);
    }

    @Test
    void noClassIsNamedForNothing() {
        ArchRuleDefinition.noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Helpers|Manager)")
                .check(CLASSES);
    }

    @Test
    void nothingStaticChanges() {
        ArchRuleDefinition.fields()
                .that()
                .haveModifier(STATIC)
                .should()
                .haveModifier(FINAL)
                .check(CLASSES);
        ArchRuleDefinition.noFields()
                .that()
                .haveModifier(STATIC)
                .and()
                .arePublic()
                .should()
                .haveRawType(DescribedPredicate.describe("an array or a mutable collection", RoomsTest::isMutable))
                .check(CLASSES);
    }

    private static boolean isMutable(JavaClass type) {
        return type.isArray()
                || (!type.isInterface() && (type.isAssignableTo(Collection.class) || type.isAssignableTo(Map.class)));
    }

    /** Whoever writes {@code equals} by hand may leave a component out; a record can't. */
    @Test
    void valuesAreRecords() {
        ArchRuleDefinition.noMethods()
                .that()
                .haveName("equals")
                .and()
                .areDeclaredInClassesThat()
                .areNotRecords()
                .and()
                .areDeclaredInClassesThat()
                // Is equal to another spelling of the same address, and is made only by its reader.
                .doNotHaveSimpleName("RepositoryAddress")
                .and()
                .areDeclaredInClassesThat()
                // Is what is written, which is all that is compared, with the same in a form to look rules up in.
                .doNotHaveSimpleName("HealthRules")
                .should()
                .bePublic()
                .allowEmptyShould(true)
                .check(CLASSES);
        ArchRuleDefinition.fields()
                .that()
                .areDeclaredInClassesThat()
                .areRecords()
                .and()
                .areDeclaredInClassesThat()
                .resideInAPackage(ALL + ".engine")
                .should()
                .notHaveRawType(DescribedPredicate.describe("an array", JavaClass::isArray))
                .check(CLASSES);
    }

    @Test
    void noVerdictReadsTheClock() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideInAnyPackage(ALL + ".engine", ALL + ".engine.health", ALL + ".engine.diff")
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(Clock.class, "systemDefaultZone")
                .check(CLASSES);
    }

    private static Map<String, String> drawnRooms() throws IOException {
        Map<String, String> rooms = new HashMap<>();
        Matcher room = Pattern.compile("(?m)^\\[(\\w+)] <<(.+)>>$").matcher(drawing());
        while (room.find()) {
            rooms.put(room.group(1), room.group(2));
        }
        return rooms;
    }

    private static String drawing() throws IOException {
        try (InputStream drawing = DRAWING.openStream()) {
            return new String(drawing.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
