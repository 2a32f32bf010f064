package dev.runnel.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.example.chains.Bookings;
import dev.runnel.example.chains.Bookings.Journey;
import dev.runnel.example.chains.Bookings.Leg;
import dev.runnel.example.chains.Bookings.Means;
import dev.runnel.example.chains.BookingsRunnables;
import dev.runnel.testkit.Script;
import dev.runnel.testkit.ScriptedChatModel;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A mail becomes records while the model writes them; a picture reaches the model. */
class ExtractTest {
  @Test
  void theRecordGrows() {
    Session session = Session.plain();
    assertThat(session.run("extract", "--pace", "0")).as(session.err.shown()).isZero();
    assertThat(session.out.shown().lines().toList())
        .hasSize(8)
        .startsWith("{\"travellers\":[\"Ann\"]}")
        .last()
        .isEqualTo(
            "{\"travellers\":[\"Ann\",\"Bob\"],\"legs\":[{\"from\":\"Rome\",\"to\":\"Milan\","
                + "\"means\":\"train\",\"day\":\"2026-05-02\"},{\"from\":\"Milan\",\"to\":\"Rome\","
                + "\"means\":\"bus\",\"day\":\"2026-05-04\"}],\"budget\":200}");
  }

  @Test
  void theWholeIsARecord() {
    Bookings bookings = new BookingsRunnables(GuideModel.replaying(Duration.ZERO));
    assertThat(bookings.journey().invoke(GuideModel.MAIL))
        .isEqualTo(
            new Journey(
                List.of("Ann", "Bob"),
                List.of(
                    new Leg(
                        "Rome", "Milan", Means.TRAIN, LocalDate.of(2026, 5, 2), Optional.empty()),
                    new Leg(
                        "Milan", "Rome", Means.BUS, LocalDate.of(2026, 5, 4), Optional.empty())),
                200));
  }

  @Test
  void anAnswerThatDoesNotFitIsTold() {
    Session session =
        Session.withModel(pace -> ScriptedChatModel.of(Script.of("{\"travellers\": [1]}")));
    assertThat(session.run("extract")).isEqualTo(Screen.FAILED);
    assertThat(session.err.shown()).contains("/travellers/0 must be a string");
  }

  @Test
  void thePictureReachesTheModel() {
    Session session = Session.plain();
    assertThat(session.run("look", "--pace", "0")).as(session.err.shown()).isZero();
    assertThat(session.out.shown()).isEqualTo("It| is| green|.\n");
  }
}
