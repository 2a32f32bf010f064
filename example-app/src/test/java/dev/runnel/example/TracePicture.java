package dev.runnel.example;

import dev.runnel.micrometer.Observations;
import dev.runnel.shared.Traces;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Draws the trace of a real run of the guide's chain with retrieval, as an SVG file. The argument
 * is the file.
 */
final class TracePicture {
  private static final int LEFT = 270;
  private static final int WIDTH = 430;
  private static final int ROW = 32;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final AttributeKey<Double> FIRST_CHUNK =
      AttributeKey.doubleKey("gen_ai.response.time_to_first_chunk");
  private static final Map<String, String> COLOURS =
      Map.of("invoke_workflow", "#4c72b0", "retrieval", "#55a868", "chat", "#c44e52");

  private final Traces traces;
  private final List<SpanData> spans;
  private final SpanData root;
  private final StringBuilder svg = new StringBuilder();

  private TracePicture(Traces traces) {
    this.traces = traces;
    spans =
        traces.spans().stream()
            .sorted(
                Comparator.comparingLong(SpanData::getStartEpochNanos)
                    .thenComparingInt(traces::depth))
            .toList();
    root = spans.get(0);
  }

  public static void main(String[] arguments) throws IOException {
    try (Traces traces = new Traces()) {
      Examples.RETRIEVE
          .runnel()
          .apply(GuideModel.replaying(Duration.ofMillis(15)))
          .withConfig(Observations.of(traces.registry()).config())
          .stream(Examples.RETRIEVE.question())
          .forEach(chunk -> {});
      Files.writeString(Path.of(arguments[0]), new TracePicture(traces).draw());
    }
  }

  private String draw() {
    int height = spans.size() * ROW + 40;
    add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 720 %d\""
            + " font-family=\"sans-serif\" font-size=\"13\">",
        height);
    add("  <title>A trace of a real run: a workflow, and the spans below it</title>");
    add("  <rect width=\"720\" height=\"%d\" fill=\"#ffffff\"/>", height);
    scale(height);
    for (int row = 0; row < spans.size(); row++) {
      span(spans.get(row), row * ROW + 16);
    }
    return svg.append("</svg>\n").toString();
  }

  private void scale(int height) {
    double seconds = seconds(root.getEndEpochNanos());
    for (int quarter = 0; quarter <= 4; quarter++) {
      int x = LEFT + WIDTH * quarter / 4;
      add("  <line x1=\"%d\" y1=\"8\" x2=\"%d\" y2=\"%d\" stroke=\"#dddddd\"/>", x, x, height - 30);
      add(
          "  <text x=\"%d\" y=\"%d\" font-size=\"11\" text-anchor=\"%s\">%.2f s</text>",
          x, height - 10, quarter == 4 ? "end" : "middle", seconds * quarter / 4);
    }
  }

  private void span(SpanData span, int y) {
    String name = span.getName();
    add(
        "  <text x=\"%d\" y=\"%d\">%s</text>",
        12 + traces.depth(span) * 16, y + 14, name.replace("<", "&lt;").replace(">", "&gt;"));
    int x = x(span.getStartEpochNanos());
    add(
        "  <rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"20\" fill=\"%s\"/>",
        x,
        y,
        Math.max(2, x(span.getEndEpochNanos()) - x),
        COLOURS.getOrDefault(name.split(" ", 2)[0], "#8c8c8c"));
    Double firstChunk = span.getAttributes().get(FIRST_CHUNK);
    if (firstChunk != null) {
      int first = x(span.getStartEpochNanos() + (long) (firstChunk * NANOS_PER_SECOND));
      add(
          "  <line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"#222222\" stroke-width=\"2\"/>",
          first, y - 4, first, y + 24);
      add(
          "  <text x=\"%d\" y=\"%d\" font-size=\"11\" fill=\"#ffffff\">first chunk</text>",
          first + 6, y + 14);
    }
  }

  private int x(long epochNanos) {
    return LEFT + (int) Math.round(WIDTH * seconds(epochNanos) / seconds(root.getEndEpochNanos()));
  }

  private double seconds(long epochNanos) {
    return (epochNanos - root.getStartEpochNanos()) / NANOS_PER_SECOND;
  }

  private void add(String line, Object... values) {
    svg.append(String.format(Locale.ROOT, line, values)).append('\n');
  }
}
