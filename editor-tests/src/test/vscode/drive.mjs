// Does in VS Code what an author does with the quickstart, and writes down what was seen.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isThere, open, record } from "./vscode.mjs";

const [extension] = process.argv.slice(2);
const programs = join(process.env.HOME, "bin");
const file = "src/main/java/com/example/Jokes.java";

const editor = await open({
  folder: process.cwd(),
  file,
  extension,
  more: {
    "files.autoSave": "off",
    "runnel.java": join(programs, "no-java"),
    "runnel.maven.executable": join(programs, "mvn"),
  },
});
const { page } = editor;
const graphOf = (name) => editor.await(`the graph of ${name} is shown`, () => editor.graph(), (graph) => graph?.chain.startsWith(name));

async function save() {
  await editor.save();
  return readFileSync(file, "utf8").split("\n");
}

await record(editor, async (seen) => {
  // A setting that is wrong, and mended.
  [seen.warned] = await editor.await("a wrong setting is noticed", () => editor.texts(".notification-toast .notification-list-item-message"), isThere);
  await editor.select("joke();");
  await editor.press("ArrowLeft");
  await editor.command("Runnel: Show the Graph of the Chain at the Cursor");
  await page.locator(".tab", { hasText: /^\s*Chain/ }).waitFor();
  mkdirSync(".vscode");
  writeFileSync(".vscode/settings.json", JSON.stringify({ "runnel.java": join(programs, "java") }));
  seen.hints = await editor.await("hints are shown", () => editor.above("joke"), (line) => line.includes("*"));
  seen.early = await graphOf("joke");
  await editor.command("Notifications: Clear All Notifications");

  // A mistake, while it is typed; it stays when it is saved, since there is no Java server.
  await editor.replace('"model"', '"modle');
  seen.typed = await editor.await("a mistake is shown", () => editor.underlined(), isThere);
  seen.unsaved = readFileSync(file, "utf8").includes('"model"');
  await editor.press("Escape");
  await save();
  await editor.command("Problems: Focus on Problems View");
  [, seen.problem] = await editor.await("the problem is listed", () => editor.problems(), (rows) => rows.length > 1);
  await editor.press("Control+j");
  await editor.into("modle");
  seen.fixes = await editor.fix();
  await editor.await("nothing is wrong", () => editor.underlined(), (wrong) => !isThere(wrong));
  seen.repaired = await save();

  // Completed.
  await editor.replace('"model"', '"');
  seen.offered = await editor.await("names are offered", () => editor.suggestions(), isThere);
  await editor.press("Enter");
  await editor.await("a name is completed", () => editor.above("joke"), (line) => line.includes("*"));
  seen.completed = await save();

  // What is known of a step.
  await editor.into("ask");
  await editor.press("Control+k", "Control+i");
  [seen.hover] = await editor.await("a step is explained", () => editor.texts(".monaco-hover:not(.hidden) .hover-contents"), isThere);
  await editor.dismiss(".monaco-hover:not(.hidden) .hover-contents");

  // A second chain, and the graph that follows the cursor.
  await editor.select("joke();");
  await editor.press("ArrowRight", "Enter", "Enter");
  await editor.write("@Ch");
  seen.members = await editor.await("a member is offered", () => editor.suggestions(), (rows) => rows.some((row) => row.includes("a new chain")));
  await editor.press("Enter", "Tab", "Tab", "Tab", "Tab", "Tab");
  await editor.write("twice");
  await editor.press("Escape");
  seen.second = await editor.await("the second chain is right", () => editor.above("twice"), (line) => line.includes("*"));
  await editor.command("Runnel: Show the Graph of the Chain at the Cursor");
  seen.graph = await graphOf("twice");
  await editor.select("joke();");
  seen.followed = await graphOf("joke");
  await editor.lens("twice();", "graph");
  seen.chosen = await graphOf("twice");

  // The places that name a step.
  await editor.lens("ask(String topic);", "2 uses in chains");
  seen.users = await editor.await("the users of a step are listed", () => editor.texts(".reference-zone-widget .referenceMatch"), isThere);
  await editor.dismiss(".reference-zone-widget");

  // Renamed from a string.
  await editor.into("ask");
  seen.renaming = await editor.rename("question");
  await editor.await("a step is renamed", () => editor.lines(), (lines) => lines.some((line) => line.includes("ChatPrompt question(")));
  await editor.await("nothing is wrong after a rename", () => editor.underlined(), (wrong) => !isThere(wrong));
  seen.renamed = await save();
});
