"""How the page of a report looks: by the light or dark of the machine, on a phone, and on paper."""

from __future__ import annotations

STYLE = """
:root { --ground: #f3f0e8; --card: #fbf9f4; --ink: #23272e; --muted: #5b636e; --rule: #ddd8cb; --bar: #20617f;
  --pale: #9cc0d1; --line: #855800; --wrong: #b0322c; --right: #3a6b1f; --s1: #cfe0e6; --s2: #93bccc; --s3: #4b8ba6; }
@media (prefers-color-scheme: dark) { :root { --ground: #101318; --card: #191d24; --ink: #dcd7c9; --muted: #949fae;
  --rule: #2e353f; --bar: #7fb4ca; --pale: #3f6375; --line: #e6c384; --wrong: #f08a85; --right: #98bb6c;
  --s1: #22343e; --s2: #35576a; --s3: #5586a0; } }
* { box-sizing: border-box; }
body { font: 16px/1.5 system-ui, "Noto Sans", "Noto Nastaliq Urdu", sans-serif; margin: 0 auto; max-width: 66rem;
  padding: 2.2rem 1.2rem 3rem; color: var(--ink); background: var(--ground); }
header { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; gap: .2rem 1rem; }
h1 { font-size: 1.9rem; line-height: 1.2; letter-spacing: -.02em; margin: 0; }
h2 { font-size: 1.05rem; margin: 0; } h3 { font-size: .95rem; margin: 1.1rem 0 .3rem; }
p { margin: 0; } .about { color: var(--muted); font-size: .9rem; margin: .1rem 0 .9rem; }
.muted, .days, .months { color: var(--muted); }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: .9rem;
  margin: 1.4rem 0 .9rem; }
.tile, section { background: var(--card); border: 1px solid var(--rule); border-radius: 12px; }
.tile { padding: .9rem 1.1rem; } .tile b { display: block; font-size: 1.75rem; line-height: 1.2; font-weight: 650;
  font-variant-numeric: tabular-nums; letter-spacing: -.02em; } .tile span { color: var(--muted); font-size: .87rem; }
.grid { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); grid-auto-flow: dense; gap: .9rem; }
section { padding: 1.1rem 1.3rem 1.3rem; min-width: 0; break-inside: avoid-page; }
  section.wide { grid-column: 1 / -1; }
svg { display: block; } svg.columns { width: 100%; height: 8.5rem; } svg.share { width: 100%; height: .75rem;
  border-radius: 3px; }
svg.square { width: 100%; max-width: 22rem; margin: 0 auto; overflow: visible; }
.scroll { overflow-x: auto; direction: rtl; scrollbar-width: thin; } .scroll > div { direction: ltr;
  min-width: 44rem; }
svg.calendar { width: 100%; } .months { position: relative; height: 1.3rem; font-size: .78rem; }
.months span { position: absolute; } .days { display: flex; justify-content: space-between; font-size: .8rem;
  margin-top: .3rem; }
.bar { fill: var(--bar); } .bad { fill: var(--wrong); } .ground { fill: var(--rule); } .none { fill: var(--rule); }
.spread { fill: var(--pale); } .line { stroke: var(--line); stroke-width: 2; vector-effect: non-scaling-stroke; }
.halo { stroke: var(--card); stroke-width: 6; vector-effect: non-scaling-stroke; } .share .line { stroke-width: 3; }
.columns .line { stroke-dasharray: 5 4; }
.shade0 { fill: var(--rule); } .shade1 { fill: var(--s1); } .shade2 { fill: var(--s2); } .shade3 { fill: var(--s3); }
.shade4 { fill: var(--bar); }
.key { display: inline-flex; gap: .25rem; vertical-align: -.1em; } .key svg { width: .8rem; height: .8rem; }
table { border-collapse: collapse; width: 100%; } th, td { padding: .32rem .5rem; text-align: right; font-weight: 400;
  font-variant-numeric: tabular-nums; white-space: nowrap; } th:first-child { text-align: left; padding-left: 0;
  white-space: normal; overflow-wrap: break-word; }
  .figures th:first-child { white-space: nowrap; }
  td small { white-space: normal; } th small, td small { display: block; color: var(--muted); }
td:last-child { padding-right: 0; } thead th { color: var(--muted); font-size: .85rem; white-space: normal;
  vertical-align: bottom; line-height: 1.25; } td.picture { width: 34%;
  min-width: 5rem; }
tbody tr + tr { border-top: 1px solid var(--rule); }
ol, ul { list-style: none; margin: 0; padding: 0; } li { padding: .75rem 0; break-inside: avoid; }
li + li { border-top: 1px solid var(--rule); } li:last-child { padding-bottom: 0; }
.score { display: grid; grid-template-columns: 6.5rem auto 1fr; gap: .8rem; align-items: center; font-size: .87rem;
  color: var(--muted); }
.score > :last-child { text-align: right; overflow-wrap: anywhere; } .asked { margin: .2rem 0 0;
  overflow-wrap: anywhere; }
.taken { color: var(--wrong); } .advice { margin-top: .2rem; padding-left: .8rem;
  border-left: 3px solid var(--line); }
.right { color: var(--right); } .wrong { color: var(--wrong); } footer { color: var(--muted); font-size: .85rem;
  margin-top: 1.4rem; }
@media (max-width: 760px) { body { padding: 1.3rem .8rem 2rem; } .grid { grid-template-columns: minmax(0, 1fr); }
  .tiles { grid-template-columns: 1fr 1fr; gap: .6rem; } .grid { gap: .6rem; } section { padding: 1rem; }
  .tile { padding: .7rem .9rem; } .tile b { font-size: 1.45rem; } h1 { font-size: 1.5rem; }
  th, td { padding: .32rem .3rem; } td.picture { width: 26%; min-width: 3.5rem; } table { font-size: .94rem; }
  .score { grid-template-columns: 6.5rem 1fr; } .score > :last-child { grid-column: 1 / -1; text-align: left; } }
@page { margin: 14mm; }
@media print { :root { --ground: #fff; --card: #fff; --ink: #000; --muted: #444; --rule: #d8d8d8; --bar: #333;
  --pale: #999; --line: #000; --wrong: #000; --right: #000; --s1: #d5d5d5; --s2: #a8a8a8; --s3: #707070; }
  body { padding: 0; max-width: none; font-size: 10pt; } svg { print-color-adjust: exact;
  -webkit-print-color-adjust: exact; }
  .scroll { overflow: visible; } .scroll > div { min-width: 0; } }
"""
"""Colours by name; wherever one tells something, a word or a number beside it tells it too."""
