package dev.runnel.parser;

import static dev.runnel.parser.Partial.State.COMPLETE;
import static dev.runnel.parser.Partial.State.GROWING;
import static dev.runnel.parser.Partial.State.MISSING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

class JsonPartialsTest {
  enum Size {
    S,
    SMALL
  }

  record Part(String name, int count) {
    Part {
      Objects.requireNonNull(name);
    }
  }

  record Order(String title, int total, boolean paid, Size size, LocalDate date, List<Part> parts) {
    Order {
      Objects.requireNonNull(title);
      Objects.requireNonNull(parts);
    }
  }

  private static final JsonPartials<Order> ORDERS = JsonOutputParser.partial(Order.class);
  private static final String TEXT =
      """
      {"title":"Ab","total":12,"paid":true,"size":"SMALL","date":"2024-01-02",\
      "parts":[{"name":"x","count":1},{"name":"yz","count":23}]}""";

  private static Partial<Order> after(String text) {
    List<Partial<Order>> emitted = Feed.of(ORDERS, text).emitted;
    return emitted.get(emitted.size() - 1);
  }

  private static Partial<Order> upTo(String end) {
    return after(TEXT.substring(0, TEXT.indexOf(end) + end.length()));
  }

  @Test
  void haveTheWholeWhenTheDocumentIsComplete() {
    Feed<Partial<Order>, Order> feed = Feed.of(ORDERS, Feed.characters(TEXT));
    Partial<Order> last = feed.emitted.get(feed.emitted.size() - 1);

    assertThat(feed.emitted.subList(0, feed.emitted.size() - 1))
        .allSatisfy(partial -> assertThat(partial.whole()).isEmpty())
        .noneMatch(Partial::isComplete);
    assertThat(last.isComplete()).isTrue();
    assertThat(last.whole()).isEqualTo(feed.result());
    assertThat(feed.result().orElseThrow().parts())
        .containsExactly(new Part("x", 1), new Part("yz", 23));
    assertThat(ORDERS.invoke(TEXT)).isEqualTo(feed.result().orElseThrow());
  }

  @Test
  void sayWhatIsMissingGrowingOrComplete() {
    assertThat(upTo("{").state("/title")).isEqualTo(MISSING);
    assertThat(upTo("\"title\":").state("/title")).isEqualTo(MISSING);
    assertThat(upTo("\"A").state("/title")).isEqualTo(GROWING);
    assertThat(upTo("\"Ab\"").state("/title")).isEqualTo(COMPLETE);
    assertThat(upTo("12").state("/total")).isEqualTo(GROWING);
    assertThat(upTo("12,").state("/total")).isEqualTo(COMPLETE);
    assertThat(upTo("tru").state("/paid")).isEqualTo(MISSING);
    assertThat(upTo("true").state("/paid")).isEqualTo(COMPLETE);
    assertThat(upTo("\"yz").state("")).isEqualTo(GROWING);
    assertThat(upTo("\"yz").state("/parts")).isEqualTo(GROWING);
    assertThat(upTo("\"yz").state("/parts/0")).isEqualTo(COMPLETE);
    assertThat(upTo("\"yz").state("/parts/1")).isEqualTo(GROWING);
    assertThat(upTo("\"yz").state("/parts/1/name")).isEqualTo(GROWING);
    assertThat(upTo("\"yz").state("/parts/1/count")).isEqualTo(MISSING);
    assertThat(upTo("\"yz").state("/parts/2")).isEqualTo(MISSING);
    assertThat(upTo("\"yz").state("/title/0")).isEqualTo(MISSING);
    assertThat(after(TEXT).state("")).isEqualTo(COMPLETE);
    assertThat(after(TEXT).state("/parts/1/count")).isEqualTo(COMPLETE);
  }

  @Test
  void giveStringsAsTheyGrowAndTheRestWhenItIsComplete() {
    assertThat(upTo("\"A").value("/title", String.class)).contains("A");
    assertThat(upTo("12").value("/total", Integer.class)).isEmpty();
    assertThat(upTo("12,").value("/total", Integer.class)).contains(12);
    assertThat(upTo("\"S").value("/size", Size.class)).isEmpty();
    assertThat(upTo("\"SMALL\"").value("/size", Size.class)).contains(Size.SMALL);
    assertThat(upTo("2024-01-02").value("/date", LocalDate.class)).isEmpty();
    assertThat(upTo("2024-01-02\"").value("/date", LocalDate.class))
        .contains(LocalDate.of(2024, 1, 2));
    assertThat(upTo("12").value("/total").map(JsonNode::intValue)).contains(12);
    assertThat(upTo("12").value("/date")).isEmpty();
  }

  @Test
  void giveGrowingListsWithoutCallingAConstructorTooEarly() {
    TypeReference<List<Part>> parts = new TypeReference<>() {};
    TypeReference<List<Map<String, Object>>> maps = new TypeReference<>() {};

    assertThat(upTo("\"parts\":[").value("/parts", parts)).contains(List.of());
    assertThat(upTo("\"yz").value("/parts", parts)).contains(List.of(new Part("x", 1)));
    assertThat(upTo("\"yz").value("/parts/1", Part.class)).isEmpty();
    assertThat(upTo("23").value("/parts", maps))
        .contains(List.of(Map.of("name", "x", "count", 1), Map.of("name", "yz")));
    assertThat(upTo("23}").value("/parts", parts))
        .contains(List.of(new Part("x", 1), new Part("yz", 23)));
  }

  @Test
  void areEmittedWhenAValueBecomesCompleteThoughItLooksTheSame() {
    Feed<Partial<Map<String, Integer>>, Map<String, Integer>> feed =
        Feed.of(
            JsonOutputParser.partial(new TypeReference<Map<String, Integer>>() {}),
            "{\"a",
            "\":12",
            " ",
            " }");

    assertThat(feed.emitted.stream().map(p -> p.state("/a")))
        .containsExactly(MISSING, GROWING, COMPLETE, COMPLETE);
    assertThat(feed.emitted.get(3).whole()).contains(Map.of("a", 12));
    assertThat(feed.at).containsExactly(0, 1, 2, 3);
  }

  @Test
  void bindScalarsAtTheEndOfTheText() {
    assertThat(JsonOutputParser.partial(Integer.class).invoke("42")).isEqualTo(42);
    assertThat(JsonOutputParser.partial(String.class).invoke("\"x\"\n")).isEqualTo("x");
  }

  @Test
  void failIfTheWholeDoesNotBind() {
    assertThatThrownBy(() -> ORDERS.invoke("{\"total\":1,\"parts\":[]}"))
        .isInstanceOf(JsonBindException.class)
        .hasMessageContaining("Order");
    assertThatThrownBy(() -> ORDERS.invoke("null")).isInstanceOf(JsonBindException.class);
  }

  @Test
  void makeNoWholeOfATextThatIsForgiven() {
    JsonPartials<Order> kept = ORDERS.onTruncated(OnTruncated.KEEP);

    assertThat(Feed.of(kept, "{\"title\":\"A").emitted).hasSize(1);
    assertThatThrownBy(() -> kept.invoke("{\"title\":\"A"))
        .isInstanceOf(JsonBindException.class)
        .hasMessageContaining("partialAs");
    assertThatThrownBy(() -> ORDERS.invoke("{\"title\":\"A"))
        .isInstanceOf(JsonStreamException.class);
  }

  @Test
  void giveAValueThatIsNullAsEmpty() {
    Partial<Order> partial = after("{\"title\":null,");

    assertThat(partial.value("/title", String.class)).isEmpty();
    assertThat(partial.state("/title")).isEqualTo(COMPLETE);
  }
}
