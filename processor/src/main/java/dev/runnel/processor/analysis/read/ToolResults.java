package dev.runnel.processor.analysis.read;

import dev.runnel.processor.model.ToolForm;
import dev.runnel.processor.model.ToolMethod.WholeRule;
import dev.runnel.processor.types.TypeNames;
import dev.runnel.processor.types.TypeSystem;
import java.util.List;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * Says what a tool gives, by what its method returns.
 *
 * @param form how
 * @param input what a chain takes; else null
 * @param chunk the pieces; null if the type does not say
 * @param output the result
 * @param whole how the pieces become the result
 */
record ToolResults(
    ToolForm form,
    @Nullable TypeMirror input,
    @Nullable TypeMirror chunk,
    TypeMirror output,
    WholeRule whole) {
  static ToolResults of(TypeSystem types, TypeMirror returned) {
    if (returned.getKind() == TypeKind.VOID) {
      return one(ToolForm.NOTHING, types.text());
    }
    DeclaredType runnel = types.as(returned, TypeNames.RUNNEL);
    if (runnel != null) {
      return ofRunnel(types, runnel);
    }
    GivenChunks given = GivenChunks.of(types, returned);
    return switch (given.gives()) {
      case STAGE ->
          new ToolResults(
              ToolForm.PROMISE, null, given.chunk(), any(types, given.chunk()), WholeRule.OWN);
      case CALL ->
          new ToolResults(
              ToolForm.CALL, null, given.chunk(), any(types, given.whole()), WholeRule.OWN);
      case CHUNK_STREAM -> ofPieces(types, ToolForm.CHUNK_STREAM, given.chunk());
      case ITERATOR, ITERABLE, JDK_STREAM -> ofPieces(types, ToolForm.CHUNKS, given.chunk());
      case FLOW_PUBLISHER -> ofPieces(types, ToolForm.FLOW_PUBLISHER, given.chunk());
      case RS_PUBLISHER -> ofPieces(types, ToolForm.RS_PUBLISHER, given.chunk());
      case ONE, OPTIONAL, EMITTER, COMPONENT -> one(ToolForm.VALUE, types.boxed(returned));
    };
  }

  private static ToolResults one(ToolForm form, TypeMirror type) {
    return new ToolResults(form, null, type, type, WholeRule.OWN);
  }

  private static ToolResults ofRunnel(TypeSystem types, DeclaredType runnel) {
    List<? extends TypeMirror> arguments = runnel.getTypeArguments();
    if (arguments.isEmpty()) {
      return new ToolResults(ToolForm.RUNNEL, null, null, types.object(), WholeRule.OWN);
    }
    TypeMirror input = types.taken(arguments.get(0));
    return new ToolResults(
        ToolForm.RUNNEL,
        input == null ? types.object() : input,
        types.given(arguments.get(1)),
        types.given(arguments.get(2)),
        WholeRule.OWN);
  }

  private static ToolResults ofPieces(TypeSystem types, ToolForm form, @Nullable TypeMirror chunk) {
    if (chunk == null) {
      return new ToolResults(form, null, null, types.object(), WholeRule.LIST);
    }
    if (types.is(chunk, TypeNames.STRING)) {
      return new ToolResults(form, null, chunk, chunk, WholeRule.TEXT);
    }
    DeclaredType additive = types.as(chunk, TypeNames.ADDITIVE);
    if (additive != null && additive.getTypeArguments().size() == 2) {
      TypeMirror sum = types.given(additive.getTypeArguments().get(1));
      return new ToolResults(form, null, chunk, sum, WholeRule.SUM);
    }
    return new ToolResults(form, null, chunk, types.of(TypeNames.LIST, chunk), WholeRule.LIST);
  }

  private static TypeMirror any(TypeSystem types, @Nullable TypeMirror known) {
    return known == null ? types.object() : known;
  }
}
