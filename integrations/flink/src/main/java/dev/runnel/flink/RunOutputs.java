package dev.runnel.flink;

/** Takes what the run of an input gives, on the task's thread. */
interface RunOutputs<I, C, O> {
  void chunk(OpenInput<I, O> input, long number, C chunk) throws Exception;

  void event(OpenInput<I, O> input, EventRow event) throws Exception;

  void answer(OpenInput<I, O> input, O value) throws Exception;

  void failure(OpenInput<I, O> input, Throwable failure) throws Exception;
}
