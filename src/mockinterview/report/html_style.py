"""The look of the HTML report: one sheet, light and dark, for the screen of a phone and for paper."""

STYLE = """
:root { --paper: #ffffff; --ink: #1c1f24; --soft: #555c66; --line: #d9dde3; --card: #f6f7f9;
  --covered: #cdeed6; --partial: #fdeab0; --false: #fbd0d0; --on-mark: #1c1f24; --accent: #1d4ed8; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #14161a; --ink: #e9ebee; --soft: #a8b0bb; --line: #343a43; --card: #1d2026;
    --covered: #1f5132; --partial: #5c4708; --false: #6b1f1f; --on-mark: #ffffff; --accent: #93b4ff; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 52rem; padding: 1.5rem 1rem 4rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.65 "Pretendard", "Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans KR", "NanumGothic", sans-serif;
  overflow-wrap: anywhere; word-break: keep-all; }
h1 { font-size: 1.7rem; margin: 0 0 .25rem; }
h2 { font-size: 1.25rem; margin: 2.5rem 0 .75rem; padding-bottom: .25rem; border-bottom: 1px solid var(--line); }
h3 { font-size: 1.05rem; margin: 0 0 .25rem; }
a { color: var(--accent); }
.soft { color: var(--soft); font-size: .9rem; margin: .25rem 0; }
.figures { display: flex; flex-wrap: wrap; gap: .75rem; padding: 0; margin: 0; }
.figures div { flex: 1 1 7rem; background: var(--card); border: 1px solid var(--line); border-radius: .5rem;
  padding: .5rem .75rem; }
.figures dt { color: var(--soft); font-size: .85rem; }
.figures dd { margin: 0; font-size: 1.35rem; font-weight: 650; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .35rem .5rem; border-bottom: 1px solid var(--line); }
td.figure, th.figure { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
ul.points { list-style: none; padding-left: 0; }
ul, ol { padding-left: 1.4rem; }
li { margin: .3rem 0; }
.turn { background: var(--card); border: 1px solid var(--line); border-radius: .75rem; padding: 1rem; margin: 1rem 0; }
.score { font-weight: 700; }
blockquote { margin: .75rem 0; padding: .5rem .9rem; border-left: 4px solid var(--line); background: var(--paper);
  white-space: pre-wrap; unicode-bidi: isolate; }
mark { color: var(--on-mark); border-radius: .2rem; padding: 0 .1rem; unicode-bidi: isolate; }
mark.covered { background: var(--covered); }
mark.partial { background: var(--partial); }
mark.false { background: var(--false); text-decoration: underline wavy; text-underline-offset: .25em; }
mark :target { outline: 3px solid var(--accent); }
sup { font-size: .7em; line-height: 0; padding-left: .1em; }
.verdict { font-weight: 650; white-space: nowrap; }
details { margin: .5rem 0; }
summary { cursor: pointer; font-weight: 650; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
@media print { body { max-width: none; padding: 0; } .turn { break-inside: avoid-page; } }
"""
