#!/usr/bin/env bash
# Builds the provider's jar twice, from two copies of the committed and changed sources in two directories, without a
# network, and fails unless both jars have the same bytes. Run a normal build first: it fetches what this one needs.
set -euo pipefail

root=$(cd "$(dirname "$0")/../.." && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# Gates and tests do not change the jar: leave them out. Extra Maven options may be given as arguments.
options=(-q -B -o -pl provider -Dmaven.test.skip=true -Denforcer.skip=true -Dspotless.check.skip=true -Dcheckstyle.skip=true)

build() {
  local copy="$scratch/$1" jars
  mkdir -p "$copy"
  (cd "$root" && git ls-files -z --cached --others --exclude-standard --deduplicate) |
    (cd "$root" && while IFS= read -r -d '' file; do if [ -e "$file" ]; then printf '%s\0' "$file"; fi; done) |
    tar -C "$root" --null -T - -cf - | tar -C "$copy" -xf -
  (cd "$copy" && TZ="$2" LC_ALL="$3" mvn "${options[@]}" "${@:4}" package </dev/null)
  jars=("$copy"/provider/target/terrace-*.jar)
  [ "${#jars[@]}" -eq 1 ] && [ -f "${jars[0]}" ] || { echo "reproducible: expected one jar, found: ${jars[*]}" >&2; return 1; }
  cp "${jars[0]}" "$scratch/$1.jar"
}

# Two short-lived JVMs: the first compiler tier is enough.
export MAVEN_OPTS="${MAVEN_OPTS:-} -XX:TieredStopAtLevel=1 -XX:+UseSerialGC"

build first UTC C "$@"
build second-with-a-longer-name Asia/Tokyo C.UTF-8 "$@"

first=$(sha256sum <"$scratch/first.jar")
second=$(sha256sum <"$scratch/second-with-a-longer-name.jar")
if [ "$first" != "$second" ]; then
  echo "reproducible: two builds of the provider's jar differ" >&2
  diff <(unzip -lv "$scratch/first.jar" | sed 1d) <(unzip -lv "$scratch/second-with-a-longer-name.jar" | sed 1d) | head -n 20 >&2 || true
  exit 1
fi
echo "reproducible: two builds gave the same jar, sha256 ${first%% *}"
