/** Plays Runnel's server: each line of a file is a chain, and its picture tells how the server was started. */
let options;
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

function answer({ id, method, params }) {
  if (method === 'exit') {
    process.exit(0);
  }
  if (id === undefined) {
    return;
  }
  let result = null;
  if (method === 'initialize') {
    options = params.initializationOptions;
    result = { capabilities: { textDocumentSync: 2 } };
  } else if (method === 'workspace/executeCommand' && params.arguments[1].line >= 0) {
    const picture = JSON.stringify({ arguments: process.argv.slice(2), options });
    const chain = 'chain' + params.arguments[1].line;
    result = { in: 'test.<Jokes>', chain, mermaid: '', svg: `<svg>${picture}</svg>` };
  }
  const body = JSON.stringify({ jsonrpc: '2.0', id, result });
  process.stdout.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
}
