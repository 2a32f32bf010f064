package dev.runnel.engine.run;

/** Owns what a stream between two runs has open, such as the attempts at a step. */
public final class StreamResources extends Resources {
  private final Telling telling = new Telling();

  @Override
  public Telling telling() {
    return telling;
  }
}
