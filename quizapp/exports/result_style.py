"""How the page of a result looks: by the light or dark of the machine, and on paper."""

from __future__ import annotations

STYLE = """
:root { --ground: #fbf9f4; --ink: #23272e; --muted: #5b636e; --rule: #cfc9bb; --bar: #20617f; --line: #855800;
  --right: #3a6b1f; --partly: #855800; --wrong: #b0322c; }
@media (prefers-color-scheme: dark) { :root { --ground: #16191f; --ink: #dcd7c9; --muted: #949fae; --rule: #39414e;
  --bar: #7fb4ca; --line: #e6c384; --right: #98bb6c; --partly: #e6c384; --wrong: #f08a85; } }
body { font: 16px/1.5 system-ui, "Noto Sans", "Noto Nastaliq Urdu", sans-serif; max-width: 48em; margin: 2em auto;
  padding: 0 1em; color: var(--ink); background: var(--ground); }
h1 { font-size: 1.5em; margin: 0; } h2 { font-size: 1.1em; margin: 2em 0 .4em; break-after: avoid; }
.about, .source { color: var(--muted); } .source { font-size: .88em; } p { margin: .3em 0; }
.marks { font-size: 1.35em; font-weight: 600; margin: .8em 0 .3em; }
.bar { position: relative; display: block; height: 1em; min-width: 6em; background: var(--rule); border-radius: 2px; }
.bar b { position: absolute; inset: 0 auto 0 0; background: var(--bar); border-radius: 2px; }
.bar i { position: absolute; top: -.25em; bottom: -.25em; width: 3px; margin-left: -1px; background: var(--line); }
table { border-collapse: collapse; width: 100%; } thead th { color: var(--muted); font-weight: 400; font-size: .88em; }
td, th { padding: .2em .5em; text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
tbody th { text-align: left; font-weight: 400; white-space: normal; } td:nth-child(2) { width: 40%; }
@media (max-width: 34em) { td, th { padding: .2em .25em; } td:last-child { white-space: normal; }
  td:nth-child(2) { width: 15%; } .bar { min-width: 2em; } tbody { font-size: .92em; } }
.times { display: flex; flex-wrap: wrap; align-items: flex-end; gap: 2px; }
.times span { display: flex; flex-direction: column; justify-content: flex-end; height: 6em; width: .85em; }
.times b { display: block; background: var(--bar); }
.times i { font-style: normal; text-align: center; font-size: .8em; }
.times b.wrong { background: var(--wrong); } .times b.blank { background: var(--muted); }
.times b.partly { background: var(--partly); }
.right { color: var(--right); } .partly { color: var(--partly); } .wrong { color: var(--wrong); }
.blank { color: var(--muted); } .verdict { font-weight: 600; }
.question { display: grid; grid-template-columns: 2.8em 1fr; margin: 1.4em 0; break-inside: avoid; }
.question > .number { font-weight: 600; color: var(--muted); }
.options { list-style: none; margin: .3em 0; padding: 0; }
.options li { display: grid; grid-template-columns: 1.6em 1fr auto; gap: .4em; } .options em { font-style: normal; }
.why { margin: .3em 0; padding-left: 1.2em; font-size: .95em; }
@page { margin: 16mm; }
@media print { :root { --ground: #fff; --ink: #000; --muted: #444; --rule: #ddd; --bar: #444; --line: #000;
  --right: #000; --partly: #000; --wrong: #000; } body { margin: 0; max-width: none; font-size: 10.5pt; }
  .bar, .times { print-color-adjust: exact; -webkit-print-color-adjust: exact; } .review { break-before: page; } }
"""
"""Colours by name; on paper none, since every colour stands beside a sign and a word."""
