# SPDX-FileCopyrightText: 2026 The Doorbuster developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Sourced by quickstart and check: what both need. Expects `set -euo pipefail`.

top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

# What the program is built with, and what its tests run with. Debian's package names.
build_packages=(g++ cmake ninja-build ccache qt6-base-dev libqt6opengl6-dev qt6-charts-dev qt6-svg-dev qcoro-qt6-dev
    libboost-dev libsimdjson-dev zlib1g-dev)
test_packages=(openssl fonts-dejavu-core)

say() { printf '\n\033[1m== %s\033[0m\n' "$*"; }
die() { printf '\n%s: error: %s\n' "$(basename "$0")" "$*" >&2; exit 1; }

# install_missing PACKAGE…: installs those that are not there yet, and asks for nothing where all are.
install_missing() {
    local missing=() package
    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
        echo "This is no Debian: nothing is installed. Needed are the equivalents of: $*"
        return 0
    fi
    for package in "$@"; do
        [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] && return 0
    say "Installing: ${missing[*]}"
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || die "these packages are missing, and there is neither root nor sudo to install them: ${missing[*]}"
        as_root=(sudo)
    fi
    "${as_root[@]}" apt-get update -qq || echo "The package lists could not be updated; trying with those that are there."
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" \
        || die "apt-get could not install: ${missing[*]}. Is this Debian 12 or newer, and are its package servers in reach?"
}

# build PRESET [TARGET…]: configures and builds into build/PRESET; a second call builds only what changed.
build() {
    local preset=$1
    shift
    say "Building (preset $preset, in $top/build/$preset)"
    (
        cd "$top"
        cmake --preset "$preset" >"build-configure.log" 2>&1 || { cat build-configure.log >&2; exit 1; }
        rm -f build-configure.log
        cmake --build --preset "$preset" ${1:+--target "$@"}
    ) || die "the build with preset $preset failed; the messages above say where"
}
