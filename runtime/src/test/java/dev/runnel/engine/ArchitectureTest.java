package dev.runnel.engine;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.runnel");

  /** The API and the engine that carries it out know each other, and who listens to a run. */
  private static final Set<String> CORE =
      Set.of("dev.runnel", "dev.runnel.engine", "dev.runnel.event");

  private static final String ENGINE = "dev.runnel.engine";

  @Test
  void thereAreNoCyclesOfPackagesBesideTheCore() {
    SliceAssignment coreAndOthers =
        new SliceAssignment() {
          @Override
          public SliceIdentifier getIdentifierOf(JavaClass type) {
            String name = type.getPackageName();
            boolean core = CORE.contains(name) || name.startsWith("dev.runnel.engine.");
            return SliceIdentifier.of(core ? "core" : name);
          }

          @Override
          public String getDescription() {
            return "the core and the other packages";
          }
        };
    slices().assignedFrom(coreAndOthers).should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void aGeneratedClassHasFewSuperclassesAndInheritsLittle() {
    JavaClass generated = CLASSES.get(RelayPipeline.class);
    List<JavaClass> line =
        Stream.concat(Stream.of(generated), generated.getAllRawSuperclasses().stream())
            .filter(type -> !type.isEquivalentTo(Object.class))
            .toList();
    assertThat(line).hasSizeLessThanOrEqualTo(4);
    assertThat(
            line.stream()
                .flatMap(type -> type.getMembers().stream())
                .filter(member -> !(member instanceof JavaConstructor))
                .filter(member -> member.getModifiers().contains(JavaModifier.PROTECTED))
                .filter(member -> !member.getModifiers().contains(JavaModifier.SYNTHETIC))
                .map(ArchitectureTest::signature)
                .distinct())
        .hasSizeLessThanOrEqualTo(40);
  }

  private static String signature(JavaMember member) {
    return member instanceof JavaCodeUnit method
        ? method.getName() + method.getRawParameterTypes()
        : member.getName();
  }

  @Test
  void theRoomsOfTheEngineKnowEachOtherOneWay() {
    layeredArchitecture()
        .consideringOnlyDependenciesInAnyPackage(ENGINE + "..", "dev.runnel.compose..")
        .layer("compose")
        .definedBy("dev.runnel.compose")
        .layer("call")
        .definedBy(ENGINE + ".call")
        .layer("wrap")
        .definedBy(ENGINE + ".wrap")
        .layer("core")
        .definedBy(ENGINE)
        .layer("run")
        .definedBy(ENGINE + ".run")
        .layer("whole")
        .definedBy(ENGINE + ".whole")
        .layer("stream")
        .definedBy(ENGINE + ".stream")
        .whereLayer("compose")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("call")
        .mayOnlyBeAccessedByLayers("compose")
        .whereLayer("wrap")
        .mayOnlyBeAccessedByLayers("call", "compose")
        .whereLayer("core")
        .mayOnlyBeAccessedByLayers("wrap", "call", "compose")
        .whereLayer("run")
        .mayOnlyBeAccessedByLayers("core", "wrap", "call", "compose")
        .whereLayer("whole")
        .mayOnlyBeAccessedByLayers("core", "wrap", "call", "compose")
        .whereLayer("stream")
        .mayOnlyBeAccessedByLayers("run", "core", "wrap", "call", "compose")
        .check(CLASSES);
  }

  @Test
  void thereIsOneDoorIntoTheEngine() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.runnel", "dev.runnel.event", "dev.runnel.parser..")
        .should()
        .dependOnClassesThat(
            // A channel is the engine's own, and a run the only run context that there is.
            resideInAnyPackage(ENGINE + "..")
                .and(not(simpleName("Engine").or(simpleName("Channel")).or(simpleName("Run")))))
        .check(CLASSES);
  }

  @Test
  void theEngineKnowsNeitherModelsNorParsers() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.runnel", "dev.runnel.engine")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.runnel.model..", "dev.runnel.parser..")
        .check(CLASSES);
  }

  @Test
  void whatReadsJsonAndSchemasKnowsNoChains() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.runnel.json..", "dev.runnel.schema..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("dev.runnel..")
                .and(not(resideInAnyPackage("dev.runnel.json..", "dev.runnel.schema.."))))
        .check(CLASSES);
  }

  @Test
  void theEngineKnowsNoSchemas() {
    noClasses()
        .that()
        .resideInAPackage(ENGINE + "..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.runnel.schema..")
        .check(CLASSES);
  }

  @Test
  void modelsKnowNoParsers() {
    noClasses()
        .that()
        .resideInAPackage("dev.runnel.model")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.runnel.parser..")
        .check(CLASSES);
  }

  @Test
  void eventsKnowNeitherModelsNorParsers() {
    noClasses()
        .that()
        .resideInAPackage("dev.runnel.event")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.runnel.model..", "dev.runnel.parser..")
        .check(CLASSES);
  }

  @Test
  void whatUsersCallDoesNotShowTheEngine() {
    List<String> shown = new ArrayList<>();
    for (JavaClass type : CLASSES) {
      boolean ours = isOfTheEngine(type);
      if (!ours && type.getModifiers().contains(JavaModifier.PUBLIC)) {
        for (JavaMember member : type.getMembers()) {
          if (isShown(member) && typesOf(member).anyMatch(ArchitectureTest::isOfTheEngine)) {
            shown.add(type.getSimpleName() + "." + member.getName());
          }
        }
      }
    }
    assertThat(shown).isEmpty();
  }

  private static boolean isShown(JavaMember member) {
    Set<JavaModifier> modifiers = member.getModifiers();
    return !modifiers.contains(JavaModifier.SYNTHETIC)
        && (modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED));
  }

  private static Stream<JavaClass> typesOf(JavaMember member) {
    Stream<JavaType> types =
        member instanceof JavaCodeUnit unit
            ? Stream.concat(unit.getParameterTypes().stream(), Stream.of(unit.getReturnType()))
            : Stream.of(((JavaField) member).getType());
    return types.flatMap(type -> type.getAllInvolvedRawTypes().stream());
  }

  private static boolean isOfTheEngine(JavaClass type) {
    return type.getPackageName().startsWith("dev.runnel.engine");
  }

  @Test
  void compositionsShowOnlyRunnables() {
    classes()
        .that()
        .resideInAPackage("dev.runnel.compose")
        .and()
        .areTopLevelClasses()
        .and()
        .arePublic()
        .should()
        .haveSimpleNameStartingWith("Runnable")
        .check(CLASSES);
  }

  @Test
  void nothingSleepsOrPrints() {
    noClasses().should().callMethod(Thread.class, "sleep", long.class).check(CLASSES);
    noClasses().should().accessField(System.class, "out").check(CLASSES);
    noClasses().should().accessField(System.class, "err").check(CLASSES);
  }
}
