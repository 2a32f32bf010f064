package dev.runnel.processor.generate;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;

/** The names in one pipeline class: what is taken, its own fields, and whether it calls steps. */
final class PipelineNames {
  /** What fixed parts of the code are called, parameters of lambdas included. */
  static final String[] FIXED = {"steps", "plan", "run", "reader", "only", "chunk", "out"};

  private final Names names;
  private final List<FieldSpec> fields = new ArrayList<>();
  private final Map<String, String> parameters = new HashMap<>();
  private boolean usesSteps;

  PipelineNames(Names around) {
    this.names = around.within(FIXED);
  }

  String newName(String suggestion) {
    return names.fresh(suggestion);
  }

  /** Finds a free name for a parameter of lambdas, the same each time. */
  String parameter(String suggestion) {
    return parameters.computeIfAbsent(suggestion, names::fresh);
  }

  /** Names the chain class, whose methods are the steps. */
  String steps() {
    usesSteps = true;
    return "steps";
  }

  /** Tells whether the pipeline needs the chain class: to call a step, or to pass it on. */
  boolean usesSteps() {
    return usesSteps;
  }

  void field(TypeName type, String name) {
    fields.add(FieldSpec.builder(type, name, Modifier.PRIVATE).build());
  }

  void finalField(TypeName type, String name, CodeBlock initializer) {
    fields.add(
        FieldSpec.builder(type, name, Modifier.PRIVATE, Modifier.FINAL)
            .initializer(initializer)
            .build());
  }

  /** Returns the fields: those that are made with the pipeline come first. */
  List<FieldSpec> fields() {
    return fields.stream()
        .sorted(Comparator.comparing(field -> !field.modifiers().contains(Modifier.FINAL)))
        .toList();
  }
}
