package dev.runnel.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A file of our own has at most so many lines of code. Comments do not count: who explains more
 * must not have to cut a class in two for it.
 */
class FileLengthTest {
  private static final int MOST_LINES = 420;

  @Test
  void noFileIsLongerThanAReaderCanHold() throws IOException {
    Map<String, Long> tooLong = new TreeMap<>();
    List<Path> files = JavaSources.list(FileLengthTest::isSource);
    for (Path file : files) {
      long lines = new CodeLines().count(Files.readString(file));
      if (lines > MOST_LINES) {
        tooLong.put(file.toString(), lines);
      }
    }
    assertThat(files).hasSizeGreaterThan(500);
    assertThat(tooLong).as("files of more than " + MOST_LINES + " lines of code").isEmpty();
  }

  /** Tells whether it is a source of a module, or one that several of them share. */
  private static boolean isSource(String path) {
    return path.contains("/src/main/java/")
        || path.contains("/src/test/java/")
        || path.contains("/shared-tests/java/");
  }

  @ParameterizedTest
  @CsvSource({
    "int a;, 1",
    "int a; // why, 1",
    "// why, 0",
    "/** What. */, 0",
    "/* What */ int a;, 1",
    "/*\\n * Why.\\n *\\n */\\nint a;, 1",
    "package a;\\n\\nimport b.C;\\nimport static b.D.e;\\n\\nclass F {}, 2",
    "String a =\\n\"\"\"\\n// text\\nimport b;\\n\"\"\";, 5",
    "String a = \"/*\";\\nint b;, 2",
    "int a; /* why\\nand why */\\nint b;, 2"
  })
  void commentsBlankLinesAndImportsDoNotCount(String code, long lines) {
    assertThat(new CodeLines().count(code.replace("\\n", "\n"))).isEqualTo(lines);
  }

  /** Counts the lines of code of one file. */
  private static final class CodeLines {
    private boolean inComment;
    private boolean inText;

    long count(String source) {
      return source.lines().filter(this::isCode).count();
    }

    private boolean isCode(String line) {
      boolean startedInText = inText;
      String code = withoutComments(line).strip();
      return !code.isEmpty() && (startedInText || !code.startsWith("import "));
    }

    private String withoutComments(String line) {
      StringBuilder code = new StringBuilder();
      boolean inString = false;
      for (int i = 0; i < line.length(); i++) {
        if (inComment) {
          if (line.startsWith("*/", i)) {
            inComment = false;
            i++;
          }
        } else if (!inString && line.startsWith("\"\"\"", i)) {
          inText = !inText;
          code.append("\"\"\"");
          i += 2;
        } else if (!inString && !inText && line.startsWith("//", i)) {
          return code.toString();
        } else if (!inString && !inText && line.startsWith("/*", i)) {
          inComment = true;
          i++;
        } else {
          char next = line.charAt(i);
          code.append(next);
          if (next == '\\' && i + 1 < line.length()) {
            i++;
            code.append(line.charAt(i));
          } else if (next == '"' && !inText && !line.startsWith("'\"'", i - 1)) {
            inString = !inString;
          }
        }
      }
      return code.toString();
    }
  }
}
