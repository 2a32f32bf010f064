package dev.runnel.example.spring;

import java.io.Serial;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Says that there is nothing to answer. */
@ResponseStatus(code = HttpStatus.BAD_REQUEST, reason = "The question is blank.")
class BlankQuestionException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;
}
