#!/usr/bin/env bash
# great-tables 1.1.0: percents in German and French have no space, where both languages have one that does not break. So a table of results
# goes in as texts.
# Seen: 50,00% in German and French.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check great-tables==1.1.0 polars==2.1.0
"$folder/venv/bin/python" - <<'PYTHON'
from great_tables import vals

percents = [vals.fmt_percent([0.5], locale=locale)[0] for locale in ("de", "fr")]
print(percents)
assert percents == ["50,00%", "50,00%"], percents
PYTHON
