package dev.runnel.json.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DeepNodesTest {
  private static final ReadRules RULES = new ReadRules(false, 1_000, 1_000, 1_000, false, false);

  private static final JsonMapper EXACT =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private static JsonNode jacksons(String text) {
    return EXACT.readTree(text);
  }

  private static JsonNode ours(String text) {
    return Objects.requireNonNull(new DocumentReader(RULES).feed(text + "\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '@',
      value = {
        "[1, [2]] | [1, [2]] | true",
        "[1, [2]] | [1, [3]] | false",
        "[1, [2], 3] | [1, [2], 4] | false",
        "[1, [2]] | [1, [2, 3]] | false",
        "[[1], [2]] | [[1], {}] | false",
        "[] | {} | false",
        "[{}] | [[]] | false",
        "{\"a\":{\"b\":[1]},\"c\":2} | {\"c\":2,\"a\":{\"b\":[1]}} | true",
        "{\"a\":{\"b\":[1]},\"c\":2} | {\"c\":2,\"a\":{\"b\":[0]}} | false",
        "{\"a\":{\"b\":[1]},\"c\":2} | {\"c\":3,\"a\":{\"b\":[1]}} | false",
        "{\"a\":1,\"b\":2} | {\"a\":1,\"c\":2} | false",
        "{\"a\":null} | {\"b\":null} | false",
        "[1] | [1.0] | true",
        "[1e2] | [100] | true",
        "[100] | [1e2] | true",
        "[12345678901234567890] | [12345678901234567890.0] | true",
        "[12345678901234567890] | [12345678901234567891] | false",
        "[0.1] | [0.2] | false",
        "[1] | [\"1\"] | false",
        "[\"x\"] | [\"y\"] | false",
        "[true, null] | [true, null] | true",
        "[true] | [false] | false",
        "[null] | [false] | false"
      })
  void comparesAsJson(String one, String other, boolean same) {
    for (JsonNode a : List.of(jacksons(one), ours(one))) {
      for (JsonNode b : List.of(jacksons(other), ours(other))) {
        assertThat(DeepNodes.sameValue(a, b)).isEqualTo(same);
        assertThat(DeepNodes.sameValue(b, a)).isEqualTo(same);
      }
    }
  }

  /** What two states of one document share is passed over; what they do not share is compared. */
  @Test
  void comparesStatesOfOneDocument() {
    String text =
        "{\"a\":[1,{\"b\":[\"x\",\"yz\"],\"c\":{}},[],[2]],\"d\":{\"e\":1,\"f\":22},\"d\":{\"e\":1},"
            + "\"a\":[1,{\"c\":{},\"b\":[\"x\",\"yz\"]}],\"g\":{\"h\":\"\",\"h\":\"i\"}}";
    DocumentReader reader = new DocumentReader(RULES);
    List<JsonNode> states = new ArrayList<>();
    for (char c : text.toCharArray()) {
      JsonNode state = reader.feed(String.valueOf(c));
      if (state != null) {
        states.add(state);
      }
    }
    List<JsonNode> plain = states.stream().map(state -> jacksons(state.toString())).toList();
    assertThat(states).hasSizeGreaterThan(30);
    for (int i = 0; i < states.size(); i++) {
      for (int k = 0; k < states.size(); k++) {
        boolean same = plain.get(i).equals(plain.get(k));
        assertThat(states.get(i).equals(states.get(k))).isEqualTo(same);
        assertThat(DeepNodes.sameValue(states.get(i), states.get(k))).isEqualTo(same);
        assertThat(states.get(i).equals(plain.get(k))).isEqualTo(same);
      }
    }
  }
}
