package dev.runnel.engine;

/** Owns what a stream between two runs has open, such as the attempts at a step. */
final class StreamResources extends Resources {
  private final Telling telling = new Telling();

  @Override
  Telling telling() {
    return telling;
  }
}
