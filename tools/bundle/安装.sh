#!/bin/sh
# Installs the program from the wheels beside this file, without a network.
set -e
here=$(cd "$(dirname "$0")" && pwd)
home="${BULLETIN_HOME:-$HOME/.local/share/bulletin-tools}"
for python in {commands} none; do
    if [ "$python" = none ]; then
        echo "没有找到Python（需要{versions}之一）" >&2
        exit 2
    fi
    if command -v "$python" >/dev/null 2>&1; then break; fi
done
"$python" -m venv "$home"
"$home/bin/python" -m pip install --quiet --no-index --find-links "$here/wheels" --upgrade bulletin-tools
mkdir -p "$HOME/.local/bin"
ln -sf "$home/bin/bulletin" "$HOME/.local/bin/bulletin"
"$home/bin/bulletin" doctor
echo "装好了：$HOME/.local/bin/bulletin"
