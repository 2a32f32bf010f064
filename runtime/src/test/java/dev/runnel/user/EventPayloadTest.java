package dev.runnel.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.compose.RunnableLambda;
import dev.runnel.event.EventOptions;
import dev.runnel.event.EventPayload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A user's value that says how events show it. */
class EventPayloadTest {
  @Test
  void aValueSaysHowItIsShown() {
    assertThat(outputs(new Point(1, new Point(2, "x"))))
        .containsExactly("{\"point\":[1,{\"point\":[2,\"x\"]}]}");
  }

  @Test
  void aValueThatCannotSaySoIsShownByItsText() {
    assertThat(outputs(new Broken()))
        .containsExactly(
            "{\"type\":\"not_implemented\",\"id\":[\""
                + Broken.class.getName()
                + "\"],\"repr\":\"broken\"}");
  }

  private static List<String> outputs(Object value) {
    List<String> shown = new ArrayList<>();
    RunnableLambda.<String, Object>of("value", word -> value)
        .streamEvents("go", EventOptions.DEFAULT)
        .forEach(
            event -> {
              if (event.output().isPresent()) {
                shown.add(event.toJson().at("/data/output").toString());
              }
            });
    return shown;
  }

  private record Point(int x, Object y) implements EventPayload {
    @Override
    public Object toEventPayload(boolean streamed) {
      return Map.of("point", List.of(x, y));
    }
  }

  private static final class Broken implements EventPayload {
    @Override
    public Object toEventPayload(boolean streamed) {
      throw new IllegalStateException("not now");
    }

    @Override
    public String toString() {
      return "broken";
    }
  }
}
