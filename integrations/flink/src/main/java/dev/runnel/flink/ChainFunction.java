package dev.runnel.flink;

import java.io.Serial;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.table.catalog.DataTypeFactory;
import org.apache.flink.table.functions.AsyncScalarFunction;
import org.apache.flink.table.functions.FunctionContext;
import org.apache.flink.table.types.inference.TypeInference;
import org.jspecify.annotations.Nullable;

/**
 * A chain as a function of SQL. To name it in {@code CREATE FUNCTION}, extend it by a public class
 * with a constructor that takes nothing:
 *
 * <pre>{@code
 * public class JokeFunction extends ChainFunction<Jokes, String, AiMessageChunk, String> {
 *   public JokeFunction() {
 *     super(FlinkChain.of(() -> new JokesRunnables(Models.fromEnvironment()), Jokes::joke));
 *   }
 * }
 * }</pre>
 *
 * <p>Flink tries a failed call three times more by default, until its input has ended: set {@code
 * table.exec.async-scalar.retry-strategy} to {@code NO_RETRY} where the chain has retries of its
 * own. Leave null inputs out where the answer is a record: Flink 2.3 fails on a null one.
 *
 * @param <J> the class of the chains
 * @param <I> the input
 * @param <C> the chunks
 * @param <O> the whole
 */
public class ChainFunction<J, I, C, O> extends AsyncScalarFunction {
  @Serial private static final long serialVersionUID = 1L;

  private final FlinkChain<J, I, C, O> chain;
  private transient @Nullable OpenCalls<J, I, C, O> calls;

  /**
   * Makes a function.
   *
   * @param chain the chain
   */
  public ChainFunction(FlinkChain<J, I, C, O> chain) {
    this.chain = Objects.requireNonNull(chain, "The chain is null.");
  }

  @Override
  public void open(FunctionContext context) throws Exception {
    calls = OpenCalls.of(chain);
  }

  /**
   * Answers one row; a null has a null answer.
   *
   * @param result is completed with it
   * @param input the input
   */
  public void eval(CompletableFuture<O> result, @Nullable I input) {
    if (input == null) {
      result.complete(null);
    } else {
      Objects.requireNonNull(calls).answer(input, result);
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
        types, chain.settings().name(), chain.types().input(), chain.types().output());
  }

  @Override
  public boolean isDeterministic() {
    return false; // so that no planner calls it less or more often than there are rows
  }
}
