package dev.runnel.processor.diagnostic;

/**
 * Says what can be wrong with a chain as a whole: its method, what it takes and gives, and whether
 * it streams.
 */
public final class ChainProblems {
  private ChainProblems() {}

  /** Says that a chain's method has a body. */
  public static Problem chainNotAbstract(Position at, String chain) {
    return ProblemKind.CHAIN_NOT_ABSTRACT.at(at, "chain", chain);
  }

  /** Says that a chain's signature is none of those that can be chains. */
  public static Problem unsupportedChain(Position at, String method, String why, String fix) {
    return ProblemKind.UNSUPPORTED_CHAIN.at(at, "method", method, "why", why, "fix", fix);
  }

  /** Says that a chain names no steps. */
  public static Problem emptyChain(Position at, String chain) {
    return ProblemKind.EMPTY_CHAIN.at(at, "chain", chain);
  }

  /** Says that a chain contains itself. */
  public static Problem cyclicChain(Position at, String chain, String path) {
    return ProblemKind.CYCLIC_CHAIN.at(at, "chain", chain, "path", path);
  }

  /** Says that the chain's input is not what a step reads of it. */
  public static Problem chainInputMismatch(
      Position at, String chain, TypeWords takes, String step, TypeWords reads) {
    return ProblemKind.CHAIN_INPUT_MISMATCH.at(
        at, "chain", chain, "takes", takes, "step", step, "reads", reads);
  }

  /**
   * Says that the chain's chunks are not what its last step gives.
   *
   * @param elements how that step could give them; empty if it could not
   */
  public static Problem chainChunkMismatch(
      Position at,
      String chain,
      TypeWords declared,
      String step,
      TypeWords gives,
      String elements) {
    return ProblemKind.CHAIN_CHUNK_MISMATCH.at(
        at,
        "chain",
        chain,
        "declared",
        declared,
        "step",
        step,
        "gives",
        gives,
        "elements",
        elements);
  }

  /** Says that the chain's whole is not what its chunks add up to. */
  public static Problem chainWholeMismatch(
      Position at,
      String chain,
      TypeWords declared,
      TypeWords gives,
      TypeWords natural,
      TypeWords element) {
    return ProblemKind.CHAIN_WHOLE_MISMATCH.at(
        at,
        "chain",
        chain,
        "declared",
        declared,
        "gives",
        gives,
        "natural",
        natural,
        "element",
        element);
  }

  /** Says that the chain's chunks do not add up to its whole. */
  public static Problem chainCannotCollect(
      Position at, String chain, TypeWords declared, TypeWords element) {
    return ProblemKind.CHAIN_CANNOT_COLLECT.at(
        at, "chain", chain, "declared", declared, "element", element);
  }

  /** Says that the chain's chunks are items, and its whole is one text. */
  public static Problem chainCannotJoin(
      Position at, String chain, TypeWords declared, TypeWords element) {
    return ProblemKind.CHAIN_CANNOT_JOIN.at(
        at, "chain", chain, "declared", declared, "element", element);
  }

  /** Says that the method that collects does not exist. */
  public static Problem unknownCollect(
      Position at, String name, String className, String chain, Suggestion suggestion) {
    return ProblemKind.UNKNOWN_COLLECT.at(
        at, "name", name, "class", className, "chain", chain, "suggestion", suggestion);
  }

  /** Says that the method that collects does not fit. */
  public static Problem collectMismatch(
      Position at, String name, String chain, String why, TypeWords element, TypeWords whole) {
    return ProblemKind.COLLECT_MISMATCH.at(
        at, "name", name, "chain", chain, "why", why, "element", element, "whole", whole);
  }

  /** Says that a chain that has to stream cannot. */
  public static Problem streamingBroken(Position at, String chain, String why, String fix) {
    return ProblemKind.STREAMING_BROKEN.at(at, "chain", chain, "why", why, "fix", fix);
  }

  /** Says that a chain could stream to its end and does not. */
  public static Problem streamingLost(Position at, String chain, String step, String source) {
    return ProblemKind.STREAMING_LOST.at(at, "chain", chain, "step", step, "source", source);
  }

  /** Says that a chain that reads a stream waits for the whole of it. */
  public static Problem streamNotRead(Position at, String chain, String step) {
    return ProblemKind.STREAM_NOT_READ.at(at, "chain", chain, "step", step);
  }

  /** Says that an edge holds any number of chunks. */
  public static Problem bufferedEdge(
      Position at, String chain, String source, String step, String whole) {
    return ProblemKind.BUFFERED_EDGE.at(
        at, "chain", chain, "source", source, "step", step, "whole", whole);
  }
}
