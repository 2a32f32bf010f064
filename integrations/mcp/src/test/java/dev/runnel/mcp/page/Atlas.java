package dev.runnel.mcp.page;

import dev.runnel.RunnableSequence;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Step;
import java.util.List;
import java.util.stream.Stream;

/** Chains that say what they take and give. */
public interface Atlas {
  /**
   * What is searched.
   *
   * @param country the country's name
   * @param limit how many at the most
   */
  record Search(String country, int limit) {}

  record Found(String country, List<String> cities) {}

  @Step
  default Found find(Search search) {
    return new Found(
        search.country(), Stream.of("Rome", "Milan").limit(Math.max(0, search.limit())).toList());
  }

  @Step
  default List<Integer> upTo(int number) {
    return Stream.iterate(1, i -> i + 1).limit(number).toList();
  }

  @Chain(value = "find", schemas = true)
  RunnableSequence<Search, Found, Found> cities();

  @Chain(value = "upTo", schemas = true)
  RunnableSequence<Integer, List<Integer>, List<Integer>> count();
}
