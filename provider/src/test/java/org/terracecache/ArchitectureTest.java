package org.terracecache;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.conditions.ArchConditions.onlyDependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.commons.annotation.Testable;

/** Holds the package table of the architecture: who may import whom, and which library lives where. */
class ArchitectureTest {
    private static final String BASE = "org.terracecache";

    /** What users see. These packages may import one another, and nothing else of Terrace. */
    private static final List<String> EXPORTED = List.of(BASE, BASE + ".config", BASE + ".event", BASE + ".spi");

    /** The internal packages from top to bottom: each may import those after it, and the exported ones. */
    private static final List<String> TABLE =
            List.of("jcache", "layer", "memory", "redis", "remote", "bus", "entry", "codec", "observe", "lock");

    private static final JavaClasses PRODUCTION = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(BASE);

    private static final JavaClasses TESTS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
            .importPackages(BASE);

    private static final DescribedPredicate<JavaMethod> ARE_TESTS =
            describe("are tests", method -> method.isMetaAnnotatedWith(Testable.class));

    private static final DescribedPredicate<JavaClass> EXPORTED_TYPES =
            resideInAnyPackage(EXPORTED.toArray(String[]::new)).as("exported packages");

    private static final DescribedPredicate<JavaClass> NOT_TERRACE = resideOutsideOfPackages(BASE + "..");

    private static final String PROVIDER = BASE + ".TerraceCachingProvider";

    private static final DescribedPredicate<JavaClass> PROVIDER_CLASS = describe(
            "TerraceCachingProvider",
            type -> type.getName().equals(PROVIDER) || type.getName().startsWith(PROVIDER + "$"));

    static List<String> table() {
        return TABLE;
    }

    @Test
    void everyClass_livesInAPackageOfTheTable() {
        List<String> known = new ArrayList<>(EXPORTED);
        TABLE.forEach(name -> known.add(BASE + "." + name + ".."));
        check(classes().should().resideInAnyPackage(known.toArray(String[]::new)));
    }

    @Test
    void everyPackage_isNullMarked() {
        check(classes()
                .should(ArchCondition.from(describe(
                        "live in a package whose package-info is @NullMarked",
                        type -> type.getPackage().isAnnotatedWith(NullMarked.class)))));
    }

    @Test
    void exportedPackages_importNothingBelow_exceptTheProvider() {
        check(classes()
                .that(EXPORTED_TYPES.and(DescribedPredicate.not(PROVIDER_CLASS)))
                .should(onlyDependOnClassesThat(NOT_TERRACE.or(EXPORTED_TYPES))));
        checkWhatIsThere(classes()
                .that(PROVIDER_CLASS)
                .should(onlyDependOnClassesThat(
                        NOT_TERRACE.or(EXPORTED_TYPES).or(resideInAnyPackage(BASE + ".jcache")))));
    }

    @ParameterizedTest
    @MethodSource("table")
    void internalPackage_importsOnlyDownwards(String name) {
        Stream<String> below = TABLE.stream().skip(TABLE.indexOf(name));
        String[] allowed = below.map(row -> BASE + "." + row + "..").toArray(String[]::new);
        checkWhatIsThere(classes()
                .that()
                .resideInAPackage(BASE + "." + name + "..")
                .should(onlyDependOnClassesThat(NOT_TERRACE.or(EXPORTED_TYPES).or(resideInAnyPackage(allowed)))));
    }

    @Test
    void packages_haveNoCycles() {
        check(slices().assignedFrom(onePerPackage())
                .should()
                .beFreeOfCycles()
                .ignoreDependency(PROVIDER_CLASS, DescribedPredicate.alwaysTrue()));
    }

