package dev.runnel.languageserver.feature;

import dev.runnel.languageserver.index.Span;
import dev.runnel.languageserver.text.SourceText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionItemKind;
import org.eclipse.lsp4j.InsertTextFormat;
import org.eclipse.lsp4j.InsertTextMode;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.jsonrpc.messages.Either;

/**
 * Completes the beginning of a member by a whole one: a chain, a prompt, a model, a step, a tool.
 */
public final class Snippets {
  /**
   * A member to write.
   *
   * @param annotation its annotation, by which it is found
   * @param told what it is
   * @param text the text, in the protocol's form; ABSTRACT and DEFAULT stand for modifiers
   * @param imports what it needs
   */
  private record Snippet(String annotation, String told, String text, List<String> imports) {}

  private static final String ANNOTATIONS = "dev.runnel.annotations.";

  private static final List<Snippet> ALL =
      List.of(
          new Snippet(
              "Chain",
              "a new chain",
              """
              @Chain({"${1:ask}", "${2:model}"})
              ABSTRACTRunnableSequence<${3:String}, ${4:String}, ${5:String}> ${6:chain}();""",
              List.of("dev.runnel.RunnableSequence", ANNOTATIONS + "Chain")),
          new Snippet(
              "Prompt",
              "a new prompt",
              """
              @Prompt("${1:Tell me about {topic\\}}")
              ABSTRACTChatPrompt ${2:ask}(${3:String topic});""",
              List.of("dev.runnel.model.ChatPrompt", ANNOTATIONS + "Prompt")),
          new Snippet(
              "StreamingStep",
              "a new model",
              """
              @StreamingStep
              ABSTRACTChatModel ${1:model}();""",
              List.of("dev.runnel.model.ChatModel", ANNOTATIONS + "StreamingStep")),
          new Snippet(
              "StreamingStep",
              "a new step that reads chunk by chunk",
              """
              @StreamingStep
              DEFAULT${1:String} ${2:step}(${3:String chunk}) {
                return ${4:chunk};
              }""",
              List.of(ANNOTATIONS + "StreamingStep")),
          new Snippet(
              "Step",
              "a new step",
              """
              @Step
              DEFAULT${1:String} ${2:step}(${3:String text}) {
                return ${4:text};
              }""",
              List.of(ANNOTATIONS + "Step")),
          new Snippet(
              "Tool",
              "a new tool",
              """
              @Tool(description = "${1:Says what it does, and when to use it.}")
              DEFAULT${2:String} ${3:find}(${4:String name}) {
                return ${5:name};
              }""",
              List.of(ANNOTATIONS + "Tool")));

  private static final Pattern INTERFACE = Pattern.compile("\\binterface\\b");
  private static final Pattern PLACE = Pattern.compile("\\$\\{\\d+:((?:[^}\\\\]|\\\\.)*)\\}");

  private Snippets() {}

  /**
   * Completes at a place.
   *
   * @param source the file
   * @param offset the place
   * @param withPlaces whether the editor can go through the places of a snippet
   * @return what could be written there; nothing where no member begins
   */
  public static List<CompletionItem> at(SourceText source, int offset, boolean withPlaces) {
    Span word = word(source.text(), offset);
    Optional<String> header = Cursor.memberOf(source.text(), word.start());
    String written = source.text().substring(word.start(), offset);
    return header
        .map(
            found ->
                ALL.stream()
                    .filter(snippet -> fits(snippet, written))
                    .map(snippet -> item(snippet, source, word, found, withPlaces))
                    .toList())
        .orElse(List.of());
  }

  /** Tells whether an annotation begins at a place: then an author may mean one of ours. */
  public static boolean beginsAnnotation(SourceText source, int offset) {
    int start = word(source.text(), offset).start();
    return start < offset && source.text().charAt(start) == '@';
  }

  /** Finds the beginning of a word before an offset, with the character before annotations. */
  private static Span word(String text, int offset) {
    int start = offset;
    while (start > 0 && Character.isJavaIdentifierPart(text.charAt(start - 1))) {
      start--;
    }
    return new Span(start > 0 && text.charAt(start - 1) == '@' ? start - 1 : start, offset);
  }

  private static boolean fits(Snippet snippet, String written) {
    String name = written.startsWith("@") ? written.substring(1) : written;
    return lower(snippet.annotation()).startsWith(lower(name));
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** What is behind the character of annotations is a word for editors, and is replaced. */
  private static CompletionItem item(
      Snippet snippet, SourceText source, Span word, String header, boolean withPlaces) {
    boolean isInterface = INTERFACE.matcher(header).find();
    boolean isBegun = source.text().startsWith("@", word.start());
    int start = isBegun ? word.start() + 1 : word.start();
    String text =
        snippet
            .text()
            .substring(isBegun ? 1 : 0)
            .replace("ABSTRACT", isInterface ? "" : "abstract ")
            .replace("DEFAULT", isInterface ? "default " : "")
            .replace("\n", "\n" + indent(source.text(), word.start()));
    CompletionItem item = new CompletionItem("@" + snippet.annotation());
    item.setKind(CompletionItemKind.Snippet);
    item.setDetail(snippet.told());
    item.setDocumentation(plain(text));
    item.setSortText(String.format(Locale.ROOT, "%04d", ALL.indexOf(snippet)));
    item.setFilterText(isBegun ? snippet.annotation() : lower(snippet.annotation()));
    item.setInsertTextFormat(withPlaces ? InsertTextFormat.Snippet : InsertTextFormat.PlainText);
    item.setInsertTextMode(InsertTextMode.AsIs);
    item.setTextEdit(
        Either.forLeft(
            new TextEdit(
                source.lines().range(start, word.end()), withPlaces ? text : plain(text))));
    item.setAdditionalTextEdits(
        snippet.imports().stream()
            .flatMap(each -> Imports.of(source.text(), each).stream())
            .map(
                change ->
                    new TextEdit(
                        source.lines().range(change.span().start(), change.span().end()),
                        change.text()))
            .collect(Collectors.toList()));
    return item;
  }

  private static String plain(String text) {
    return PLACE.matcher(text).replaceAll("$1").replace("\\}", "}");
  }

  private static String indent(String text, int at) {
    int line = text.lastIndexOf('\n', at - 1) + 1;
    return text.substring(line, at).isBlank() ? text.substring(line, at) : "";
  }
}
