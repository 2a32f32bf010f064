package dev.runnel.processor;

import static java.util.stream.Collectors.joining;

import dev.runnel.processor.diagnostic.ClassProblems;
import dev.runnel.processor.diagnostic.Position;
import dev.runnel.processor.diagnostic.Problem;
import dev.runnel.processor.diagnostic.ProblemKind;
import dev.runnel.processor.diagnostic.Report;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.annotation.processing.Messager;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;

/**
 * Prints problems where they are. What stands in a class file has no place to point to: there the
 * chain class that inherits it is shown; where a compiler knows no place, the class that is
 * generated. What a class and its heir both complain of is said once.
 */
final class ProblemPrinter {
  /** How much of a stack trace is printed: that of an overflow is long. */
  private static final int MAX_FRAMES = 100;

  /** What was said about a place. */
  private record Said(ProblemKind kind, String place) {}

  private final SourceClasses sources;
  private final Map<Said, String> said = new HashMap<>();
  private final PlacelessProblems placeless = new PlacelessProblems();

  ProblemPrinter(SourceClasses sources) {
    this.sources = sources;
  }

  void print(Messager messager, TypeElement chainClass, Report report) {
    for (Problem problem : report.problems()) {
      Position position = problem.position();
      if (!sources.contain(position.element())) {
        position = Position.of(chainClass);
      }
      Said place = new Said(problem.kind(), place(position));
      String name = chainClass.getQualifiedName().toString();
      if (name.equals(said.computeIfAbsent(place, first -> name))) {
        Eclipse.place(position)
            .ifPresentOrElse(
                known -> print(messager, problem, known), () -> placeless.add(problem, chainClass));
      }
    }
  }

  /** Begins a round, in which some classes are compiled. */
  void begin(Set<? extends Element> roots) {
    placeless.forget(roots);
  }

  /**
   * Prints what has no place of its own, where a class that was generated for it is compiled.
   *
   * @param generated finds the class that was generated for another, if it is compiled now
   * @param isLast whether it may never come
   */
  void printPlaceless(
      Messager messager, Function<String, Optional<TypeElement>> generated, boolean isLast) {
    placeless.print(generated, isLast, (problem, place) -> print(messager, problem, place));
  }

  void printOption(Messager messager, String option, String value, String allowed) {
    messager.printMessage(
        ProblemKind.BAD_OPTION.severity(), ClassProblems.badOption(option, value, allowed));
  }

  /** Prints that the processor itself has failed on a class. */
  void printFailure(Messager messager, TypeElement type, Throwable failure) {
    messager.printMessage(
        ProblemKind.INTERNAL_ERROR.severity(),
        ClassProblems.internalError(type.getQualifiedName().toString(), told(failure)),
        type);
  }

  /** Prints that the processor itself has failed on one of several classes. */
  void printFailure(Messager messager, Collection<? extends Element> classes, Throwable failure) {
    String names = classes.stream().map(Element::toString).sorted().collect(joining(", "));
    messager.printMessage(
        ProblemKind.INTERNAL_ERROR.severity(), ClassProblems.internalError(names, told(failure)));
  }

  private static String told(Throwable failure) {
    List<StackTraceElement> trace = List.of(failure.getStackTrace());
    return failure + " at " + trace.subList(0, Math.min(trace.size(), MAX_FRAMES));
  }

  private static void print(Messager messager, Problem problem, Position position) {
    if (position.annotation() == null) {
      messager.printMessage(problem.kind().severity(), problem.message(), position.element());
    } else if (position.value() == null) {
      messager.printMessage(
          problem.kind().severity(), problem.message(), position.element(), position.annotation());
    } else {
      messager.printMessage(
          problem.kind().severity(),
          problem.message(),
          position.element(),
          position.annotation(),
          position.value());
    }
  }

  /** Names a place the same in each round: by the elements around it, up to the class. */
  private static String place(Position position) {
    String place = "@" + position.value();
    for (Element at = position.element();
        at != null && at.getKind() != ElementKind.PACKAGE;
        at = at.getEnclosingElement()) {
      place = at + "." + place;
    }
    return place;
  }
}
