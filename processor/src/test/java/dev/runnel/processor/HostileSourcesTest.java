package dev.runnel.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.processor.Compiled.Compiler;
import dev.runnel.processor.Compiled.Reported;
import dev.runnel.processor.Compiled.Source;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever stands in a source, the processor throws nothing, and the chain class beside it comes
 * out.
 */
class HostileSourcesTest {
  private static final String CHAIN =
      "@Step default String s(String t) { return t; } @Chain(\"s\") String c(String t);";
  private static final String STEP =
      "@Step String s(String t) { return t; } @Chain(\"s\") abstract String c(String t);";

  static Stream<Arguments> sources() {
    return Stream.of(
            // super types that do not exist, or are none
            "interface X extends Gone { CHAIN }",
            "interface X extends Gone<String> { CHAIN }",
            "interface X extends Gone<Lost> { CHAIN }",
            "interface X extends Gone.Inner<String> { CHAIN }",
            "interface X extends Comparable<Gone> { CHAIN }",
            "interface X extends Comparable<Gone<String>> { CHAIN }",
            "interface X extends Comparable<Comparable<? extends Gone[]>> { CHAIN }",
            "abstract class X extends Gone { STEP }",
            "abstract class X extends Gone<String> { STEP }",
            "abstract class X extends Gone<String> implements Lost<X> { STEP }",
            "abstract class X extends ArrayList<Gone> { STEP }",
            "abstract class X<T> extends T { STEP }",
            "interface X<T> extends T { CHAIN }",
            "abstract class X extends String { STEP }",
            "abstract class X extends int[] { STEP }",
            "abstract class X implements String { STEP }",
            "abstract class X extends Runnable { STEP }",
            "interface X extends String { CHAIN }",
            "interface X extends Base {} interface Base extends Gone<String> { CHAIN }",
            "interface X extends Y, Gone<X> { CHAIN } interface Y extends Gone<Y> { CHAIN }",
            // that are themselves
            "interface X extends X { CHAIN }",
            "interface X extends Y { CHAIN } interface Y extends X { CHAIN }",
            "abstract class X extends Y { STEP } abstract class Y extends X { STEP }",
            "interface X extends X.In { CHAIN interface In { CHAIN } }",
            "interface X { CHAIN interface In extends X {} interface Two extends In, X { CHAIN } }",
            // type parameters
            "interface X<T extends Gone> { CHAIN }",
            "interface X<T extends Gone<T>> { CHAIN }",
            "interface X<T extends T> { CHAIN }",
            "interface X<T extends U, U extends T> { CHAIN }",
            "interface X<T extends Comparable<T>> { @Step default T s(T t) { return t; } @Chain(\"s\") T c(T t); }",
            "interface X<T extends X<T>> { @Step default T s(T t) { return t; } @Chain(\"s\") T c(T t); }",
            "interface X<T, T> { CHAIN }",
            "interface X { @Step default <T> T s(T t) { return t; } @Chain(\"s\") <T> T c(T t); }",
            // signatures
            "interface X { @Step default Gone s(Lost t) { return null; } @Chain(\"s\") Gone c(Lost t); }",
            "interface X { @Step default Gone<Lost>[] s(Gone.Lost t) { return null; } @Chain(\"s\") Gone<Lost> c(Gone.Lost t); }",
            "interface X { @Step default List<int> s(String t) { return null; } @Chain(\"s\") List<int> c(String t); }",
            "interface X { @Step default List<String, String> s(String t) { return null; } @Chain(\"s\") List<String, String> c(String t); }",
            "interface X { @Step default ChunkStream<Gone> s(ChunkStream<?> t) { return null; } @Chain(\"s\") RunnableSequence<Gone, ?, ? super Gone> c(); }",
            "interface X { @Step default void s(void t) { } @Chain(\"s\") void c(void t); }",
            "interface X { @Step default s(String t) { return t; } @Chain(\"s\") c(String t); }",
            "interface X { @Step default Map.Entry<Gone, String>.Lost s(String t) { return null; } @Chain(\"s\") Map.Entry<Gone, String>.Lost c(String t); }",
            "interface X { CHAIN CHAIN }",
            "interface X { @Step default String s(String t, String t) { return t; } @Chain(\"s\") String c(String t); }",
            "interface X { @Step @Step @Chain @Chain(\"s\") default String s(String t) { return t; } }",
            "interface X { @Step(gone = 1) @Prompt default String s(String t) { return t; } @Chain(\"s\") String c(String t); }",
            "interface X { @StreamingStep RunnableSequence s(); @Chain(\"s\") RunnableSequence c(); }",
            "interface X { @StreamingStep StreamRunnel<? , ?, ?> s(); @Chain(\"s\") StreamRunnel<?, ?, ?> c(); }",
            "interface X { @StreamingStep Emitter<?> s(Emitter<?> a, Emitter b); @Chain(\"s\") Emitter c(Emitter<?> e); }",
            // annotations
            "@Gone interface X { @Gone(Lost.A) @Step default String s(@Gone String t) { return t; } @Chain(\"s\") String c(String t); }",
            "interface X { @Step default String s(@From(1) @Input(2) String t) { return t; } @Chain(3) String c(String t); }",
            "interface X { @Chain(null) String c(String t); @Prompt(null) ChatPrompt p(); }",
            "interface X { @Chain({}) String c(String t); @Prompt() ChatPrompt p(); @Retry(attempts = \"x\", on = int.class) @Chain({{\"s\"}}) String d(String t); }",
            "interface X { @Chain(value = \"s\", streams = Gone.X, tags = Gone.TAGS) String c(String t); @Step(type = RunType.GONE) default String s(String t) { return t; } }",
            "interface X { @Deprecated(forRemoval = Gone.YES) @Step default String s(String t) { return t; } @Chain(\"s\") String c(String t); }",
            "interface X { @SuppressWarnings(Gone.YES) @Retry(on = {Gone.class, List<String>.class}) @Step default String s(String t) { return t; } @Chain(\"s\") String c(String t); }",
            // what bears them
            "enum X { A; @Step String s(String t) { return t; } @Chain(\"s\") String c(String t); }",
            "record X(@Step @Chain(\"s\") String s) { @Chain(\"s\") String c(String t); }",
            "@interface X { @Step String s(); @Chain(\"s\") String c(); }",
            "class X { @Step String s(String t) { return t; } @Chain(\"s\") String c(String t); { new Object() { @Chain(\"s\") String c(String t); }; } }",
            "sealed interface X permits Gone { CHAIN }",
            "abstract class X { X(Gone gone, @Lost(Gone.X) int... more) throws Lost {} STEP }",
            "abstract class X { X(gone) {} STEP }",
            "abstract class X { private class In { STEP } STEP }",
            "abstract class X { class Gone extends Gone {} STEP }",
            "interface X { interface X { CHAIN } CHAIN }",
            "interface XRunnables extends X { CHAIN } interface X { CHAIN }",
            "interface X extends XRunnables { CHAIN }",
            "interface X { @Step default XRunnables s(XRunnables t) { return t; } @Chain(\"s\") XRunnables c(XRunnables t); }",
            "abstract class X extends XRunnables { STEP }")
        .map(text -> text.replace("CHAIN", CHAIN).replace("STEP", STEP))
        .flatMap(
            text -> Stream.of(Compiler.values()).map(compiler -> Arguments.of(text, compiler)));
  }

  @ParameterizedTest
  @MethodSource("sources")
  void nothingIsThrownAndTheClassBesideComesOut(String text, Compiler compiler) {
    List<Reported> reported =
        Compiled.wholly(
            compiler,
            List.of(
                Source.of("X", text),
                Source.of("Other", "interface Other { " + CHAIN + " }"),
                Source.of("User", "class User { Object other = new OtherRunnables().c(\"\"); }")));
    assertThat(reported)
        .extracting(Reported::message)
        .noneMatch(message -> message.contains("InternalError"))
        .noneMatch(message -> message.contains("processor threw"));
    assertThat(reported).extracting(Reported::file).doesNotContain("Other.java");
  }
}
