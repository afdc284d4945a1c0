#!/usr/bin/env bash
# Find or install what the tests need from Debian or Ubuntu; say the one line that mends what is missing.
set -euo pipefail

packages=()
command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || packages+=(chromium)
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || packages+=(postgresql)
command -v node >/dev/null || packages+=(nodejs)
command -v npm >/dev/null || packages+=(npm)
[ ${#packages[@]} -eq 0 ] && exit 0

line="apt-get install --yes --no-install-recommends ${packages[*]}"
if [ "$(id -u)" -eq 0 ]; then
  run=()
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
  run=(sudo)
else
  echo "The tests need ${packages[*]}. Run: sudo $line" >&2
  exit 1
fi
export DEBIAN_FRONTEND=noninteractive
"${run[@]}" apt-get update --quiet=2
"${run[@]}" $line --quiet=2 >/dev/null || { echo "Could not install ${packages[*]}. Run: sudo $line" >&2; exit 1; }
