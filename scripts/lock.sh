#!/usr/bin/env bash
# Resolve the requirements: hashes, no addresses; needs uv on the PATH (pip install uv).
set -euo pipefail
cd "$(dirname "$0")/.."
options=(--quiet --generate-hashes --no-emit-index-url --no-header --universal --python-version 3.11)
uv pip compile pyproject.toml --extra build "${options[@]}" --output-file requirements/run.txt
uv pip compile pyproject.toml --extra build --extra dev "${options[@]}" --constraint requirements/run.txt --output-file requirements/dev.txt
uv pip compile requirements/mutants.in "${options[@]}" --constraint requirements/dev.txt --output-file requirements/mutants.txt
