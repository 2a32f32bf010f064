package dev.runnel.engine;

import dev.runnel.ChunkStream;
import dev.runnel.Runnel;
import dev.runnel.engine.stream.Failures;
import dev.runnel.engine.stream.SubscribedStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/** A way to read all chunks of a run; each way must give the same. */
enum Readers {
  FOR_EACH {
    @Override
    void read(Runnel<Integer, String, ?> runnel, int input, Consumer<String> sink) {
      runnel.stream(input).forEach(sink);
    }
  },
  LOOP {
    @Override
    void read(Runnel<Integer, String, ?> runnel, int input, Consumer<String> sink) {
      try (ChunkStream<String> chunks = runnel.stream(input)) {
        for (String chunk : chunks) {
          sink.accept(chunk);
        }
      }
    }
  },
  NEXT_ONLY {
    @Override
    void read(Runnel<Integer, String, ?> runnel, int input, Consumer<String> sink) {
      try (ChunkStream<String> chunks = runnel.stream(input)) {
        while (true) {
          String chunk;
          try {
            chunk = chunks.next();
          } catch (java.util.NoSuchElementException end) {
            return;
          }
          sink.accept(chunk);
        }
      }
    }
  },
  LOOP_THEN_FOR_EACH {
    @Override
    void read(Runnel<Integer, String, ?> runnel, int input, Consumer<String> sink) {
      try (ChunkStream<String> chunks = runnel.stream(input)) {
        Iterator<String> iterator = chunks.iterator();
        for (int i = 0; i < 3 && iterator.hasNext(); i++) {
          sink.accept(iterator.next());
        }
        chunks.forEach(sink);
      }
    }
  },
  JDK_STREAM {
    @Override
    void read(Runnel<Integer, String, ?> runnel, int input, Consumer<String> sink) {
      try (var chunks = runnel.stream(input).toJavaStream()) {
        chunks.forEach(sink);
      }
    }
  },
  PUBLISHER {
    @Override
    void read(Runnel<Integer, String, ?> runnel, int input, Consumer<String> sink) {
      CompletableFuture<Void> done = new CompletableFuture<>();
      runnel.publish(input).subscribe(new OneByOne(sink, done));
      try {
        done.join();
      } catch (java.util.concurrent.CompletionException e) {
        throw Failures.sneakyThrow(e.getCause());
      }
    }
  },
  SUBSCRIBED {
    @Override
    void read(Runnel<Integer, String, ?> runnel, int input, Consumer<String> sink) {
      new SubscribedStream<>(runnel.publish(input)).forEach(sink);
    }
  };

  abstract void read(Runnel<Integer, String, ?> runnel, int input, Consumer<String> sink);

  List<String> all(Runnel<Integer, String, ?> runnel, int input) {
    List<String> all = new ArrayList<>();
    read(runnel, input, all::add);
    return all;
  }

  /** Asks for one chunk at a time. */
  record OneByOne(Consumer<String> sink, CompletableFuture<Void> done, Flow.Subscription[] to)
      implements Flow.Subscriber<String> {
    OneByOne(Consumer<String> sink, CompletableFuture<Void> done) {
      this(sink, done, new Flow.Subscription[1]);
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      to[0] = subscription;
      subscription.request(1);
    }

    @Override
    public void onNext(String chunk) {
      sink.accept(chunk);
      to[0].request(1);
    }

    @Override
    public void onError(Throwable failure) {
      done.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
      done.complete(null);
    }
  }
}
