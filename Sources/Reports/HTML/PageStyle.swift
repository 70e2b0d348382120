/// How a page looks.
package enum PageStyle {
  package static let text: StaticString = """
    :root {
      color-scheme: light dark;
      --paper: #ffffff; --ink: #1e2328; --dim: #59616b; --line: #dfe2e6; --tint: #f2f4f5;
      --accent: #0b6670;
      --verb: #0b6670; --clause: #7b3a96; --option: #855000; --number: #1b55a6; --text: #1d6b33;
      --parameter: #a32a4b; --comment: #616973;
      --warning: #7d5200; --failure: #a8221c;
      --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif;
      --mono: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
      --measure: 42rem;
    }
    @media screen and (prefers-color-scheme: dark) {
      :root {
        --paper: #14171a; --ink: #e3e6e9; --dim: #9da6b0; --line: #30353b; --tint: #1d2125;
        --accent: #62c3cd;
        --verb: #62c3cd; --clause: #cda0e4; --option: #dcaa62; --number: #8db8f2; --text: #86c893;
        --parameter: #ef93ab; --comment: #98a1ab;
        --warning: #e2b356; --failure: #f58f86;
      }
    }
    * { box-sizing: border-box; }
    html { font-size: 106.25%; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
    body {
      margin: 0 auto; padding: 0 clamp(1.1rem, 4vw, 3rem); max-width: 60rem;
      font: 1rem/1.6 var(--sans); color: var(--ink); background: var(--paper);
      overflow-wrap: break-word; font-kerning: normal;
    }
    main { padding: clamp(1.5rem, 5vw, 4rem) 0 3rem; min-width: 0; }
    h1, h2, h3, h4, h5, h6 {
      max-width: var(--measure); line-height: 1.25; font-weight: 650; letter-spacing: -0.01em;
      text-wrap: balance; margin: 2.2em 0 0.6em; scroll-margin-top: 1.5rem;
    }
    h1 { font-size: 2.1rem; line-height: 1.15; letter-spacing: -0.022em; font-weight: 700; margin: 0 0 1.6rem; }
    h2 { font-size: 1.4rem; margin-top: 2.3em; }
    h3 { font-size: 1.13rem; }
    h4, h5, h6 { font-size: 1rem; }
    p, ul, ol, blockquote { max-width: var(--measure); margin: 0 0 1.1em; }
    p { text-wrap: pretty; }
    ul, ol { padding-left: 1.4em; }
    li > ul, li > ol { margin-bottom: 0.2em; }
    li { margin-bottom: 0.2em; }
    li::marker { color: var(--dim); }
    blockquote { padding-left: 1.1em; border-left: 3px solid var(--line); color: var(--dim); }
    hr { max-width: var(--measure); margin: 2.4em 0; border: 0; border-top: 1px solid var(--line); }
    a { color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: 0.18em; }
    a:hover { text-decoration-thickness: 2px; }
    :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
    code, pre { font-family: var(--mono); font-variant-ligatures: none; }
    code { font-size: 0.875em; }
    p code, li code, td code, h2 code, h3 code {
      padding: 0.1em 0.3em; border-radius: 4px; background: var(--tint);
    }
    pre {
      margin: 0 0 1.1em; font-size: 0.82rem; line-height: 1.55; max-width: 48rem; overflow-x: auto; tab-size: 8;
    }
    pre code { font-size: inherit; }
    pre.code {
      margin: 1.8em 0 0.9em; padding: 0.8em 1em; border-radius: 6px; background: var(--tint);
    }
    pre.code + pre.code { margin-top: 0; }
    pre.output { padding: 0.1em 1em; }
    .verb { color: var(--verb); font-weight: 600; }
    .clause { color: var(--clause); }
    .option { color: var(--option); }
    .number { font-variant-numeric: tabular-nums; }
    code .number { color: var(--number); }
    code .text { color: var(--text); }
    code .sign { color: var(--dim); }
    code .parameter { color: var(--parameter); }
    code .comment { color: var(--comment); font-style: italic; }

    .table { margin: 0 0 1.8em; }
    .box { position: relative; max-width: 100%; max-height: min(38rem, 80vh); overflow: auto;
      background:
        linear-gradient(to right, var(--paper) 40%, transparent) left / 2rem 100% local no-repeat,
        linear-gradient(to left, var(--paper) 40%, transparent) right / 2rem 100% local no-repeat,
        linear-gradient(to right, var(--line), transparent) left / 0.6rem 100% scroll no-repeat,
        linear-gradient(to left, var(--line), transparent) right / 0.6rem 100% scroll no-repeat;
    }
    table { border-collapse: separate; border-spacing: 0; font-size: 0.875rem; line-height: 1.4; }
    th, td { padding: 0.36em 1em; text-align: left; vertical-align: baseline; white-space: nowrap; }
    td { border-bottom: 1px solid var(--line); }
    th {
      position: sticky; top: 0; z-index: 1; background: var(--paper); font-weight: 600; color: var(--dim);
      border-bottom: 1.5px solid var(--dim);
    }
    td.text { white-space: normal; }
    td.text bdi {
      display: block; width: max-content; max-width: min(18rem, 62vw); overflow-wrap: anywhere; text-align: left;
    }
    th.number, td.number { text-align: right; }
    td[data-pad]::after { content: attr(data-pad); visibility: hidden; }
    td.null { color: var(--dim); }
    tbody tr:hover td { background: var(--tint); }
    .account { margin: 0.5em 0 0; padding: 0 1rem; font-size: 0.82rem; color: var(--dim); }
    .unseen {
      position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap;
      user-select: none;
    }
    th [role] { position: relative; cursor: pointer; border-radius: 2px; }
    th [role]:hover { color: var(--ink); }
        th[aria-sort] { color: var(--accent); }
    th[aria-sort] [role]::after { position: absolute; left: calc(100% + 0.15em); font-size: 0.8em; }
    th[aria-sort="ascending"] [role]::after { content: "↑"; }
    th[aria-sort="descending"] [role]::after { content: "↓"; }

    figure { margin: 1.4em 0 2em; max-width: 48rem; }
    figure img { display: block; max-width: 100%; height: auto; background: #ffffff; border-radius: 4px; }
    figcaption { margin-top: 0.6em; max-width: var(--measure); font-size: 0.875rem; color: var(--dim); }
    figcaption code { white-space: nowrap; }

    .remark {
      max-width: 48rem; margin: 1.4em 0 1.8em; padding: 0.7em 1em; border-left: 4px solid var(--mark);
      border-radius: 0 6px 6px 0; background: var(--tint);
    }
    .remark p { margin: 0 0 0.25em; font-size: 0.875rem; font-weight: 650; color: var(--mark); }
    .remark pre { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
    .note { --mark: var(--accent); }
    .warning { --mark: var(--warning); }
    .failure { --mark: var(--failure); }
    .note p::before { content: "ℹ\\FE0E  "; }
    .warning p::before { content: "▲  "; }
    .failure p::before { content: "✕  "; }
    .warning { border-left-style: dashed; }
    .failure { border-left-style: double; border-left-width: 6px; }

    .appendix { font-size: 0.94rem; }
    .appendix h2 { font-size: 1.13rem; margin-top: 2em; }
    main > :not(.appendix) + .appendix { margin-top: 4rem; padding-top: 0.5rem; border-top: 1px solid var(--line); }
    footer {
      padding: 1.2rem 0 3rem; border-top: 1px solid var(--line); font-size: 0.82rem; color: var(--dim);
    }
    footer p { margin-bottom: 0.4em; }

    nav { font-size: 0.85rem; line-height: 1.4; }
    nav ul { list-style: none; margin: 0; padding: 0; }
    nav li { margin: 0; }
    nav li.deeper { padding-left: 1em; }
    nav a { display: block; padding: 0.28em 0; color: var(--dim); text-decoration: none; }
    nav a:hover { color: var(--accent); text-decoration: underline; }
    nav.beside { display: none; }
    nav.above { margin-top: 1.2rem; border: 1px solid var(--line); border-radius: 6px; }
    nav.above summary { padding: 0.6em 0.9em; cursor: pointer; font-weight: 600; }
    nav.above ul { padding: 0 0.9em 0.6em; }
    nav.above a { padding: 0.45em 0; }

    @media screen and (min-width: 70rem) {
      body {
        max-width: 84rem; display: grid; grid-template-columns: minmax(0, 1fr); column-gap: 3rem;
      }
      body:has(nav) { grid-template-columns: 13rem minmax(0, 1fr); }
      body:has(nav) main, body:has(nav) footer { grid-column: 2; }
      nav.above { display: none; }
      nav.beside {
        display: block; grid-row: 1 / span 2; position: sticky; top: 0; align-self: start; max-height: 100vh;
        overflow-y: auto; padding: clamp(1.5rem, 5vw, 4rem) 0 2rem;
      }
      nav.beside p { margin: 0 0 0.5em; font-weight: 650; }
    }
    @media (max-width: 34rem) {
      html { font-size: 100%; }
      h1 { font-size: 1.75rem; }
      th, td { padding-left: 0.7em; padding-right: 0.7em; }
    }
    @media print {
      @page { size: A4; margin: 18mm 17mm 20mm; }
      html { font-size: 10.5pt; }
      body { max-width: none; padding: 0; display: block; line-height: 1.45; }
      main { padding: 0; }
      nav.above, nav.beside { display: none; }
      h1, h2, h3, h4, h5, h6 { break-after: avoid; break-inside: avoid; }
      p, li { orphans: 3; widows: 3; }
      pre { white-space: pre-wrap; overflow: visible; overflow-wrap: anywhere; }
      pre.code { border: 1px solid var(--line); break-after: avoid; }
      pre.code, .remark, figure, tr { break-inside: avoid; }
      figure img { max-height: 225mm; }
      .box { position: static; max-height: none; overflow: visible; background: none; }
      .unseen { display: none; }
      footer { break-before: avoid; padding-bottom: 0; }
      table { font-size: 8.5pt; }
      table.wide { font-size: 6.5pt; }
      thead { display: table-header-group; break-inside: avoid; }
      th { position: static; white-space: normal; }
      th [role] { position: static; }
      th[aria-sort] [role]::after { content: none; }
      th, td { padding: 0.3em 0.6em; }
      td.text bdi { width: auto; max-width: none; }
      a { color: inherit; }
      .remark { border-top: 1px solid var(--line); border-right: 1px solid var(--line);
        border-bottom: 1px solid var(--line); }
    }

    """

  /// The base64 of its SHA-256: the page takes no other style.
  package static let digest: StaticString = "nz0ink+8FbdfiAMfqk1QiY02oxxrtfxaZChAKFCC7Kg="
}
