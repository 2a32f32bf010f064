// Prints what OpenAI's client gets from a chain that is served as a model.
import OpenAI from "openai";

const url = process.argv[2];
const messages = [{ role: "user", content: "parrots" }];

function client(path) {
  return new OpenAI({ baseURL: url + path, apiKey: "none" });
}

const texts = [];
// region stream
const openai = new OpenAI({ baseURL: `${url}/v1`, apiKey: "none" });
const stream = await openai.chat.completions.create({ model: "v1", messages, stream: true });
for await (const chunk of stream) {
  texts.push(chunk.choices[0].delta.content ?? "");
}
// endregion
const chunks = [];
for await (const chunk of await openai.chat.completions.create({
  model: "v1",
  messages,
  stream: true,
  stream_options: { include_usage: true },
})) {
  chunks.push(chunk.choices[0]?.delta?.content ?? chunk.usage?.total_tokens ?? null);
}
const helper = await openai.chat.completions.stream({ model: "v1", messages }).finalContent();
const whole = await openai.chat.completions.create({ model: "v1", messages });
let error = null;
try {
  for await (const chunk of await client("/failing-v1").chat.completions.create({
    model: "failing-v1",
    messages,
    stream: true,
  })) {
    chunks.push(chunk.choices.length);
  }
} catch (failure) {
  error = failure.message;
}
let unknown = null;
try {
  await openai.chat.completions.create({ model: "gpt", messages });
} catch (failure) {
  unknown = `${failure.status} ${failure.code}`;
}
console.log(
  JSON.stringify({
    texts,
    chunks,
    helper,
    whole: whole.choices[0].message.content,
    models: (await openai.models.list()).data.map((model) => model.id),
    error,
    unknown,
  }),
);
