package dev.runnel.parser;

import dev.runnel.TextReader;
import dev.runnel.TransformerRunnel;
import dev.runnel.Whole;
import dev.runnel.annotations.RunType;
import java.util.List;

/**
 * What the parsers of lists have in common: each item is a chunk, emitted when it is complete, and
 * the whole is the list of them.
 *
 * <p>Immutable and thread-safe.
 */
public abstract sealed class ListOutputParser
    implements TransformerRunnel<String, String, List<String>>, TextReader<String, List<String>>
    permits CommaSeparatedListOutputParser, NumberedListOutputParser, MarkdownListOutputParser {
  ListOutputParser() {}

  @Override
  public final Whole<String, List<String>> whole() {
    return Whole.list();
  }

  @Override
  public final String name() {
    return getClass().getSimpleName();
  }

  @Override
  public final RunType type() {
    return RunType.PARSER;
  }
}
