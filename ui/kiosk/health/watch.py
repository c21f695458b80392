"""Watches the GUI thread from another one: a window that hangs can't say so itself, and nobody is there to see it."""

from __future__ import annotations

import faulthandler
import logging
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from io import FileIO
from pathlib import Path
from types import FrameType

from PySide6.QtCore import QObject, QTimer

log = logging.getLogger(__name__)

TICK = 0.5
"""Seconds between two beats of the GUI thread. All that follows is counted in such ticks of the watching thread, and
not by a clock: a PC that was suspended for an hour has missed no beat."""

SLOW = 4
STUCK = 120
HELD = 180
"""So many beats missed are worth a word in the log; are the end; are the end also when Python itself is held up."""

STUCK_CODE = 70
"""The exit code of a kiosk that ended itself, for the supervisor that starts it anew."""

ARMED_EVERY = 20
"""Beats after which the last of the three is put off again."""

REMEMBERED = 600.0
"""Seconds for which a freeze counts as trouble."""

_FRAMES = 40


class GuiWatch(QObject):
    """Made on the GUI thread, which is watched until `stop`. When it is stuck for a minute, every thread's stack goes
    to `crash_file`, and `end` is called on the watching thread: it ends the process, for whoever starts it anew.
    """

    def __init__(
        self,
        *,
        crash_file: Path,
        end: Callable[[], None] = lambda: os._exit(STUCK_CODE),
        tick: float = TICK,
        clock: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._crash_file = _opened(crash_file)
        self._end = end
        self._tick = tick
        self._clock = clock
        self._gui_thread = threading.get_ident()
        self._beats = 0
        self._stuck_at: float | None = None
        self._stopped = threading.Event()
        self._timer = QTimer(self)
        self._timer.setInterval(round(tick * 1000))
        self._timer.timeout.connect(self._on_beat)
        self._timer.start()
        self.destroyed.connect(self._stopped.set)  # else nobody's beats would be missed
        self._thread = threading.Thread(target=self._watch, name="gui watch", daemon=True)
        self._thread.start()

    def stuck_lately(self) -> bool:
        """Whether it didn't react at some time in the last ten minutes."""
        return self._stuck_at is not None and self._clock() - self._stuck_at < REMEMBERED

    def stop(self) -> None:
        """The kiosk is about to go: what it does meanwhile may take its time."""
        self._timer.stop()
        self._stopped.set()
        self._thread.join()

    def _on_beat(self) -> None:
        self._beats += 1

    def _watch(self) -> None:
        try:
            self._count()
        finally:
            faulthandler.cancel_dump_traceback_later()
            self._crash_file.close()

    def _count(self) -> None:
        seen, missed, armed = self._beats, 0, ARMED_EVERY
        while not self._stopped.wait(self._tick):
            if self._beats != seen:
                seen, missed = self._beats, 0
                armed += 1
                if armed > ARMED_EVERY:
                    armed = 0
                    self._arm()
                continue
            missed += 1
            if missed >= SLOW:
                self._stuck_at = self._clock()
            if missed == SLOW:
                log.warning("The window does not react. It is here:\n%s", "\n".join(_places(self._gui_thread)))
            if missed == STUCK:
                self._give_up()
                return

    def _arm(self) -> None:
        """Code that hangs and holds Python's lock holds up this thread too: then faulthandler's own ends the process,
        with the code 1. Not on macOS, where that would count the time in which the PC is suspended."""
        if sys.platform != "darwin":
            faulthandler.dump_traceback_later(HELD * self._tick, file=self._crash_file, exit=True)

    def _give_up(self) -> None:
        """Ends it also when the disk is so full that there is no room for a word of it."""
        now = f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC"
        try:
            self._crash_file.write(f"{now}: the window was stuck, this ends it.\n".encode())
            faulthandler.dump_traceback(file=self._crash_file, all_threads=True)
        except OSError as error:
            log.error("No word of where the window was stuck: %s", error)
        finally:
            self._end()


def _opened(file: Path) -> FileIO:
    """A file that can't be written must not keep a stuck kiosk from ending."""
    try:
        return file.open("ab", buffering=0)
    except OSError:
        return Path(os.devnull).open("ab", buffering=0)


def _places(thread: int) -> Iterator[str]:
    """Where the thread is, the innermost place first: files, lines and functions, and no value of anything."""
    frame: FrameType | None = sys._current_frames().get(thread)
    for _ in range(_FRAMES):
        if frame is None:
            return
        yield f"  {frame.f_code.co_filename}:{frame.f_lineno} in {frame.f_code.co_name}"
        frame = frame.f_back
