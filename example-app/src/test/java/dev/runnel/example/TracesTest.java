package dev.runnel.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.ChunkStream;
import dev.runnel.RunConfig;
import dev.runnel.Runnel;
import dev.runnel.agent.Agent;
import dev.runnel.micrometer.Observations;
import dev.runnel.model.ChatPrompt;
import dev.runnel.shared.Traces;
import dev.runnel.testkit.Script;
import dev.runnel.testkit.ScriptedChatModel;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is seen of each of the guide's chains, and of an agent: {@code traces.txt} has the tables.
 */
@Timeout(60)
class TracesTest {
  private static final Map<String, List<String>> TABLES = tables();

  private final Traces traces = new Traces();
  private final PrometheusMeterRegistry meters =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final RunConfig observed = Observations.of(traces.registry()).withMeters(meters).config();

  @AfterEach
  void close() {
    traces.close();
    meters.close();
  }

  /** Each begins with its name; then come its spans, and what Prometheus scrapes. */
  private static Map<String, List<String>> tables() {
    try (InputStream file = TracesTest.class.getResourceAsStream("traces.txt")) {
      Map<String, List<String>> tables = new LinkedHashMap<>();
      String text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
      for (String table : text.split("\n(?=# )")) {
        List<String> lines = table.lines().toList();
        tables.put(
            lines.get(0).substring(2),
            lines.subList(1, lines.size()).stream().filter(line -> !line.isBlank()).toList());
      }
      return tables;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<String> chains() {
    return Examples.names().stream();
  }

  private void assertSeen(String name) {
    List<String> seen = new ArrayList<>(traces.tree());
    seen.addAll(counts());
    // Steps beside each other begin in any order.
    assertThat(seen).containsExactlyInAnyOrderElementsOf(TABLES.get(name));
  }

  /** The counts of what Prometheus scrapes, and the sums of tokens: they do not depend on time. */
  private List<String> counts() {
    return meters
        .scrape()
        .lines()
        .filter(line -> line.matches("gen_ai\\w+(_count|token_usage_sum)\\{.*"))
        .map(line -> line.replaceAll("gen_ai_\\w+=\"none\",?|error_type=\"none\",", ""))
        .map(line -> line.replace(",}", "}"))
        .sorted()
        .toList();
  }

  private <I, C> void read(Example<I, C> example) {
    Runnel<I, C, ?> runnel = example.runnel().apply(GuideModel.replaying(Duration.ZERO));
    runnel.withConfig(observed).stream(example.input().apply(example.question()))
        .forEach(chunk -> {});
  }

  @ParameterizedTest
  @MethodSource("chains")
  void aChainOfTheGuide(String name) {
    read(Examples.find(name).orElseThrow());

    assertSeen(name);
  }

  @Test
  void anAgent() {
    HelperToolsToolbox tools = new HelperToolsToolbox(new HelperTools());
    Agent.of(AgentReplay.answering(Duration.ZERO), tools.search(), tools.weather())
        .withConfig(observed)
        .stream(ChatPrompt.of(AgentReplay.QUESTION))
        .forEach(chunk -> {});

    assertSeen("an agent");
  }

  @Test
  void aChainThatFails() {
    ScriptedChatModel failing =
        ScriptedChatModel.of(
            Script.of("Why").fail(new IllegalStateException("what the provider said")));
    Runnel<String, String, ?> joke = Examples.JOKE.runnel().apply(failing).withConfig(observed);

    assertThatThrownBy(() -> joke.stream("parrots").forEach(chunk -> {}))
        .hasMessage("what the provider said");

    assertSeen("a chain that fails");
    assertThat(traces.spans().toString()).doesNotContain("what the provider said");
  }

  @Test
  void aChainThatIsCancelled() {
    Runnel<String, String, ?> joke =
        Examples.JOKE.runnel().apply(ScriptedChatModel.of("Why", " not?")).withConfig(observed);

    try (ChunkStream<String> chunks = joke.stream("parrots")) {
      chunks.next();
    }

    assertSeen("a chain that is cancelled");
  }

  /** The picture is drawn by {@link TracePicture}. */
  @Test
  void thePictureShowsASpanForEachOfTheChains() throws IOException {
    String picture = Files.readString(Path.of("..", "docs", "observability.svg"));

    List<String> drawn =
        Pattern.compile("<text x=\"\\d+\" y=\"\\d+\">([^<]+)</text>")
            .matcher(picture)
            .results()
            .map(found -> found.group(1).replace("&lt;", "<").replace("&gt;", ">"))
            .toList();

    assertThat(drawn)
        .containsExactlyInAnyOrderElementsOf(
            TABLES.get("retrieve").stream()
                .filter(line -> line.endsWith(" ok"))
                .map(line -> line.strip().replaceAll("( CLIENT)? ok$", ""))
                .toList());
  }
}
