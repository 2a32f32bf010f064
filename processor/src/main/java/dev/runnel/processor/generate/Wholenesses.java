package dev.runnel.processor.generate;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import dev.runnel.processor.model.Chain;
import dev.runnel.processor.model.Conversion;
import dev.runnel.processor.model.Step;
import dev.runnel.processor.model.WholeRule;
import dev.runnel.processor.model.Wholeness;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Writes rules by which chunks become wholes, and conversions. */
final class Wholenesses {
  private Wholenesses() {}

  /** Writes a conversion of a value. */
  static Expression converted(Conversion conversion, Expression value) {
    return conversion == Conversion.NONE
        ? value
        : Expression.of(converted(conversion, value.code()));
  }

  /** Writes a conversion of a value. */
  static CodeBlock converted(Conversion conversion, CodeBlock value) {
    return switch (conversion) {
      case NONE -> value;
      case MESSAGE_TEXT, CHUNK_TEXT -> CodeBlock.of("$L.text()", value);
      case TO_PROMPT -> CodeBlock.of("$T.of($L)", Api.CHAT_PROMPT, value);
    };
  }

  private static CodeBlock function(Conversion conversion, TypeName from) {
    return switch (conversion) {
      case NONE -> CodeBlock.of("value -> value");
      case MESSAGE_TEXT, CHUNK_TEXT -> CodeBlock.of("$T::text", from);
      case TO_PROMPT -> CodeBlock.of("$T::of", Api.CHAT_PROMPT);
    };
  }

  /**
   * Writes the rule of a value within a chain, whose types the variable that it is assigned to
   * says.
   *
   * @param value the value
   * @param own the rule of the source itself
   * @param chunks the chunks of the source
   * @param steps names the chain class
   */
  static CodeBlock ofValue(
      Value.WholeOf value, CodeBlock own, TypeName chunks, Supplier<String> steps) {
    if (value.chunkConversion() == Conversion.NONE) {
      return rule(value.rule(), own, CodeBlock.of(""), steps);
    }
    CodeBlock converted =
        value.rule() instanceof WholeRule.ListOf list
            ? rule(list, own, CodeBlock.of("<$T>", list.element()), steps)
            : rule(value.rule(), own, CodeBlock.of(""), steps);
    CodeBlock function = function(value.chunkConversion(), chunks);
    CodeBlock mapped = CodeBlock.of("$L.<$T>mapChunks($L)", converted, chunks, function);
    return withText(mapped, value.rule(), value.chunkConversion(), chunks);
  }

  /** Leaves out chunks without text, where the rule tells an empty text from none. */
  private static CodeBlock withText(
      CodeBlock mapped, WholeRule rule, Conversion conversion, TypeName chunks) {
    return conversion == Conversion.CHUNK_TEXT && !(rule instanceof WholeRule.Text)
        ? CodeBlock.of("$L.onlyChunks($T::hasText)", mapped, chunks)
        : mapped;
  }

  /** Writes a rule; the witness says its types where they are not inferred. */
  private static CodeBlock rule(
      WholeRule rule, CodeBlock own, CodeBlock witness, Supplier<String> steps) {
    if (rule instanceof WholeRule.Own) {
      return own;
    }
    if (rule instanceof WholeRule.Text) {
      return CodeBlock.of("$T.text()", Api.WHOLE);
    }
    if (rule instanceof WholeRule.Collect collect) {
      String method = collect.method().name();
      return collect.isStatic()
          ? CodeBlock.of(
              "$T.$LfromList($T::$L)",
              Api.WHOLE,
              witness,
              collect.method().declaringClass(),
              method)
          : CodeBlock.of("$T.$LfromList($L::$L)", Api.WHOLE, witness, steps.get(), method);
    }
    return CodeBlock.of("$T.$L$L()", Api.WHOLE, witness, factory(rule));
  }

  private static String factory(WholeRule rule) {
    if (rule instanceof WholeRule.Sum) {
      return "sum";
    }
    if (rule instanceof WholeRule.ListOf) {
      return "list";
    }
    return rule instanceof WholeRule.OptionalOf ? "optional" : "last";
  }

