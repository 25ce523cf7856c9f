#!/bin/sh
# Double-click (or ./tong-hop.sh): asks for period and folders, consolidates, keeps the window open.
# The installation writes the interpreter's path into the next line; in a clone it is found beside this folder.
DA06_PYTHON=""
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
for place in "$here/.venv" "$here/../../.venv"; do
    [ -n "$DA06_PYTHON" ] || { [ -x "$place/bin/python" ] && DA06_PYTHON="$place/bin/python"; }
done
if [ -x "$DA06_PYTHON" ]; then
    "$DA06_PYTHON" -m de_an06_xl hoi-tong-hop --nho "$here/tong-hop.txt"
    code=$?
else
    cat "$here/thieu-python.txt"
    code=2
fi
if [ -t 0 ]; then
    printf '\nBấm Enter để đóng cửa sổ. '
    read -r _
fi
exit "$code"
