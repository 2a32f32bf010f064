package safe;

import dev.runnel.Call;
import dev.runnel.ChunkStream;
import dev.runnel.Emitter;
import dev.runnel.RunContext;
import dev.runnel.RunnableSequence;
import dev.runnel.CustomRunnel;
import dev.runnel.Runnel;
import dev.runnel.StreamRunnel;
import dev.runnel.Transformer;
import dev.runnel.TransformerRunnel;
import dev.runnel.Whole;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Fallback;
import dev.runnel.annotations.From;
import dev.runnel.annotations.Input;
import dev.runnel.annotations.Retry;
import dev.runnel.annotations.Step;
import dev.runnel.annotations.Streaming;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.annotations.Timeout;
import dev.runnel.processor.generate.Probe;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/** What can be guarded beside a method's forms: components, transformers, calls and chains. */
public abstract class SafeChains {
  final Probe probe;

  SafeChains(Probe probe) {
    this.probe = probe;
  }

  // ---- components

  @StreamingStep
  @Retry(delay = "1s", jitter = 0)
  @Fallback("backup")
  abstract Runnel<String, String, String> model();

  @StreamingStep(tags = "spare")
  @Retry(attempts = 2, delay = "5s", jitter = 0)
  abstract Runnel<String, String, String> backup();

  @StreamingStep
  @Timeout(firstChunk = "10s", betweenChunks = "2s")
  @Fallback("backup")
  abstract Runnel<String, String, String> slow();

  @StreamingStep
  @Retry(attempts = 2, delay = "0s")
  abstract StreamRunnel<String, String, String> reader();

  @StreamingStep
  @Retry(attempts = 2, delay = "0s")
  TransformerRunnel<String, String, String> fed() {
    return new TransformerRunnel<>() {
      @Override
      public Transformer<String, String> newTransformer() {
        return joining();
      }

      @Override
      public Whole<String, String> whole() {
        return Whole.text();
      }
    };
  }

  @StreamingStep
  @Retry(attempts = 2, delay = "0s")
  Transformer<String, String> made() {
    return joining();
  }

  @StreamingStep
  Transformer<CharSequence, String> shouting() {
    return new Transformer<>() {
      @Override
      public void onChunk(CharSequence chunk, Emitter<String> out) {
        out.emit(chunk.toString().toUpperCase(java.util.Locale.ROOT));
      }

      @Override
      public void onComplete(Emitter<String> out) {}
    };
  }

  @StreamingStep
  @Fallback("shouting")
  Transformer<String, String> joined() {
    return joining();
  }

  /** Reads everything, fails where the probe says so, and gives it in brackets. */
  private Transformer<String, String> joining() {
    StringBuilder all = new StringBuilder();
    return new Transformer<>() {
      @Override
      public void onChunk(String chunk, Emitter<String> out) {
        all.append(chunk);
      }

      @Override
      public void onComplete(Emitter<String> out) {
        probe.call();
        out.emit("[" + all + "]");
      }
    };
  }

  @StreamingStep
  String mark(String chunk) {
    return chunk + "!";
  }

  @Step
  String print(String whole) {
    return "<" + whole + ">";
  }

  @Step
  ChunkStream<String> source(String input) {
    return probe.source(List.of(input.split("")));
  }

  @Chain("model")
  abstract RunnableSequence<String, String, String> alone();

  @Chain({"print", "model"})
  abstract RunnableSequence<String, String, String> last();

  @Chain({"model", "mark"})
  abstract RunnableSequence<String, String, String> marked();

  @Chain(value = {"model", "print"}, streams = Streaming.WHOLE)
  abstract RunnableSequence<String, String, String> collected();

  @Chain({"print", "slow"})
  abstract RunnableSequence<String, String, String> limited();

  @Chain({"source", "reader"})
  abstract RunnableSequence<String, String, String> read();

  @Chain({"source", "fed"})
  abstract RunnableSequence<String, String, String> feeding();

  @Chain({"source", "made"})
  abstract RunnableSequence<String, String, String> making();

  @Chain({"source", "joined"})
  abstract RunnableSequence<String, String, String> joinedOrShouted();

  // ---- what a step reads