  /** Writes the rule for the chunks of a call where the call itself is not at hand. */
  static CodeBlock ofCall(Step step) {
    TypeName whole = step.wholeType() == null ? step.chunkType() : step.wholeType();
    return CodeBlock.of("$T.<$T, $T>ofCall()", Api.WHOLES, step.chunkType(), whole);
  }

  /** Writes the whole of a single chunk, which needs no adding up in most cases. */
  static Expression ofSingle(Wholeness whole, Expression chunk) {
    Expression converted = converted(whole.chunkConversion(), chunk);
    Expression value;
    if (whole.rule() instanceof WholeRule.ListOf) {
      CodeBlock list = CodeBlock.of("$T.of($L)", List.class, converted.code());
      value = Expression.of(ofText(whole, chunk, list, CodeBlock.of("$T.of()", List.class)));
    } else if (whole.rule() instanceof WholeRule.OptionalOf) {
      CodeBlock optional = CodeBlock.of("$T.of($L)", Optional.class, converted.code());
      CodeBlock none = CodeBlock.of("$T.empty()", Optional.class);
      value = Expression.of(ofText(whole, chunk, optional, none));
    } else if (whole.rule() instanceof WholeRule.Sum) {
      value =
          Expression.of(
              CodeBlock.of(
                  "$T.ofOne($T.<$T, $T>sum(), $L)",
                  Api.WHOLES,
                  Api.WHOLE,
                  whole.chunkType(),
                  whole.ruleType(),
                  converted.code()));
    } else {
      value = converted;
    }
    return converted(whole.conversion(), value);
  }

  private static CodeBlock ofText(
      Wholeness whole, Expression chunk, CodeBlock some, CodeBlock none) {
    return whole.chunkConversion() == Conversion.CHUNK_TEXT
        ? CodeBlock.of("($L.hasText() ? $L : $L)", chunk.code(), some, none)
        : some;
  }

  /**
   * Writes the rule of a chain, with exactly the chain's types.
   *
   * @param chain the chain
   * @param own the rule of its last step itself
   */
  static CodeBlock ofChain(Chain chain, CodeBlock own) {
    Wholeness whole = chain.whole();
    TypeName chunks = chain.chunkType();
    TypeName read = chunksOf(whole, chunks);
    boolean mapsChunks = whole.chunkConversion() != Conversion.NONE || !read.equals(chunks);
    boolean mapsWhole =
        whole.conversion() != Conversion.NONE || !whole.ruleType().equals(chain.wholeType());
    CodeBlock rule =
        rule(
            whole.rule(),
            own,
            mapsChunks || mapsWhole ? witness(whole, read) : CodeBlock.of(""),
            () -> "steps");
    if (mapsWhole) {
      CodeBlock function = function(whole.conversion(), whole.ruleType());
      rule = CodeBlock.of("$L.<$T>map($L)", rule, chain.wholeType(), function);
    }
    if (!mapsChunks) {
      return rule;
    }
    CodeBlock function =
        whole.rule() instanceof WholeRule.Own && whole.chunkConversion() == Conversion.NONE
            ? CodeBlock.of("chunk -> ($T) chunk", whole.chunkType())
            : function(whole.chunkConversion(), chunks);
    return withText(
        CodeBlock.of("$L.<$T>mapChunks($L)", rule, chunks, function),
        whole.rule(),
        whole.chunkConversion(),
        chunks);
  }

  /** Returns the chunks that the rule itself takes. */
  private static TypeName chunksOf(Wholeness whole, TypeName chunks) {
    WholeRule rule = whole.rule();
    if (rule instanceof WholeRule.ListOf list) {
      return list.element();
    }
    if (rule instanceof WholeRule.OptionalOf optional) {
      return optional.element();
    }
    if (rule instanceof WholeRule.Collect collect) {
      return collect.element();
    }
    return rule instanceof WholeRule.Own || rule instanceof WholeRule.Text
        ? whole.chunkType()
        : chunks;
  }

  private static CodeBlock witness(Wholeness whole, TypeName chunks) {
    return whole.rule() instanceof WholeRule.Sum || whole.rule() instanceof WholeRule.Collect
        ? CodeBlock.of("<$T, $T>", chunks, whole.ruleType())
        : CodeBlock.of("<$T>", chunks);
  }
}
