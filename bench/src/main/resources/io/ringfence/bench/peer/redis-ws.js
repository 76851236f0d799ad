// The ordinary way to bring prices to browsers: what comes from a Redis channel is sent to every WebSocket.
// Arguments: port of Redis. Prints the port it listens at. Ends with its standard input.
const { createClient } = require('redis');
const { WebSocketServer, WebSocket } = require('ws');

process.stdin.resume();
process.stdin.on('end', () => process.exit(0));

async function main() {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, path: '/ws' });
  await new Promise((resolve) => server.on('listening', resolve));
  const subscribed = new Set();
  server.on('connection', (client) => {
    client.on('message', () => {
      subscribed.add(client);
      client.send('{"type":"subscribed","channel":"prices","id":1}');
    });
    client.on('close', () => subscribed.delete(client));
    client.on('error', () => subscribed.delete(client));
  });
  const redis = createClient({ url: 'redis://127.0.0.1:' + process.argv[2] });
  redis.on('error', (failure) => console.error(String(failure)));
  await redis.connect();
  await redis.subscribe('prices', (message) => {
    for (const client of subscribed) {
      if (client.readyState === WebSocket.OPEN) {
        client.send(message);
      }
    }
  });
  console.log(server.address().port);
}

main().catch((failure) => {
  console.error(String(failure));
  process.exit(1);
});
