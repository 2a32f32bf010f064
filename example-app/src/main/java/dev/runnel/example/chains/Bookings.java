package dev.runnel.example.chains;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.runnel.RunnableSequence;
import dev.runnel.annotations.Answer;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Description;
import dev.runnel.annotations.Prompt;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.json.Partial;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Reads a mail, and makes records of it while the model still writes them. */
public interface Bookings {
  /** How somebody travels. */
  enum Means {
    @JsonProperty("train")
    TRAIN,
    @JsonProperty("plane")
    PLANE,
    @JsonProperty("bus")
    BUS
  }

  /** One leg of a journey. */
  record Leg(String from, String to, Means means, LocalDate day, Optional<String> seat) {}

  /** A journey that somebody wants to book. */
  record Journey(
      @Description("Who travels.") List<String> travellers, List<Leg> legs, int budget) {}

  /** Puts the mail into the prompt. */
  @Prompt("Extract the journey that this mail asks for:\n\n{mail}")
  ChatPrompt ask(String mail);

  /** The model: the compiler writes the schema, and each answer is checked against it. */
  @StreamingStep
  @Answer(value = Journey.class, repairs = 1)
  ChatModel model();

  /** From a mail, streaming what is known so far, to the journey. */
  @Chain({"ask", "model"})
  RunnableSequence<String, Partial<Journey>, Journey> journey();
}
