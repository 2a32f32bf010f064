package com.example;

import org.mapstruct.Mapper;

/** Is implemented by MapStruct. */
@Mapper
interface CardMapper {
  Card toCard(Person person);
}
