// A client that is driven by lines: node ws.js URI, with the package ws where NODE_PATH says.
// In: "send TEXT", "ping TEXT", "close CODE". Out: "open", "message TEXT", "pong TEXT", "closed CODE", "failed REASON".
'use strict';
const WebSocket = require('ws');
const socket = new WebSocket(process.argv[2]);

// One write a line, because a process that exits loses what it has not written yet.
const say = (line) => require('fs').writeSync(1, line + '\n');

socket.on('open', () => {
  say('open');
  require('readline').createInterface({ input: process.stdin }).on('line', (line) => {
    const [verb, rest] = [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)];
    if (verb === 'send') socket.send(rest);
    else if (verb === 'ping') socket.ping(rest);
    else if (verb === 'close') socket.close(Number(rest));
    else say('failed unknown line ' + line);
  });
});
socket.on('message', (data, isBinary) => say(isBinary ? 'failed binary message' : 'message ' + data));
socket.on('pong', (data) => say('pong ' + data));
socket.on('error', (error) => say('failed ' + error.message));
socket.on('close', (code) => {
  say('closed ' + code);
  process.exit(0);
});
