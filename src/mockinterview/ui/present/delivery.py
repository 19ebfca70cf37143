"""How an answer sounded: the measures in one line, then what to do about them."""

from __future__ import annotations

from mockinterview.domain.base import Language
from mockinterview.domain.delivery import Delivery
from mockinterview.ui.present.html import Html, el, icon, join
from mockinterview.ui.texts import Words

MOST_ADVICE = 3


def delivery_section(delivery: Delivery | None, words: Words) -> Html | None:
    facts = _facts(delivery, words) if delivery else []
    if delivery is None or not facts:
        return None
    language: Language = words.language
    advice = [el("li", item.line.text(language)) for item in delivery.advice[:MOST_ADVICE]]
    return el(
        "section",
        el("p", icon("voice"), words("card.delivery"), class_="mi-key"),
        el(
            "div",
            el("p", " · ".join(facts), el("span", words("card.delivery_hint"), class_="mi-hint")),
            el("ul", join(advice)) if advice else None,
        ),
        class_="mi-delivery",
    )


def _facts(delivery: Delivery, words: Words) -> list[str]:
    facts = []
    if delivery.words:
        facts.append(words("delivery.fillers", count=len(delivery.fillers)))
    if delivery.hedges:
        facts.append(words("delivery.hedges", count=len(delivery.hedges)))
    if delivery.pace:
        facts.append(words(f"delivery.pace.{delivery.pace.unit}", speed=round(delivery.pace.per_minute)))
    if delivery.conclusion_first is not None:
        facts.append(words("delivery.first" if delivery.conclusion_first else "delivery.last"))
    if delivery.length:
        key = "delivery.would_take" if delivery.length.estimated else "delivery.took"
        length = delivery.length
        facts.append(words(key, seconds=round(length.seconds), target=round(length.target)))
    return facts
