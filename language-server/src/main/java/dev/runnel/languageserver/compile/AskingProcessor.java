package dev.runnel.languageserver.compile;

import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;

/** Runs Runnel's processor, and asks a question when it has seen all classes. */
final class AskingProcessor extends AbstractProcessor {
  /** What is asked, while the compiler knows the classes. */
  interface Question {
    /** Asks for nothing. */
    Question NONE = (environment, runnel) -> {};

    void ask(ProcessingEnvironment environment, Processor runnel);
  }

  private final Processor runnel;
  private final Question question;

  AskingProcessor(Processor runnel, Question question) {
    this.runnel = runnel;
    this.question = question;
  }

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Set.of("*");
  }

  @Override
  public Set<String> getSupportedOptions() {
    return runnel.getSupportedOptions();
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return runnel.getSupportedSourceVersion();
  }

  @Override
  public synchronized void init(ProcessingEnvironment environment) {
    super.init(environment);
    runnel.init(environment);
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    runnel.process(annotations, round);
    if (round.processingOver()) {
      question.ask(processingEnv, runnel);
    }
    return false;
  }
}
