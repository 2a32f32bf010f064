package dev.runnel.processor;

import static dev.runnel.processor.JokeChains.chains;

import javax.tools.Diagnostic;
import org.junit.jupiter.api.Test;

/** Chains that have to stream and do not, and those that could. */
class StreamingDiagnosticsTest {
  @Test
  void aChainThatHasToStreamMustNotWait() {
    chains(
            """
            @Chain(value = {"ask", "model", «"trim", "upper"}, streams = Streaming.REQUIRED)
            abstract RunnableSequence<String, String, String> joke();
            @Chain(value = {«"ask"}, streams = Streaming.REQUIRED)
            abstract RunnableSequence<String, ChatPrompt, ChatPrompt> prompt();
            @Chain(value = {"ask", "model", "upper"}, streams = Streaming.REQUIRED)
            abstract RunnableSequence<String, String, String> right();
            """)
        .are(
            "[Runnel/StreamingBroken] Chain 'joke' has to stream, but step 'trim' waits for the"
                + " whole of step 'model'. Let 'trim' read chunks: @StreamingStep, or a"
                + " ChunkStream<T>.",
            "[Runnel/StreamingBroken] Chain 'prompt' has to stream, but step 'ask' gives but one"
                + " chunk. Let it give a stream, or say that the chain need not: streams ="
                + " Streaming.WHOLE.");
  }

  /** A step that makes chunks of a whole begins them; one that passes a stream on does not. */
  @Test
  void aChainThatHasToStreamIsFollowedBackToWhereItsChunksBegin() {
    chains(
            """
            @Step
            ChunkStream<String> letters(ChunkStream<String> text) { return text; }
            @Step
            Iterable<String> lines(String text) { return List.of(text.split("\\n")); }
            @Chain(value = {"ask", "model", «"trim", "letters"}, streams = Streaming.REQUIRED)
            abstract RunnableSequence<String, String, String> spelt();
            @Chain(value = {"ask", "model", "lines"}, streams = Streaming.REQUIRED)
            abstract RunnableSequence<String, String, String> right();
            """)
        .are(
            "[Runnel/StreamingBroken] Chain 'spelt' has to stream, but step 'trim' waits for the"
                + " whole of step 'model'. Let 'trim' read chunks: @StreamingStep, or a"
                + " ChunkStream<T>.");
  }

  @Test
  void aComponentThatCouldReadChunksIsWarnedOfToo() {
    chains(
            """
            @Step
            abstract StreamRunnel<String, String, String> loud();
            @Step
            abstract Runnel<String, String, String> whole();
            @Chain({"ask", "model", «"loud"})
            abstract RunnableSequence<String, String, String> joke();
            @Chain({"ask", "model", "whole"})
            abstract RunnableSequence<String, String, String> other();
            """)
        .are(
            Diagnostic.Kind.WARNING,
            "[Runnel/StreamingBroken] Chain 'joke' gives nothing before its source has ended: its"
                + " last step 'loud' waits for the whole of step 'model', and could read chunk by"
                + " chunk. Annotate 'loud' with @StreamingStep, or say that the chain need not"
                + " stream: @Chain(streams = Streaming.WHOLE).");
  }

  @Test
  void aLastStepThatCouldReadChunksIsWarnedOf() {
    chains(
            """
            @Chain({"ask", "model", «"trim"})
            abstract RunnableSequence<String, String, String> joke();
            @Chain(value = {"ask", "model", "trim"}, streams = Streaming.WHOLE)
            abstract RunnableSequence<String, String, String> whole();
            @Chain({"ask", "model", "trim"})
            abstract String call(String topic);
            @Chain({"ask", "model", "countries", "names"})
            abstract RunnableSequence<String, List<String>, List<String>> could();
            """)
        .are(
            Diagnostic.Kind.WARNING,
            "[Runnel/StreamingBroken] Chain 'joke' gives nothing before its source has ended: its"
                + " last step 'trim' waits for the whole of step 'model', and could read chunk by"
                + " chunk. Annotate 'trim' with @StreamingStep, or say that the chain need not"
                + " stream: @Chain(streams = Streaming.WHOLE).");
  }

  @Test
  void aLastStepThatHasToWaitIsNotWarnedOf() {
    chains(
            """
            @Step
            String withTopic(String joke, @Input String topic) { return topic + joke; }
            @Chain({"ask", "model", "withTopic"})
            abstract RunnableSequence<String, String, String> two();
            @Chain({"ask", "model", "trim"})
            abstract java.util.concurrent.CompletableFuture<String> later(String topic);
            @Chain({"trim"})
            abstract RunnableSequence<String, String, String> alone();
            """)
        .areNone();
  }
}
