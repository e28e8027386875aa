# For the sections to source; not a section itself.
set -euo pipefail

# Installs Debian packages that are missing: need COMMAND PACKAGE
need() {
  command -v "$1" > /dev/null && return
  # A new machine has no list of packages yet.
  apt-get install -y --no-install-recommends "$2" > /dev/null 2>&1 \
    || { apt-get update > /dev/null 2>&1 \
      && apt-get install -y --no-install-recommends "$2" > /dev/null 2>&1; } \
    || { echo "$1 is missing and $2 can't be installed"; exit 1; }
}

scratch=$(mktemp -d)
started=()

# Runs a command in the background and ends it with the script; its id is then in $!.
start() {
  "$@" &
  started+=($!)
}

finish() {
  for id in "${started[@]}"; do kill "$id" 2> /dev/null || true; done
  rm -rf "$scratch"
}
trap finish EXIT

# Waits until PORT of 127.0.0.1 takes connections, 10 s at most.
await_port() {
  for _ in $(seq 100); do
    (exec 3<> "/dev/tcp/127.0.0.1/$1") 2> /dev/null && return
    sleep 0.1
  done
  echo "nothing listens on port $1"
  return 1
}

# Builds the harness's side once; its path is then in $ours.
build_ours() {
  swift build --product Counterparts | tail -1
  ours=$(swift build --show-bin-path)/Counterparts
}

# Starts our echo server and puts its URL into $url: serve [CERTIFICATE KEY]
serve() {
  start "$ours" serve "$@" > "$scratch/url"
  for _ in $(seq 100); do
    url=$(cat "$scratch/url")
    [ -n "$url" ] && return
    sleep 0.1
  done
  echo "our server doesn't start"
  return 1
}

# Fails unless the output of a command holds a text: expect NAME TEXT COMMAND...
expect() {
  local name=$1 text=$2 output
  shift 2
  output=$("$@" 2>&1 || true)
  if [[ "$output" == *"$text"* ]]; then
    echo "$name: holds"
  else
    echo "$name: wanted '$text', got: $output" | head -20
    return 1
  fi
}

# Starts the reference gateway and puts its base URL into $base: serve_gateway [OPTION...]
serve_gateway() {
  start "$touchstone" serve --port 0 "$@" > "$scratch/serve.log"
  gateway=$!
  for _ in $(seq 100); do
    base=$(sed -n 's/.*export OPENAI_BASE_URL=//p' "$scratch/serve.log")
    [ -n "$base" ] && return
    sleep 0.1
  done
  echo "serve doesn't start"
  return 1
}
