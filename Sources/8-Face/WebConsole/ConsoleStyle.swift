/// How the page looks: paper and ink, one streak of gold; light and dark, wide and narrow.
enum ConsoleStyle {
  static let css = #"""
    :root {
      color-scheme: light dark;
      --paper: #fbfaf7; --raised: #f3f1eb; --line: #dcd8cd; --ink: #1f1d19; --muted: #67625a;
      --gold: #8a6100; --streak: #c99a2e; --bad: #a3262a; --good: #2c6b3f; --fill: #ece6d6;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --paper: #171613; --raised: #201f1b; --line: #3a372f; --ink: #e9e5db; --muted: #a19b8e;
        --gold: #dcb25c; --streak: #c99a2e; --bad: #ff8d85; --good: #83c796; --fill: #2f2b20;
      }
    }
    * { box-sizing: border-box; }
    [hidden] { display: none !important; }
    html { scroll-padding-top: 12px; }
    body {
      margin: 0 auto; max-width: 1240px; padding: 0 28px 72px; background: var(--paper); color: var(--ink);
      font: 15px/1.5 system-ui, "Segoe UI", Roboto, "Liberation Sans", sans-serif;
    }
    header { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 12px; padding: 22px 0 14px; }
    header p { margin: 0; }
    header nav { margin-left: auto; display: flex; gap: 18px; }
    .mark { width: 32px; height: 32px; }
    .mark rect { fill: var(--ink); }
    .mark path { fill: none; stroke: var(--streak); stroke-width: 2.2; stroke-linecap: round; }
    h1 { font: 600 22px/1.2 "Iowan Old Style", Palatino, Georgia, "Liberation Serif", serif; margin: 0; }
    h2 {
      font-size: 13px; font-weight: 600; letter-spacing: .02em; color: var(--muted); margin: 0 0 12px;
      padding-top: 10px; border-top: 1px solid var(--line);
    }
    h3 { font-size: 16px; margin: 0; overflow-wrap: anywhere; }
    p { margin: 0 0 10px; overflow-wrap: anywhere; }
    a { color: var(--gold); }
    .muted, small { color: var(--muted); font-size: 13px; font-weight: 400; }
    .bad { color: var(--bad); } .good { color: var(--good); }
    #more-error { font-size: 13px; margin: -6px 0 8px; }
    code, pre, #size, #more { font: 13px/1.5 ui-monospace, "SF Mono", Consolas, "Liberation Mono", monospace; }
    pre {
      margin: 6px 0; padding: 9px 12px; background: var(--raised); border-radius: 6px; max-height: 340px;
      overflow: auto; white-space: pre-wrap; overflow-wrap: anywhere;
    }
    .notice { padding: 10px 14px; border-left: 3px solid var(--streak); background: var(--raised); }
    :focus-visible { outline: 2px solid var(--gold); outline-offset: 2px; border-radius: 3px; }

    main { display: grid; grid-template-columns: minmax(0, 384px) minmax(0, 1fr); gap: 0 44px; }
    form, .outcome { min-width: 0; }
    .outcome section + section, #models, #exchanges { margin-top: 34px; }
    label { display: block; font-size: 13px; color: var(--muted); }
    form > label, form > div, fieldset, form > details { margin: 0 0 14px; }
    input, select, textarea, button {
      display: block; width: 100%; min-height: 36px; margin-top: 3px; padding: 6px 9px; font: inherit;
      font-size: 15px; color: var(--ink); background: var(--paper); border: 1px solid var(--line);
      border-radius: 6px;
    }
    textarea { resize: vertical; }
    ::placeholder { color: var(--muted); opacity: 1; }
    input[type=radio] { width: auto; min-height: 0; display: inline; margin: 0; accent-color: var(--gold); }
    input[type=file] { border: 1px dashed var(--line); padding: 8px; }
    button { width: auto; cursor: pointer; margin: 0; }
    button[type=submit] { background: var(--ink); color: var(--paper); border-color: var(--ink); padding: 6px 26px; font-weight: 600; }
    button[disabled] { opacity: .55; cursor: default; }
    .quiet { border-color: transparent; color: var(--gold); background: none; padding: 6px 8px; font-size: 14px; }
    .quiet:hover { text-decoration: underline; }
    fieldset { border: 0; padding: 0; margin-inline: 0; min-width: 0; }
    legend { padding: 0; font-size: 13px; color: var(--muted); }
    .row { display: flex; flex-wrap: wrap; gap: 10px; align-items: end; }
    .row > label { flex: 1 1 96px; min-width: 0; } .row > .wide { flex-grow: 2; }
    .send { align-items: center; }
    .send output { flex: 1 1 100px; font-size: 13px; color: var(--muted); }
    .modes label { display: inline-block; margin: 4px 18px 0 0; color: var(--ink); font-size: 15px; }
    summary { cursor: pointer; }
    form summary { margin-bottom: 8px; }

    .shapes { display: flex; flex-wrap: wrap; align-items: flex-end; gap: 6px; margin: 4px 0 10px; }
    .shape {
      display: flex; flex-direction: column; justify-content: flex-end; align-items: center; gap: 4px;
      min-width: 44px; min-height: 60px; padding: 5px 5px 3px; border: 1px solid transparent; border-radius: 6px;
      color: var(--muted); font-size: 12px; line-height: 1.25; cursor: pointer; background: none; text-align: center;
    }
    .shape svg { display: block; }
    .shape input { position: absolute; opacity: 0; width: 1px; }
    .shape:hover { border-color: var(--line); }
    .shape:has(:checked), .shape[aria-pressed=true] { color: var(--ink); border-color: var(--streak); }
    .shape:has(:focus-visible) { outline: 2px solid var(--gold); outline-offset: 1px; }
    .shape b { font-weight: 600; color: var(--ink); }
    rect.shown { fill: var(--fill); stroke: var(--muted); stroke-width: 1; }
    :checked + svg rect.shown, [aria-pressed=true] rect.shown { stroke: var(--gold); stroke-width: 2; }
    rect.asked { fill: none; stroke: var(--ink); stroke-width: 1; stroke-dasharray: 3 3; }
    #source .quiet { padding-left: 0; }
    .thumbs { display: flex; flex-wrap: wrap; gap: 8px; margin: 8px 0 0; }
    .thumbs img { display: block; max-width: 96px; max-height: 96px; }

    .pictures { display: flex; flex-wrap: wrap; gap: 14px; align-items: flex-start; }
    .pictures a { display: block; max-width: 100%; }
    .pictures img { display: block; max-width: 100%; height: auto; max-height: 360px; border-radius: 3px; }
    .pictures img.many { max-height: 210px; }
    .facts { display: flex; flex-wrap: wrap; gap: 2px 18px; margin: 10px 0 0; font-size: 14px; }
    .facts span { white-space: nowrap; } .facts .bad, .facts .long { white-space: normal; }
    .offer { border-top: 1px solid var(--line); }
    .offer:first-child { border-top: 0; }
    .offer > summary, .visit > summary, .call > summary {
      display: flex; flex-wrap: wrap; gap: 0 14px; align-items: baseline; padding: 8px 0; list-style: none;
    }
    summary::-webkit-details-marker { display: none; }
    .offer > summary::before, .visit > summary::before, .call > summary::before {
      content: "▸"; color: var(--muted); width: 10px; font-size: 11px;
    }
    details[open] > summary::before { content: "▾"; }
    form summary, .sides summary { list-style: none; font-size: 13px; color: var(--muted); }
    form summary::before, .sides summary::before { content: "▸ "; }
    form details[open] > summary::before, .sides details[open] > summary::before { content: "▾ "; }
    summary .end { margin-left: auto; white-space: nowrap; }
    summary b { font-weight: 600; overflow-wrap: anywhere; }
    .offer .body { display: grid; grid-template-columns: 132px minmax(0, 1fr); gap: 4px 20px; padding: 2px 0 16px 24px; }
    .offer .body pre { grid-column: 2; }
    .map { border-collapse: collapse; font-size: 13px; width: 100%; }
    .map th, .map td { text-align: left; font-weight: 400; padding: 1px 12px 1px 0; vertical-align: top; overflow-wrap: anywhere; }
    .map th { white-space: nowrap; } .map td:last-child { color: var(--muted); }
    figure { margin: 0; font-size: 12px; line-height: 1.4; color: var(--muted); }

    .call, .visit { border-top: 1px solid var(--line); }
    .call > summary { padding: 5px 0; font-size: 14px; }
    .call b { flex: 0 1 auto; min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .call b.fetch { font-weight: 400; color: var(--muted); }
    .call > summary > .line { display: flex; gap: 14px; flex: 1; min-width: 0; align-items: baseline; }
    .lane { flex: 1 0 calc(100% - 24px); height: 5px; margin: 3px 0 2px 24px; background: var(--raised); border-radius: 3px; }
    .lane i { display: block; height: 5px; min-width: 3px; border-radius: 3px; background: var(--streak); }
    .lane i.bad { background: var(--bad); }
    .sides { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 0 20px; padding: 0 0 10px 24px; }
    .sides h3, .body h3 { font-size: 12px; font-weight: 400; color: var(--muted); margin: 6px 0 0; }
    .inside { padding: 0 0 10px 24px; }

    .model { padding: 4px 0 18px; }
    .model + .model { border-top: 1px solid var(--line); padding-top: 16px; }
    .model header { padding: 0; gap: 2px 14px; align-items: baseline; }
    .model p { margin: 2px 0 6px; }
    .model .shapes { gap: 10px; }

    @media (max-width: 860px) {
      main { grid-template-columns: minmax(0, 1fr); gap: 26px; }
      header nav { margin-left: 0; width: 100%; }
    }
    @media (max-width: 520px) {
      body { padding: 0 14px 48px; }
      .sides, .offer .body { grid-template-columns: minmax(0, 1fr); padding-left: 0; }
      .offer .body pre { grid-column: 1; }
      .lane { flex-basis: 100%; margin-left: 0; } .inside { padding-left: 0; }
      input, select, textarea { font-size: 16px; }
    }

    """#
}
