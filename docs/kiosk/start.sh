#!/bin/sh
# Starts Chromium on a public screen: full screen, no profile that stays, no gestures. Leave out
# --kiosk-printing where `print` in library.toml is not "quiet".
exec chromium \
  --kiosk --incognito --kiosk-printing \
  --no-first-run --no-default-browser-check --noerrdialogs --disable-infobars \
  --disable-session-crashed-bubble --disable-component-update --disable-sync \
  --disable-pinch --overscroll-history-navigation=0 --disable-features=Translate \
  --user-data-dir="${XDG_RUNTIME_DIR:-/tmp}/celan-browser" \
  http://127.0.0.1:8080/
