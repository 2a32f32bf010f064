package dev.runnel.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.util.JavacTask;
import dev.runnel.processor.diagnostic.Position;
import dev.runnel.processor.diagnostic.SchemaProblems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A problem of {@code Map} lies in {@code List}; {@code Set} is generated for {@code Map}. */
class PlacelessProblemsTest {
  private final Elements elements =
      ((JavacTask)
              ToolProvider.getSystemJavaCompiler()
                  .getTask(null, null, null, null, List.of("java.lang.Object"), null))
          .getElements();
  private final TypeElement owner = elements.getTypeElement("java.util.Map");
  private final TypeElement other = elements.getTypeElement("java.util.List");
  private final TypeElement generated = elements.getTypeElement("java.util.Set");
  private final PlacelessProblems problems = new PlacelessProblems();

  @BeforeEach
  void find() {
    problems.add(
        SchemaProblems.misplacedSchema(Position.of(other), "List", "it is", "Mend it."), owner);
  }

  @Test
  void aProblemIsPrintedEachTimeThatTheGeneratedClassIsCompiled() {
    assertThat(printed(Set.of(owner), false)).isEmpty();
    find();
    assertThat(printed(Set.of(generated), false)).containsExactly(generated);
    assertThat(printed(Set.of(), true)).isEmpty();
    assertThat(printed(Set.of(generated), false)).containsExactly(generated);
  }

  @Test
  void aProblemIsForgottenWithTheClassThatItWasFoundIn() {
    assertThat(printed(Set.of(owner, generated), false)).isEmpty();
  }

  @Test
  void aProblemIsKeptWhereOnlyTheClassThatItLiesInIsCompiled() {
    assertThat(printed(Set.of(other), false)).isEmpty();
    assertThat(printed(Set.of(generated), false)).containsExactly(generated);
  }

  @Test
  void aProblemWithoutGeneratedClassIsPrintedOnceInTheEndWhereItLies() {
    assertThat(printed(Set.of(), true)).containsExactly(other);
    assertThat(printed(Set.of(), true)).isEmpty();
  }

  /** Returns where the problems are printed in a round. */
  private List<Element> printed(Set<TypeElement> roots, boolean isLast) {
    List<Element> places = new ArrayList<>();
    problems.forget(roots);
    problems.print(
        name ->
            owner.getQualifiedName().contentEquals(name) && roots.contains(generated)
                ? Optional.of(generated)
                : Optional.empty(),
        isLast,
        (problem, place) -> places.add(place.element()));
    return places;
  }
}
