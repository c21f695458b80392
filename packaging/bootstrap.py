"""Sets Foyer up on a machine that has Python and nothing else, and starts it, its tests and its checks.

    python3 packaging/bootstrap.py                  set-up alone
    python3 packaging/bootstrap.py run [ARGS]       the desk itself; ARGS are Foyer's own, `run --help` lists them
    python3 packaging/bootstrap.py test [ARGS]      pytest
    python3 packaging/bootstrap.py lint             style, types, and who may import whom
    python3 packaging/bootstrap.py bench [ARGS]     the budgets
    python3 packaging/bootstrap.py package [ARGS]   what is installed; packaging/README.md tells more
    python3 packaging/bootstrap.py translations     takes new words of the kiosk into its translations, drops old ones
    python3 packaging/bootstrap.py lock [ARGS]      writes requirements.lock anew; `--upgrade` takes newer versions

Standard library only, on Linux, Windows and macOS. Each command but `lock` first completes the set-up, which costs
nothing once it is done. `.venv` belongs to this script: one that it didn't finish itself, or that was made for
another lock, Python or folder, is made anew.

The syntax stays readable to Python 3.6, so that an old Python gets as far as being told so, or to a newer one.
"""

import contextlib
import ctypes
import hashlib
import importlib.machinery
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

OLDEST_PYTHON, NEWEST_PYTHON = (3, 11), (3, 14)

if sys.version_info < OLDEST_PYTHON:  # here, because an older one can't read the annotations below
    for minor in range(NEWEST_PYTHON[1], OLDEST_PYTHON[1] - 1, -1):
        newer = shutil.which(f"python3.{minor}")
        if newer and subprocess.call([newer, "-c", ""], stderr=subprocess.DEVNULL) == 0:
            sys.exit(subprocess.call([newer, *sys.argv]))
    sys.exit("Foyer needs Python {}.{} or newer; this is Python {}.{}.".format(*OLDEST_PYTHON, *sys.version_info[:2]))

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "packaging" / "requirements.lock"
VENV = ROOT / ".venv"
STAMP = VENV / "foyer-setup.txt"
KIOSK = ROOT / "ui" / "kiosk"
TRANSLATIONS = ROOT / "resources" / "translations"
IN_VENV = "Scripts/python.exe" if os.name == "nt" else "bin/python"
PYTHON = str(VENV / IN_VENV)

# What Qt's core, network, printing, X11 and Wayland parts link to and PySide6 doesn't bring along, each with its Debian
# package. Asked for by the library's name, because packages get renamed (libglib2.0-0t64); apt still knows the old
# names.
LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libbrotlidec.so.1": "libbrotli1",
    "libcups.so.2": "libcups2",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}
# For a machine without any: the scripts that a visitor's name may be written in beside those of Foyer's own typeface.
# Micro Hei draws Chinese, Japanese and Korean in 2 MB; Noto's would be 57.
FONTS = ["fontconfig", "fonts-noto-color-emoji", "fonts-noto-core", "fonts-wqy-microhei"]

# What the tests start beside Foyer, each with its Debian package: a screen without a window manager, as a kiosk has it;
# a database that several desk servers share; what a release is signed with; and what reads the manual page, the scripts
# and the kiosk's unit for mistakes.
BESIDE_TESTS = {
    "Xvfb": "xvfb",
    "man": "man-db",
    "pg_ctlcluster": "postgresql",
    "shellcheck": "shellcheck",
    "ssh-keygen": "openssh-client",
    "systemd-analyze": "systemd",
}

TOOLS = (["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"], ["lint-imports"])
UNREACHED = ("after connection broken by", "Read timed out", "Temporary failure resolving", "Could not connect")


def main(command: str, args: list[str]) -> int:
    """The exit code; on Linux and macOS what is started takes this process's place and never comes back."""
    if command == "lock":
        return write_lock(args)
    set_up()
    if command == "setup":
        print("Foyer is set up.")
        return 0
    if command == "run":
        return hand_over([PYTHON, "-P", "-m", "app", *args])  # -P: no `app` of the caller's folder gets in the way
    os.chdir(ROOT)
    if command == "translations":
        gather_words(translations())
        set_up()
        return 0
    if command == "test":
        provide_beside_tests()
        return hand_over([PYTHON, "-m", "pytest", *args])
    if command == "bench":
        return hand_over([PYTHON, "-m", "tests.benchmarks", *args])
    if command == "package":
        return hand_over([PYTHON, str(ROOT / "packaging" / "package.py"), *args])
    return max([subprocess.call([script(name), *args]) for name, *args in TOOLS])


