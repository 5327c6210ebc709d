/// The one style sheet of Muster's pages: self-contained, light and dark, on paper and on a phone.
enum StyleSheet {
  static var text: String { Palette.styleSheet + page + figures + print }

  /// For tables too wide for paper that stands: A4 on its side, and a body as wide as the table.
  static let landscape = """
    body { max-width: 96rem; }
    @media print { @page { size: A4 landscape; margin: 10mm; } html { font-size: 8pt; } th, td { padding-right: .5rem; } }

    """

  private static let page = """
    * { box-sizing: border-box; }
    html { font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", "Noto Sans", sans-serif; background: var(--paper);
      color: var(--ink); -webkit-text-size-adjust: 100%; }
    body { margin: 0 auto; padding: 1.5rem 1rem 3rem; max-width: 68rem; }
    .skip { position: absolute; left: -999rem; }
    .skip:focus { left: 1rem; top: .5rem; background: var(--card); padding: .5rem 1rem; }
    a { color: var(--accent); text-underline-offset: .15em; }
    :focus-visible { outline: 3px solid var(--warm); outline-offset: 2px; }
    h1 { font-size: clamp(1.6rem, 4.5vw, 2.5rem); line-height: 1.15; letter-spacing: -.015em; margin: 0 0 .4rem;
      text-wrap: balance; }
    h2 { font-size: 1.3rem; line-height: 1.25; margin: 0 0 .5rem; letter-spacing: -.005em; }
    p { margin: 0 0 .8rem; max-width: 44rem; text-wrap: pretty; }
    header { border-bottom: 3px solid var(--ink); padding-bottom: 1rem; margin-bottom: 1.2rem; }
    .eyebrow { font-size: .8rem; font-weight: 600; letter-spacing: .09em; text-transform: uppercase;
      color: var(--accent); margin: 0 0 .3rem; }
    .lead { font-size: 1.1rem; }
    .quiet, footer, figcaption { color: var(--quiet); }
    nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; padding: 0; margin: .8rem 0 0; }
    nav a { display: inline-block; padding: .15rem 0; }
    .facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(11.5rem, 100%), 1fr)); gap: .8rem;
      margin: 0 0 1.6rem; }
    .facts div { background: var(--card); border: 1px solid var(--rule); border-top: 3px solid var(--accent);
      border-radius: .25rem; padding: .7rem .9rem; }
    .facts .warn { border-top-color: var(--warm); }
    .facts dt { color: var(--quiet); font-size: .875rem; line-height: 1.35; }
    .facts dd { margin: .1rem 0 0; font-size: 1.55rem; font-weight: 650; line-height: 1.25;
      font-variant-numeric: tabular-nums; }
    .facts dd.note { font-size: .875rem; font-weight: 400; color: var(--quiet); line-height: 1.4; }
    section { margin: 0 0 2.4rem; }
    footer { border-top: 1px solid var(--rule); padding-top: .8rem; font-size: .875rem; }
    code { font: .92em ui-monospace, "SF Mono", "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
    .scroll { overflow-x: auto; max-width: 100%; }
    table { border-collapse: collapse; font-size: .9rem; font-variant-numeric: tabular-nums; }
    caption { text-align: left; color: var(--quiet); padding-bottom: .3rem; }
    th, td { text-align: left; padding: .3rem .9rem .3rem 0; border-bottom: 1px solid var(--rule); vertical-align: top; }
    thead th { border-bottom: 2px solid var(--ink); white-space: nowrap; }
    th[scope=row] { font-weight: 500; white-space: nowrap; }
    .number { text-align: right; }

    """

