package dev.runnel.languageserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.lsp4j.CodeAction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The mistakes of docs/diagnostics.md, each with all the repairs that an author is offered. */
class RepairsTest extends SessionTest {
  private static final Path TABLE = Path.of("../processor/src/test/resources/diagnostics");
  private static final String WRONG = ".wrong.txt";
  private static final String IMPORTS =
      "package test; import dev.runnel.*; import dev.runnel.annotations.*;"
          + " import dev.runnel.model.*; import java.util.*; import java.util.concurrent.*;"
          + " import java.util.stream.*;\n";

  private final Set<String> seen = new TreeSet<>();

  /** One that leads on to another mistake is followed by that. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '^',
      textBlock =
          """
          AmbiguousInput ~ Annotate 'first' with @Input | Annotate 'second' with @Input | Annotate 'first' with @From("trim") | Annotate 'second' with @From("trim")
          AnswerMismatch ~ Declare that it streams String and gives Countries
          BadTemplate ~ Double the braces: they are text
          BadToolName ~ Name the tool "find_city"
          CannotCollect ~ Annotate 'half' with @StreamingStep => CannotCollect
          CannotRemember ~ Change to 'memory'
          ChainTypeMismatch ~ Declare Integer instead of String => ChainTypeMismatch
          CollectMismatch ~ Let 'sum' take a List<Integer> | Let 'sum' take a List<Integer> and give Integer
          CyclicChain ~ Take 'again' out of 'first'
          CyclicFallback ~ Remove @Fallback
          InnerClass ~ Make it static
          InvalidPolicy ~ Leave out 'delay'
          LostApproval ~ Declare that it streams AgentChunk and gives AgentAnswer
          MisplacedAnswer ~ Remove @Answer
          MisplacedGuard ~ Remove @Retry
          MisplacedSchema ~ Remove @WithSchema
          NotATool ~ Remove 'private' from 'find'
          NotAbstract ~ Make it abstract
          PrivateStep ~ Remove 'private' from 'trim'
          PrivateType ~ Remove 'private' from 'Line'
          RepeatedTools ~ Say that a second call does no more than the first
          SameToolName ~ Name the tool "find_by_country_most"
          SealedClass ~ Remove 'sealed'
          StepMismatch ~ Put 'model' between them
          StreamingBroken ~ Annotate 'upper' with @StreamingStep | Say that 'joke' need not stream
          UnboundParameter ~ Put 'show' before 'trim'
          UnimplementedMethod ~ Annotate 'model' with @StreamingStep
          UnknownAnswer ~ Answer with Countries
          UnknownPlaceholder ~ Change to 'topic' | Add the parameter 'topc' => UnusedPromptParameter
          UnknownStep ~ Change to 'trim' | Create the step 'trimm'
          UnknownTool ~ Change to 'weather'
          UnusedMemory ~ Let 'model' remember by it
          UnusedPromptParameter ~ Put {language} into the template => AmbiguousInput | Remove the parameter 'language'
          UnusedStep ~ Take 'trim' out
          """)
  void eachRepairLeavesNothingWrong(String id, String titles) throws IOException {
    List<String> offered = offered(id);
    assertThat(offered)
        .containsExactly(
            Arrays.stream(titles.split(" \\| ")).map(each -> title(each)).toArray(String[]::new));
    for (String each : titles.split(" \\| ")) {
      session.clear();
      offered(id);
      session.apply(
          fixes().stream()
              .filter(fix -> fix.getTitle().equals(title(each)))
              .findFirst()
              .orElseThrow()
              .getEdit());
      assertThat(session.diagnostics("Example"))
          .as(title(each))
          .extracting(left -> left.getCode().getLeft())
          .containsExactlyElementsOf(left(each));
    }
  }

  /**
   * Mistakes of which only the author knows the repair: what a class means to say about a type, a
   * tool or a step, or which of two names to change.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "BufferedEdge",
        "EmptyChain",
        "FallbackMismatch",
        "MissingType",
        "NameTaken",
        "NoSchema",
        "OverloadedStep",
        "UndescribedTool",
        "UnknownJson",
        "UnsupportedSignature"
      })
  void whereNobodyKnowsARepairNoneIsOffered(String id) throws IOException {
    assertThat(offered(id)).isEmpty();
  }

  @AfterAll
  void noMistakeIsLeftOut() throws IOException {
    try (Stream<Path> files = Files.list(TABLE)) {
      assertThat(seen)
          .containsExactlyElementsOf(
              files
                  .map(file -> file.getFileName().toString())
                  .filter(name -> name.endsWith(WRONG))
                  .map(name -> name.substring(0, name.length() - WRONG.length()))
                  .collect(Collectors.toCollection(TreeSet::new)));
    }
  }

  private static String title(String row) {
    return row.split(" => ")[0];
  }

  private static List<String> left(String row) {
    return row.contains(" => ") ? List.of(row.split(" => ")[1]) : List.of();
  }

  private List<String> offered(String id) throws IOException {
    seen.add(id);
    session.openText("Example", IMPORTS + Files.readString(TABLE.resolve(id + WRONG)));
    assertThat(session.diagnostics("Example"))
        .extracting(each -> each.getCode().getLeft())
        .containsOnly(id);
    return fixes().stream().map(CodeAction::getTitle).toList();
  }

  private List<CodeAction> fixes() {
    return session.diagnostics("Example").stream()
        .flatMap(each -> session.fixes("Example", each.getRange()).stream())
        .toList();
  }
}
