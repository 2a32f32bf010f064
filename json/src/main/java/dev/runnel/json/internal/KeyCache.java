package dev.runnel.json.internal;

import org.jspecify.annotations.Nullable;

/** Gives equal keys the same string, as long as not too many different ones come between. */
final class KeyCache {
  private static final int SLOTS = 256;
  private static final int LONGEST = 64;

  private final @Nullable String[] slots = new @Nullable String[SLOTS];

  String get(TextBuffer text) {
    int length = text.length();
    if (length > LONGEST) {
      return text.toString();
    }
    char[] chars = text.chars();
    int hash = length;
    for (int i = 0; i < length; i++) {
      hash = 31 * hash + chars[i];
    }
    int slot = (hash ^ hash >>> 8 ^ hash >>> 16) & SLOTS - 1;
    String cached = slots[slot];
    if (cached != null && same(cached, chars, length)) {
      return cached;
    }
    String made = text.toString();
    slots[slot] = made;
    return made;
  }

  private static boolean same(String cached, char[] chars, int length) {
    if (cached.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (cached.charAt(i) != chars[i]) {
        return false;
      }
    }
    return true;
  }
}
