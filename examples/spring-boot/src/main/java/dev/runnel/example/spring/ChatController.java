package dev.runnel.example.spring;

import dev.runnel.ChunkStream;
import jakarta.servlet.http.HttpSession;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Streams answers to the page. */
@RestController
class ChatController {
  private final Chat chat;

  ChatController(Chat chat) {
    this.chat = chat;
  }

  @GetMapping("/chat")
  ChunkStream<String> chat(@RequestParam String question, HttpSession session) {
    if (question.isBlank()) {
      throw new BlankQuestionException();
    }
    return chat.answer().stream(new Chat.Question(session.getId(), question));
  }
}
