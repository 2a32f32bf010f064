package dev.runnel.flink;

import java.io.Serial;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;

/** Makes the operator of a chain on a task manager. */
final class ChainOperatorFactory<J, I, C, O> extends AbstractStreamOperatorFactory<Answer<I, O>>
    implements OneInputStreamOperatorFactory<I, Answer<I, O>> {
  @Serial private static final long serialVersionUID = 1L;

  private final FlinkChain<J, I, C, O> chain;
  private final ChainOutputs<I, C, O> outputs;

  ChainOperatorFactory(FlinkChain<J, I, C, O> chain, ChainOutputs<I, C, O> outputs) {
    this.chain = chain;
    this.outputs = outputs;
    // Behind its source without a hand-over, so that a checkpoint holds only what is open here.
    setChainingStrategy(ChainingStrategy.ALWAYS);
  }

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // Flink declares it so
  public <T extends StreamOperator<Answer<I, O>>> T createStreamOperator(
      StreamOperatorParameters<Answer<I, O>> parameters) {
    return (T) new ChainOperator<>(parameters, parameters.getMailboxExecutor(), chain, outputs);
  }

  @Override
  @SuppressWarnings("rawtypes")
  public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader loader) {
    return ChainOperator.class;
  }
}
