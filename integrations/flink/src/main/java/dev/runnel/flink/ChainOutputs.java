package dev.runnel.flink;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple4;
import org.apache.flink.util.OutputTag;

/**
 * The types of what an operator gives and keeps.
 *
 * @param answer of its main output
 * @param chunk of the output of chunks
 * @param event of the output of events
 * @param deadLetter of the output of failures
 * @param pending of its state: an input, its time, whether it has one, how often it was begun
 * @param input of an input
 * @param output of a whole
 */
record ChainOutputs<I, C, O>(
    TypeInformation<Answer<I, O>> answer,
    OutputTag<NumberedChunk<I, C>> chunk,
    OutputTag<EventRow> event,
    OutputTag<DeadLetter<I>> deadLetter,
    TypeInformation<Tuple4<I, Long, Boolean, Integer>> pending,
    TypeInformation<I> input,
    TypeInformation<O> output)
    implements Serializable {

  static <I, C, O> ChainOutputs<I, C, O> of(ChainTypes<I, C, O> types, TypeInformation<I> input) {
    return new ChainOutputs<>(
        record(Answer.class, Map.of("input", input, "attempt", Types.INT, "value", types.output())),
        new OutputTag<>(
            "chunks",
            record(
                NumberedChunk.class,
                Map.of(
                    "input",
                    input,
                    "attempt",
                    Types.INT,
                    "number",
                    Types.LONG,
                    "chunk",
                    types.chunk()))),
        new OutputTag<>("events", Types.POJO(EventRow.class)),
        new OutputTag<>(
            "dead letters",
            record(
                DeadLetter.class,
                Map.of(
                    "input", input,
                    "attempt", Types.INT,
                    "exception", Types.STRING,
                    "message", Types.STRING,
                    "step", Types.STRING,
                    "runId", Types.STRING))),
        Types.TUPLE(input, Types.LONG, Types.BOOLEAN, Types.INT),
        input,
        types.output());
  }

  @SuppressWarnings("unchecked") // the fields' types are those of the record's parameters
  private static <R> TypeInformation<R> record(
      Class<?> type, Map<String, TypeInformation<?>> fields) {
    return (TypeInformation<R>) Types.POJO(type, new HashMap<>(fields));
  }
}
