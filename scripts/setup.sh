# Shared by ./run and ./test, which source it: makes this computer and a virtual environment ready.
# Whatever it says goes to standard error, so that a command's own answer stays alone on standard output.

# Debian and Ubuntu packages; a|b where releases differ in the name.
FOR_QT="libegl1 libgl1 libdbus-1-3 libfontconfig1 libglib2.0-0t64|libglib2.0-0 libxkbcommon0"
FOR_SCREENS="libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxcb-xkb1 libxkbcommon-x11-0 libwayland-cursor0"
FOR_PRINTING="libcups2t64|libcups2"
# A screen and a desktop to drive from outside; other people's tools to check our files with; and the parts that
# the PDF/A validator needs beside its own.
FOR_TESTS="xvfb xauth at-spi2-core dbus-daemon openbox xdotool poppler-utils age openssl
  jq qpdf gnome-keyring cups-daemon cups-client
  gcc libc6-dev libjaxb-java libistack-commons-java libtxw2-java libfastinfoset-java libactivation-java"

say() { printf '%s\n' "$@" >&2; }

stop() {
  say "" "$@"
  exit 1
}

# The packages of the arguments that are not installed, each by the name that this release knows.
missing_packages() {
  installed=" $(dpkg-query -W -f '${db:Status-Status}:${Package} ' | tr ' ' '\n' | sed -n 's/^installed://p' | tr '\n' ' ')"
  for entry in "$@"; do
    names=$(printf '%s' "$entry" | tr '|' ' ') found="" known=""
    for name in $names; do
      case "$installed" in *" $name "*) found=yes ;; esac
    done
    [ -z "$found" ] || continue
    for name in $names; do
      if [ -z "$known" ] && apt-cache show --no-all-versions "$name" >/dev/null 2>&1; then known=$name; fi
    done
    printf '%s ' "${known:-${entry##*|}}"
  done
}

# Installs what is missing, or says exactly how to.
ensure_packages() {
  command -v dpkg-query >/dev/null 2>&1 || return 0
  wanted=$(missing_packages "$@")
  [ -n "$wanted" ] || return 0
  if [ "$(id -u)" = 0 ]; then
    as_root=""
  elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
    as_root="sudo -n"
  else
    stop "Some system packages are missing, and only an administrator can install them. Please run:" \
      "  sudo apt-get update && sudo apt-get install -y --no-install-recommends $wanted" "and then start this again."
  fi
  say "Installing system packages: $wanted"
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get update -q >&2 || say "The list of packages could not be renewed."
  wanted=$(missing_packages "$@") # the names are certain only now
  # shellcheck disable=SC2086 # a list of words
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $wanted </dev/null >&2 ||
    stop "The system packages could not be installed. Please run this as an administrator and start again:" \
      "  apt-get update && apt-get install -y --no-install-recommends $wanted"
}

# Sets $python to a Python that the program supports, and installs Debian's when there is none.
find_python() {
  for python in python3.11 python3.12 python3.13 python3.14 python3 ""; do
    [ -n "$python" ] || break
    "$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' >/dev/null 2>&1 && break
  done
}

ensure_python() {
  find_python
  if [ -z "$python" ]; then
    ensure_packages python3 python3-venv
    find_python
    [ -n "$python" ] || stop "WellbeingDesk needs Python 3.11, 3.12, 3.13 or 3.14, and found none. Please install one."
  fi
  if ! command -v uv >/dev/null 2>&1 && ! "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then
    ensure_packages "${python##*/}-venv"
  fi
}

checksum() { cksum <"$1" | tr '\t' ' '; }

# fill_venv FOLDER LOCK...: FOLDER holds exactly pinned packages; the last lock holds those of all before it.
# Nothing is done when the stamp says that it was done already.
fill_venv() {
  venv=$1
  shift
  wanted_stamp=""
  for lock in "$@"; do wanted_stamp="$wanted_stamp$lock $(checksum "$root/$lock")
"; done
  stamp=$venv/wellbeingdesk-stamp
  if [ -x "$venv/bin/python" ] && [ -f "$stamp" ] && grep -qxF "$lock $(checksum "$root/$lock")" "$stamp"; then
    return 0
  fi
  ensure_python
  rm -f "$stamp"
  "$venv/bin/python" -c '' 2>/dev/null || rm -rf "$venv"
  say "Installing Python packages from $lock into ${venv##*/}"
  if command -v uv >/dev/null 2>&1; then
    [ -d "$venv" ] || uv venv -q --python "$python" "$venv" >&2
    uv pip install -q --python "$venv/bin/python" --require-hashes -r "$root/$lock" >&2
  else
    [ -x "$venv/bin/pip" ] || "$python" -m venv --clear "$venv" >&2
    "$venv/bin/python" -m pip install -q --disable-pip-version-check --no-input --require-hashes \
      -r "$root/$lock" >&2
  fi || stop "The Python packages of $lock could not be installed; the lines above say why. Nothing else was changed."
  printf '%s' "$wanted_stamp" >"$stamp"
}

# The program is run from its source: a .pth file puts src on the path, and nothing needs to be built.
point_at_source() {
  for site in "$venv"/lib/python3*/site-packages; do
    pth=$site/wellbeingdesk-src.pth
    [ -f "$pth" ] && [ "$(cat "$pth")" = "$root/src" ] || printf '%s\n' "$root/src" >"$pth"
  done
}

if [ "$(uname -s)" = Linux ]; then
  : "${LANG:=C.UTF-8}"
  export LANG
  if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    no_screen=yes
    export QT_QPA_PLATFORM="${QT_QPA_PLATFORM:-offscreen}"
  fi
fi
