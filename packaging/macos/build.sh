#!/bin/sh
# Foyer.app and the .dmg that it comes in. On macOS, from anywhere:
#
#   sh packaging/macos/build.sh
#   CODESIGN_IDENTITY="Developer ID Application: …" NOTARY_PROFILE=foyer sh packaging/macos/build.sh
#
# Both are given from outside: the identity is one of the keychain's, the profile one that `xcrun notarytool
# store-credentials` has made. Without an identity macOS asks whoever opens it for permission in System Settings.
set -eu

cd "$(dirname "$0")/../.."
python3 packaging/bootstrap.py package
version=$(sed -n 's/^version = "\(.*\)"/\1/p' pyproject.toml)
image=dist/Foyer-$version-$(uname -m).dmg

codesign --verify --deep --strict dist/Foyer.app # PyInstaller signs it, with the identity where there is one

rm -rf dist/image "$image"
mkdir dist/image
cp -R dist/Foyer.app dist/image/
ln -s /Applications dist/image/Applications # to be dragged onto
hdiutil create -quiet -volname "Foyer $version" -srcfolder dist/image -format UDZO "$image"
rm -rf dist/image

if [ -n "${CODESIGN_IDENTITY-}" ]; then
    codesign --timestamp --sign "$CODESIGN_IDENTITY" "$image"
fi
if [ -n "${NOTARY_PROFILE-}" ]; then
    xcrun notarytool submit "$image" --keychain-profile "$NOTARY_PROFILE" --wait
    xcrun stapler staple "$image"
fi
echo "$image"
