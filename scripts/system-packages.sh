#!/usr/bin/env bash
# Installs (as root on Debian and Ubuntu) or names the system packages that the tests use.
set -u
missing=()
need() { eval "$2" >/dev/null 2>&1 || missing+=("$1"); }
need postgresql 'ls /usr/lib/postgresql/*/bin/initdb'
need chromium 'command -v chromium || command -v chromium-browser || command -v google-chrome'
need fonts-noto-cjk 'fc-list | grep -qi "noto.*cjk" || ls /usr/share/fonts/opentype/noto/NotoSansCJK*'
need poppler-utils 'command -v pdftotext'
need libreoffice-writer-nogui 'command -v soffice'
[ ${#missing[@]} -eq 0 ] && exit 0
if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
  echo "Installing system packages: ${missing[*]}"
  apt-get update -q >/dev/null && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}" >/dev/null && exit 0
fi
echo "These system packages are needed for the tests and could not be installed here: ${missing[*]}"
echo "On Debian or Ubuntu: sudo apt-get install --no-install-recommends ${missing[*]}"
exit 1
