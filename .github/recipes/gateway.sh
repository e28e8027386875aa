#!/usr/bin/env bash
# A gateway's own CI wherever a shell runs: gateway.sh [I/N], and gateway.sh merge where there are shards.
#
# What to change: the line that starts your gateway, and a key that it takes.
set -euo pipefail

release=https://example.com/touchstone-0.1.0-linux-x86_64.tar.gz
sha256=0000000000000000000000000000000000000000000000000000000000000000
export TOUCHSTONE_GATEWAY_KEY=${TOUCHSTONE_GATEWAY_KEY:-test-key}

if [ ! -x .touchstone-release/bin/touchstone ]; then
  mkdir -p .touchstone-release
  curl -fsSLo .touchstone-release/release.tar.gz "$release"
  echo "$sha256  .touchstone-release/release.tar.gz" | sha256sum --check --quiet
  tar -xzf .touchstone-release/release.tar.gz -C .touchstone-release --strip-components 1
fi
touchstone=$PWD/.touchstone-release/bin/touchstone

if [ "${1:-}" = merge ]; then
  exec "$touchstone" merge report-*.json --report html=report.html --report markdown=report.md
fi

# The first of one unless it is told, or Buildkite counts them.
shard=${1:-$((${BUILDKITE_PARALLEL_JOB:-0} + 1))/${BUILDKITE_PARALLEL_JOB_COUNT:-1}}
export FAL_BASE_URL=http://127.0.0.1:4021/fal
export REPLICATE_BASE_URL=http://127.0.0.1:4021/replicate/v1
export FIREWORKS_BASE_URL=http://127.0.0.1:4021/fireworks/inference/v1
./start-your-gateway --port 8080 &
gateway=$!
trap 'kill "$gateway"' EXIT
curl -s -o /dev/null --retry 60 --retry-delay 1 --retry-connrefused http://127.0.0.1:8080/

"$touchstone" check --gateway http://127.0.0.1:8080/v1 --upstream-listen 127.0.0.1:4021 --shard "$shard" \
  --report "json=report-${shard%/*}.json" --report "junit=report-${shard%/*}.xml"
