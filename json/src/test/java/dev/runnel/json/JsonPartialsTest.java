package dev.runnel.json;

import static dev.runnel.json.JsonReadOptions.DEFAULT;
import static dev.runnel.json.Partial.State.COMPLETE;
import static dev.runnel.json.Partial.State.GROWING;
import static dev.runnel.json.Partial.State.MISSING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

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

  private static Feed<Partial<Order>> orders(JsonReadOptions options, List<String> chunks) {
    return Feed.of(JsonReader.partials(Order.class, options), chunks);
  }

  private static final String TEXT =
      """
      {"title":"Ab","total":12,"paid":true,"size":"SMALL","date":"2024-01-02",\
      "parts":[{"name":"x","count":1},{"name":"yz","count":23}]}""";

  private static Partial<Order> after(String text) {
    return orders(DEFAULT.withTruncated(Truncated.KEEP), List.of(text)).last();
  }

  private static Partial<Order> upTo(String end) {
    return after(TEXT.substring(0, TEXT.indexOf(end) + end.length()));
  }

  @Test
  void areWrittenAsTheJsonThatIsThereSoFar() {
    assertThat(JsonMapper.builder().build().writeValueAsString(upTo("\"tot")))
        .isEqualTo("{\"title\":\"Ab\"}");
    assertThat(JsonMapper.builder().build().writeValueAsString(after(TEXT))).isEqualTo(TEXT);
  }

  @Test
  void haveTheWholeWhenTheDocumentIsComplete() {
    Feed<Partial<Order>> feed = orders(DEFAULT, Feed.characters(TEXT));
    Partial<Order> last = feed.last();

    assertThat(feed.emitted.subList(0, feed.emitted.size() - 1))
        .allSatisfy(partial -> assertThat(partial.whole()).isEmpty())
        .noneMatch(Partial::isComplete);
    assertThat(last.isComplete()).isTrue();
    assertThat(last.whole()).contains(last.wholeOrThrow());
    assertThat(last.wholeOrThrow().parts()).containsExactly(new Part("x", 1), new Part("yz", 23));
    assertThat(after(TEXT).whole()).isEqualTo(last.whole());
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
    Feed<Partial<Map<String, Integer>>> feed =
        Feed.of(
            JsonReader.partials(new TypeReference<Map<String, Integer>>() {}, DEFAULT),
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
    assertThat(Feed.of(JsonReader.partials(Integer.class, DEFAULT), "42").last().whole())
        .contains(42);
    assertThat(Feed.of(JsonReader.partials(String.class, DEFAULT), "\"x\"\n").last().whole())
        .contains("x");
  }

  @Test
  void failIfTheWholeDoesNotBind() {
    assertThatThrownBy(() -> orders(DEFAULT, List.of("{\"total\":1,\"parts\":[]}")))
        .isInstanceOf(JsonBindException.class)
        .hasMessageContaining("Order");
    assertThatThrownBy(() -> orders(DEFAULT, List.of("null")))
        .isInstanceOf(JsonBindException.class);
  }

  @Test
  void makeNoWholeOfATextThatIsForgiven() {
    Partial<Order> kept = after("{\"title\":\"A");

    assertThat(kept.isComplete()).isFalse();
    assertThatThrownBy(kept::wholeOrThrow)
        .isInstanceOf(JsonBindException.class)
        .hasMessageContaining("Order")
        .hasMessageContaining("drafts");
    assertThat(orders(DEFAULT, List.of("{\"title\":\"A")).error).isNotNull();
  }

  @Test
  void giveAValueThatIsNullAsEmpty() {
    Partial<Order> partial = after("{\"title\":null,");

    assertThat(partial.value("/title", String.class)).isEmpty();
    assertThat(partial.state("/title")).isEqualTo(COMPLETE);
  }
}
