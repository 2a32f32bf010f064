package dev.runnel.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.processor.Compiled.Compiler;
import dev.runnel.processor.Compiled.Source;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every way to read, with every way to give, at every place of a chain, compiles. */
class StepFormsTest {
  private static final Map<String, String> READS =
      new TreeMap<>(
          Map.of(
              "whole", "@Step|String in",
              "chunk", "@StreamingStep|String in",
              "stream", "@Step|ChunkStream<String> in",
              "flow", "@StreamingStep|Flow.Publisher<String> in",
              "reactive", "@Step|org.reactivestreams.Publisher<String> in",
              "flux", "@StreamingStep|reactor.core.publisher.Flux<String> in"));

  private static final Map<String, String> GIVES =
      new TreeMap<>(
          Map.of(
              "One", "String",
              "Maybe", "Optional<String>",
              "Chunks", "ChunkStream<String>",
              "Iterator", "Iterator<String>",
              "Iterable", "Iterable<String>",
              "JdkStream", "Stream<String>",
              "Flow", "Flow.Publisher<String>",
              "Flux", "reactor.core.publisher.Flux<String>",
              "Stage", "CompletableFuture<String>",
              "Call", "Call<String, String>"));

  @ParameterizedTest
  @EnumSource
  void allCombinationsCompile(Compiler compiler) {
    StringBuilder body = new StringBuilder("public abstract class Forms {\n");
    body.append("@Prompt(\"{topic}\") abstract ChatPrompt ask(String topic);\n");
    body.append("@StreamingStep abstract ChatModel model();\n");
    body.append("@StreamingStep String upper(String text) { return text; }\n");
    body.append("@Step int count(List<String> all) { return 0; }\n");
    READS.forEach(
        (name, read) -> {
          String annotation = read.substring(0, read.indexOf('|'));
          String parameter = read.substring(read.indexOf('|') + 1);
          GIVES.forEach(
              (form, type) -> {
                body.append(
                    "%s %s %s%s(%s) { return null; }\n"
                        .formatted(annotation, type, name, form, parameter));
                chains(body, name + form);
              });
          body.append(
              "%s void %sEmits(%s, Emitter<String> out) {}\n"
                  .formatted(annotation, name, parameter));
          chains(body, name + "Emits");
        });
    body.append("}\n");
    assertThat(Compiled.wholly(compiler, List.of(Source.of("Forms", body.toString())))).isEmpty();
  }

  /** Declares chains with a step at the beginning, in the middle, at the end, and collected. */
  private static void chains(StringBuilder body, String step) {
    String name = step.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + step.substring(1);
    body.append(
        """
        @Chain(value = {"%1$s", "upper"}, streams = Streaming.WHOLE)
        abstract ChunkStream<String> first%2$s(String topic);
        @Chain(value = {"ask", "model", "%1$s", "upper"}, streams = Streaming.WHOLE)
        abstract Runnel<String, String, List<String>> middle%2$s();
        @Chain(value = {"ask", "model", "%1$s"}, streams = Streaming.WHOLE)
        abstract RunnableSequence<String, String, String> last%2$s();
        @Chain(value = {"ask", "model", "%1$s", "count"}, streams = Streaming.WHOLE)
        abstract int counted%2$s(String topic);
        """
            .formatted(step, name));
  }
}
