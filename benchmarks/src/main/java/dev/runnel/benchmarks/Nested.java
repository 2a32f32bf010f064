package dev.runnel.benchmarks;

import dev.runnel.RunnableSequence;
import dev.runnel.annotations.Chain;
import java.util.List;

/** Holds the chain of five steps again, as a chain in a chain in a chain. */
interface Nested extends WordSteps {
  @Chain({"words", "weigh"})
  RunnableSequence<List<String>, Word, List<Word>> inner();

  @Chain({"inner", "keep1", "total1"})
  RunnableSequence<List<String>, Word, List<Word>> middle();

  @Chain({"middle", "shift2"})
  RunnableSequence<List<String>, Word, List<Word>> outer();
}
