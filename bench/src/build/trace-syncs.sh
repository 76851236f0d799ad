#!/bin/bash
# Traces the system calls of a small run with journal.durability = power, and shows that each group is synced once, on its own
# file, before the broker is written to. Needs strace and a built jar (mvn -q -DskipTests package); not part of the build.
#
#   bench/src/build/trace-syncs.sh [DIRECTORY]       to keep the journal and the trace in; on the disk that is asked about
set -euo pipefail

jar=$(dirname "$0")/../../../config/target/ringfence.jar
if ! command -v strace > /dev/null; then
  echo "trace-syncs: strace is not installed (apt-get install strace); nothing was traced" >&2
  exit 2
fi
if [ ! -f "$jar" ]; then
  echo "trace-syncs: there is no $jar: run mvn -q -DskipTests package first" >&2
  exit 2
fi
dir=${1:-$(mktemp -d)}
mkdir -p "$dir"
dir=$(cd "$dir" && pwd)

for i in $(seq 0 1999); do
  echo "$((1000 + i)),$((100 + i % 7)),1"
done > "$dir/ticks.csv"
cat > "$dir/node.conf" << END
journal { directory = "$dir/journal", durability = power, segment-bytes = 4 MiB, block-bytes = 1 MiB }
journal { max-group-bytes = 128 KiB, low-disk-bytes = 0 B, reserve-bytes = 0 B }
broker { log = "$dir/broker.log", latency = 50 ms }
edge.enabled = false
clock = feed
lockstep = true
instruments = [AAA]
feeds = [{ name = ticks, id = 1, symbol = AAA, source = "$dir/ticks.csv", columns = [time, last, quantity]
  time-unit = seconds }]
strategies = [
  { name = one, symbol = AAA, quantity = 1, buy-at = "1970-01-01T00:20:00Z", sell-at = "1970-01-01T00:30:00Z", stop { percent = 50 } }
  { name = two, symbol = AAA, quantity = 1, buy-at = "1970-01-01T00:25:00Z", sell-at = "1970-01-01T00:40:00Z", stop { percent = 50 } }
]
END

strace -f -y -s 0 -e trace=fsync,fdatasync,msync,write,pwrite64 -o "$dir/trace.txt" \
  java -jar "$jar" run --exit-at-end --config "$dir/node.conf" > "$dir/run.txt" 2>&1
java -jar "$jar" verify --journal "$dir/journal" > "$dir/verify.txt"
groups=$(sed -n 's/^groups=//p' "$dir/verify.txt")

# The appending thread syncs data and nothing else; the files' own metadata and names were synced by whoever made them.
awk -v groups="$groups" '
  /fdatasync\(.*\.cq4>/  { syncs++; since++ }
  /msync\(/              { others++ }
  /write(64)?\(.*broker\.log>/ { writes++; if (since == 0) bare++; since = 0 }
  END {
    printf "groups=%d\nsyncs_of_groups=%d (one more for each segment that a start begins)\n", groups, syncs
    printf "broker_writes=%d\nbroker_writes_without_a_sync_before=%d (further outputs of one group)\n", writes, bare
    exit syncs < groups || writes == 0 || others > 0
  }' "$dir/trace.txt"
echo "trace=$dir/trace.txt"