  private static let figures = """
    figure { margin: 0 0 1.2rem; background: var(--card); border: 1px solid var(--rule); border-radius: .25rem;
      padding: .9rem; }
    figcaption { font-size: .925rem; margin-bottom: .6rem; }
    figcaption strong { display: block; color: var(--ink); font-size: 1.05rem; }
    figure svg.drawing { display: block; width: 100%; height: auto; }
    svg text { font: 13px system-ui, -apple-system, "Segoe UI", "Noto Sans", sans-serif; fill: var(--quiet);
      font-variant-numeric: tabular-nums; }
    svg .strong { fill: var(--ink); font-weight: 600; }
    svg .warm { fill: var(--warm); font-weight: 600; }
    svg .end { text-anchor: end; } svg .middle { text-anchor: middle; }
    .grid { stroke: var(--rule); stroke-width: 1; } .base { stroke: var(--quiet); stroke-width: 1; }
    .history { fill: none; stroke: var(--past); stroke-width: 1; stroke-linejoin: round; }
    .forecast { fill: none; stroke: var(--accent); stroke-width: 2; stroke-linejoin: round; }
    .year-before { fill: none; stroke: var(--quiet); stroke-width: 1; stroke-dasharray: 4 3; }
    .needed-range { fill: var(--ink); opacity: .16; } .supply-range { stroke: var(--ink); stroke-width: 1.5; opacity: .6; }
    .actual { fill: none; stroke: var(--warm); stroke-width: 1.5; stroke-linejoin: round; }
    .ribbon { fill: var(--ribbon); }
    .event { stroke: var(--warm); stroke-width: 1; stroke-dasharray: 2 3; }
    .cut { stroke: var(--ink); stroke-width: 1; stroke-dasharray: 5 4; }
    .layer-1 { fill: var(--layer-1); } .layer-2 { fill: var(--layer-2); } .layer-3 { fill: var(--layer-3); }
    .layer-4 { fill: var(--layer-4); } .layer-4, .layer-3, .layer-2, .layer-1 { stroke: var(--card); stroke-width: .5; }
    .gap { fill: none; stroke: var(--warm); stroke-width: 1.5; stroke-dasharray: 3 2; }
    .required-halo { fill: none; stroke: var(--card); stroke-width: 5; }
    .required { fill: none; stroke: var(--ink); stroke-width: 2.2; }
    .start { fill: var(--warm); } .covered { fill: var(--even-ground); stroke: var(--rule); }
    .closed rect { fill: none; stroke: var(--rule); } .closed text { fill: var(--quiet); }
    .bar { fill: var(--layer-1); } .track { fill: var(--rule); }
    .cells text { font-size: 12px; font-weight: 550; }
    figure svg.narrow { display: none; }
    @media (max-width: 44rem) { figure svg.wide { display: none; } figure svg.narrow { display: block; }
      body { padding: 1rem .75rem 2rem; } figure { padding: .6rem .5rem; } .narrow text { font-size: 14px; }
      .narrow .cells text { font-size: 13px; } }
    .legend { list-style: none; display: flex; flex-wrap: wrap; gap: .1rem 1.1rem; padding: 0; margin: 0 0 .4rem;
      font-size: .875rem; color: var(--quiet); }
    .legend svg { width: 1.4rem; height: .8rem; margin-right: .35rem; vertical-align: -.05rem; }
    details { margin-top: .5rem; font-size: .9rem; }
    summary { cursor: pointer; color: var(--accent); min-height: 24px; }
    .bars td:nth-child(2) { width: 55%; } .bars svg { width: 100%; height: .9rem; display: block; margin-top: .25rem; }
    .bars { width: 100%; } .bars th[scope=row] { white-space: normal; }

    """

  private static let print = """
    @media (forced-colors: active) { svg text { fill: CanvasText; } .cells rect { stroke: CanvasText; } }
    @media print {
      @page { margin: 14mm; } html { font-size: 10pt; background: none; } body { padding: 0; max-width: none; }
      nav, .skip, details:not([open]) { display: none; } figure, .facts div, tr { break-inside: avoid; } h2 { break-after: avoid; }
      thead { display: table-header-group; } .scroll { overflow: visible; }
      figure svg.narrow { display: none; } figure svg.wide { display: block; }
      * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
    }

    """
}
