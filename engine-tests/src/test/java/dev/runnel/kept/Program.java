package dev.runnel.kept;

import dev.runnel.ChunkStream;
import dev.runnel.Runnel;
import dev.runnel.StreamRunnel;
import dev.runnel.history.ChatHistory;
import dev.runnel.history.ChatMemory;
import dev.runnel.model.ToolCall;
import dev.runnel.testkit.Script;
import dev.runnel.testkit.ScriptedChatModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.function.Supplier;

/** Runs each of the chains in this package, in each way, and tells what came. */
public final class Program implements Supplier<List<String>> {
  private final List<String> lines = new ArrayList<>();

  @Override
  public List<String> get() {
    Runnel<String, String, String> component = new Spelled();
    KeptWords words = new KeptWordsRunnables(component);
    run("pulled", words.pulled());
    run("pushed", words.pushed());
    run("ofStream", words.ofStream());
    run("ofIterable", words.ofIterable());
    run("relayed", words.relayed());
    run("ofOwn", words.ofOwn());
    run("nested", words.nested());
    run("limited", words.limited());
    run("throughPublisher", words.throughPublisher());
    run("shared", words.shared());
    run("forked", words.forked());
    run("componentBeside", words.componentBeside());
    run("calling", words.calling());
    run("risky", words.riskyChain());
    run("shouted", words.shouted());
    runStream("ofInput", words.ofInput());
    runStream("sharedInput", words.sharedInput());
    lines.add("plain: " + words.plain(" a bc "));
    lines.add("plainStream: " + read(words.plainStream(" one two ")));
    lines.add("plainFuture: " + words.plainFuture("one two").join());
    for (int failures = 0; failures < 8; failures++) {
      words.failNext(failures);
      lines.add("careful, " + failures + ": " + words.careful().invoke("x"));
    }
    words.failGuarded();
    lines.add("careful, guarded fails: " + words.careful().invoke("x"));
    words.failNext(1);
    run("marked", words.marked());
    words.failNext(1);
    run("emitted", words.emitted());
    lines.add("graph: " + words.forked().graph().nodes().size() + " nodes");
    answers();
    return lines;
  }

  private void answers() {
    KeptAnswers texts = answers(Script.of("A ", "river."));
    run("told", texts.told());
    lines.add("tell: " + read(texts.tell("Rome")));
    run("remembered", texts.remembered());
    KeptAnswers json = answers(Script.of("{\"name\": \"Ro", "me\", \"rivers\": [\"Tiber\"]}"));
    run("parsed", json.parsed());
    run("city", json.city());
    lines.add("cityName: " + json.cityName("Rome"));
    ScriptedChatModel calling =
        ScriptedChatModel.builder()
            .next(Script.ofToolCalls(new ToolCall("1", "sky", "{\"city\": \"Rome\"}")))
            .next(Script.of("It is ", "grey."))
            .build();
    lines.add("looked: " + answers(calling).looked().invoke("Rome"));
    lines.add("the model was told: " + calling.lastRequest().messages().get(2).text());
  }

  private static KeptAnswers answers(Script script) {
    return answers(ScriptedChatModel.of(script));
  }

  private static KeptAnswers answers(ScriptedChatModel model) {
    return new KeptAnswersRunnables(model, ChatMemory.of(ChatHistory.inMemory()));
  }

  private <C, O> void run(String name, Runnel<String, C, O> chain) {
    String input = "one two three";
    lines.add(name + ", streamed: " + read(chain.stream(input)));
    lines.add(name + ", whole: " + chain.invoke(input));
    lines.add(name + ", published: " + published(chain.publish(input)));
    Set<String> events = new TreeSet<>();
    chain.streamEvents(input).forEach(event -> events.add(event.event()));
    lines.add(name + ", events: " + events);
  }

  private <C, O> void runStream(String name, StreamRunnel<String, C, O> chain) {
    lines.add(name + ": " + read(chain.transform(ChunkStream.of("one", "two"))));
  }

  private static <C> List<C> read(ChunkStream<C> chunks) {
    List<C> all = new ArrayList<>();
    chunks.forEach(all::add);
    return all;
  }

  private static <C> List<String> published(Flow.Publisher<C> publisher) {
    List<String> all = new CopyOnWriteArrayList<>();
    CountDownLatch end = new CountDownLatch(1);
    publisher.subscribe(
        new Flow.Subscriber<C>() {
          @Override
          public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
          }

          @Override
          public void onNext(C chunk) {
            all.add(String.valueOf(chunk));
          }

          @Override
          public void onError(Throwable failure) {
            all.add(failure.toString());
            end.countDown();
          }

          @Override
          public void onComplete() {
            end.countDown();
          }
        });
    try {
      end.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return all;
  }
}