def script(name: str) -> str:
    python = Path(PYTHON)
    return str(python.with_name(name + python.suffix))


def set_up() -> None:
    """Leaves a complete `.venv` and the libraries that Qt needs, or ends the program with a sentence that says why not.

    The stamp is written last and taken away first: a `.venv` that has one was finished, whatever interrupted us since.
    """
    required = fingerprints()
    if stamped() == required and words_are_built() and not missing_libraries():
        return
    with alone():
        provide_libraries()
        before = stamped()
        if before == required and words_are_built():
            return
        STAMP.unlink(missing_ok=True)
        pip = [PYTHON, "-I", "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"]
        if before[:1] != required[:1]:
            provide_fonts()
            print("Setting up .venv: about 140 MB to download, a minute or two.", flush=True)
            attempt([sys.executable, "-m", "venv", "--clear", str(VENV)], "Making .venv")
            locked = ["--require-hashes", "--only-binary=:all:", "--no-compile", "-r", str(LOCK)]
            attempt([*pip, *locked], "Installing requirements.lock")
        if before[:2] != required[:2]:
            attempt([*pip, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)], "Installing Foyer itself")
        build_words(translations())
        STAMP.write_text("\n".join(required))


def fingerprints() -> list[str]:
    """What set-up works from: the lock, the Python and the folder in one; then Foyer's own metadata; then what is
    translated."""
    suffix = importlib.machinery.EXTENSION_SUFFIXES[0]  # names Python's version, build and machine
    environment = LOCK.read_bytes(), suffix.encode(), os.fsencode(ROOT)
    made_of = environment, ((ROOT / "pyproject.toml").read_bytes(),), [file.read_bytes() for file in translations()]
    return [hashlib.sha256(b"\0".join(parts)).hexdigest() for parts in made_of]


def stamped() -> list[str]:
    """The fingerprints that `.venv` was finished for; none when it wasn't, or when its Python has left the machine."""
    return STAMP.read_text().split() if STAMP.exists() and os.path.exists(PYTHON) else []


def translations() -> list[Path]:
    """What the kiosk says, in a file a language, each as its translators edit it."""
    return sorted(TRANSLATIONS.glob("*.ts"))


def words_are_built() -> bool:
    return all(file.with_suffix(".qm").exists() for file in translations())


def build_words(files: list[Path]) -> None:
    """Writes beside each file what Qt reads at run time."""
    attempt([script("pyside6-lrelease"), "-silent", *map(str, files)], "Building the translations")


def gather_words(files: list[Path]) -> None:
    """Brings the files to what the kiosk's code says now; what is translated stays, and what is new waits for it."""
    code = [str(file) for file in sorted(KIOSK.rglob("*.py"))]
    words = ["-tr-function-alias", "QT_TR_NOOP+=Words", "-source-language", "en"]
    update = [script("pyside6-lupdate"), *code, "-ts", *map(str, files), *words, "-locations", "none", "-no-obsolete"]
    attempt(update, "Gathering the kiosk's words")


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """One set-up at a time, and none while a step of a killed one is still at work: each step inherits the lock.

    Windows has no such lock; there the script trusts that nobody starts it twice at once.
    """
    try:
        import fcntl
    except ImportError:
        yield
        return
    with open(__file__) as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Another set-up of Foyer is at work here; waiting for it.", flush=True)
            fcntl.flock(held, fcntl.LOCK_EX)
        os.set_inheritable(held.fileno(), True)
        yield


def missing_libraries() -> list[str]:
    return [library for library in LIBRARIES if not loads(library)] if sys.platform == "linux" else []


