/**
 * Plays Runnel's server: each line of a file is a chain, and its picture tells how the server was started, and
 * what it has heard. The step "ask" is declared in line 1 of Jokes.java.
 */
let options;
const heard = [];
const questions = new Map();
let input = Buffer.alloc(0);

process.stdin.on('data', chunk => {
  input = Buffer.concat([input, chunk]);
  for (;;) {
    const head = input.indexOf('\r\n\r\n');
    const length = head < 0 ? 0 : Number(/Content-Length: (\d+)/i.exec(input.subarray(0, head))[1]);
    if (head < 0 || input.length < head + 4 + length) {
      return;
    }
    const message = JSON.parse(input.subarray(head + 4, head + 4 + length));
    input = input.subarray(head + 4 + length);
    answer(message);
  }
});

function answer({ id, method, params, result }) {
  if (method === 'exit') {
    process.exit(0);
  }
  if (method === undefined) {
    questions.get(id)?.(result);
  } else if (id === undefined) {
    heard.push(method);
  } else if (method === 'initialize') {
    options = params.initializationOptions;
    reply(id, { capabilities: { textDocumentSync: 2, renameProvider: { prepareProvider: true } } });
  } else if (method === 'workspace/executeCommand' && params.arguments[1].line >= 0) {
    void graph(id, params.arguments);
  } else if (method === 'textDocument/definition') {
    reply(id, [{ uri: 'file:///project/Jokes.java', range: range(1, 2, 5) }]);
  } else if (method === 'textDocument/rename') {
    const edits = [range(1, 2, 5), range(7, 10, 13)].map(each => ({ range: each, newText: params.newName }));
    reply(id, { changes: { 'file:///project/Jokes.java': edits } });
  } else {
    reply(id, null);
  }
}

async function graph(id, [uri, { line }]) {
  const project = options.javaServer ? await ask('runnel/project', { uri }) : undefined;
  const picture = JSON.stringify({ arguments: process.argv.slice(2), options, project, heard: heard.filter(isOurs) });
  reply(id, { in: 'test.<Jokes>', chain: 'chain' + line, mermaid: '', svg: `<svg>${picture}</svg>` });
}

function isOurs(method) {
  return method.startsWith('runnel/');
}

function range(line, start, end) {
  return { start: { line, character: start }, end: { line, character: end } };
}

function ask(method, params) {
  const id = `question ${questions.size}`;
  send({ id, method, params });
  return new Promise(resolve => questions.set(id, resolve));
}

function reply(id, result) {
  send({ id, result });
}

function send(message) {
  const body = JSON.stringify({ jsonrpc: '2.0', ...message });
  process.stdout.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
}
