package dev.runnel.editors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Saves each mistake of the table of all diagnostics, and then its repair, in Eclipse's Java
 * server: in a file that was right before, and in a new one.
 */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(600)
class MistakesTest {
  private static final List<String> KINDS = List.of("edited", "fresh");

  /** Of these mistakes the compiler knows as well. */
  private static final Set<String> COMPILERS_TOO = Set.of("MissingType", "NameTaken");

  /** No errors: Eclipse's server may leave out what is less. */
  private static final Set<String> NO_ERRORS =
      Set.of("BufferedEdge", "LostApproval", "RepeatedTools", "StreamingBroken", "UndescribedTool");

  private static final String LINES =
      """
      record Lines(String... lines) implements Iterable<String> {
        public Iterator<String> iterator() { return List.of(lines).iterator(); }
      }
      """;

  private record Row(List<Shown> shown, List<String> standIns) {}

  private final Map<String, Row> afterMistake = new HashMap<>();
  private final Map<String, Row> afterRepair = new HashMap<>();
  private Quickstart project;

  static List<Mistake> mistakes() throws IOException {
    return Mistake.all();
  }

  @BeforeAll
  void saveAll(@TempDir Path folder) throws IOException, InterruptedException {
    project = Quickstart.copyInto(folder);
    project.addDependency("runnel-history");
    project.addDependency("runnel-agents");
    PlayedEditor editor = new PlayedEditor(uri -> CompletableFuture.completedFuture(null));
    try (Connection server = new Connection(JavaServer.command(folder.resolve("jdt")), editor)) {
      server.initialize(project.folder(), JavaServer.options(project));
      Connection.get(editor.ready());
      List<Path> right = new ArrayList<>();
      for (Mistake mistake : mistakes()) {
        right.addAll(write(mistake, "edited", mistake.right()));
      }
      server.save(right);
      for (Mistake mistake : mistakes()) {
        afterMistake.putAll(save(mistake, mistake.wrong(), server));
      }
      String elsewhere = saveMissing(server);
      for (Mistake mistake : mistakes()) {
        afterRepair.putAll(save(mistake, mistake.right(), server));
      }
      server.save(List.of(Mistake.write(project, elsewhere, "Lines", LINES)));
      afterRepair.put(elsewhere, row(server.editor(), elsewhere));
    }
  }

  /** Saves a file that names a type which another file is to declare. */
  private String saveMissing(Connection server) throws IOException {
    Mistake missing = new Mistake("MissingType");
    server.save(write(missing, "elsewhere", missing.wrong()));
    return missing.packageName("elsewhere");
  }

  private Map<String, Row> save(Mistake mistake, String code, Connection server)
      throws IOException {
    List<Path> files = new ArrayList<>();
    for (String kind : KINDS) {
      files.addAll(write(mistake, kind, code));
    }
    server.save(files);
    Map<String, Row> rows = new HashMap<>();
    for (String kind : KINDS) {
      String name = mistake.packageName(kind);
      rows.put(name, row(server.editor(), name));
    }
    return rows;
  }

  private List<Path> write(Mistake mistake, String kind, String code) throws IOException {
    String name = mistake.packageName(kind);
    List<Path> written = new ArrayList<>();
    written.add(Mistake.write(project, name, mistake.typeName(), code));
    if (mistake.user().isPresent() && !Files.exists(project.source(name + ".User"))) {
      written.add(Mistake.write(project, name, "User", mistake.user().get()));
    }
    return written;
  }

  private Row row(PlayedEditor editor, String packageName) throws IOException {
    Path sources = project.source(packageName + ".Any").getParent();
    Path generated = project.generated(packageName + ".Any").getParent();
    List<Shown> shown = new ArrayList<>(Shown.in(editor, sources));
    shown.addAll(Shown.in(editor, generated));
    return new Row(shown, standIns(generated));
  }

  /** Lists the generated classes that can only throw. */
  private static List<String> standIns(Path folder) throws IOException {
    List<String> found = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          if (Files.readString(file).contains("new UnsupportedOperationException(")) {
            found.add(file.getFileName().toString());
          }
        }
      }
    }
    return found;
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void aSavedMistakeIsShownOnce(Mistake mistake) {
    for (String kind : KINDS) {
      List<Shown> shown = afterMistake.get(mistake.packageName(kind)).shown();
      List<Shown> ours = shown.stream().filter(Shown::isOurs).toList();
      assertThat(ours)
          .as(kind)
          .hasSizeBetween(NO_ERRORS.contains(mistake.id()) ? 0 : 1, 1)
          .allMatch(each -> each.id().equals(mistake.id()));
      if (!COMPILERS_TOO.contains(mistake.id())) {
        assertThat(shown).as(kind).hasSameSizeAs(ours);
      }
    }
  }

  /** Who uses the class may have to follow, where the repair has another signature. */
  @ParameterizedTest
  @MethodSource("mistakes")
  void aSavedRepairLeavesNothingBehind(Mistake mistake) {
    for (String kind : KINDS) {
      Row row = afterRepair.get(mistake.packageName(kind));
      assertThat(row.standIns()).as(kind).isEmpty();
      assertThat(row.shown())
          .as(kind)
          .noneMatch(Shown::isOurs)
          .allMatch(shown -> shown.file().equals("User.java"));
    }
  }

  @Test
  void aRepairInAnotherFileLeavesNothingBehind() {
    Row row = afterRepair.get(new Mistake("MissingType").packageName("elsewhere"));
    assertThat(row.shown()).isEmpty();
    assertThat(row.standIns()).isEmpty();
  }

  /**
   * Eclipse places whole attributes, and knows no place for a record: there its generated class.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0000',
      textBlock =
          """
          AmbiguousInput        | first
          AnswerMismatch        | places()
          BadTemplate           | "Answer as {\\"joke\\": ...}: {topic}"
          BadToolName           | name
          CannotCollect         | {"digits", "half"}
          CannotRemember        | "memroy"
          ChainTypeMismatch     | measured()
          CollectMismatch       | collect
          CyclicChain           | "first"
          CyclicFallback        | "model"
          EmptyChain            | {}
          FallbackMismatch      | "sorry"
          InnerClass            | Texts
          InvalidPolicy         | delay
          MisplacedAnswer       | @Answer
          MisplacedGuard        | @Retry
          MisplacedSchema       | BoxSchema
          MissingType           | split(String text)
          NameTaken             | Texts
          NoSchema              | Shape
          NotATool              | find(String name)
          NotAbstract           | Texts
          OverloadedStep        | "show"
          PrivateStep           | trim(String text)
          PrivateType           | line(String text)
          SameToolName          | @Tool
          SealedClass           | Texts
          StepMismatch          | {"ask", "upper"}
          UnboundParameter      | "show"
          UnimplementedMethod   | model()
          UnknownAnswer         | @Answer
          UnknownJson           | Climate
          UnknownPlaceholder    | "Tell me a joke about {topc}"
          UnknownStep           | "trimm"
          UnknownTool           | tools
          UnsupportedSignature  | print(String text)
          UnusedMemory          | memory()
          UnusedPromptParameter | language
          UnusedStep            | {"trim", "length"}
          """)
  void theValueIsMarked(String id, String marked) {
    String name = new Mistake(id).packageName("edited");
    assertThat(afterMistake.get(name).shown())
        .filteredOn(Shown::isOurs)
        .extracting(Shown::marked)
        .containsExactly(marked);
  }
}
