package dev.runnel.processor.analysis.emit;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import dev.runnel.processor.analysis.read.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/**
 * Says which annotations of others generated classes bear: the standard one that marks them as
 * generated, where the user's module can see it, and those that let a container find them.
 */
public final class GeneratedAnnotations {
  /** Names the container that finds generated classes by scanning. */
  public enum ComponentModel {
    /** None. */
    DEFAULT,
    /** Spring. */
    SPRING,
    /** Jakarta dependency injection. */
    JAKARTA;

    /**
     * Finds a model by the value of the processor's option.
     *
     * @param option the option's value
     * @return the model; empty if there is none of that name
     */
    public static Optional<ComponentModel> of(String option) {
      return Stream.of(values())
          .filter(model -> model.name().toLowerCase(Locale.ROOT).equals(option))
          .findFirst();
    }

    private List<String> stereotypes() {
      return switch (this) {
        case DEFAULT -> List.of();
        case SPRING -> List.of("org.springframework.stereotype.Component");
        case JAKARTA -> List.of("jakarta.inject.Named", "jakarta.inject.Singleton");
      };
    }
  }

  /** The standard annotation's name. */
  public static final String GENERATED = "javax.annotation.processing.Generated";

  private static final ClassName INJECT = ClassName.get("jakarta.inject", "Inject");

  private final Elements elements;
  private final ComponentModel componentModel;
  private final String processor;

  /**
   * Chooses the annotations.
   *
   * @param elements the compiler's elements
   * @param componentModel the container
   * @param processor the name of the processor, for the standard annotation
   */
  public GeneratedAnnotations(Elements elements, ComponentModel componentModel, String processor) {
    this.elements = elements;
    this.componentModel = componentModel;
    this.processor = processor;
  }

  /**
   * Says what to put on the only constructor: Jakarta's containers call none that is not annotated,
   * while Spring takes the only one.
   *
   * @param present what the chain class's constructor bears already
   */
  public List<AnnotationSpec> ofConstructor(List<AnnotationSpec> present) {
    AnnotationSpec inject = AnnotationSpec.builder(INJECT).build();
    return componentModel == ComponentModel.JAKARTA && !present.contains(inject)
        ? List.of(inject)
        : List.of();
  }

  /** Says what to put on a generated class. */
  public List<AnnotationSpec> of(TypeElement chainClass, List<Member> members) {
    List<AnnotationSpec> all = new ArrayList<>();
    Suppressions.of(chainClass, members).ifPresent(all::add);
    all.addAll(marks(chainClass));
    for (String stereotype : componentModel.stereotypes()) {
      all.add(AnnotationSpec.builder(ClassName.bestGuess(stereotype)).build());
    }
    return all;
  }

  /** Says what marks a class as generated, beside our own mark, where a class can see it. */
  public List<AnnotationSpec> marks(TypeElement beside) {
    ModuleElement module = elements.getModuleOf(beside);
    TypeElement generated =
        module == null
            ? elements.getTypeElement(GENERATED)
            : elements.getTypeElement(module, GENERATED);
    return generated == null
        ? List.of()
        : List.of(
            AnnotationSpec.builder(ClassName.get(generated))
                .addMember("value", "$S", processor)
                .build());
  }
}