def provide_libraries() -> None:
    """Installs what Qt and venv need and this Linux lacks, or ends the program with the command that does."""
    missing = missing_libraries()
    packages = [LIBRARIES[library] for library in missing]
    if sys.platform == "linux" and importlib.util.find_spec("ensurepip") is None:  # Debian keeps it apart
        missing.append("ensurepip")
        packages.append("python{}.{}-venv".format(*sys.version_info[:2]))
    if not missing:
        return
    if not shutil.which("apt-get"):
        sys.exit("Foyer needs these from this system's own package manager first: " + " ".join(missing))
    if os.geteuid() != 0:
        sys.exit("Foyer needs some packages of the system first; this installs them:\n  " + as_administrator(packages))
    install(packages)


def loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def provide_fonts() -> None:
    """A desktop has fonts and is left alone; a machine without any gets them, or its administrator a hint."""
    if not shutil.which("apt-get") or (shutil.which("fc-list") and subprocess.check_output(["fc-list"])):
        return
    if os.geteuid() == 0:
        install(FONTS)
    else:
        print("There are no fonts here. This installs some:\n  " + as_administrator(FONTS), flush=True)


def provide_beside_tests() -> None:
    """Where they can't be brought, the tests that start one fail, and say why: none is skipped for it."""
    missing = [package for command, package in BESIDE_TESTS.items() if not shutil.which(command)]
    if sys.platform != "linux" or not missing or not shutil.which("apt-get"):
        return
    if os.geteuid() == 0:
        install(missing)
    else:
        print("Some tests need more of the system. This installs it:\n  " + as_administrator(missing), flush=True)


def as_administrator(packages: list[str]) -> str:
    return "sudo apt-get update && sudo apt-get install -y --no-install-recommends " + " ".join(packages)


def install(packages: list[str]) -> None:
    """Through apt, as root. A dpkg that was interrupted the last time is helped up first."""
    print("Installing packages of the system:", *packages, flush=True)
    script = """
        export DEBIAN_FRONTEND=noninteractive
        dpkg --configure -a
        apt-get update -qq
        apt-get install -qq -y --no-install-recommends -o DPkg::Lock::Timeout=300 "$@"
    """
    attempt(["sh", "-c", script, "sh", *packages], "Installing packages of the system")


def attempt(command: list[str], doing: str) -> None:
    """Runs one step and keeps its chatter to itself, unless it fails: then that ends the program."""
    step = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        close_fds=False,  # the lock of `alone`
        text=True,
        errors="replace",
    )
    if step.returncode == 0:
        return
    if any(sign in step.stdout for sign in UNREACHED):
        sys.exit(doing + " needs the network, and no package index answers from here; try again when one does.")
    sys.exit(doing + " failed; this is what was said last:\n" + "\n".join(step.stdout.splitlines()[-12:]))


def hand_over(command: list[str]) -> int:
    """The command takes this process's place, signals and exit code included; Windows can only wait for it."""
    sys.stdout.flush()
    if os.name == "nt":
        return subprocess.call(command)
    return os.execv(command[0], command)


def write_lock(args: list[str]) -> int:
    """Versions and hashes for every system and Python that Foyer supports, and no address of where they come from.

    uv resolves for all of them at once, which pip can't. It is fetched for the moment: nothing else needs it.
    """
    compile_options = "--group dev --extra notify --universal --generate-hashes --python-version {}.{}".format(
        *OLDEST_PYTHON
    )
    output_options = "--no-annotate --no-header --no-emit-index-url --no-emit-find-links --quiet --output-file"
    with tempfile.TemporaryDirectory() as folder:
        attempt([sys.executable, "-m", "venv", folder], "Making room for uv")
        python = str(Path(folder) / IN_VENV)
        attempt([python, "-m", "pip", "install", "--quiet", "--no-input", "uv"], "Fetching uv")
        uv = [python, "-m", "uv", "pip", "compile", "pyproject.toml", *compile_options.split(), *output_options.split()]
        return subprocess.call([*uv, str(LOCK.relative_to(ROOT)), *args], cwd=str(ROOT))


if __name__ == "__main__":
    command, args = (sys.argv[1:2] or ["setup"])[0], sys.argv[2:]
    if command not in ("setup", "run", "test", "lint", "bench", "package", "translations", "lock"):
        asked = command in ("-h", "--help")
        print(__doc__, file=sys.stdout if asked else sys.stderr)
        sys.exit(0 if asked else 2)
    try:
        sys.exit(main(command, args))
    except KeyboardInterrupt:
        sys.exit("Stopped. The same command goes on from here.")
