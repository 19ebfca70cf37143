"""The glossary at work: every spelling of a term becomes its one canonical name.

Longest match over a letter tree, blind to case, spaces and hyphens: 배치 노멀라이제이션, 배치놈 and BatchNorm all
become "batch normalization". A rubric's own keyword groups join the tree, so that any subject can have synonyms.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mockinterview.domain.glossary import Glossary

_SKIPPED = " -_·"
_LATIN = re.compile(r"[A-Za-z]")
_HANGUL = re.compile(r"[가-힣]")
_END = ""
"""The key under which the tree keeps the canonical name: no letter is the empty string."""

_Tree = dict[str, "_Tree | str"]


@dataclass(frozen=True, slots=True)
class TermHit:
    start: int
    end: int
    term: str


class TermIndex:
    """`hits` is a few microseconds a sentence. Frozen once made: rubrics share the glossary's tree."""

    def __init__(self, forms: Iterable[tuple[str, str]]) -> None:
        self._tree: _Tree = {}
        for form, term in forms:
            node = self._tree
            for letter in _path(form):
                node = node.setdefault(letter, {})  # type: ignore[assignment]
            if node is not self._tree:
                node.setdefault(_END, term)

    @classmethod
    def of(cls, glossary: Glossary, groups: Iterable[tuple[str, ...]] = ()) -> TermIndex:
        index = cls((form, term.term) for term in glossary.terms for form in term.forms())
        return index.with_groups(groups)

    def with_groups(self, groups: Iterable[tuple[str, ...]]) -> TermIndex:
        """The names there are win over a rubric's groups; a group takes the name of its first known member."""
        index = TermIndex(())
        index._tree = self._tree
        for group in groups:
            known = [term for word in group if (term := index.exact(word))]
            name = known[0] if known else group[0].casefold()
            for word in group:
                path = _path(word)
                if path and index.exact(word) is None:
                    index._tree = _grown(index._tree, path, name)
        return index

    def exact(self, form: str) -> str | None:
        node: _Tree | str | None = self._tree
        for letter in _letters(form):
            node = node.get(letter) if isinstance(node, dict) else None
        found = node.get(_END) if isinstance(node, dict) else None
        return found if isinstance(found, str) else None

    def hits(self, text: str) -> list[TermHit]:
        found: list[TermHit] = []
        i = 0
        lowered = text.casefold() if len(text.casefold()) == len(text) else text.lower()
        while i < len(text):
            hit = self._longest(lowered, i) if _may_begin(text, i) else None
            if hit is None:
                i += 1
            else:
                found.append(hit)
                i = hit.end
        return found

    def _longest(self, text: str, start: int) -> TermHit | None:
        node: _Tree = self._tree
        best: TermHit | None = None
        for i in range(start, len(text)):
            letter = text[i]
            if letter in _SKIPPED and i > start:
                continue
            step = node.get(letter)
            if not isinstance(step, dict):
                break
            node = step
            term = node.get(_END)
            if isinstance(term, str) and _may_end(text, start, i + 1):
                best = TermHit(start, i + 1, term)
        return best

    def canonical(self, text: str) -> str:
        """The text with every term under its canonical name; particles stay where they were."""
        out, last = [], 0
        for hit in self.hits(text):
            out += [text[last : hit.start], hit.term]
            last = hit.end
        return "".join([*out, text[last:]])

    def terms(self, text: str) -> set[str]:
        return {hit.term for hit in self.hits(text)}


def _grown(tree: _Tree, path: str, term: str) -> _Tree:
    """A tree with one more term; of the old one only the nodes on the way to it are copied."""
    grown = dict(tree)
    if not path:
        grown.setdefault(_END, term)
    else:
        below = tree.get(path[0])
        grown[path[0]] = _grown(below if isinstance(below, dict) else {}, path[1:], term)
    return grown


def _path(form: str) -> str:
    """A lone letter or syllable stands inside too many words and leads nowhere."""
    letters = _letters(form)
    return letters if len(letters) > 1 else ""


def _letters(form: str) -> str:
    return "".join(letter for letter in form.casefold() if letter not in _SKIPPED)


def _may_begin(text: str, start: int) -> bool:
    """Latin words begin at their first letter; Hangul compounds may begin anywhere."""
    return not (start and _LATIN.match(text[start]) and _LATIN.match(text[start - 1]))


def _may_end(text: str, start: int, end: int) -> bool:
    if end < len(text) and _LATIN.match(text[end - 1]) and _LATIN.match(text[end]):
        return False
    short_hangul = len(_HANGUL.findall(text[start:end])) == len(_letters(text[start:end])) <= 2
    return not (short_hangul and start and _HANGUL.match(text[start - 1]))


_PARTICLES = re.compile(
    r"(?:으로부터|에서는|에서도|으로는|이라는|라는|에게|에서|까지|부터|보다|처럼|만큼|으로|이나|이란|란|에는|에도|은|는|이|가|을|를|의|에|도|로|와|과|만|나|랑)$"
)
_ENDINGS = re.compile(
    r"(?:했습니다|합니다|됩니다|입니다|습니다|하는|되는|하고|되고|해서|돼서|하여|되어|하면|되면|한다|된다|이다|해요|돼요|예요|에요|어요|아요|거든요|잖아요|니까|는데|지만|면서|으며|하게|되게|하기|되기|할|될|한|된|함|됨|고|며|서|면|다|요|죠)$"
)
_WORD = re.compile(r"[A-Za-z]+(?:'[a-z]+)?|\d+(?:\.\d+)?|[가-힣]+|[α-ωΑ-Ω∇∂√Σ]")


def stems(text: str) -> Iterator[str]:
    """Words without the particles and endings that Korean glues to them: a rough, light stand-in for morphemes."""
    for word in _WORD.findall(text.casefold()):
        if not _HANGUL.match(word):
            yield word
            continue
        bare = _PARTICLES.sub("", word) if len(word) > 1 else word
        short = _ENDINGS.sub("", bare) if len(bare) > 2 else bare
        yield short or bare or word
