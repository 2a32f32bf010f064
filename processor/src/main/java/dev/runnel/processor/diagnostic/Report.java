package dev.runnel.processor.diagnostic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.tools.Diagnostic;

/** Gathers what is wrong with one chain class, in the order of discovery. Not thread-safe. */
public final class Report {
  private final List<Problem> problems = new ArrayList<>();

  /**
   * Adds a problem, unless the same was said about the same place.
   *
   * @param problem the problem
   */
  public void add(Problem problem) {
    if (problems.stream().noneMatch(known -> says(known, problem))) {
      problems.add(problem);
    }
  }

  /** A private type is one mistake, however many methods name it: one "private" has to go. */
  private static boolean says(Problem known, Problem problem) {
    if (known.kind() == ProblemKind.PRIVATE_TYPE && problem.kind() == known.kind()) {
      return known.fix().equals(problem.fix());
    }
    return known.message().equals(problem.message()) && known.position().equals(problem.position());
  }

  /**
   * Adds the problems of another report that are not yet here.
   *
   * @param other the report
   */
  public void addAll(Report other) {
    other.problems.forEach(this::add);
  }

  /**
   * Returns all problems.
   *
   * @return the problems, in the order in which they were added
   */
  public List<Problem> problems() {
    return List.copyOf(problems);
  }

  /**
   * Returns the first error's message.
   *
   * @return the message; empty if there are at most warnings and notes
   */
  public Optional<String> firstError() {
    return problems.stream()
        .filter(problem -> problem.kind().severity() == Diagnostic.Kind.ERROR)
        .map(Problem::message)
        .findFirst();
  }

  /**
   * Tells whether there is an error.
   *
   * @return whether there is one
   */
  public boolean hasErrors() {
    return firstError().isPresent();
  }

  /**
   * Gives a value, if nothing stands against it.
   *
   * @param value the value
   * @return the value; if there is an error, all problems
   * @param <T> the value's type
   */
  public <T> Result<T> unlessErrors(T value) {
    return hasErrors() ? new Result.Rejected<>(problems) : Result.ok(value);
  }

  /**
   * Leaves out all but the first problem of some kinds, and puts a guess into that: it explains the
   * others as well.
   *
   * @param kinds the kinds
   * @param guess a sentence or two
   * @return a copy
   */
  public Report guessing(Set<ProblemKind> kinds, String guess) {
    Report guessed = new Report();
    problems.stream()
        .filter(problem -> kinds.contains(problem.kind()))
        .findFirst()
        .ifPresent(problem -> guessed.add(problem.guessing(guess)));
    return guessed;
  }
}
