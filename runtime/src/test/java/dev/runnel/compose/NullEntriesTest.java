package dev.runnel.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.ChunkStream;
import dev.runnel.NullChunkException;
import dev.runnel.RunConfig;
import dev.runnel.Runnel;
import dev.runnel.StreamRunnel;
import dev.runnel.Whole;
import dev.runnel.model.ChatPromptTemplate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A map that a user brings may hold null: the entry is kept, or an error names it. */
class NullEntriesTest {
  private static final RunnableLambda<Map<String, Object>, Integer> SIZE =
      RunnableLambda.of("size", Map::size);

  /** A composition that keeps the entries of a map, and what it makes of them besides. */
  record Keeping(
      String name,
      Runnel<Map<String, Object>, Map<String, Object>, Map<String, Object>> runnel,
      Map<String, Object> added) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Keeping> keeping() {
    StreamRunnel<Map<String, Object>, Map<String, Object>, Map<String, Object>> passing =
        RunnableTransform.of("passing", Whole.last(), chunks -> chunks);
    return List.of(
        new Keeping("assign", RunnableAssign.of("size", SIZE), Map.of("size", 2)),
        new Keeping(
            "assign twice",
            RunnableAssign.of("size", SIZE).pipe(RunnableAssign.of("more", SIZE)),
            inOrder("size", 2, "more", 3)),
        new Keeping("pick keys", RunnablePick.ofKeys("a", "b", "c"), Map.of()),
        new Keeping("pass", RunnablePassthrough.of(), Map.of()),
        new Keeping("transform", passing, Map.of()),
        new Keeping("lambda", RunnableLambda.of("same", map -> map), Map.of()));
  }

