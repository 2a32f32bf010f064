package dev.runnel.processor.diagnostic;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What an attempt gives: a value, or the problems for which there is none. Nobody was told of the
 * problems yet.
 *
 * @param <T> the value
 */
public sealed interface Result<T> {
  /**
   * A value.
   *
   * @param value the value
   * @param <T> its type
   */
  record Ok<T>(T value) implements Result<T> {}

  /**
   * No value.
   *
   * @param problems why there is none, at least one
   * @param <T> the type that the value would have
   */
  record Rejected<T>(List<Problem> problems) implements Result<T> {
    /** Copies the list. */
    public Rejected {
      problems = List.copyOf(problems);
    }
  }

  /**
   * Gives a value.
   *
   * @param value the value
   * @return the result
   * @param <T> the value's type
   */
  static <T> Result<T> ok(T value) {
    return new Ok<>(value);
  }

  /**
   * Gives none.
   *
   * @param problem why
   * @return the result
   * @param <T> the type that the value would have
   */
  static <T> Result<T> rejected(Problem problem) {
    return new Rejected<>(List.of(problem));
  }

  /**
   * Puts the values of several results together.
   *
   * @param results the results
   * @return the values in their order, or all problems
   * @param <T> the values' type
   */
  static <T> Result<List<T>> all(List<Result<T>> results) {
    List<Problem> problems =
        results.stream().flatMap(result -> result.problems().stream()).toList();
    return problems.isEmpty()
        ? ok(results.stream().flatMap(result -> result.toOptional().stream()).toList())
        : new Rejected<>(problems);
  }

  /**
   * Goes on with the value, if there is one.
   *
   * @param next makes another value of it, or finds why there is none
   * @return what that gives, or the problems of this
   * @param <R> the other value's type
   */
  default <R> Result<R> flatMap(Function<T, Result<R>> next) {
    if (this instanceof Rejected<T> rejected) {
      return new Rejected<>(rejected.problems());
    }
    return next.apply(((Ok<T>) this).value());
  }

  /**
   * Makes another value of the value, if there is one.
   *
   * @param change what is done with it
   * @return the other value, or the problems of this
   * @param <R> the other value's type
   */
  default <R> Result<R> map(Function<T, R> change) {
    return flatMap(value -> ok(change.apply(value)));
  }

  /**
   * Returns the problems.
   *
   * @return the problems; none if there is a value
   */
  default List<Problem> problems() {
    return List.of();
  }

  /**
   * Returns the value.
   *
   * @return the value; empty if there are problems
   */
  default Optional<T> toOptional() {
    return this instanceof Ok<T> ok ? Optional.of(ok.value()) : Optional.empty();
  }

  /**
   * Adds the problems to a report.
   *
   * @param report the report
   * @return the value; empty if there were problems
   */
  default Optional<T> reportTo(Report report) {
    problems().forEach(report::add);
    return toOptional();
  }
}
