"""A Summary as one HTML file: no script, nothing to load, readable in ten years."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mockinterview.domain.base import Language
from mockinterview.report.figures import PointStanding
from mockinterview.report.html_elements import Markup, element, sheet, together
from mockinterview.report.html_style import STYLE
from mockinterview.report.html_turn import turn_card
from mockinterview.report.summary import Overall, Summary
from mockinterview.report.words import day, minute, number, percent, verdict_word, word

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"


def html(summary: Summary) -> str:
    page = element("html", _head(summary), _body(summary), lang=summary.language)
    return f"<!doctype html>\n{page}\n"


def _head(summary: Summary) -> Markup:
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="referrer", content="no-referrer"),
        element("meta", name="color-scheme", content="light dark"),
        element("link", rel="icon", href="data:,"),  # else a browser asks the server for one
        element("title", word("title", summary.language)),
        sheet(STYLE),
    )


def _body(summary: Summary) -> Markup:
    language = summary.language
    top = [element("h1", word("title", language)), element("p", _when(summary), class_="soft")]
    if not summary.turns:
        return element("body", element("main", *top, element("p", word("nothing", language))))
    sections = (
        _section(word("overall", language), _overall(summary.overall, language)),
        _section(word("topics", language), _topics(summary)),
        _section(word("strongest", language), _standings(summary.strongest, language)),
        _section(word("weakest", language), _standings(summary.weakest, language)),
        _section(word("claims", language), _claims(summary)),
        _section(word("reviews", language), _reviews(summary)),
        _section(word("turns", language), together(turn_card(turn, language) for turn in summary.turns)),
    )
    return element("body", element("main", *top, *sections))


def _section(title: str, content: Markup) -> Markup:
    return element("section", element("h2", title), content) if content else content


def _when(summary: Summary) -> str:
    made = f"{word('made', summary.language)}: {minute(summary.made_at)}"
    if not (summary.since and summary.until):
        return made
    period = f"{minute(summary.since)} – {minute(summary.until)}"
    return f"{made} · {word('period', summary.language)}: {period}"


def _overall(overall: Overall, language: Language) -> Markup:
    note = word("no_scores" if overall.mean is None else "mean_note", language)
    figures = element("dl", *_figures(overall, language), class_="figures")
    return together([figures, element("p", note, class_="soft")])


def _figures(overall: Overall, language: Language) -> Iterator[Markup]:
    for key in ("mean", "best", "worst"):
        if (score := getattr(overall, key)) is not None:
            yield _figure(word(key, language), number(score))
    yield _figure(word("questions", language), str(overall.questions))
    for key in ("ungraded", "skipped", "gave_up", "follow_ups", "retries", "exercises"):
        if count := getattr(overall, key):
            yield _figure(word(key, language), str(count))


def _figure(name: str, value: str) -> Markup:
    return element("div", element("dt", name), element("dd", value))


def _topics(summary: Summary) -> Markup:
    if not summary.topics:
        return Markup()
    language = summary.language
    heads = [element("th", word("topic", language), scope="col")]
    for key in ("questions", "mean", "worst", "best"):
        heads.append(element("th", word(key, language), scope="col", class_="figure"))
    rows = []
    for topic in summary.topics:
        cells = [element("td", topic.title or word("other_topic", language))]
        for value in (str(topic.questions), number(topic.mean), number(topic.worst), number(topic.best)):
            cells.append(element("td", value, class_="figure"))
        rows.append(element("tr", *cells))
    return element("table", element("thead", element("tr", *heads)), element("tbody", *rows))


def _standings(points: Iterable[PointStanding], language: Language) -> Markup:
    items = []
    for point in points:
        verdict = element("span", verdict_word(point.verdict, language), class_="verdict")
        place = element("p", f"{point.question_id} · {percent(point.share)}", class_="soft")
        quote = element("q", point.quote) if point.quote else Markup()
        items.append(element("li", verdict, " ", point.says or point.point_id, place, quote))
    return element("ul", *items, class_="points") if items else Markup()


def _claims(summary: Summary) -> Markup:
    items = []
    for claim in summary.claims:
        often = word("times", summary.language).format(n=claim.times)
        more = f" ({often})" if claim.times > 1 else ""
        items.append(element("li", element("q", claim.quote), more, " → ", claim.why))
    return element("ul", *items) if items else Markup()


def _reviews(summary: Summary) -> Markup:
    items = []
    for review in summary.reviews:
        when = element("strong", day(review.due))
        now = f" ({word('overdue', summary.language)})" if review.overdue else ""
        items.append(element("li", when, now, " ", review.question))
    return element("ul", *items) if items else Markup()
