package dev.runnel.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.model.ChatPrompt;
import dev.runnel.testkit.ScriptedChatModel;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ids of chats, which their pages make: whose streams are kept, and whose are not. */
@Timeout(60)
class ChatIdsTest {
  private static final String END = "data: [DONE]";

  private Resumable resumable = Resumable.of(StreamStore.inMemory(), Duration.ofMinutes(1));

  private ChainService service() {
    return ChainService.builder()
        .add(
            "/a",
            ServedChain.of(
                "a",
                ScriptedChatModel.of("Why", " not?"),
                ChainInput.of(ChatPrompt.class),
                ServeOptions.DEFAULT.withResumable(resumable)),
            Protocols.AI_SDK)
        .build();
  }

  private static String read(ServeResponse response) {
    RecordingSink sink = RecordingSink.patient();
    ((ServeResponse.Streamed) response).body().writeTo(sink);
    return sink.text();
  }

  private static int status(ChainService service, String chat) {
    return service.handle(ServeRequest.get("/a/" + chat + "/stream", Map.of())).status();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "chat-1", "0123456789abcde"})
  void aChatWhoseIdCanBeGuessedIsNotKept(String chat) {
    ChainService service = service();

    String text = read(service.handle(Wire.AI_SDK.ask(chat)));

    assertThat(text).contains("data-not-resumable", "fewer than 16 characters").contains(END);
    assertThat(status(service, chat)).isIn(204, 404, 405);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        "2026/11/29/parrots-and-cats",
        "parrots%and%cats",
        "parrots\\\\and\\\\cats!",
        "parrots;and;cats;",
        "parrots\\nand\\ncats",
      })
  void aChatWhoseIdNoAddressCanHaveIsNotKept(String chat) {
    resumable = resumable.withOwner(request -> "ann");

    String text = read(service().handle(Wire.AI_SDK.ask(chat)));

    assertThat(text).contains("data-not-resumable", "cannot stand in an address").contains(END);
  }

  @ParameterizedTest
  @ValueSource(strings = {"...", "\u00e9\ud83e\udd9c", "a b?c#d&e=f+g@h", "a:b,c'd(e)f*g~h_i"})
  void aChatWhoseIdAnAddressCanHaveIsKept(String chat) {
    resumable = resumable.withOwner(request -> "ann");
    ChainService service = service();

    String text = read(service.handle(Wire.AI_SDK.ask(chat)));

    assertThat(text).doesNotContain("not-resumable").contains(END);
    assertThat(status(service, chat)).isEqualTo(200);
  }
}
