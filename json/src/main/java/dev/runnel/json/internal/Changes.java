package dev.runnel.json.internal;

/** Takes the differences between two snapshots, in order. */
interface Changes {
  /**
   * Takes one difference.
   *
   * @param added whether the value is new rather than a replacement
   * @param path the JSON Pointer of the value; reused, to be copied
   * @param value a node, or an open string
   * @return whether more are wanted
   */
  boolean change(boolean added, CharSequence path, Object value);
}
