package dev.runnel.processor.generate;

import com.palantir.javapoet.CodeBlock;
import dev.runnel.annotations.RunType;
import dev.runnel.processor.model.Chain;
import dev.runnel.processor.model.Step;
import dev.runnel.processor.model.StepParameter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Writes a chain's diagram for its Javadoc: the one that the chain's graph draws for Mermaid. */
final class DiagramWriter {
  /** What cannot stand in a Javadoc comment as it is. */
  private static final Pattern UNFIT = Pattern.compile("[{}]|\\*/|\\\\u");

  private static final int WIDTH = 70;

  private final Chain chain;

  DiagramWriter(SequenceContext sequence) {
    this.chain = sequence.chain();
  }

  /** Writes the steps in words, where these are short, and the diagram. */
  CodeBlock write() {
    String diagram = mermaid();
    CodeBlock.Builder code = CodeBlock.builder().add("$L", words());
    return UNFIT.matcher(diagram).find()
        ? code.add("\n").build()
        : code.add("\n\n<pre>{@code\n$L}</pre>\n", diagram).build();
  }

  private String words() {
    List<String> names = new ArrayList<>(List.of("input"));
    chain.steps().forEach(step -> names.add(step.methodName()));
    String row = String.join(" -> ", names);
    return isRow() && row.length() <= WIDTH
        ? "Runs {@code " + row + "}."
        : "Runs each step when what it reads is there.";
  }

  private boolean isRow() {
    return chain.steps().stream()
        .allMatch(
            step ->
                step.dataParameters().size() == 1
                    && step.dataParameters().get(0).source() == step.index() - 1);
  }

  private String mermaid() {
    StringBuilder text = new StringBuilder("flowchart TD\n  input([input])\n");
    chain.steps().forEach(step -> text.append(node(step)));
    text.append("  output([output])\n");
    for (Step step : chain.steps()) {
      List<StepParameter> data = step.dataParameters();
      data.forEach(
          read -> text.append(edge(read.source(), step.index(), data.size() > 1, read.name())));
      if (data.isEmpty() && chain.steps().size() == 1) {
        text.append(edge(StepParameter.INPUT, step.index(), false, ""));
      }
    }
    return text.append("  ")
        .append(id(chain.lastStep().index()))
        .append(" --> output\n")
        .toString();
  }

  private static String node(Step step) {
    RunType type = PlanWriter.type(step);
    String kind = type == null || type == RunType.CHAIN ? "" : "<br/>" + type.wireName();
    return "  " + id(step.index()) + "[\"" + escaped(step.runName()) + kind + "\"]\n";
  }

  private static String edge(int from, int to, boolean labelled, String label) {
    return "  "
        + id(from)
        + " -->"
        + (labelled ? "|\"" + escaped(label) + "\"| " : " ")
        + id(to)
        + "\n";
  }

  private static String id(int step) {
    return step == StepParameter.INPUT ? "input" : "s" + (step + 1);
  }

  private static String escaped(String text) {
    return text.replace("&", "#amp;")
        .replace("\"", "#quot;")
        .replace("<", "#lt;")
        .replace(">", "#gt;")
        .replace("\n", " ");
  }
}
