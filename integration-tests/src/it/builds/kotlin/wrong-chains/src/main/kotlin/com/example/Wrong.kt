package com.example

import dev.runnel.TextChain
import dev.runnel.annotations.Chain
import dev.runnel.annotations.Step

/** What a chain cannot do with Kotlin: suspend, and be null. */
interface Wrong {
  @Step
  suspend fun late(text: String): String = text

  @Step
  fun maybe(text: String): String? = text.ifEmpty { null }

  @Step
  fun trimmed(text: String): String = text.trim()

  @Chain("trimmed")
  suspend fun call(text: String): String

  @Chain("trimmed")
  fun right(): TextChain<String>
}
