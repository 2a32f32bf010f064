package dev.runnel.example;

import dev.runnel.Runnel;
import dev.runnel.model.ChatModel;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One part of the story: a runnel, what it is asked, and how its chunks are shown.
 *
 * @param name the name of its command
 * @param question what the guide asks it
 * @param answers tells which questions it answers without a real model
 * @param input makes its input of a question
 * @param runnel makes it, over a model
 * @param format shows its chunks
 * @param <I> its input
 * @param <C> its chunks
 */
record Example<I, C>(
    String name,
    String question,
    Predicate<String> answers,
    Function<String, I> input,
    Function<ChatModel, Runnel<I, C, ?>> runnel,
    Format<? super C> format) {}