  @Step
  @Retry(delay = "0s")
  @Fallback("sorry")
  String both(String print, @Input String input, RunContext run) {
    probe.call();
    return print + input + run.name() + run.tags();
  }

  @Step
  String sorry(@From("print") String printed) {
    return "no " + printed;
  }

  @Chain({"print", "both"})
  abstract RunnableSequence<String, String, String> several();

  @Step
  @Retry(attempts = 2, delay = "0s")
  long count(String text) {
    probe.call();
    return text.length();
  }

  @Chain("count")
  abstract long counted(String text);

  // ---- calls

  @Step
  @Retry(attempts = 2, delay = "0s")
  @Fallback("otherRoute")
  Call<String, Integer> route(String text) {
    probe.call();
    return letters().call(text);
  }

  @Step
  Call<String, Integer> otherRoute(String text) {
    return letters().call(text + text);
  }

  private Runnel<String, String, Integer> letters() {
    return new CustomRunnel<>() {
      @Override
      public ChunkStream<String> open(String input, RunContext run) {
        return probe.source(List.of(input.split("")));
      }

      @Override
      public Whole<String, Integer> whole() {
        return Whole.fromList(List::size);
      }
    };
  }

  @Chain({"print", "route"})
  abstract RunnableSequence<String, String, Integer> routed();

  @Step
  String size(Integer route) {
    return "size " + route;
  }

  @Chain(value = {"print", "route", "size"}, streams = Streaming.WHOLE)
  abstract RunnableSequence<String, String, String> routedAndRead();

  // ---- chains

  @Step
  String fail(String text) {
    probe.call();
    return text;
  }

  @Step
  String apology(@Input String text) {
    return "sorry, " + text;
  }

  @Chain(value = {"print", "fail", "source"}, tags = "told")
  @Retry(delay = "1s", jitter = 0)
  @Fallback({"apology", "plain"})
  abstract RunnableSequence<String, String, String> tell();

  @Chain({"print", "fail", "source"})
  @Retry(delay = "0s")
  abstract ChunkStream<String> streamed(String text);

  @Chain({"print", "fail"})
  @Retry(delay = "0s")
  abstract CompletableFuture<String> promised(String text);

  @Chain({"print", "fail", "source"})
  @Retry(delay = "0s")
  abstract Flow.Publisher<String> published(String text);

  @Chain({"print", "fail", "source"})
  @Retry(delay = "0s")
  @Fallback("plain")
  abstract String told(String text);

  @Chain("backup")
  abstract ChunkStream<String> plain(String text);

  @Chain({"model", "mark"})
  @Timeout(total = "1m")
  abstract Runnel<String, String, String> inTime();

  @Chain({"mark", "joining0"})
  @Retry(attempts = 2, delay = "0s")
  abstract StreamRunnel<String, String, String> inner();

  @StreamingStep(name = "joining")
  Transformer<String, String> joining0() {
    return joining();
  }

  @Chain({"source", "inner", "mark"})
  abstract RunnableSequence<String, String, String> outer();

  @Chain({"mark", "mark2"})
  @Retry(attempts = 2, delay = "0s")
  abstract RunnableSequence<String, String, String> marks();

  @StreamingStep
  String mark2(String chunk) {
    return chunk + "?";
  }

  @Chain({"source", "marks"})
  abstract RunnableSequence<String, String, String> through();

  // ---- routing and recursion

  /** Says where a question goes. */
  enum Kind {
    SHORT,
    LONG
  }

  @Step
  Kind classify(String text) {
    return text.length() < 3 ? Kind.SHORT : Kind.LONG;
  }

  @Step
  Call<String, String> choose(@Input String text, Kind classify) {
    return switch (classify) {
      case SHORT -> alone().call(text);
      case LONG -> tell().call(text);
    };
  }

  @Chain({"classify", "choose"})
  abstract RunnableSequence<String, String, String> chosen();

  @Step
  Call<String, String> grow(String text) {
    return text.length() < 5 ? growing().call(text + "+") : alone().call(text);
  }

  /** Calls itself until the text is long enough. */
  @Chain({"fail", "grow"})
  abstract RunnableSequence<String, String, String> growing();
}
