/// What a page can do where scripts run: a click on the header of a column sorts the rows by it, a second one
/// the other way round, a third one brings back the order of the notebook.
///
/// What is clicked is no `button`: Chromium would leave it out where a page of print repeats the header.
package enum PageScript {
  package static let text: StaticString = """
    "use strict";
    for (const table of document.querySelectorAll("main table")) {
      const rows = table.tBodies.length ? [...table.tBodies[0].rows] : [];
      if (rows.length < 2) continue;
      const heads = [...table.tHead.rows[0].cells];
      heads.forEach((head, place) => {
        const isNumber = head.classList.contains("number");
        const key = row => {
          const cell = row.cells[place];
          if (cell.classList.contains("null")) return null;
          const exact = cell.dataset.value;
          return isNumber || exact !== undefined ? Number(exact ?? cell.textContent) : cell.textContent;
        };
        const button = document.createElement("span");
        button.setAttribute("role", "button");
        button.tabIndex = 0;
        button.append(...head.childNodes);
        head.append(button);
        button.addEventListener("keydown", event => {
          if (event.key !== "Enter" && event.key !== " ") return;
          event.preventDefault();
          button.click();
        });
        button.addEventListener("click", () => {
          const before = head.getAttribute("aria-sort");
          const order = before === "ascending" ? "descending" : before === "descending" ? null : "ascending";
          for (const other of heads) other.removeAttribute("aria-sort");
          let sorted = rows;
          if (order) {
            head.setAttribute("aria-sort", order);
            const sign = order === "ascending" ? 1 : -1;
            const keyed = rows.map(row => [key(row), row]);
            keyed.sort(([a], [b]) =>
              a === null || b === null ? (a === null) - (b === null) : a < b ? -sign : a > b ? sign : 0);
            sorted = keyed.map(pair => pair[1]);
          }
          table.tBodies[0].append(...sorted);
        });
      });
    }

    """

  /// The base64 of its SHA-256: the page lets no other script run.
  package static let digest: StaticString = "dqunWWpaZ8WiUUUXZP5tSLaOimwrWeXzLNkSUCW1L8E="
}
