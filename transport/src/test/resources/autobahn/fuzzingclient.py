# Runs the Autobahn testsuite's fuzzing client: python fuzzingclient.py SPECIFICATION, as JSON.
import json
import sys

from autobahntestsuite import fuzzing, wstest

# The suite ends a case after 1 s, or 10 s to 1,000 s where it sends a lot, whatever machine it runs on. These limits judge the
# machine and not the protocol: a client in Python on two busy cores misses them alone. Waits that are part of a case, which are
# shorter than 10 s, stay as they are.
PATIENCE = 10
kill_after = fuzzing.FuzzingProtocol.killAfter.__func__
close_after = fuzzing.FuzzingProtocol.closeAfter.__func__
fuzzing.FuzzingProtocol.killAfter = lambda case, limit_s: kill_after(case, PATIENCE * limit_s)
fuzzing.FuzzingProtocol.closeAfter = lambda case, limit_s: close_after(
    case, limit_s if limit_s < 10 else PATIENCE * limit_s)

wstest.start({'mode': 'fuzzingclient', 'debug': False}, json.loads(sys.argv[1]))
