/// The style of the page: light and dark, wide and narrow, on screen and on paper.
package enum HTMLStyle {
  static let css = variables + layout

  /// The colours of everything that is shown, by what they mean.
  package static let variables = #"""
    :root {
      color-scheme: light dark;
      --ground: #ffffff; --raised: #f5f6f8; --line: #d5d9df; --text: #1b1f24; --muted: #59636e;
      --link: #0a58b8; --good: #14743a; --bad: #b3202b; --odd: #8a5a00; --calm: #3a5a9b;
      --gone: #ffe9e7; --come: #e2f6e7; --gone-mark: #ffbdb8; --come-mark: #a6e5b6;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --ground: #14171b; --raised: #1d2126; --line: #363c44; --text: #e4e8ed; --muted: #98a2ad;
        --link: #7ab4ff; --good: #5fc983; --bad: #ff8078; --odd: #e0ad4b; --calm: #92b2f2;
        --gone: #3a1f20; --come: #17331f; --gone-mark: #7d2f30; --come-mark: #22663a;
      }
    }

    """#

  private static let layout = #"""
    * { box-sizing: border-box; }
    [hidden] { display: none !important; }
    body {
      margin: 0 auto; max-width: 1180px; padding: 0 20px 60px; background: var(--ground);
      color: var(--text); font: 15px/1.5 system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif;
    }
    h1 { font-size: 24px; line-height: 1.25; margin: 28px 0 4px; overflow-wrap: anywhere; }
    h2 { font-size: 18px; margin: 32px 0 10px; }
    h3 { font-size: 16px; margin: 26px 0 2px; overflow-wrap: anywhere; }
    p { margin: 4px 0 8px; overflow-wrap: anywhere; }
    a { color: var(--link); }
    small, .muted { color: var(--muted); font-size: 13px; font-weight: 400; }
    code, pre, kbd { font: 13px/1.5 ui-monospace, "SF Mono", Consolas, "DejaVu Sans Mono", monospace; }
    pre, code, bdi { unicode-bidi: isolate; direction: ltr; }
    pre { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
    kbd { border: 1px solid var(--line); border-radius: 4px; padding: 0 5px; background: var(--raised); }
    button, select, input {
      font: inherit; color: inherit; background: var(--ground); border: 1px solid var(--line);
      border-radius: 6px; padding: 4px 9px; min-height: 32px;
    }
    button { cursor: pointer; }
    button:hover { border-color: var(--muted); }
    :focus-visible { outline: 2px solid var(--link); outline-offset: 1px; }
    .passed { --tone: var(--good); } .failed { --tone: var(--bad); }
    .errored, .flaky, .fixed { --tone: var(--odd); }
    .differs, .known { --tone: var(--calm); } .skipped { --tone: var(--muted); }
    .verdicts { display: flex; flex-wrap: wrap; gap: 8px; margin: 14px 0 0; }
    .verdicts button { color: var(--tone); font-weight: 600; }
    .verdicts button[aria-pressed="true"], .matrix button[aria-pressed="true"] {
      background: var(--tone); border-color: var(--tone); color: var(--ground);
    }
    .badge { color: var(--tone); font-weight: 600; white-space: nowrap; }

    .lead { font-size: 17px; margin: 6px 0; }
    .facts {
      display: grid; grid-template-columns: max-content 1fr; gap: 1px 14px; margin: 14px 0 0;
      color: var(--muted); font-size: 13px;
    }
    .facts dt { font-weight: 600; } .facts dd { margin: 0; overflow-wrap: anywhere; }
    .facts details { border: 0; margin: 0; } .facts summary { padding: 0; }
    .facts ul { margin: 0; padding: 0 0 0 18px; }

    .scroll.clipped {
      mask-image: linear-gradient(to left, transparent, #000 48px);
    }
    .scroll { overflow: auto; max-height: 45vh; border: 1px solid var(--line); border-radius: 8px; }
    .matrix { border-collapse: collapse; font-size: 13px; width: 100%; }
    .matrix th, .matrix td { padding: 1px 8px; text-align: left; border-top: 1px solid var(--line); }
    .matrix thead th {
      border-top: 0; color: var(--muted); font-weight: 600; vertical-align: bottom;
      min-width: 84px; padding-block: 5px; overflow-wrap: break-word; position: sticky; top: 0; z-index: 1;
      background: var(--ground); box-shadow: 0 1px var(--line);
    }
    .matrix tbody th { font-weight: 400; min-width: 190px; overflow-wrap: anywhere; }
    .matrix tbody small { font-size: 11px; }
    .matrix thead tr:first-child th:first-child, .matrix tbody th { position: sticky; left: 0; background: var(--ground); }
    .matrix thead tr:first-child th:first-child { z-index: 2; }
    .matrix thead tr + tr th { top: 31px; font-weight: 400; }
    .matrix [scope="colgroup"] { border-left: 1px solid var(--line); color: var(--text); }
    .matrix td > button {
      color: var(--tone); padding: 1px 7px; min-height: 26px; border-color: transparent;
      white-space: nowrap;
    }
    .matrix button:hover { border-color: var(--tone); }
    .matrix .failed button { font-weight: 600; }

    .filter {
      position: sticky; top: 0; z-index: 2; display: flex; flex-wrap: wrap; gap: 8px;
      align-items: center; padding: 10px 0; background: var(--ground);
      border-bottom: 1px solid var(--line);
    }
    html:not(.js) .filter, html:not(.js) .copy { display: none; }
    .filter input { flex: 1 1 180px; min-width: 0; }
    .filter select { max-width: 190px; }
    .filter output { color: var(--muted); font-size: 13px; }

    details { border: 1px solid var(--line); border-radius: 8px; margin: 8px 0; }
    details[open] { border-color: var(--muted); }
    summary { padding: 7px 12px; cursor: pointer; overflow-wrap: anywhere; }
    .finding, .explain { scroll-margin-top: 70px; content-visibility: auto; contain-intrinsic-size: auto 40px; }
    details.finding:target, .explain:target { border-color: var(--link); }
    details.finding { border-left: 4px solid var(--tone); }
    .trouble { border-left: 4px solid var(--tone); scroll-margin-top: 60px; }
    .trouble > summary h3, .fold > summary h2 { display: inline; margin: 0; font-size: 15px; }
    .kind { border-top: 1px solid var(--line); padding: 6px 0 10px; }
    .kind .case { margin: 5px 0; } .kind .case > summary { padding: 4px 10px; }
    .case > summary small {
      display: block; overflow: hidden; text-overflow: ellipsis; white-space: nowrap;
    }
    .case, .explain { scroll-margin-top: 60px; }
    .case:target, .trouble:target { border-color: var(--link); }
    .rest { border: 0; margin: 2px 0; } .rest > summary, .fold > summary { color: var(--muted); }
    .rest ul { margin: 0; padding: 0 0 0 28px; font-size: 13px; overflow-wrap: anywhere; }
    .fold { border-style: dashed; } .fold > details { margin: 8px 12px; }
    .fold > .kind { margin: 0 12px; }
    .link { font-size: 13px; }
    .body { padding: 2px 12px 12px; }
    .request { padding: 8px 10px; background: var(--raised); border-radius: 6px; margin-bottom: 8px; }
    .pointer { margin: 10px 0 4px; color: var(--muted); }
    .place { margin: 10px 0 8px; }
    .again { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; }
    .again code { overflow-wrap: anywhere; background: var(--raised); padding: 4px 8px; border-radius: 6px; }
    .again button { padding: 1px 8px; min-height: 26px; }
    .sides { display: flex; gap: 16px; align-items: flex-start; }
    .diff { border-collapse: collapse; table-layout: fixed; width: 100%; flex: 1; border: 1px solid var(--line); }
    .diff th { text-align: left; font-size: 12px; color: var(--muted); padding: 2px 8px; background: var(--raised); }
    .diff td { vertical-align: top; padding: 1px 8px; }
    .diff td + td, .diff th + th { border-left: 1px solid var(--line); }
    .diff .same { color: var(--muted); }
    .wanted { background: var(--come); } .seen { background: var(--gone); }
    .none { background: var(--raised); }
    mark { color: inherit; border-radius: 2px; background: var(--come-mark); }
    .seen mark { background: var(--gone-mark); }
    figure { margin: 0; } figcaption { font-size: 12px; color: var(--muted); }
    .shapes { flex: 0 0 185px; }
    rect.seen { fill: var(--gone-mark); stroke: var(--bad); stroke-width: 1.5; }
    rect.wanted { fill: none; stroke: var(--good); stroke-width: 2; stroke-dasharray: 5 3; }
    .key { display: inline-block; width: 12px; height: 9px; margin-right: 5px; }
    .key.seen { background: var(--gone-mark); border: 1.5px solid var(--bad); }
    .key.wanted { background: none; border: 1.5px dashed var(--good); }
    .pictures { display: flex; flex-wrap: wrap; gap: 14px; margin: 10px 0; align-items: flex-start; }
    .pictures img {
      display: block; width: 240px; max-width: 100%; border: 1px solid var(--line);
      background: var(--raised);
    }
    .stage { position: relative; width: 240px; } .stage img { width: 100%; }
    .stage img + img { position: absolute; inset: 0; height: 100%; clip-path: inset(0 0 0 var(--at)); }
    .slide { display: grid; gap: 4px; width: 240px; } .slide button { padding: 1px 8px; min-height: 26px; }
    .slide input { padding: 0; width: 100%; accent-color: var(--link); }
    .trace { border-style: dashed; }
    .span { border: 0; margin: 0; } .span > pre { background: var(--raised); padding: 6px 10px; }
    .span > summary {
      display: grid; grid-template-columns: minmax(0, 1fr) 180px 64px; gap: 10px; align-items: center;
      padding: 2px 0; font-size: 13px;
    }
    .span > summary > span:first-child::before { content: "▸ "; }
    .span[open] > summary > span:first-child::before { content: "▾ "; }
    .span.upstream > summary > span:first-child { padding-left: 16px; }
    .bar { position: relative; height: 10px; background: var(--raised); border-radius: 3px; overflow: hidden; }
    .bar i { position: absolute; top: 0; bottom: 0; min-width: 2px; border-radius: 3px; background: var(--calm); }
    .client .bar i { background: var(--odd); }
    .rows { border-collapse: collapse; width: 100%; font-size: 13px; }
    .rows th, .rows td { text-align: left; padding: 3px 8px; border-top: 1px solid var(--line); overflow-wrap: anywhere; }
    .rows th { color: var(--muted); }
    footer { margin-top: 40px; color: var(--muted); font-size: 13px; }

    @media (max-width: 640px) {
      body { padding: 0 12px 40px; }
      .filter { position: static; }
      .finding, .explain { scroll-margin-top: 8px; }
      .filter select { flex: 1 1 100px; }
      .sides { flex-direction: column; } .shapes { flex: none; }
      .diff, .diff tbody, .diff tr, .diff td { display: block; }
      .diff thead, .diff .same td + td, .diff .none { display: none; }
      .diff td + td { border-left: 0; }
      .diff .wanted::before { content: "expected"; } .diff .seen::before { content: "actual"; }
      .diff .wanted::before, .diff .seen::before { font-size: 11px; color: var(--muted); }
      .rows .wide { display: none; }
      .span > summary { grid-template-columns: 1fr 56px; }
      .span > summary > span:first-child { grid-column: 1 / -1; }
      .js .matrix, .js .matrix tbody, .js .matrix tr { display: block; }
      .js .matrix thead, .js .matrix td:empty, .js #clipped { display: none; }
      .js .matrix tbody tr { border-top: 1px solid var(--line); padding: 5px 8px; }
      .js .matrix tbody th { display: block; position: static; border: 0; padding: 0; max-width: none; }
      .js .matrix td {
        display: inline-flex; gap: 3px; align-items: center; border: 0; padding: 0 9px 0 0; min-width: 0;
      }
      .js .matrix td::before { content: attr(data-o); color: var(--muted); font-size: 12px; }
      .js .matrix td > button { padding: 0 3px; }
    }
    @media print {
      :root {
        color-scheme: light; --ground: #fff; --raised: #f5f6f8; --text: #000; --muted: #444; --line: #bbb;
        --link: #000; --good: #14743a; --bad: #b3202b; --odd: #8a5a00; --calm: #3a5a9b;
        --gone: #ffe9e7; --come: #e2f6e7; --gone-mark: #ffbdb8; --come-mark: #a6e5b6;
      }
      body { max-width: none; padding: 0; font-size: 11px; }
      .filter, .copy, .link, .slide, footer, .keys { display: none !important; }
      .finding, .case { content-visibility: visible; break-inside: avoid; }
      .scroll, .scroll.clipped { overflow: visible; max-height: none; border: 0; mask-image: none; }
      h2, h3 { break-after: avoid; }
      summary { padding: 2px 8px; } details { margin: 3px 0; }
      #clipped, #quiet:not([open]), .fold:has(.explain):not([open]), .matrix .quiet { display: none; }
      .js .matrix, .js .matrix tbody, .js .matrix tr { display: block; }
      .js .matrix thead, .js .matrix td:empty { display: none; }
      .js .matrix tbody tr { padding: 1px 0; break-inside: avoid; }
      .js .matrix tbody th { display: inline; position: static; border: 0; padding: 0 6px 0 0; }
      .js .matrix td { display: inline; border: 0; padding: 0 6px 0 0; }
      .js .matrix td::before { content: attr(data-o) " "; color: var(--muted); }
      .js .matrix tbody tr:nth-child(n + 60) { display: none; }
      .matrix { font-size: 9px; } .matrix th, .matrix td { padding: 1px 3px; }
      .matrix thead th { min-width: 0; position: static; }
      .matrix td > button { padding: 0; min-height: 0; border: 0; font-size: 9px; }
      * { print-color-adjust: exact; }
    }

    """#
}
