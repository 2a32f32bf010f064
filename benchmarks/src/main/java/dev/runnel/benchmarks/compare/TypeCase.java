package dev.runnel.benchmarks.compare;

import dev.runnel.schema.JsonSchema;
import java.util.List;

/**
 * A type, and JSON that Jackson reads as one.
 *
 * @param type the type
 * @param schema its schema, which Runnel's compiler has written
 * @param json the JSON
 */
record TypeCase(Class<?> type, JsonSchema schema, String json) {
  static final List<TypeCase> ALL =
      List.of(
          new TypeCase(Types.Plain.class, Types_PlainSchema.SCHEMA, "{\"name\":\"Ann\",\"age\":7}"),
          new TypeCase(
              Types.Numbers.class,
              Types_NumbersSchema.SCHEMA,
              "{\"b\":1,\"s\":2,\"i\":3,\"l\":4000000000,\"f\":0.5,\"d\":0.25}"),
          new TypeCase(
              Types.Big.class,
              Types_BigSchema.SCHEMA,
              "{\"price\":12.5,\"count\":12345678901234567890}"),
          new TypeCase(
              Types.Flags.class, Types_FlagsSchema.SCHEMA, "{\"on\":true,\"maybe\":false}"),
          new TypeCase(
              Types.Maybe.class, Types_MaybeSchema.SCHEMA, "{\"id\":\"a\",\"name\":\"b\"}"),
          new TypeCase(Types.MaybeAbsent.class, Types_MaybeAbsentSchema.SCHEMA, "{\"id\":\"a\"}"),
          new TypeCase(
              Types.MaybeNumbers.class,
              Types_MaybeNumbersSchema.SCHEMA,
              "{\"i\":1,\"l\":2,\"d\":0.5}"),
          new TypeCase(Types.Listed.class, Types_ListedSchema.SCHEMA, "{\"names\":[\"a\",\"b\"]}"),
          new TypeCase(
              Types.Nested.class,
              Types_NestedSchema.SCHEMA,
              "{\"plain\":{\"name\":\"Ann\",\"age\":7}}"),
          new TypeCase(
              Types.ListedRecords.class,
              Types_ListedRecordsSchema.SCHEMA,
              "{\"all\":[{\"name\":\"Ann\",\"age\":7}]}"),
          new TypeCase(Types.Tagged.class, Types_TaggedSchema.SCHEMA, "{\"tags\":[\"a\",\"b\"]}"),
          new TypeCase(Types.Grid.class, Types_GridSchema.SCHEMA, "{\"cells\":[[1,2],[3]]}"),
          new TypeCase(
              Types.Arrayed.class,
              Types_ArrayedSchema.SCHEMA,
              "{\"numbers\":[1,2],\"texts\":[\"a\"]}"),
          new TypeCase(Types.Mapped.class, Types_MappedSchema.SCHEMA, "{\"counts\":{\"a\":1}}"),
          new TypeCase(
              Types.EnumMapped.class, Types_EnumMappedSchema.SCHEMA, "{\"counts\":{\"RED\":1}}"),
          new TypeCase(
              Types.Colored.class,
              Types_ColoredSchema.SCHEMA,
              "{\"color\":\"RED\",\"others\":[\"BLUE\"]}"),
          new TypeCase(Types.Sized.class, Types_SizedSchema.SCHEMA, "{\"size\":\"small\"}"),
          new TypeCase(Types.Renamed.class, Types_RenamedSchema.SCHEMA, "{\"full_name\":\"Ann\"}"),
          new TypeCase(Types.Dated.class, Types_DatedSchema.SCHEMA, "{\"day\":\"2026-01-05\"}"),
          new TypeCase(Types.AtTime.class, Types_AtTimeSchema.SCHEMA, "{\"time\":\"10:15:30\"}"),
          new TypeCase(
              Types.Timed.class, Types_TimedSchema.SCHEMA, "{\"at\":\"2026-01-05T10:15:30\"}"),
          new TypeCase(
              Types.Stamped.class, Types_StampedSchema.SCHEMA, "{\"at\":\"2026-01-05T10:15:30Z\"}"),
          new TypeCase(
              Types.Zoned.class, Types_ZonedSchema.SCHEMA, "{\"at\":\"2026-01-05T10:15:30Z\"}"),
          new TypeCase(Types.Lasting.class, Types_LastingSchema.SCHEMA, "{\"time\":\"PT5M\"}"),
          new TypeCase(
              Types.Known.class,
              Types_KnownSchema.SCHEMA,
              "{\"id\":\"7d444840-9dc0-11d1-b245-5ffdce74fad2\",\"link\":\"https://a.b/c\"}"),
          new TypeCase(Types.Binary.class, Types_BinarySchema.SCHEMA, "{\"data\":\"AQID\"}"),
          new TypeCase(
              Types.Tree.class,
              Types_TreeSchema.SCHEMA,
              "{\"name\":\"a\",\"children\":[{\"name\":\"b\",\"children\":[]}]}"),
          new TypeCase(
              Types.Drawn.class,
              Types_DrawnSchema.SCHEMA,
              "{\"shape\":{\"type\":\"circle\",\"radius\":2}}"),
          new TypeCase(
              Types.Boxed.class,
              Types_BoxedSchema.SCHEMA,
              "{\"box\":{\"content\":{\"name\":\"Ann\",\"age\":7}}}"),
          new TypeCase(
              Types.Ordered.class,
              Types_OrderedSchema.SCHEMA,
              "{\"id\":\"o\",\"lines\":[{\"item\":\"a\",\"price\":1.5}],\"color\":\"RED\"}"));

  String name() {
    return type.getSimpleName();
  }
}
