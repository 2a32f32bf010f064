package dev.runnel.flink;

import java.io.Serial;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.table.catalog.DataTypeFactory;
import org.apache.flink.table.functions.AsyncTableFunction;
import org.apache.flink.table.functions.FunctionContext;
import org.apache.flink.table.types.inference.TypeInference;
import org.jspecify.annotations.Nullable;

/**
 * A chain as a function of SQL that makes a row of each chunk. To name it in {@code CREATE
 * FUNCTION}, extend it as {@link ChainFunction} says.
 *
 * @param <J> the class of the chains
 * @param <I> the input
 * @param <C> the chunks
 * @param <O> the whole
 */
public class ChainTableFunction<J, I, C, O> extends AsyncTableFunction<C> {
  @Serial private static final long serialVersionUID = 1L;

  private final FlinkChain<J, I, C, O> chain;
  private transient @Nullable OpenCalls<J, I, C, O> calls;

  /**
   * Makes a function.
   *
   * @param chain the chain
   */
  public ChainTableFunction(FlinkChain<J, I, C, O> chain) {
    this.chain = Objects.requireNonNull(chain, "The chain is null.");
  }

  @Override
  public void open(FunctionContext context) throws Exception {
    calls = OpenCalls.of(chain);
  }

  /**
   * Makes the rows of one input; a null has none.
   *
   * @param result is completed with it
   * @param input the input
   */
  public void eval(CompletableFuture<Collection<C>> result, @Nullable I input) {
    if (input == null) {
      result.complete(List.of());
    } else {
      Objects.requireNonNull(calls).chunks(input, result);
    }
  }

  @Override
  public void close() {
    if (calls != null) {
      calls.close();
    }
  }

  @Override
  public TypeInference getTypeInference(DataTypeFactory types) {
    return SqlTypes.inference(
        types, chain.settings().name(), chain.types().input(), chain.types().chunk());
  }

  @Override
  public boolean isDeterministic() {
    return false; // so that no planner calls it less or more often than there are rows
  }
}
