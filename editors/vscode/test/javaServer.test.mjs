import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { start } from './running.mjs';
import { played } from './vscode.mjs';

const { api, seen, editor } = played();
const listeners = {};
const listen = name => listener => {
  listeners[name] = listener;
  return { dispose: () => delete listeners[name] };
};
const java = {
  serverReady: async () => true,
  onDidServerModeChange: listen('mode'),
  onDidProjectsImport: listen('import'),
  onDidClasspathUpdate: listen('classPath'),
};
const sources = 'org.eclipse.jdt.ls.core.sourcePaths';
const known = { 'java.project.getSettings': { [sources]: ['/project/src'] }, 'java.project.getClasspaths': { classpaths: ['/a.jar'] } };
const files = {
  'file:///project/Jokes.java': 'interface Jokes {}',
  'file:///other/Main.java': 'class Main {}',
  'file:///project/JokesRunnables.java': '@RunnelGenerated class JokesRunnables {}',
};
let others;
let running;

before(async () => {
  api.extensions.getExtension = name => (name === 'redhat.java' ? { activate: async () => java } : undefined);
  api.workspace.getWorkspaceFolder = () => ({ uri: { fsPath: '/project' } });
  api.workspace.fs = { readFile: async uri => new TextEncoder().encode(files[uri.toString()]) };
  api.commands.executeCommand = async (name, ...given) => {
    if (name === 'vscode.executeDocumentRenameProvider') {
      return others(...given);
    }
    return name === 'java.execute.workspaceCommand' ? known[given[0]] : undefined;
  };
  running = await start(api, { server: '', diagnostics: 'automatic' });
});

beforeEach(() => {
  java.serverMode = 'Standard';
});

after(() => running.end());

async function told() {
  await seen.commands.get('runnel.showGraph')();
  return JSON.parse(seen.panels[0].webview.html.match(/<svg>(.*)<\/svg>/)[1]);
}

const edit = (uri, ...places) => [
  api.Uri.parse(uri),
  places.map(([line, from, to]) => new api.TextEdit(new api.Range(line, from, line, to), 'question')),
];

async function rename() {
  const found = await seen.renames[0].provideRenameEdits(
    editor.document, new api.Position(7, 11), 'question', new api.CancellationTokenSource().token);
  return Object.fromEntries(found.entries().map(([uri, edits]) =>
    [uri.toString(), edits.map(({ range: { start, end } }) => `${start.line}: ${start.character} to ${end.character}`)]));
}

test('the Java server tells the project', async () => {
  const { options, project } = await told();
  assert.equal(options.javaServer, true);
  assert.equal(options.diagnostics, undefined);
  assert.deepEqual(project, { root: '/project', sources: ['/project/src'], classPath: ['/a.jar'] });
});

test('changes of projects are told once, until they are asked for again', async () => {
  const { heard } = await told();
  for (const each of ['import', 'classPath', 'classPath']) {
    listeners[each]();
  }
  assert.equal((await told()).heard.length, heard.length + 1);
  listeners.classPath();
  assert.deepEqual((await told()).heard.slice(heard.length), ['runnel/projectsChanged', 'runnel/projectsChanged']);
});

test('a Java server that reads no project does not keep ours waiting, and tells when it does', async () => {
  java.serverMode = 'LightWeight';
  listeners.mode();
  const { project, heard } = await told();
  assert.equal(project, null);
  java.serverMode = 'Standard';
  listeners.mode();
  const now = await told();
  assert.equal(now.heard.length, heard.length + 1);
  assert.deepEqual(now.project.classPath, ['/a.jar']);
});

test('a Java server that has started finds our rename before its own', () => {
  const [before] = seen.renames;
  const javas = {};
  seen.renames.push(javas);
  listeners.mode();
  assert.equal(seen.renames.length, 2);
  assert.equal(seen.renames[0], javas);
  assert.notEqual(seen.renames[1], before);
  seen.renames.shift();
});

test('a rename is that of the Java server and of ours, but for what is generated', async () => {
  const asked = [];
  others = async (uri, place, name) => {
    // VS Code asks us as well, and then the next.
    assert.equal(await seen.renames[0].prepareRename(editor.document, place), null);
    assert.equal(await seen.renames[0].provideRenameEdits(editor.document, place, name), null);
    asked.push([uri.toString(), place.line, place.character, name]);
    const edits = new api.WorkspaceEdit();
    edits.set(...edit('file:///project/Jokes.java', [1, 2, 5]));
    edits.set(...edit('file:///project/JokesRunnables.java', [9, 2, 5]));
    edits.set(...edit('file:///other/Main.java', [4, 8, 11]));
    return edits;
  };
  assert.deepEqual(await rename(), {
    'file:///project/Jokes.java': ['1: 2 to 5', '7: 10 to 13'],
    'file:///other/Main.java': ['4: 8 to 11'],
  });
  assert.deepEqual(asked, [['file:///project/Jokes.java', 1, 2, 'question']]);
});

test('where the Java server cannot rename, ours does', async () => {
  others = async () => { throw new Error('There is nothing to rename.'); };
  const ours = { 'file:///project/Jokes.java': ['1: 2 to 5', '7: 10 to 13'] };
  assert.deepEqual(await rename(), ours);
  others = async () => undefined;
  assert.deepEqual(await rename(), ours);
});
