package dev.runnel.schemas;

import dev.runnel.annotations.Description;

/** What a compilation finds as a class file, without its comments. */
public final class OfClassFile {
  private OfClassFile() {}

  /**
   * A comment that is in no class file.
   *
   * @param x as this one
   */
  @Description("Annotated.")
  public record Described(@Description("Annotated, too.") int x) {}
}
