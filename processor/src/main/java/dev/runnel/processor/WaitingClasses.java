package dev.runnel.processor;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/**
 * Keeps the names of the chain classes that wait for types which another processor may generate,
 * and knows when there is nothing left to wait for. Elements do not outlive a round. Not
 * thread-safe.
 *
 * <p>That is in the round that brings nothing new: no processor is left that could answer to
 * something. Mostly it is the last one, and there javac reports all names that it does not know
 * before it reads what is written: those of the classes that we did not generate, too. So where
 * nothing says that another processor runs, an empty file asks for one round more, in which the
 * error is reported and what stands in for the class is written.
 */
final class WaitingClasses {
  private final Set<String> names = new LinkedHashSet<>();
  private int rounds;
  private boolean isOver;
  private boolean hasLombok;
  private boolean isAlone;
  private boolean hasWritten;
  private boolean hasAsked;

  /**
   * Begins a round.
   *
   * @param lombok whether Lombok changes classes: it asks for rounds that bring nothing new
   */
  void begin(RoundEnvironment round, boolean lombok) {
    rounds++;
    hasLombok |= lombok;
    hasWritten = false;
    isOver =
        round.processingOver() || (rounds > 1 && !hasLombok && round.getRootElements().isEmpty());
  }

  /** Tells whether what is missing in this round never comes. */
  boolean isOver() {
    return isOver;
  }

  void add(TypeElement type) {
    names.add(type.getQualifiedName().toString());
  }

  /** Returns the classes that wait no longer, or not yet again. */
  List<TypeElement> take(Elements elements) {
    List<TypeElement> types = new ArrayList<>();
    for (String name : names) {
      TypeElement type = elements.getTypeElement(name);
      if (type != null) {
        types.add(type);
      }
    }
    names.clear();
    return types;
  }

  /** Notes that a class was written: the compiler begins another round for it. */
  void written() {
    hasWritten = true;
  }

  /**
   * Ends a round: asks for another one if classes wait, and nobody else seems to ask.
   *
   * @return the class for which to ask; empty if the compiler is left to decide
   */
  Optional<String> end(RoundEnvironment round) {
    if (names.isEmpty()) {
      return Optional.empty();
    }
    isAlone = (rounds == 1 || isAlone) && !OtherProcessors.mayAnswer(round.getRootElements());
    if (!isAlone || hasWritten || hasAsked || isOver) {
      return Optional.empty();
    }
    hasAsked = true;
    return Optional.of(names.iterator().next());
  }
}
