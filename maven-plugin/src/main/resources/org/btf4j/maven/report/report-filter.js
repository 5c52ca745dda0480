// SPDX-License-Identifier: Apache-2.0
(() => {
  'use strict';
  const make = (name, parent, text) => {
    const node = document.createElement(name);
    node.textContent = text || '';
    return parent.appendChild(node);
  };
  // Browsers need seconds to lay out thousands of rows, again at each change.
  const FEW = 200;

  document.querySelectorAll('table.btf-filter').forEach(table => {
    const words = table.dataset;
    const body = table.tBodies[0];
    const rows = Array.from(body.rows).map(row => {
      const cells = Array.from(row.cells);
      return {
        row: row,
        cells: cells,
        text: row.textContent.toLowerCase(),
        verdicts: cells.map(cell => cell.dataset.v || '').join('')
      };
    });

    const controls = document.createElement('div');
    controls.className = 'btf-controls';
    const text = make('input', make('label', controls, words.text));
    text.type = 'search';
    let select;
    if (table.querySelector('td[data-v]')) {
      select = make('select', make('label', controls, words.verdict));
      make('option', select, words.any).value = '';
      words.verdicts.split('|').forEach((verdict, i) => {
        make('option', select, verdict).value = i;
      });
    }
    const output = make('output', controls);
    const box = table.closest('.btf-scroll') || table;
    box.before(controls);

    const more = document.createElement('button');
    more.type = 'button';
    more.className = 'btf-more';
    box.after(more);
    let limit = FEW;

    const number = value => value.toLocaleString('en');
    const filter = () => {
      const wanted = text.value.toLowerCase().trim();
      const verdict = select ? select.value : '';
      let count = 0;
      rows.forEach(entry => {
        const shown = entry.text.includes(wanted) ? entry.verdicts.includes(verdict) : false;
        count += shown ? 1 : 0;
        entry.row.hidden = !shown;
        entry.row.classList.toggle('btf-later', count > limit);
      });
      output.textContent = words.count.replace('{0}', number(count)).replace('{1}', number(rows.length));
      more.hidden = limit >= count;
      more.textContent = words.more.replace('{0}', number(count - limit));
    };
    more.addEventListener('click', () => {
      limit = Infinity;
      filter();
    });
    text.addEventListener('input', filter);
    if (select) {
      select.addEventListener('change', filter);
    }
    filter();

    const headings = Array.from(table.tHead.rows[0].cells);
    headings.forEach((heading, column) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'btf-sort';
      button.append(...heading.childNodes);
      heading.appendChild(button);
      const numbers = heading.classList.contains('btf-number');
      button.addEventListener('click', () => {
        const down = heading.getAttribute('aria-sort') === 'ascending';
        rows.forEach(entry => {
          const cell = entry.cells[column];
          const content = cell.dataset.v || cell.textContent.toLowerCase();
          const value = parseFloat(content.replace(/,/g, ''));
          // What has no number comes last, up or down.
          entry.key = numbers ? (isNaN(value) ? (down ? -1 : Infinity) : value) : content;
        });
        rows.sort((a, b) => {
          const order = a.key === b.key ? 0 : a.key > b.key ? 1 : -1;
          return down ? -order : order;
        });
        // Rows are moved faster where nobody looks.
        body.remove();
        body.append(...rows.map(entry => entry.row));
        filter();
        table.appendChild(body);
        headings.forEach(other => { other.removeAttribute('aria-sort'); });
        heading.setAttribute('aria-sort', down ? 'descending' : 'ascending');
      });
    });
  });

  // Where the style sheet cannot show on paper what is closed, it is opened.
  window.addEventListener('beforeprint', () => {
    document.querySelectorAll('details').forEach(details => { details.open = true; });
  });
})();
