package dev.runnel.benchmarks;

import dev.runnel.ChunkStream;
import dev.runnel.Emitter;
import dev.runnel.RunnableSequence;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Step;
import java.util.List;

/** Holds chains with steps that loop over their stream and emit, as LangChain's generators do. */
interface Generators extends WordSteps {
  /** Lets a word pass if its weight is another than that of the word before. */
  @Step
  default void changes(ChunkStream<Word> chunks, Emitter<Word> out) {
    int last = 0;
    for (Word word : chunks) {
      if (word.weight() != last) {
        out.emit(word);
      }
      last = word.weight();
    }
  }

  /** Adds a word's weight to that of the word after it. */
  @Step
  default void carry(ChunkStream<Word> chunks, Emitter<Word> out) {
    int carried = 0;
    for (Word word : chunks) {
      out.emit(word.shifted(carried));
      carried = word.weight();
    }
  }

  @Chain({"words", "weigh", "changes"})
  RunnableSequence<List<String>, Word, List<Word>> one();

  @Chain({"words", "weigh", "changes", "carry"})
  RunnableSequence<List<String>, Word, List<Word>> two();
}
