package dev.runnel.json.internal;

/** Writes JSON Pointers. */
final class Pointers {
  private Pointers() {}

  /** Appends a key as one segment. */
  static void append(StringBuilder path, String key) {
    path.append('/');
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      if (c == '~') {
        path.append("~0");
      } else if (c == '/') {
        path.append("~1");
      } else {
        path.append(c);
      }
    }
  }
}