    @ParameterizedTest
    @CsvSource({
        "com.github.benmanes.caffeine, memory",
        "redis.clients, redis",
        "io.github.resilience4j, layer",
        "com.typesafe.config, config",
        "io.micrometer, observe",
        "tools.jackson, codec",
        "com.fasterxml.jackson, codec",
        "org.apache.fory, codec",
        "net.jpountz, codec"
    })
    void library_isImportedInOnePackageOnly(String library, String home) {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(BASE + "." + home + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library + ".."));
    }

    @Test
    void exportedSignatures_nameOnlyExportedAndStandardTypes() {
        check(classes()
                .that(EXPORTED_TYPES)
                .and(describe("are visible to users", ArchitectureTest::isVisible))
                .should(nameOnlyPublicTypes()));
    }

    @Test
    void tests_areNamedSoThatTheyRun() {
        methods()
                .that(ARE_TESTS)
                .should()
                .beDeclaredInClassesThat(describe(
                        "are named …Test (or are abstract, for subclasses that are)",
                        type -> outermost(type).getSimpleName().endsWith("Test")
                                || type.getModifiers().contains(JavaModifier.ABSTRACT)))
                .check(TESTS);
    }

    @Test
    void tests_areNeverDisabled() {
        methods().that(ARE_TESTS).should().notBeAnnotatedWith(Disabled.class).check(TESTS);
        classes().should().notBeAnnotatedWith(Disabled.class).check(TESTS);
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type);
    }

    /** The exported packages are one unit: their types are told of together and refer to one another. */
    private static SliceAssignment onePerPackage() {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                if (NOT_TERRACE.test(type)) {
                    return SliceIdentifier.ignore();
                }
                return SliceIdentifier.of(EXPORTED_TYPES.test(type) ? "API" : type.getPackageName());
            }

            @Override
            public String getDescription() {
                return "packages of Terrace";
            }
        };
    }

    private static ArchCondition<JavaClass> nameOnlyPublicTypes() {
        DescribedPredicate<JavaClass> allowed = EXPORTED_TYPES.or(resideInAnyPackage("java..", "javax.."));
        return new ArchCondition<>("name only exported and standard types in their signatures") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                signatureTypes(type)
                        .flatMap(named -> named.getAllInvolvedRawTypes().stream())
                        .map(JavaClass::getBaseComponentType)
                        .filter(named -> !named.isPrimitive() && !allowed.test(named))
                        .distinct()
                        .forEach(named -> events.add(SimpleConditionEvent.violated(
                                type, type.getName() + " shows users " + named.getName())));
            }
        };
    }

    private static Stream<JavaType> signatureTypes(JavaClass type) {
        Stream<JavaType> parents = Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream());
        Stream<JavaType> bounds = type.getTypeParameters().stream().map(JavaType.class::cast);
        Stream<JavaType> fields = type.getFields().stream()
                .filter(field -> isVisible(field.getModifiers()))
                .map(JavaField::getType);
        Stream<JavaType> members = type.getCodeUnits().stream()
                .filter(member -> isVisible(member.getModifiers()))
                .flatMap(ArchitectureTest::signatureTypes);
        return Stream.of(parents, bounds, fields, members).flatMap(types -> types);
    }

    private static Stream<JavaType> signatureTypes(JavaCodeUnit member) {
        List<JavaType> types = new ArrayList<>(member.getParameterTypes());
        types.add(member.getReturnType());
        types.addAll(member.getTypeParameters());
        types.addAll(member.getExceptionTypes());
        return types.stream();
    }

    private static boolean isVisible(JavaClass type) {
        return isVisible(type.getModifiers())
                && type.getEnclosingClass().map(ArchitectureTest::isVisible).orElse(true);
    }

    private static boolean isVisible(Set<JavaModifier> modifiers) {
        return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
    }

    private static void check(ArchRule rule) {
        rule.check(PRODUCTION);
    }

    /** For rules about a row of the table that may still be empty, or a class or library that may not be there yet. */
    private static void checkWhatIsThere(ArchRule rule) {
        rule.allowEmptyShould(true).check(PRODUCTION);
    }
}
