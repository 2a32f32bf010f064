package dev.runnel.parser;

import dev.runnel.TextReader;
import dev.runnel.Transformer;
import dev.runnel.TransformerRunnel;
import dev.runnel.Whole;
import dev.runnel.annotations.RunType;

/**
 * Passes text on, chunk by chunk, empty chunks too; the whole is the text. Behind a model it gives
 * the text of the messages; behind a parser of lists it joins the items, of which {@code then(...)}
 * or that parser alone gives the list.
 *
 * <p>Immutable and thread-safe.
 */
public final class StringOutputParser
    implements TransformerRunnel<String, String, String>, TextReader<String, String> {
  /** Makes a parser. */
  public StringOutputParser() {}

  @Override
  public Transformer<String, String> newTransformer() {
    return (chunk, out) -> out.emit(chunk);
  }

  @Override
  public Whole<String, String> whole() {
    return Whole.text();
  }

  @Override
  public String name() {
    return "StringOutputParser";
  }

  @Override
  public RunType type() {
    return RunType.PARSER;
  }
}
