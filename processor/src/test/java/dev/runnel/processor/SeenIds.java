package dev.runnel.processor;

import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Remembers which ids the tests saw reported. */
final class SeenIds {
  private static final Pattern ID = Pattern.compile("^\\[Runnel/(\\w+)]");
  private static final Set<String> SEEN = new ConcurrentSkipListSet<>();

  private SeenIds() {}

  static void add(String message) {
    Matcher matcher = ID.matcher(message);
    if (matcher.find()) {
      SEEN.add(matcher.group(1));
    }
  }

  static Set<String> all() {
    return SEEN;
  }
}
