package dev.runnel.languageserver.feature;

import dev.runnel.languageserver.compile.AskedValue;
import dev.runnel.languageserver.compile.Offer;
import dev.runnel.languageserver.text.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionItemKind;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.jsonrpc.messages.Either;

/** Completes what annotations name: it finds the place, and the processor says what fits there. */
public final class Completing {
  private static final Set<String> ANNOTATIONS =
      Set.of("Chain", "From", "Fallback", "Remember", "Agent", "Prompt");

  private final SourceText source;
  private final int offset;
  private final Cursor cursor;
  private final Repaired repaired;

  private Completing(SourceText source, int offset, Cursor cursor) {
    this.source = source;
    this.offset = offset;
    this.cursor = cursor;
    this.repaired = Repaired.of(source.text(), offset, cursor);
  }

  /**
   * Completes at a place.
   *
   * @param source the file
   * @param offset the place
   * @param asking asks the processor about a text in which the annotation is whole
   * @return what could be written there, the best first
   */
  public static List<CompletionItem> at(
      SourceText source, int offset, BiFunction<SourceText, AskedValue, List<Offer>> asking) {
    Optional<Cursor> cursor =
        Cursor.at(source.text(), offset)
            .filter(each -> ANNOTATIONS.contains(each.annotation()))
            .filter(each -> each.content() >= 0 || beginsValue(source.text(), offset));
    return cursor
        .map(each -> new Completing(source, offset, each).complete(asking))
        .orElse(List.of());
  }

  /** Tells whether a value may begin here. */
  private static boolean beginsValue(String text, int offset) {
    int before = offset - 1;
    while (before >= 0 && Character.isWhitespace(text.charAt(before))) {
      before--;
    }
    int after = offset;
    while (after < text.length() && Character.isWhitespace(text.charAt(after))) {
      after++;
    }
    return before >= 0
        && "({,=".indexOf(text.charAt(before)) >= 0
        && (after == text.length() || text.charAt(after) != '"');
  }

  private List<CompletionItem> complete(BiFunction<SourceText, AskedValue, List<Offer>> asking) {
    List<Offer> offers =
        asking.apply(
            source.with(repaired.text()),
            new AskedValue(cursor.annotationAt(), cursor.attribute(), repaired.written()));
    List<CompletionItem> items = new ArrayList<>();
    for (Offer offer : offers) {
      items.add(item(offer, items.size()));
    }
    return items;
  }

  private CompletionItem item(Offer offer, int rank) {
    boolean isPlaceholder = offer.value().startsWith("{");
    String name = offer.value().substring(1, offer.value().length() - 1);
    CompletionItem item = new CompletionItem(name);
    item.setKind(isPlaceholder ? CompletionItemKind.Variable : CompletionItemKind.Method);
    int misfit = offer.message().indexOf("; ");
    item.setDetail(misfit < 0 ? offer.message() : offer.message().substring(0, misfit));
    if (misfit >= 0) {
      item.setDocumentation("Does not fit here. " + offer.message().substring(misfit + 2));
    }
    item.setSortText(String.format(Locale.ROOT, "%04d", rank));
    item.setTextEdit(Either.forLeft(isPlaceholder ? placeholder(name, item) : name(name, item)));
    return item;
  }

  private TextEdit name(String name, CompletionItem item) {
    boolean inText = cursor.content() >= 0;
    int start = inText ? cursor.content() : offset;
    String text = inText ? name : "\"" + name + "\"";
    item.setFilterText(text);
    return new TextEdit(source.lines().range(start, repaired.nameEnd()), text);
  }

  private TextEdit placeholder(String path, CompletionItem item) {
    String text = source.text();
    int start = text.lastIndexOf('{', offset - 1);
    int end = Math.max(offset, repaired.nameEnd());
    boolean isClosed = end < text.length() && text.charAt(end) == '}';
    item.setFilterText("{" + path);
    return new TextEdit(source.lines().range(start, isClosed ? end + 1 : end), "{" + path + "}");
  }
}
