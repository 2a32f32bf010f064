package dev.runnel.processor.model;

import static java.util.stream.Collectors.joining;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Describes a step or chain that chains of a class can name, before one binds it.
 *
 * @param name the name of its method
 * @param declaringClass the qualified name of the class that declares it
 * @param isChain whether it is a chain
 * @param manner how it reads and gives
 * @param reads what it reads
 * @param gives its chunks; null if that cannot be known
 * @param whole its own whole, of a component or a chain; else null
 */
public record OfferedStep(
    String name,
    String declaringClass,
    boolean isChain,
    Manner manner,
    List<Read> reads,
    @Nullable Type gives,
    @Nullable Type whole) {
  /**
   * A type.
   *
   * @param said as people say it, such as {@code text}
   * @param written as it stands in a source, such as {@code String}
   */
  public record Type(String said, String written) {}

  /**
   * How a step reads and gives.
   *
   * @param isPrompt whether it is a prompt
   * @param perChunk whether it reads chunk by chunk
   * @param many whether what one call of it gives are several chunks, as far as its types say
   */
  public record Manner(boolean isPrompt, boolean perChunk, boolean many) {
    /** That of which nothing is known. */
    public static final Manner UNKNOWN = new Manner(false, false, false);
  }

  /**
   * Something that it reads.
   *
   * @param parameter the name of the parameter; {@code input} for a component or a chain
   * @param type what it takes
   */
  public record Read(String parameter, Type type) {}

  /** Copies the list. */
  public OfferedStep {
    reads = List.copyOf(reads);
  }

  /**
   * Says what it reads and gives.
   *
   * @return such as {@code text -> ChatPrompt}; empty if that cannot be known
   */
  public String told() {
    return gives == null
        ? ""
        : reads.stream().map(read -> read.type().said()).collect(joining(", "))
            + " -> "
            + gives.said();
  }
}