  private static Map<String, @Nullable Object> entries(String key, @Nullable Object value) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("a", null);
    map.put(key, value);
    return map;
  }

  private static Map<String, Object> inOrder(
      String key, Object value, String nextKey, Object nextValue) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put(key, value);
    map.put(nextKey, nextValue);
    return map;
  }

  private static Map<String, @Nullable Object> and(Map<String, ?> map, Map<String, ?> added) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>(map);
    all.putAll(added);
    return all;
  }

  @ParameterizedTest
  @MethodSource("keeping")
  void anEntryThatIsNullIsKept(Keeping keeping) {
    Map<String, @Nullable Object> map = entries("b", "text");

    assertThat(keeping.runnel().invoke(map)).isEqualTo(and(map, keeping.added()));
    assertThat(keeping.runnel().stream(map, chunk -> {})).isEqualTo(and(map, keeping.added()));
  }

  @ParameterizedTest
  @MethodSource("keeping")
  void whoListensSeesItAsWell(Keeping keeping) {
    Tape tape = Tape.withoutChunks();
    Map<String, @Nullable Object> map = entries("b", "text");

    keeping.runnel().withConfig(RunConfig.DEFAULT.withListeners(tape)).invoke(map);

    assertThat(tape.faults()).isEmpty();
    assertThat(tape.lines().get(tape.lines().size() - 1))
        .contains(and(map, keeping.added()).toString());
    assertThat(keeping.runnel().streamEvents(map).toList()).isNotEmpty();
    assertThat(keeping.runnel().streamLog(map).toList()).isNotEmpty();
  }

  @Test
  void parallelBranchesGetAndGiveSuchMaps() {
    Map<String, @Nullable Object> map = entries("b", 1);
    Runnel<Map<String, Object>, Map<String, Object>, Map<String, Object>> both =
        RunnableParallel.<Map<String, Object>>of("same", RunnablePassthrough.of())
            .and("size", SIZE)
            .and("assigned", RunnableAssign.of("size", SIZE));

    assertThat(both.invoke(map))
        .isEqualTo(Map.of("same", map, "size", 2, "assigned", and(map, Map.of("size", 2))));
  }

  @Test
  void anAssignedEntryReplacesOneThatIsNull() {
    Map<String, @Nullable Object> map = entries("size", null);

    assertThat(RunnableAssign.of("size", SIZE).invoke(map)).isEqualTo(entries("size", 2));
  }

  @Test
  void inAStreamOfMapsNullAddsNothingAndReplacesWhatIsReplaced() {
    List<Map<String, @Nullable Object>> chunks =
        List.of(
            entries("text", "x"),
            entries("text", null),
            entries("text", "y"),
            entries("number", null),
            entries("number", 1),
            entries("gone", 1),
            entries("gone", null));
    StreamRunnel<Map<String, Object>, Map<String, Object>, Map<String, Object>> assign =
        RunnableAssign.of("size", SIZE);

    Map<String, @Nullable Object> whole = new HashMap<>();
    whole.put("a", null);
    whole.put("text", "xy");
    whole.put("number", 1);
    whole.put("gone", null);
    whole.put("size", 4);
    assertThat(assign.transform(ChunkStream.from(chunksOf(chunks))).collect(assign(assign)))
        .isEqualTo(whole);
  }

  private static List<Map<String, Object>> chunksOf(List<Map<String, @Nullable Object>> chunks) {
    return new ArrayList<>(chunks);
  }

  private static Whole<Map<String, Object>, Map<String, Object>> assign(
      StreamRunnel<Map<String, Object>, Map<String, Object>, Map<String, Object>> runnel) {
    return runnel.implementation().whole();
  }

  @Test
  void whatIsNullCannotBePickedAlone() {
    assertThatThrownBy(() -> RunnablePick.of("a", String.class).invoke(entries("b", 1)))
        .hasMessageContainingAll("'a'", "null");
    assertThatThrownBy(() -> RunnablePick.ofText("a").invoke(entries("b", 1)))
        .hasMessageContainingAll("'a'", "null");
  }

  static List<RunnablePick<?, ?>> alone() {
    return List.of(
        RunnablePick.of("topik", String.class),
        RunnablePick.ofText("topik"),
        RunnablePick.of("topik", String.class, Whole.list()));
  }

  @ParameterizedTest
  @MethodSource("alone")
  void aKeyThatIsNotThereIsNamedWithThoseThatAre(RunnablePick<?, ?> pick) {
    Map<String, Object> map = Map.of("topic", "parrots");
    Runnel<String, Map<String, Object>, Map<String, Object>> giver =
        RunnableLambda.of("giver", text -> map);
    String message = "'topik', but the entries [topic]";

    assertThatThrownBy(() -> pick.invoke(map)).hasMessageContaining(message);
    assertThatThrownBy(() -> pick.stream(map).toList()).hasMessageContaining(message);
    assertThatThrownBy(() -> giver.then(pick).invoke("x")).hasMessageContaining(message);
    assertThatThrownBy(() -> RunnableParallel.of("a", pick).invoke(map))
        .hasMessageContaining(message);
    assertThatThrownBy(() -> pick.invoke(Map.of()))
        .hasMessageContaining("'topik', but the entries []");
  }

  @ParameterizedTest
  @MethodSource("alone")
  void inAStreamOfMapsOneThatLacksTheEntryIsPassedOver(RunnablePick<?, ?> pick) {
    List<Map<String, Object>> chunks =
        List.of(Map.of("a", 1), Map.of("topik", "b"), Map.of("c", 2));
    assertThat(pick.transform(ChunkStream.from(chunks)).toJavaStream().map(Object.class::cast))
        .containsExactly("b");
  }

  @ParameterizedTest
  @MethodSource("alone")
  void aStreamOfMapsNoneOfWhichHasTheEntryFailsAtItsEnd(RunnablePick<?, ?> pick) {
    List<Map<String, Object>> chunks = List.of(Map.of("a", 1), Map.of("c", 2), Map.of("a", 3));
    String message = "'topik', but the entries [a, c]";

    assertThatThrownBy(() -> pick.transform(ChunkStream.from(chunks)).toList())
        .hasMessageContaining(message);
    Runnel<String, Map<String, Object>, Map<String, Object>> giver =
        RunnableGenerator.ofEmitter(
            "giver", Whole.last(), (text, out) -> chunks.forEach(out::emit));
    assertThatThrownBy(() -> giver.pipe(pick).invoke("x")).hasMessageContaining(message);
    assertThat(pick.transform(ChunkStream.from(List.of(chunks.get(0)))).limit(0).toList())
        .isEmpty();
    assertThat(pick.transform(ChunkStream.of()).toList()).isEmpty();
  }

  /** What gives no text, as one entry among others. */
  static List<Runnel<Map<String, Object>, Map<String, Object>, Map<String, Object>>> emptyTexts() {
    Runnel<Map<String, Object>, String, String> nothing =
        RunnableGenerator.ofEmitter("nothing", Whole.text(), (map, out) -> {});
    RunnableParallel<Map<String, Object>> parallel =
        RunnableParallel.<Map<String, Object>>of("topik", nothing).and("size", SIZE);
    return List.of(
        parallel,
        RunnableAssign.of("topik", nothing),
        RunnableAssign.of("topik", nothing).pipe(RunnableAssign.of("size", SIZE)),
        RunnableParallel.<Map<String, Object>>of("size", SIZE)
            .pipe(RunnableAssign.of("topik", nothing)),
        RunnableAssign.of("topik", nothing).pipe(RunnablePick.ofKeys("topik", "text")));
  }

  @ParameterizedTest
  @MethodSource("emptyTexts")
  void anEntryOfWhichNothingWasMadeIsTheTextOfNothing(
      Runnel<Map<String, Object>, Map<String, Object>, Map<String, Object>> runnel) {
    Map<String, Object> map = Map.of("text", "x");

    assertThat(runnel.pipe(RunnablePick.ofText("topik")).invoke(map)).isEmpty();
    assertThatThrownBy(() -> runnel.pipe(RunnablePick.ofText("other")).invoke(map))
        .hasMessageContaining("'other', but the entries [");
  }

  @ParameterizedTest
  @MethodSource("emptyTexts")
  void anEntryThatWasLeftOutIsNotThere(
      Runnel<Map<String, Object>, Map<String, Object>, Map<String, Object>> runnel) {
    Runnel<Map<String, Object>, Map<String, Object>, Map<String, Object>> others =
        runnel.pipe(RunnablePick.ofKeys("text", "size"));

    assertThatThrownBy(() -> others.pipe(RunnablePick.ofText("topik")).invoke(Map.of("text", "x")))
        .hasMessageContaining("'topik', but the entries [");
  }

  @Test
  void whatIsPickedTogetherMayLackEntries() {
    Map<String, Object> map = Map.of("topic", "parrots");
    assertThat(RunnablePick.ofKeys("topik", "topic").invoke(map)).isEqualTo(map);
    assertThat(RunnablePick.ofKeys("topik").invoke(map)).isEmpty();
  }

  @Test
  void aMapThatIsNullIsNamed() {
    Runnel<String, Map<String, Object>, Map<String, Object>> giver =
        RunnableLambda.of("giver", text -> null);
    for (RunnablePick<?, ?> pick : alone()) {
      assertThatThrownBy(() -> pick.invoke(null)).hasMessageContaining("RunnablePick<topik>");
      assertThatThrownBy(() -> giver.then(pick).invoke("x"))
          .isInstanceOf(NullChunkException.class)
          .hasMessageContaining("'giver'");
      assertThatThrownBy(() -> giver.pipe(pick).invoke("x"))
          .isInstanceOf(NullChunkException.class)
          .hasMessageContaining("'giver'");
    }
  }

  @Test
  void aPromptNamesWhatIsNull() {
    assertThatThrownBy(() -> ChatPromptTemplate.of("{b} {a}").invoke(entries("b", 1)))
        .hasMessageContainingAll("{a}", "null");
    assertThatThrownBy(
            () ->
                ChatPromptTemplate.builder()
                    .user("{b}")
                    .messages("a")
                    .build()
                    .invoke(entries("b", 1)))
        .hasMessageContainingAll("'a'", "null");
  }

  @Test
  void aKeyThatIsNullIsOneAmongOthers() {
    Map<@Nullable String, Object> map = new LinkedHashMap<>();
    map.put(null, 1);
    map.put("b", 2);

    assertThat(RunnablePick.ofKeys("b").invoke(map)).isEqualTo(Map.of("b", 2));
    assertThat(RunnableAssign.of("size", SIZE).invoke(map)).containsEntry(null, 1);
  }
}
