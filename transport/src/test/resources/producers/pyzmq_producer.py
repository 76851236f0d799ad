# A producer with libzmq, by Debian's python3-zmq. Its protobuf is written by hand, as that package may be missing.
#
#   send PORT IDENTITY USER FIRST COUNT   sends critical events USER-FIRST and so on, 20 of them at once, each again and again until it
#                                         is acked; says "acked ID STATUS" for each ack, and "done"
#   publish PORT                          an XPUB; says "listening PORT", then "+TOPIC" and "-TOPIC"; does "event TOPIC ID" from its input
#   misbehave PORT                        sends frames that are wrong in all ways, then what is right; says what "send" says
import sys
import threading
import time

import zmq

WINDOW = 20
RESEND_S = 0.5


def say(line):
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def varint(number):
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


def number(field, value):
    return varint(field << 3) + varint(value)


def text(field, value):
    return varint(field << 3 | 2) + varint(len(value)) + value


def event(user, event_id, priority, payload=b'{"by": "pyzmq"}'):
    delivery = number(1, priority) + text(2, number(1, 0))
    return (b"\x20" + text(1, user.encode()) + text(2, event_id.encode()) + number(3, int(time.time() * 1000))
            + number(4, 1) + text(5, payload) + text(6, delivery))


def ack(message):
    """Event id and status."""
    assert message[0] == 0x21, message
    at, event_id, status = 1, "", 0
    while at < len(message):
        tag, value, at = message[at], message[at + 1], at + 2
        if tag == 0x10:
            status = value
        else:
            # No id and no text of these tests is longer than a byte can say.
            if tag == 0x0A:
                event_id = message[at:at + value].decode()
            at += value
    return event_id, ("DELIVERED", "QUEUED", "ERROR")[status]


def dealer(port, identity):
    socket = zmq.Context.instance().socket(zmq.DEALER)
    if identity:
        socket.setsockopt(zmq.IDENTITY, identity.encode())
    socket.setsockopt(zmq.LINGER, 0)
    socket.setsockopt(zmq.RECONNECT_IVL, 50)
    socket.connect("tcp://127.0.0.1:%s" % port)
    return socket


def send(port, identity, user, first, count):
    socket = dealer(port, identity)
    waiting = ["%s-%d" % (user, i) for i in range(int(first), int(first) + int(count))]
    sent = {}
    while waiting or sent:
        now = time.monotonic()
        while waiting and len(sent) < WINDOW:
            sent[waiting.pop(0)] = 0.0
        for event_id in [i for i, at in sent.items() if now - at > RESEND_S]:
            try:
                socket.send(event(user, event_id, 2), zmq.DONTWAIT)
                sent[event_id] = now
            except zmq.Again:
                break
        if socket.poll(100):
            event_id, status = ack(socket.recv())
            # An error is one to send again after, and a second ack is one of an event that was sent twice.
            if status != "ERROR" and sent.pop(event_id, None) is not None:
                say("acked %s %s" % (event_id, status))
    say("done")


def publish(port):
    context = zmq.Context.instance()
    socket = context.socket(zmq.XPUB)
    socket.setsockopt(zmq.LINGER, 0)
    if port == "0":
        port = socket.bind_to_random_port("tcp://127.0.0.1")
    else:
        socket.bind("tcp://127.0.0.1:%s" % port)
    orders = context.socket(zmq.PAIR)
    orders.bind("inproc://orders")

    def read():
        lines = context.socket(zmq.PAIR)
        lines.connect("inproc://orders")
        for line in sys.stdin:
            lines.send_string(line.strip())

    threading.Thread(target=read, daemon=True).start()
    say("listening %s" % port)
    poller = zmq.Poller()
    poller.register(socket, zmq.POLLIN)
    poller.register(orders, zmq.POLLIN)
    while True:
        ready = dict(poller.poll())
        if socket in ready:
            topic = socket.recv()
            say(("+" if topic[0] == 1 else "-") + topic[1:].decode())
        if orders in ready:
            _, topic, event_id = orders.recv_string().split(" ")
            socket.send_multipart([topic.encode(), event(topic, event_id, 0)])


def misbehave(port):
    bad = dealer(port, "bad")
    right = event("ann", "wrong-1", 2)
    for frames in ([b""], [b"\x20"], [b"\x21" + right[1:]], [b"\x99" + right[1:]], [b"junk", right], [b""] * 4 + [right],
                   [right[:20]]):
        bad.send_multipart(frames)
    # Its end is wrong, and, as of the one before, its id can be read.
    bad.send(event("ann", "wrong-2", 2) + b"\xff")
    for _ in range(2):
        say("acked %s %s" % ack(bad.recv()))
    # Over the bound: the connection ends, and another takes its place.
    bad.send(event("ann", "wrong-3", 2, b"x" * 100_000))
    send(port, "good", "ann", 1, 5)
    # Two that are alive under one name would take it from each other for ever.
    bad.close()
    send(port, "bad", "ann", 6, 5)


{"send": send, "publish": publish, "misbehave": misbehave}[sys.argv[1]](*sys.argv[2:])
