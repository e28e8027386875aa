import Reports

/// The style of the site, in the colours of the reports.
enum AtlasStyle {
  static let file = "atlas.css"

  static let css = HTMLStyle.variables + layout

  private static let layout = #"""
    * { box-sizing: border-box; }
    [hidden] { display: none !important; }
    html { scroll-padding-top: 12px; }
    body {
      margin: 0 auto; max-width: 1240px; padding: 0 20px 48px; background: var(--ground);
      color: var(--text); font: 15px/1.55 system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif;
    }
    h1 { font-size: 25px; line-height: 1.25; margin: 20px 0 6px; overflow-wrap: anywhere; }
    h2 { font-size: 18px; margin: 34px 0 8px; }
    h3 { font-size: 15.5px; margin: 22px 0 4px; overflow-wrap: anywhere; }
    p, dd, li { overflow-wrap: anywhere; }
    p { margin: 4px 0 10px; max-width: 82ch; }
    a { color: var(--link); }
    small, .muted { color: var(--muted); font-size: 13px; font-weight: 400; }
    code, pre { font: 13px/1.5 ui-monospace, "SF Mono", Consolas, "DejaVu Sans Mono", monospace; }
    code { overflow-wrap: anywhere; }
    pre {
      margin: 6px 0 12px; padding: 9px 12px; background: var(--raised); border-radius: 7px;
      white-space: pre-wrap; overflow-wrap: anywhere;
    }
    blockquote { margin: 6px 0 12px; padding: 4px 14px; border-left: 4px solid var(--line); }
    dl { display: grid; grid-template-columns: max-content 1fr; gap: 3px 16px; margin: 8px 0 12px; }
    dt { color: var(--muted); } dd { margin: 0; }
    nav { display: flex; gap: 18px; padding: 14px 0 10px; border-bottom: 1px solid var(--line); }
    nav a { text-decoration: none; font-weight: 600; }
    footer { margin-top: 44px; border-top: 1px solid var(--line); padding-top: 10px; }
    footer p { color: var(--muted); font-size: 13px; }
    .skip { position: absolute; left: -9999px; }
    .skip:focus { left: 12px; top: 8px; background: var(--ground); padding: 6px 10px; z-index: 9; }
    .unseen {
      position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap;
    }
    :focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }

    .held { --tone: var(--good); } .broken { --tone: var(--bad); }
    .unknown, .unsteady { --tone: var(--odd); } .differs { --tone: var(--calm); }
    .unjudged { --tone: var(--muted); }
    td.held, td.broken, td.unknown, td.unsteady, td.differs, td.unjudged {
      color: var(--tone); white-space: nowrap; font-variant-numeric: tabular-nums;
    }
    td.broken, td.unknown, td.unsteady { background: var(--raised); font-weight: 600; }
    td.broken { background: var(--gone); }
    .mark { color: var(--tone); font-weight: 600; white-space: nowrap; }

    .scroll {
      overflow-x: auto; border: 1px solid var(--line); border-radius: 8px; margin: 8px 0 14px; position: relative;
    }
    table { border-collapse: separate; border-spacing: 0; width: 100%; font-size: 13.5px; }
    caption {
      text-align: left; padding: 7px 10px; color: var(--muted); font-size: 13px; caption-side: top;
    }
    caption span { display: block; position: sticky; left: 10px; max-width: calc(100vw - 64px); }
    th, td { text-align: left; vertical-align: top; padding: 4px 10px; border-top: 1px solid var(--line); }
    thead th { color: var(--muted); font-weight: 600; vertical-align: bottom; background: var(--raised); }
    tbody th { font-weight: 400; }
    td.day { white-space: nowrap; } tbody th { min-width: 112px; }
    td.number { font-variant-numeric: tabular-nums; }
    tbody th.part { background: var(--raised); font-weight: 600; }
    th:first-child { position: sticky; left: 0; z-index: 1; background: var(--ground); }
    thead th:first-child, tbody th.part:first-child { background: var(--raised); }
    .matrix tbody th { min-width: 168px; max-width: 260px; overflow-wrap: anywhere; }
    .matrix thead th + th, .matrix td { border-left: 1px solid var(--line); }
    .matrix td { min-width: 74px; }
    td.wide { min-width: 240px; overflow-wrap: anywhere; }

    .keys { display: flex; flex-wrap: wrap; gap: 4px 18px; list-style: none; padding: 0; margin: 6px 0 10px; }
    .badges { display: flex; flex-wrap: wrap; gap: 6px 10px; list-style: none; padding: 0; margin: 10px 0; }
    .badges img { display: block; height: 20px; }
    form {
      display: flex; flex-wrap: wrap; gap: 8px 12px; align-items: end; margin: 8px 0;
    }
    html:not(.js) form { display: none; }
    label { display: grid; gap: 2px; min-width: 0; max-width: 100%; font-size: 13px; color: var(--muted); }
    label.inline { display: flex; gap: 7px; align-items: center; min-height: 34px; }
    select, input[type=search] {
      font: inherit; font-size: 15px; color: var(--text); background: var(--ground);
      border: 1px solid var(--muted); border-radius: 6px; padding: 4px 8px; min-height: 34px; max-width: 100%; min-width: 0;
    }
    .example { border: 1px solid var(--line); border-left: 4px solid var(--tone); border-radius: 7px; padding: 6px 12px; margin: 8px 0; }
    .example pre { margin: 6px 0; }

    @media (max-width: 640px) {
      body { padding: 0 12px 36px; }
      dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: 7px; }
      th, td { padding: 4px 7px; }
      .matrix tbody th { min-width: 130px; max-width: 140px; }
      table { font-size: 13px; }
      .matrix td { min-width: 62px; }
    }
    @media print {
      body { max-width: none; padding: 0; font-size: 11px; }
      nav, form, .skip { display: none !important; }
      .scroll { overflow: visible; border: 0; } table { font-size: 9.5px; }
      th:first-child { position: static; }
      h2, h3 { break-after: avoid; } tr, .example { break-inside: avoid; }
      * { print-color-adjust: exact; }
    }

    """#
}
