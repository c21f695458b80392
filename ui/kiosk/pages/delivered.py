"""The end of a delivery: who hears of it, and where it is left."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.kiosk.flow.visitor_session import Delivery
from ui.kiosk.kit.card import Card, sign
from ui.kiosk.kit.controls import WordsLabel
from ui.kiosk.kit.i18n import Words
from ui.kiosk.kit.sizes import Sizes
from ui.kiosk.pages.outcome_page import OutcomePage

AT_DESK = Words("Please leave it at the front desk")
HELP = Words("Somebody at the front desk will help you.")


class DeliveredPage(OutcomePage):
    """Of the desks it is said that they ring, and of a mail that it goes: nobody has read either yet. Where no desk
    hears it, whoever brought it tells the front desk."""

    def __init__(self, delivery: Delivery, *, sizes: Sizes, parent: QWidget | None = None) -> None:
        title = Words("Reception has been called") if delivery.desks else Words("Please ask at the front desk")
        super().__init__(title, icon="bell", sizes=sizes, parent=parent)
        unheard = Words("Nobody there knows of it yet.")
        self.cards.addWidget(
            Card(
                WordsLabel(AT_DESK, variant="title"),
                WordsLabel(HELP if delivery.desks else unheard, variant="muted"),
                sizes=sizes,
                badge=sign("desk", sizes=sizes),
            )
        )
        if delivery.recipient:
            self.cards.addWidget(
                Card(
                    WordsLabel(Words("We are telling {name}", name=delivery.recipient), variant="text"),
                    sizes=sizes,
                    badge=sign("mail", sizes=sizes),
                )
            )
