#!/bin/sh
# Makes SHA256SUMS of a release's files, and its signature: SHA256SUMS.sig.
#
#   sh packaging/sign.sh KEY FILE...
#
# KEY is a private key of ssh-keygen's, or a public one whose private half is in ssh-agent or on a token. It is given
# from outside and never in the repository. All FILEs are in one folder; both new files are put there.
set -eu

namespace=foyer-release # what the signature is good for: nothing but this

if [ $# -lt 2 ]; then
    echo "sign.sh: say the key, and then the release's files" >&2
    exit 2
fi
key=$(cd -- "$(dirname -- "$1")" && pwd)/$(basename -- "$1")
shift

folder=$(cd -- "$(dirname -- "$1")" && pwd)
for file; do
    if [ ! -f "$file" ] || [ "$(cd -- "$(dirname -- "$file")" && pwd)" != "$folder" ]; then
        echo "sign.sh: $file is no file in $folder" >&2
        exit 2
    fi
done

for file; do basename -- "$file"; done | LC_ALL=C sort | {
    cd "$folder"
    rm -f SHA256SUMS SHA256SUMS.sig
    while IFS= read -r name; do
        if command -v sha256sum >/dev/null; then sha256sum -- "$name"; else shasum -a 256 -- "$name"; fi
    done >SHA256SUMS
}
ssh-keygen -q -Y sign -f "$key" -n "$namespace" "$folder/SHA256SUMS"
echo "$folder/SHA256SUMS and SHA256SUMS.sig"
