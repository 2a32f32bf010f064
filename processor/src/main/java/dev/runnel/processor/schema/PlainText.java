package dev.runnel.processor.schema;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes plain text of Javadoc: without tags, entities and line breaks. */
final class PlainText {
  private static final Pattern ITEM = Pattern.compile("<li\\b[^>]*>", Pattern.CASE_INSENSITIVE);
  private static final Pattern TAG =
      Pattern.compile("</?[a-zA-Z][^>]*>|<!--.*?-->", Pattern.DOTALL);
  private static final Pattern ENTITY = Pattern.compile("&(#?)(\\w+);");

  private static final Map<String, String> ENTITIES =
      Map.of(
          "lt", "<", "gt", ">", "amp", "&", "quot", "\"", "apos", "'", "nbsp", " ", "mdash", "-",
          "ndash", "-", "hellip", "...");

  private final String comment;
  private final StringBuilder html = new StringBuilder();
  private int at;

  private PlainText(String comment) {
    this.comment = comment;
  }

  static String of(String comment) {
    PlainText text = new PlainText(comment);
    text.read();
    return text.html.toString().replaceAll("\\s+", " ").strip();
  }

  private void read() {
    int written = 0;
    while (at < comment.length()) {
      if (comment.startsWith("{@", at)) {
        html.append(withoutTags(comment.substring(written, at)));
        html.append(inlineTag());
        written = at;
      } else {
        at++;
      }
    }
    html.append(withoutTags(comment.substring(written)));
  }

  /** Reads a tag such as a link, to the brace that closes it. */
  private String inlineTag() {
    int open = 0;
    int start = at;
    while (at < comment.length()) {
      char c = comment.charAt(at++);
      if (c == '{') {
        open++;
      } else if (c == '}' && --open == 0) {
        break;
      }
    }
    String tag = comment.substring(start + 2, at).replaceFirst("}$", "");
    String[] parts = tag.strip().split("\\s+", 2);
    String content = parts.length < 2 ? "" : parts[1].strip();
    return switch (parts[0]) {
      case "code", "literal" -> content;
      case "link", "linkplain" -> label(content);
      case "inheritDoc" -> "";
      default -> content;
    };
  }

  private static String label(String link) {
    Matcher parts =
        Pattern.compile("([^\\s(]+(?:\\([^)]*\\))?)\\s*(.*)", Pattern.DOTALL).matcher(link);
    if (!parts.matches()) {
      return link;
    }
    return parts.group(2).isEmpty()
        ? parts.group(1).replaceFirst("^#", "").replace('#', '.')
        : of(parts.group(2));
  }

  private static String withoutTags(String html) {
    String items = ITEM.matcher(html).replaceAll(" - ");
    String text = TAG.matcher(items).replaceAll(PlainText::instead);
    return ENTITY
        .matcher(text)
        .replaceAll(
            entity ->
                Matcher.quoteReplacement(
                    character(entity.group(1), entity.group(2), entity.group())));
  }

  /** Tags that begin a block are a break between words; those within a line are nothing. */
  private static String instead(java.util.regex.MatchResult tag) {
    return tag.group().matches("(?is)</?(p|br|ul|ol|li|div|pre|h\\d|table|t[rdh])\\b.*") ? " " : "";
  }

  private static String character(String sharp, String name, String whole) {
    if (sharp.isEmpty()) {
      return ENTITIES.getOrDefault(name, whole);
    }
    try {
      int code =
          name.startsWith("x") ? Integer.parseInt(name.substring(1), 16) : Integer.parseInt(name);
      return Character.isValidCodePoint(code) ? Character.toString(code) : whole;
    } catch (NumberFormatException notNumeric) {
      return whole;
    }
  }
}
