// Elements from text alone: nothing that comes from the host is ever read as markup.

export const $ = (id) => document.getElementById(id);

export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value != null && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child != null));
  return element;
}

export function setText(element, text) {
  const next = text == null ? "" : String(text);
  if (element.textContent !== next) element.textContent = next;
}

export function setClass(element, name) {
  if (element.className !== name) element.className = name;
}

/**
 * A table that keeps its rows and buttons: only what has changed is written, so that focus and selection stay.
 * Columns: {title, name?, text(row), className?(row), num?, opt?} or {title, actions: [{label(row), title(row), enabled(row), run(row)}]}.
 */
export class Table {
  #rows = new Map();

  constructor(root, { label, key, columns, empty }) {
    this.key = key;
    this.columns = columns;
    this.body = el("tbody");
    this.empty = el("p", { class: "empty" }, empty);
    this.table = el("table", { "aria-label": label },
      el("thead", {}, el("tr", {}, ...columns.map((column) => el("th",
        { scope: "col", class: this.#class(column) }, column.actions ? el("span", { class: "sr" }, column.title) : column.title)))),
      this.body);
    root.append(this.table, this.empty);
    this.update([]);
  }

  #class(column) {
    return [column.num && "n", column.opt && "opt", column.actions && "act"].filter(Boolean).join(" ");
  }

  update(rows) {
    this.table.hidden = rows.length === 0;
    this.empty.hidden = rows.length > 0;
    const gone = new Set(this.#rows.keys());
    let place = this.body.firstElementChild;
    for (const row of rows) {
      const key = this.key(row);
      gone.delete(key);
      let line = this.#rows.get(key);
      if (!line) {
        line = this.#make();
        this.#rows.set(key, line);
      }
      line.row = row;
      if (line.tr !== place) this.body.insertBefore(line.tr, place);
      else place = place.nextElementSibling;
      this.#fill(line);
    }
    for (const key of gone) {
      this.#rows.get(key).tr.remove();
      this.#rows.delete(key);
    }
  }

  #make() {
    const line = { tr: el("tr"), cells: [], row: null };
    for (const column of this.columns) {
      const cell = el("td", { class: this.#class(column) });
      const buttons = (column.actions ?? []).map((action) => el("button", {
        type: "button", class: "small",
        onclick: () => action.enabled(line.row) && action.run(line.row),
      }));
      const span = column.actions ? null : el("span");
      cell.append(...(span ? [span] : buttons));
      line.cells.push({ span, buttons });
      line.tr.append(cell);
    }
    return line;
  }

  #fill({ row, cells }) {
    this.columns.forEach((column, i) => {
      const { span, buttons } = cells[i];
      if (span) {
        setText(span, column.text(row));
        setClass(span, column.className?.(row) ?? "");
        return;
      }
      column.actions.forEach((action, j) => {
        setText(buttons[j], action.label(row));
        const name = action.title(row);
        if (buttons[j].getAttribute("aria-label") !== name) buttons[j].setAttribute("aria-label", name);
        buttons[j].setAttribute("aria-disabled", String(!action.enabled(row)));
      });
    });
  }
}
