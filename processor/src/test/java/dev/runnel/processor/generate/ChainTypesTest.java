package dev.runnel.processor.generate;

import static dev.runnel.processor.generate.ClassShapesTest.compile;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.ChunkStream;
import dev.runnel.RetryPolicy;
import dev.runnel.RunnableSequence;
import dev.runnel.StreamSequence;
import dev.runnel.TextChain;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;
import org.reactivestreams.FlowAdapters;

/** What type a chain may be declared with, and what a call gives by it. */
class ChainTypesTest {
  @Test
  void aTextChainIsOneAlsoWhereItIsLimitedAndShared() {
    CompiledChains compiled =
        compile(
            """
            public interface Echoes {
              @StreamingStep
              default List<String> words(String text) {
                return List.of(text.split(" "));
              }

              @StreamingStep
              default Iterator<String> each(List<String> words) {
                return words.iterator();
              }

              @Step
              default String sorry(String text) {
                return "sorry";
              }

              @Chain({"words", "each"})
              RunnableSequence<String, String, String> echo();

              @Chain({"words", "each"})
              TextChain<String> text();

              @Chain({"words", "each"})
              String now(String text);

              @Retry(attempts = 2)
              @Timeout(total = "1m")
              @Fallback("sorry")
              @Chain({"text"})
              TextChain<String> safe();

              @StreamingStep
              default String loud(String chunk) {
                return chunk + "!";
              }

              @Chain("loud")
              StreamSequence<String, String, String> reading();
            }
            """);
    Object echoes = compiled.make("shapes.EchoesRunnables");
    TextChain<String> text = CompiledChains.call(echoes, "text");
    TextChain<String> safe = CompiledChains.call(echoes, "safe");
    RunnableSequence<String, String, String> echo = CompiledChains.call(echoes, "echo");
    assertThat(text.withRetry(RetryPolicy.DEFAULT).stream("a b").toList())
        .containsExactly("a", "b");
    assertThat(safe.invoke("a b")).isEqualTo("ab");
    assertThat(echo.invoke("a b")).isEqualTo("ab");
    assertThat(CompiledChains.<String>call(echoes, "now", "a b")).isEqualTo("ab");
    StreamSequence<String, String, String> reading = CompiledChains.call(echoes, "reading");
    assertThat(reading.withRetry(RetryPolicy.DEFAULT).transform(ChunkStream.of("a", "b")).toList())
        .containsExactly("a!", "b!");
  }

  @Test
  void plainCallsGiveWhatTheirTypeSays() throws Exception {
    CompiledChains compiled =
        compile(
            """
            public interface Plain {
              @Step
              default Iterator<String> letters(String text) {
                return List.of(text.split("")).iterator();
              }

              @Step
              default int length(String text) {
                return text.length();
              }

              @Chain("letters")
              ChunkStream<String> stream(String stream);

              @Chain("letters")
              Flow.Publisher<String> flow(String input);

              @Chain("letters")
              org.reactivestreams.Publisher<String> reactive(String steps);

              @Chain("letters")
              reactor.core.publisher.Flux<String> flux(String run);

              @Chain("letters")
              CompletableFuture<String> future(String future);

              @Chain("letters")
              String whole(String whole);

              @Chain({"letters", "length"})
              int count(String text);
            }
            """);
    Object plain = compiled.make("shapes.PlainRunnables");
    List<String> chunks = new ArrayList<>();
    CompiledChains.<ChunkStream<String>>call(plain, "stream", "abc").forEach(chunks::add);
    assertThat(chunks).containsExactly("a", "b", "c");
    Flow.Publisher<String> flow = CompiledChains.call(plain, "flow", "abc");
    assertThat(PublishedChunks.all(flow)).containsExactly("a", "b", "c");
    org.reactivestreams.Publisher<String> reactive = CompiledChains.call(plain, "reactive", "abc");
    assertThat(PublishedChunks.all(FlowAdapters.toFlowPublisher(reactive)))
        .containsExactly("a", "b", "c");
    reactor.core.publisher.Flux<String> flux = CompiledChains.call(plain, "flux", "abc");
    assertThat(flux.collectList().block()).containsExactly("a", "b", "c");
    CompletableFuture<String> future = CompiledChains.call(plain, "future", "abc");
    assertThat(future.get()).isEqualTo("abc");
    assertThat(CompiledChains.<String>call(plain, "whole", "abc")).isEqualTo("abc");
    assertThat(CompiledChains.<Integer>call(plain, "count", "abc")).isEqualTo(3);
  }
}
