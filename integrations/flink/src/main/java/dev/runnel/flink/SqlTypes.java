package dev.runnel.flink;

import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.ListTypeInfo;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.catalog.DataTypeFactory;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.inference.InputTypeStrategies;
import org.apache.flink.table.types.inference.TypeInference;
import org.apache.flink.table.types.inference.TypeStrategies;

/** Says the types of a chain in those of SQL. */
final class SqlTypes {
  private SqlTypes() {}

  static TypeInference inference(
      DataTypeFactory types, String chain, TypeInformation<?> input, TypeInformation<?> output) {
    return TypeInference.newBuilder()
        .inputTypeStrategy(InputTypeStrategies.explicitSequence(column(types, chain, input)))
        .outputTypeStrategy(TypeStrategies.explicit(column(types, chain, output)))
        .build();
  }

  private static DataType column(DataTypeFactory types, String chain, TypeInformation<?> type) {
    try {
      return type instanceof ListTypeInfo<?> list
          ? DataTypes.ARRAY(column(types, chain, list.getElementTypeInfo())).bridgedTo(List.class)
          : types.createDataType(type.getTypeClass());
    } catch (ValidationException e) {
      throw new ValidationException(
          "The chain "
              + chain
              + " cannot be a function of SQL, since "
              + type.getTypeClass().getName()
              + " has no type there. Let a step make a String, a number or a public record of such of it.",
          e);
    }
  }
}
