// Does in VS Code, beside the extension for Java, what an author does with the quickstart, and writes down what was seen.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isThere, open, record } from "./vscode.mjs";

const [extension, java, jdk] = process.argv.slice(2);
const programs = join(process.env.HOME, "bin");
const sources = "src/main/java/com/example";

const editor = await open({
  folder: process.cwd(),
  file: join(sources, "Jokes.java"),
  extension,
  others: [java],
  more: {
    "files.autoSave": "off",
    "java.configuration.maven.userSettings": join(process.env.HOME, ".m2/settings.xml"),
    "java.import.gradle.enabled": false,
    "java.jdt.ls.java.home": jdk,
    "java.referencesCodeLens.enabled": true,
    "redhat.telemetry.enabled": false,
    "runnel.java": join(programs, "java"),
    "runnel.maven.executable": join(programs, "mvn"),
  },
});
const isRight = (wrong) => !isThere(wrong);
const isOfBoth = (lens) => /^[1-9]\d* references \| /.test(lens);
const contains = (text) => (lines) => lines.some((line) => line.includes(text));
const read = (name) => readFileSync(join(sources, name), "utf8").split("\n");
const rightAgain = (when) => editor.await(`nothing is wrong ${when}`, () => editor.underlined(), isRight);

await record(editor, async (seen) => {
  // The Java server has read the project, and has told ours.
  seen.hints = await editor.await("hints are shown", () => editor.above("joke"), (line) => line.includes("*"));
  seen.lenses = await editor.await("both servers' words are above the class and its methods", () => editor.lenses(), (all) => all.filter(isOfBoth).length === 4);

  // A mistake, while it is typed, and when it is saved.
  await editor.command("Problems: Focus on Problems View");
  await editor.page.locator(".markers-panel-container").waitFor();
  await editor.replace('"model"', '"modle');
  seen.typed = await editor.await("a mistake is shown", () => editor.underlined(), isThere);
  seen.unsaved = read("Jokes.java").some((line) => line.includes('"model"'));
  seen.typedProblems = await editor.await("the mistake is listed", () => editor.problems(), isThere);
  await editor.dismiss(".suggest-widget.visible");
  await editor.save();
  seen.savedProblems = await editor.await("the Java server lists the mistake", () => editor.problems(), contains("\nJava\n"));
  await editor.into("modle");
  seen.fixes = await editor.fix();
  await editor.await("the name is repaired", () => editor.above("joke"), (line) => line.includes("*"));
  await editor.save();
  await rightAgain("after the repair");
  seen.repairedProblems = await editor.await("no problem is left", () => editor.problems(), isRight);

  // Completed.
  await editor.replace('"model"', '"');
  seen.offered = await editor.await("names are offered", () => editor.suggestions(), isThere);
  await editor.press("Enter");
  await editor.await("a name is completed", () => editor.above("joke"), (line) => line.includes("*"));
  await editor.save();

  // Renamed from a string, and from the method.
  await editor.into("ask");
  seen.renaming = await editor.rename("question");
  await editor.await("a step is renamed", () => editor.lines(), contains("ChatPrompt question("));
  await editor.save();
  await rightAgain("after a rename from a string");
  await editor.select("ChatModel model");
  await editor.press("ArrowRight", "ArrowLeft");
  seen.renamingMethod = await editor.rename("chat");
  await editor.await("the method is renamed", () => editor.lines(), contains("ChatModel chat("));
  await editor.save();
  await rightAgain("after a rename of a method");
  seen.jokes = read("Jokes.java");
  seen.riddles = read("Riddles.java");

  // In another file: hints of both servers, and a method that gets another name by hand.
  await editor.openFile("Riddles.java");
  seen.hintsOfBoth = await editor.await("both servers' hints are shown", () => editor.lines(), (lines) => contains("topic:")(lines) && contains("*")(lines));
  await editor.await("both servers' words are above the methods", () => editor.lenses(), (all) => all.some((lens) => lens.endsWith(" | graph")));
  await editor.replace("String loud", "String shout");
  seen.left = await editor.await("a name is left behind", () => editor.underlined(), isThere);
  await editor.into("loud");
  seen.follow = await editor.fix();
  await rightAgain("after the string has followed");
  await editor.save();
  seen.followed = read("Riddles.java");
});
