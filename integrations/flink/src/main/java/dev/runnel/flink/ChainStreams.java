package dev.runnel.flink;

import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * What comes out of a chain in a job.
 *
 * @param answers one for each input that did not fail
 * @param chunks the chunks as they come; empty unless the chain was told {@link
 *     FlinkChain#withChunks}
 * @param events what the runs do; empty unless it was told {@link FlinkChain#withEvents}
 * @param deadLetters the inputs that failed; empty unless it was told {@link
 *     FlinkChain#withDeadLetters}, since the first failure ends the job then
 * @param <I> the input
 * @param <C> the chunks
 * @param <O> the whole
 */
public record ChainStreams<I, C, O>(
    SingleOutputStreamOperator<Answer<I, O>> answers,
    DataStream<NumberedChunk<I, C>> chunks,
    DataStream<EventRow> events,
    DataStream<DeadLetter<I>> deadLetters) {}
