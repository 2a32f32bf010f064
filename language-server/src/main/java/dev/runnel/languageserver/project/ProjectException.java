package dev.runnel.languageserver.project;

import java.io.Serial;

/** Says why it is not known how a project is compiled, and what to do about it. */
public final class ProjectException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  ProjectException(String message) {
    super(message);
  }
}
