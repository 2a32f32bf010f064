package dev.runnel.languageserver.index;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.util.SourcePositions;
import dev.runnel.languageserver.index.Index.Text;
import java.util.ArrayList;
import java.util.List;

/** Finds the texts that are written in an annotation. */
final class AnnotationTexts {
  private static final String BLOCK = "\"\"\"";

  private final SourcePositions positions;
  private final CompilationUnitTree unit;
  private final String text;
  private final List<Text> found = new ArrayList<>();

  AnnotationTexts(SourcePositions positions, CompilationUnitTree unit, String text) {
    this.positions = positions;
    this.unit = unit;
    this.text = text;
  }

  List<Text> of(AnnotationTree annotation) {
    for (ExpressionTree argument : annotation.getArguments()) {
      if (argument instanceof AssignmentTree assignment) {
        add(assignment.getVariable().toString(), assignment.getExpression());
      } else {
        add("value", argument);
      }
    }
    return found;
  }

  private void add(String attribute, ExpressionTree value) {
    if (value instanceof NewArrayTree array && array.getInitializers() != null) {
      array.getInitializers().forEach(each -> add(attribute, each));
    } else if (value instanceof ParenthesizedTree inner) {
      add(attribute, inner.getExpression());
    } else if (value instanceof BinaryTree sum) {
      add(attribute, sum.getLeftOperand());
      add(attribute, sum.getRightOperand());
    } else if (value instanceof LiteralTree literal
        && literal.getValue() instanceof String string) {
      int start = (int) positions.getStartPosition(unit, value);
      int end = (int) positions.getEndPosition(unit, value);
      if (start >= 0 && end > start && end <= text.length()) {
        int quotes = text.startsWith(BLOCK, start) && end - start >= 6 ? 3 : 1;
        int stop = Math.max(start + quotes, end - quotes);
        found.add(new Text(attribute, string, new Span(start + quotes, stop)));
      }
    }
  }
}
