package dev.runnel.serve;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes apart what LZ-String has compressed for an address: letters of six bits each. The bits are
 * codes: two for a character that is new, one for the end, the others for phrases of a dictionary
 * that grows with the text, and the codes' width with it.
 */
final class LzString {
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-";
  private static final int MAX_LENGTH = 65_536;
  private static final int OF_8_BITS = 0;
  private static final int OF_16_BITS = 1;
  private static final int END = 2;
  private static final int FIRST_PHRASE = 3;
  private static final int BROKEN = -1;

  private final String letters;
  private final List<String> phrases = new ArrayList<>();
  private int bitsRead;
  private int width = 2;
  private int untilWider = 1;

  LzString(String letters) {
    this.letters = letters;
  }

  /** Returns the text; empty where it is not one that was compressed. */
  Optional<String> text() {
    StringBuilder text = new StringBuilder();
    String before = "";
    while (text.length() <= MAX_LENGTH) {
      int code = bits(width);
      if (code == END) {
        return Optional.of(text.toString());
      }
      if (code == OF_8_BITS || code == OF_16_BITS) {
        int character = bits(code == OF_8_BITS ? 8 : 16);
        code = character == BROKEN ? BROKEN : FIRST_PHRASE + phrases.size();
        add(String.valueOf((char) character));
      }
      int index = code - FIRST_PHRASE;
      if (index < 0 || index > phrases.size() || (index == phrases.size() && before.isEmpty())) {
        return Optional.empty();
      }
      String phrase = index < phrases.size() ? phrases.get(index) : before + before.charAt(0);
      text.append(phrase);
      if (!before.isEmpty()) {
        add(before + phrase.charAt(0));
      }
      before = phrase;
    }
    return Optional.empty();
  }

  private void add(String phrase) {
    phrases.add(phrase);
    untilWider--;
    if (untilWider == 0) {
      untilWider = 1 << width;
      width++;
    }
  }

  /** Reads bits, the lowest first. */
  private int bits(int count) {
    int value = 0;
    for (int i = 0; i < count; i++, bitsRead++) {
      int place = bitsRead / 6;
      int letter = place < letters.length() ? ALPHABET.indexOf(letters.charAt(place)) : BROKEN;
      if (letter == BROKEN) {
        return BROKEN;
      }
      value |= (letter >> (5 - bitsRead % 6) & 1) << i;
    }
    return value;
  }
}
