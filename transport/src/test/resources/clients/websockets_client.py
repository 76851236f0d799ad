# A client that is driven by lines: python3 websockets_client.py URI, with the package websockets.
# In: "send TEXT", "ping TEXT", "close CODE". Out: "open", "message TEXT", "pong TEXT", "closed CODE", "failed REASON".
import asyncio
import sys

import websockets


def say(line):
    sys.stdout.buffer.write((line + "\n").encode("utf-8"))
    sys.stdout.buffer.flush()


async def obey(socket):
    loop = asyncio.get_running_loop()
    while True:
        line = await loop.run_in_executor(None, sys.stdin.buffer.readline)
        verb, _, rest = line.decode("utf-8").rstrip("\n").partition(" ")
        if verb == "send":
            await socket.send(rest)
        elif verb == "ping":
            await (await socket.ping(rest.encode("utf-8")))
            say("pong " + rest)
        elif verb == "close":
            await socket.close(int(rest))
        elif line:
            say("failed unknown line " + line.decode("utf-8"))
        else:
            return


async def main(uri):
    # Without pings of its own accord.
    socket = await websockets.connect(uri, ping_interval=None)
    say("open")
    orders = asyncio.ensure_future(obey(socket))
    try:
        while True:
            message = await socket.recv()
            say("message " + message if isinstance(message, str) else "failed binary message")
    except websockets.exceptions.ConnectionClosed:
        say("closed %d" % socket.close_code)
    orders.cancel()


try:
    asyncio.run(asyncio.wait_for(main(sys.argv[1]), 120))
except OSError as failure:
    say("failed %s" % failure)
