import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { start } from './running.mjs';
import { played } from './vscode.mjs';

const { api, seen } = played();
const settings = {
  server: '', diagnostics: 'whileTyping', quietMillis: 7, 'maven.executable': 'mvn-of-mine', 'maven.offline': true,
};
let running;

before(async () => {
  running = await start(api, settings);
});

after(() => running.end());

test('it starts the server in its package, with its settings', async () => {
  await seen.commands.get('runnel.showGraph')();
  const told = JSON.parse(seen.panels[0].webview.html.match(/<svg>(.*)<\/svg>/)[1]);
  assert.deepEqual(told.arguments, ['-jar', '/extension/dist/server.jar']);
  assert.deepEqual(told.options, {
    javaServer: false, diagnostics: 'whileTyping', quietMillis: 7, maven: { executable: 'mvn-of-mine', offline: true },
  });
});

test('a java that is too old is named, until the setting is mended', async () => {
  const old = join(running.folder, 'old-java');
  writeFileSync(old, '#!/bin/sh\necho \'openjdk version "1.8.0_412"\' >&2\n');
  chmodSync(old, 0o755);
  settings.java = old;
  await seen.commands.get('runnel.restart')();
  assert.match(seen.errors[0][0], /old-java is Java 8, which is too old .* Set runnel.java to the java of a JDK, 17/);
  delete settings.java;
  await seen.commands.get('runnel.restart')();
  assert.equal(seen.errors.length, 1);
  await seen.commands.get('runnel.showGraph')();
  assert.match(seen.panels[0].webview.html, /quietMillis":7/);
});

test('the panel follows the cursor, and keeps the last chain elsewhere', async () => {
  await seen.commands.get('runnel.showGraph')();
  const [panel] = seen.panels;
  assert.equal(seen.panels.length, 1);
  for (const [line, title] of [[3, 'chain3'], [5, 'chain5'], [-1, 'chain5']]) {
    const editor = { ...api.window.activeTextEditor, selection: { active: { line, character: 2 } } };
    await Promise.all(seen.listeners.selection.map(each => each({ textEditor: editor })));
    assert.equal(panel.title, title);
  }
  assert.match(panel.webview.html, /<h3>chain5 <small>test\.&lt;Jokes&gt;<\/small><\/h3>/);
  assert.match(panel.webview.html, /default-src 'none'/);
});

test('the package holds the extension and the server', () => {
  const names = readFileSync('dist/runnel.vsix').toString('latin1');
  for (const each of ['dist/extension.js', 'dist/server.jar', 'package.json', 'readme.md']) {
    assert.ok(names.includes('extension/' + each), each);
  }
  assert.ok(!names.includes('extension/src/') && !names.includes('node_modules'));
});

test('the package holds its licence, and those of all libraries in its bundle', () => {
  const packed = name => execFileSync('unzip', ['-p', 'dist/runnel.vsix', 'extension/' + name], { encoding: 'utf8' });
  assert.equal(packed('LICENSE.txt'), readFileSync(process.env.RUNNEL_LICENSE, 'utf8'));
  const libraries = packed('dist/libraries-licenses.txt');
  for (const each of ['minimatch', 'semver', 'vscode-jsonrpc', 'vscode-languageclient']) {
    const folder = join('node_modules', each);
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const licence = readdirSync(folder).find(file => /^licen/i.test(file));
    assert.ok(libraries.includes(`${each} ${version}: `), each);
    assert.ok(libraries.includes(readFileSync(join(folder, licence), 'utf8').trim()), each);
  }
});
