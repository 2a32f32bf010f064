package dev.runnel.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bad arguments get one clear line and exit code 2; nothing is run. */
class BadArgumentsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          hullo                    | Unknown command 'hullo'. The commands are: hello, joke,
          --verbose hello          | Unknown option '--verbose'. See 'example --help'.
          hello --pcae 0           | Unknown option '--pcae'. See 'example hello --help'.
          hello --pace             | --pace
          hello --pace fast        | --pace
          hello --pace -1          | --pace must be 0 or more milliseconds, but is -1. See
          hello --model            | --model
          hello --model gpt        | --model must be openai:NAME or anthropic:NAME, but is 'gpt'.
          hello --model acme:x     | --model must be openai:NAME or anthropic:NAME, but is 'acme:x'.
          hello --model openai:    | --model must be openai:NAME or anthropic:NAME, but is 'openai:'.
          hello --model openai:x   | needs a key: set the environment variable OPENAI_API_KEY.
          hello --model anthropic:x | needs a key: set the environment variable ANTHROPIC_API_KEY.
          hello --base-url http://localhost:1 | --base-url needs a --model, such as openai:NAME.
          hello --model openai:x --base-url localhost | must be an http or https address, but is
          hello --model openai:x --base-url http://a_b^c | must be an http or https address, but is
          hello --model openai:x --base-url http://localhost:1 --pace 5 | --pace is for the replay
          hello tell me            | Unknown argument 'me'. Put a question of several words in quotes.
          hello why                | To ask 'why', choose a model: --model openai:NAME or
          joke bears               | To ask 'bears', choose a model: --model openai:NAME or
          events nowhere           | Unknown chain 'nowhere'. The chains are: hello, joke, countries,
          events                   | Missing required parameter: 'CHAIN'. See 'example events --help'.
          events joke --schema v3  | --schema
          events joke --include-type poem | --include-type
          events joke bears        | To ask 'bears', choose a model: --model openai:NAME or
          graph                    | Missing required parameter: 'CHAIN'. See 'example graph --help'.
          graph nowhere            | Unknown chain 'nowhere'. The chains are: hello, joke, countries,
          graph joke --format dot  | --format
          graph joke bears         | Unknown argument 'bears'.
          parallel bears           | To ask 'bears', choose a model: --model openai:NAME or
          flaky bears              | To ask 'bears', choose a model: --model openai:NAME or
          route why                | To ask 'why', choose a model: --model openai:NAME or
          log nowhere              | Unknown chain 'nowhere'. The chains are: hello, joke, countries,
          retriever --patches      | Unknown option '--patches'. See 'example retriever --help'.
          """)
  void areToldInOneLine(String args, String message) {
    Session session = Session.plain();
    assertThat(session.run(args.split(" "))).isEqualTo(2);
    assertThat(session.err.shown()).contains(message);
    assertThat(session.err.shown().lines()).as(session.err.shown()).hasSize(1);
    assertThat(session.out.shown()).isEmpty();
  }

  @Test
  void aBlankKeyOrQuestionIsNone() {
    Session session = Session.inEnvironment(Map.of("OPENAI_API_KEY", " "));
    assertThat(session.run("joke", "bears", "--model", "openai:x")).isEqualTo(2);
    assertThat(session.err.shown()).contains("OPENAI_API_KEY");

    Session blank = Session.plain();
    assertThat(blank.run("retrieve", " ")).isEqualTo(2);
    assertThat(blank.err.shown()).startsWith("The question is blank.");
  }

  @Test
  void theHelpNamesAllCommandsAndOptions() {
    Session help = Session.plain();
    assertThat(help.run("--help")).isZero();
    assertThat(help.out.shown())
        .contains("hello", "joke", "countries", "country-names", "country-names-whole")
        .contains("retriever", "retrieve", "parallel", "route", "flaky", "graph", "Ctrl-C");
    Session none = Session.plain();
    assertThat(none.run()).isZero();
    assertThat(none.out.shown()).isEqualTo(help.out.shown());

    for (String command : Examples.names()) {
      Session session = Session.plain();
      assertThat(session.run(command, "--help")).isZero();
      assertThat(session.out.shown())
          .contains("--model=PROVIDER:NAME", "--base-url=URL", "--pace=MILLIS");
      assertThat(session.err.shown()).isEmpty();
    }
  }
}
