package dev.runnel.processor;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import javax.annotation.processing.Messager;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final String ROOT = "dev.runnel.processor";
  private static final String ANALYSIS = ROOT + ".analysis";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @Test
  void eachPhaseOfTheAnalysisKnowsOnlyThoseBeforeIt() {
    layeredArchitecture()
        .consideringOnlyDependenciesInAnyPackage(ROOT + "..")
        .layer("read")
        .definedBy(ANALYSIS + ".read")
        .layer("bind")
        .definedBy(ANALYSIS + ".bind")
        .layer("check")
        .definedBy(ANALYSIS + ".check")
        .layer("emit")
        .definedBy(ANALYSIS + ".emit")
        .layer("orchestration")
        .definedBy(ANALYSIS)
        .layer("processor")
        .definedBy(ROOT)
        .whereLayer("processor")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("orchestration")
        .mayOnlyBeAccessedByLayers("processor")
        .whereLayer("emit")
        .mayOnlyBeAccessedByLayers("orchestration", "processor")
        .whereLayer("check")
        .mayOnlyBeAccessedByLayers("emit", "orchestration", "processor")
        .whereLayer("bind")
        .mayOnlyBeAccessedByLayers("check", "emit", "orchestration")
        .whereLayer("read")
        .mayOnlyBeAccessedByLayers("bind", "check", "emit", "orchestration")
        .check(CLASSES);
  }

  @Test
  void noPackagesNeedEachOther() {
    slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void theGeneratorKnowsOnlyTheModel() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".generate")
        .should()
        .dependOnClassesThat(
            resideInAPackage(ROOT + "..")
                .and(not(resideInAnyPackage(ROOT + ".generate", ROOT + ".model"))))
        .check(CLASSES);
  }

  @Test
  void theModelKnowsNothingOfTheProcessor() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".model")
        .should()
        .dependOnClassesThat(
            resideInAPackage(ROOT + "..").and(resideOutsideOfPackage(ROOT + ".model")))
        .check(CLASSES);
  }

  @Test
  void onlyTheProblemPrinterPrints() {
    noClasses()
        .that()
        .doNotBelongToAnyOf(ProblemPrinter.class)
        .should()
        .callMethodWhere(target(owner(assignableTo(Messager.class))))
        .check(CLASSES);
  }
}
