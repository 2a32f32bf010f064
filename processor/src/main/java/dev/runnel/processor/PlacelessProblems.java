package dev.runnel.processor;

import dev.runnel.processor.diagnostic.Position;
import dev.runnel.processor.diagnostic.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/**
 * The problems for which Eclipse's compiler knows no place. They are shown at the class that is
 * generated for theirs, each time that it is compiled: Eclipse's builder forgets what it has shown
 * of a class when it compiles that once more, and it does so without the class that the problem is
 * in. Not thread-safe.
 */
final class PlacelessProblems {
  private static final class Placeless {
    private final Problem problem;
    private final TypeElement owner;
    private boolean isShown;

    private Placeless(Problem problem, TypeElement owner) {
      this.problem = problem;
      this.owner = owner;
    }
  }

  private final List<Placeless> all = new ArrayList<>();

  /** Forgets the problems of classes that are compiled anew, which will be found again. */
  void forget(Set<? extends Element> roots) {
    SourceClasses anew = new SourceClasses();
    anew.addAll(roots);
    all.removeIf(each -> anew.contain(each.owner));
  }

  /** Keeps a problem that was found in a class; its place may be in another one. */
  void add(Problem problem, TypeElement owner) {
    all.add(new Placeless(problem, owner));
  }

  /**
   * Prints what has a place now.
   *
   * @param generated finds the class that was generated for another, if it is compiled now
   * @param isLast whether there may be none for those which have not been shown
   */
  void print(
      Function<String, Optional<TypeElement>> generated,
      boolean isLast,
      BiConsumer<Problem, Position> printing) {
    for (Placeless each : all) {
      String owner = each.owner.getQualifiedName().toString();
      Optional<Position> place = generated.apply(owner).map(Position::of);
      if (place.isPresent() || (isLast && !each.isShown)) {
        printing.accept(each.problem, place.orElse(each.problem.position()));
        each.isShown = true;
      }
    }
  }
}
