package goldens;

import dev.runnel.Call;
import dev.runnel.Emitter;
import dev.runnel.RunnableSequence;
import dev.runnel.StreamRunnel;
import dev.runnel.Transformer;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Prompt;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import java.util.concurrent.Flow;

public abstract class Stories {

  /** Joins chunks until a sentence ends. */
  private static final class Sentences implements Transformer<String, String> {
    private final StringBuilder sentence = new StringBuilder();

    @Override
    public void onChunk(String chunk, Emitter<String> out) {
      sentence.append(chunk);
      if (chunk.endsWith(".")) {
        out.emit(sentence.toString().strip());
        sentence.setLength(0);
      }
    }

    @Override
    public void onComplete(Emitter<String> out) {
      if (!sentence.isEmpty()) {
        out.emit(sentence.toString().strip());
      }
    }
  }

  @Prompt(system = "You tell stories.", value = "Tell of {hero}")
  abstract ChatPrompt ask(String hero);

  @StreamingStep
  abstract ChatModel model();

  @StreamingStep
  Transformer<String, String> sentences() {
    return new Sentences();
  }

  @StreamingStep
  void words(String sentence, Emitter<String> out) {
    for (String word : sentence.split(" ")) {
      out.emit(word);
    }
  }

  @StreamingStep
  Call<String, String> spelled(String word) {
    return letters().call(word);
  }

  @StreamingStep
  void spell(String word, Emitter<String> out) {
    word.chars().forEach(letter -> out.emit("" + (char) letter));
  }

  /** Streams a story sentence by sentence. */
  @Chain({"ask", "model", "sentences"})
  public abstract RunnableSequence<String, String, String> story();

  /** Streams the words of a story. */
  @Chain({"story", "words"})
  public abstract RunnableSequence<String, String, String> told();

  @Chain({"story", "words"})
  public abstract Flow.Publisher<String> publish(String hero);

  @Chain({"story", "words"})
  public abstract String tell(String hero);

  @Chain("spell")
  abstract StreamRunnel<String, String, String> letters();

  @Chain(value = {"told", "spelled"}, name = "spelling", tags = "slow")
  public abstract RunnableSequence<String, String, String> spelling();
}
