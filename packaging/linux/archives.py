"""Archives whose bytes depend on nothing but what is in them."""

import gzip
import tarfile
from pathlib import Path


def tar_gz(folder: Path, file: Path, seconds: int) -> Path:
    """Packs the folder under its own name: sorted, owned by root, all of one time."""

    def plain(entry: tarfile.TarInfo) -> tarfile.TarInfo:
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = "root"
        entry.mtime = seconds
        return entry

    with (
        file.open("wb") as raw,
        gzip.GzipFile(filename="", mode="wb", compresslevel=6, fileobj=raw, mtime=seconds) as packed,
        tarfile.open(mode="w", fileobj=packed, format=tarfile.GNU_FORMAT) as archive,
    ):
        for path in (folder, *sorted(folder.rglob("*"))):
            archive.add(path, arcname=str(path.relative_to(folder.parent)), recursive=False, filter=plain)
    return file
