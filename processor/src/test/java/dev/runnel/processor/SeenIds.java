package dev.runnel.processor;

import dev.runnel.processor.Compiled.Compiler;
import dev.runnel.processor.Compiled.Reported;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Remembers, for as long as the tests of the module run, which ids tests saw reported in complete
 * lists of diagnostics. {@link SeenIdsTest} runs after all others and looks at it.
 */
final class SeenIds {
  private static final Pattern ID = Pattern.compile("^\\[Runnel/(\\w+)] ");

  private static final Map<Compiler, Set<String>> SEEN = new ConcurrentHashMap<>();

  private SeenIds() {}

  /** Remembers what a compiler reported, once a test has compared all of it. */
  static void saw(Compiler compiler, Collection<Reported> reported) {
    for (Reported each : reported) {
      Matcher id = ID.matcher(each.message());
      if (id.find()) {
        SEEN.computeIfAbsent(compiler, none -> ConcurrentHashMap.newKeySet()).add(id.group(1));
      }
    }
  }

  /** Lists the ids that were not seen on each compiler, with the compiler. */
  static List<String> unseen(Collection<String> ids) {
    List<String> unseen = new ArrayList<>();
    for (Compiler compiler : Compiler.values()) {
      Set<String> missing = new TreeSet<>(ids);
      missing.removeAll(SEEN.getOrDefault(compiler, Set.of()));
      missing.forEach(id -> unseen.add(id + " on " + compiler));
    }
    return unseen;
  }
}
