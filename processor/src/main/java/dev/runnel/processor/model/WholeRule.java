package dev.runnel.processor.model;

import com.palantir.javapoet.TypeName;

/** Says how chunks add up to a whole. */
public sealed interface WholeRule {
  /** The source's own whole: of a component, a chain, or a call that is made once. */
  record Own() implements WholeRule {}

  /** The one chunk that there is; none is an error. */
  record OnlyChunk() implements WholeRule {}

  /**
   * The one chunk or none, as an {@code Optional}.
   *
   * @param element what is optional
   */
  record OptionalOf(TypeName element) implements WholeRule {}

  /** The last chunk: each replaces the one before; none is an error. */
  record Last() implements WholeRule {}

  /** The text of all chunks. */
  record Text() implements WholeRule {}

  /** What the additive chunks sum to. */
  record Sum() implements WholeRule {}

  /**
   * The list of all chunks.
   *
   * @param element the list's elements; the chunks may be a subtype
   */
  record ListOf(TypeName element) implements WholeRule {}

  /**
   * What a method of the chain class makes of the list of all chunks.
   *
   * @param method the method
   * @param element the elements of the list that it takes
   * @param isStatic whether it is static
   */
  record Collect(MethodSignature method, TypeName element, boolean isStatic) implements WholeRule {}
}
