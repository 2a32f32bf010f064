/**
 * Plays VS Code's API for the code of the extension and of its language client: what the tests look
 * at is written down, and whatever else they touch is there, and does nothing.
 */
export function played() {
  const seen = { commands: new Map(), panels: [], listeners: {}, renames: [] };
  const disposable = { dispose() {} };
  const listen = name => listener => {
    (seen.listeners[name] ??= []).push(listener);
    return disposable;
  };
  const uri = text => ({
    scheme: text.split(':')[0], fsPath: new URL(text).pathname, path: new URL(text).pathname,
    toString: () => text, with() { return this; },
  });
  const anything = () => new Proxy(function () {}, {
    get: (target, name) => {
      if (name === Symbol.toPrimitive) return () => 0;
      if (name === 'prototype') return target.prototype;
      return name === 'then' ? undefined : name in target ? target[name] : (target[name] = anything());
    },
    apply: () => disposable,
    construct: () => ({}),
  });
  const withDefaults = known => new Proxy(known, {
    get: (target, name) =>
      name in target ? target[name] : name === 'then' ? undefined : (target[name] = anything()),
  });
  const settings = { java: process.env.RUNNEL_JAVA ?? 'java', server: '', diagnostics: 'whileTyping', quietMillis: 0 };
  const editor = {
    document: {
      uri: uri('file:///project/Jokes.java'), languageId: 'java', version: 1, getText: () => seen.text,
    },
    selection: { active: { line: 0, character: 0 } },
  };
  class Plain { constructor(...given) { Object.assign(this, { given }); } }
  class Position { constructor(line, character) { Object.assign(this, { line, character }); } }
  class Range {
    constructor(...given) {
      const [start, end] = given.length === 2
        ? given : [new Position(given[0], given[1]), new Position(given[2], given[3])];
      Object.assign(this, { start, end });
    }
    intersection(other) {
      const isApart = this.start.line !== other.start.line
        || this.end.character < other.start.character || other.end.character < this.start.character;
      return isApart ? undefined : this;
    }
  }
  class Location { constructor(uri, range) { Object.assign(this, { uri, range }); } }
  class TextEdit { constructor(range, newText) { Object.assign(this, { range, newText }); } }
  class WorkspaceEdit {
    changes = [];
    set(uri, edits) { this.changes.push([uri, edits]); }
    entries() { return this.changes; }
  }
  class EventEmitter {
    event = () => disposable;
    fire() {}
    dispose() {}
  }
  class CancellationTokenSource {
    token = { isCancellationRequested: false, onCancellationRequested: () => disposable };
    cancel() {}
    dispose() {}
  }
  const classes = Object.fromEntries([
    'CallHierarchyItem', 'CodeAction', 'CodeLens', 'CompletionItem', 'Diagnostic', 'DocumentLink', 'InlayHint',
    'SymbolInformation', 'TypeHierarchyItem', 'CancellationError', 'Disposable',
  ].map(name => [name, class extends Plain {}]));
  const api = withDefaults({
    ...classes, Position, Range, Location, TextEdit, WorkspaceEdit, EventEmitter, CancellationTokenSource,
    version: '1.91.0',
    env: withDefaults({ language: 'en', appName: 'played' }),
    Uri: withDefaults({ parse: uri, file: path => uri('file://' + path) }),
    ViewColumn: { Beside: -2 },
    commands: withDefaults({
      registerCommand(name, run) { seen.commands.set(name, run); return disposable; },
    }),
    extensions: withDefaults({ getExtension: () => undefined, onDidChange: () => disposable }),
    window: withDefaults({
      activeTextEditor: editor,
      visibleTextEditors: [],
      createOutputChannel: () => ({
        append() {}, appendLine() {}, show() {}, dispose() {}, info() {}, error() {}, warn() {}, debug() {}, trace() {},
        onDidChangeLogLevel: () => disposable,
      }),
      showErrorMessage: (...what) => { seen.errors = [...(seen.errors ?? []), what]; return Promise.resolve(); },
      onDidChangeTextEditorSelection: listen('selection'),
      tabGroups: withDefaults({ all: [] }),
      createWebviewPanel() {
        const panel = {
          title: '', webview: { html: '' }, reveal() {}, dispose() {},
          onDidDispose(listener) { panel.closed = listener; return disposable; },
        };
        seen.panels.push(panel);
        return panel;
      },
    }),
    workspace: withDefaults({
      textDocuments: [], notebookDocuments: [], workspaceFolders: [],
      getConfiguration: () => ({ get: name => settings[name] }),
      getWorkspaceFolder: () => undefined,
      createFileSystemWatcher: () => ({
        onDidCreate: () => disposable, onDidChange: () => disposable, onDidDelete: () => disposable, dispose() {},
      }),
      onDidChangeTextDocument: listen('text'),
      onDidChangeConfiguration: listen('configuration'),
    }),
    languages: withDefaults({
      createDiagnosticCollection: () => ({ set() {}, delete() {}, clear() {}, dispose() {}, forEach() {} }),
      match: () => 0,
      registerRenameProvider(selector, provider) {
        seen.renames.push(provider);
        return { dispose: () => seen.renames.splice(seen.renames.indexOf(provider), 1) };
      },
    }),
  });
  return { api, seen, editor };
}
