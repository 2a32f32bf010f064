package dev.runnel.languageserver.feature;

import dev.runnel.languageserver.feature.Fix.Change;
import dev.runnel.languageserver.index.Index;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the chunks of a chain one whole by a method. */
final class CollectFixes {
  private CollectFixes() {}

  /** Lets a method take the list of the chunks, and give the whole. */
  static List<Fix> declare(Broken broken) {
    Optional<Index.Method> method =
        broken.method("name").filter(found -> found.parameters().size() == 1);
    Optional<String> element = broken.value("element");
    Optional<String> whole = broken.value("whole");
    if (method.isEmpty() || element.isEmpty() || whole.isEmpty()) {
      return List.of();
    }
    String list = "List<" + element.get() + ">";
    List<Change> changes = new ArrayList<>(Imports.of(broken.text(), "java.util.List"));
    changes.add(new Change(method.get().parameters().get(0).type(), list));
    String name = "'" + method.get().name() + "'";
    Fix takes = Fix.guess("Let " + name + " take a " + list, List.copyOf(changes));
    changes.add(new Change(method.get().returns(), whole.get()));
    Fix both = Fix.guess("Let " + name + " take a " + list + " and give " + whole.get(), changes);
    Fix visible =
        ModifierFixes.publicMethod(broken, method.get()).stream()
            .findFirst()
            .map(fix -> Fix.guess(fix.title(), fix.changes()))
            .orElse(takes);
    return visible == takes ? List.of(takes, both) : List.of(visible, takes, both);
  }

  /** Collects by a method that is there, or by a new one. */
  static List<Fix> add(Broken broken) {
    Optional<Index.Method> chain = broken.method("chain");
    Optional<Index.Annotation> annotation = chain.flatMap(found -> found.annotation("Chain"));
    Optional<String> element = broken.value("element");
    Optional<String> declared = broken.value("declared");
    if (annotation.isEmpty() || element.isEmpty() || declared.isEmpty()) {
      return List.of();
    }
    List<Fix> fixes = new ArrayList<>();
    for (Index.Method method : broken.index().methods()) {
      boolean isCollector =
          method.in().equals(chain.get().in())
              && method.parameters().size() == 1
              && broken.text().startsWith("List<", method.parameters().get(0).type().start())
              && !method.isStep();
      if (isCollector) {
        fixes.add(
            Fix.guess("Collect by '" + method.name() + "'", by(broken, annotation, method.name())));
      }
    }
    String name = "whole" + upper(chain.get().name());
    String signature = declared.get() + " " + name + "(List<" + element.get() + "> chunks)";
    List<Change> changes = new ArrayList<>(Imports.of(broken.text(), "java.util.List"));
    changes.add(by(broken, annotation, name));
    changes.add(NewMethods.above(broken, chain.get(), "", signature, name));
    fixes.add(Fix.guess("Collect by a new method '" + name + "'", changes));
    return fixes;
  }

  private static Change by(Broken broken, Optional<Index.Annotation> chain, String name) {
    return AnnotationEdits.set(broken.text(), chain.orElseThrow(), "collect", "\"" + name + "\"");
  }

  private static String upper(String name) {
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }
}
