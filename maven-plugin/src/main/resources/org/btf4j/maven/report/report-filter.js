// SPDX-License-Identifier: Apache-2.0
(function () {
  'use strict';
  var make = function (name, parent, text) {
    var node = document.createElement(name);
    node.textContent = text || '';
    return parent.appendChild(node);
  };
  var compareText = new Intl.Collator('en', {numeric: true}).compare;

  document.querySelectorAll('table.btf-filter').forEach(function (table) {
    var words = table.dataset;
    var body = table.tBodies[0];
    var rows = Array.from(body.rows).map(function (row) {
      var cells = Array.from(row.cells);
      return {
        row: row,
        cells: cells,
        text: row.textContent.toLowerCase(),
        verdicts: cells.map(function (cell) { return cell.dataset.v || ''; }).join('')
      };
    });

    var controls = document.createElement('div');
    controls.className = 'btf-controls';
    var text = make('input', make('label', controls, words.text));
    text.type = 'search';
    var select;
    if (table.querySelector('td[data-v]')) {
      select = make('select', make('label', controls, words.verdict));
      make('option', select, words.any).value = '';
      words.verdicts.split('|').forEach(function (verdict, i) {
        make('option', select, verdict).value = i;
      });
    }
    var output = make('output', controls);
    var box = table.closest('.btf-scroll') || table;
    box.parentNode.insertBefore(controls, box);

    var number = function (value) { return value.toLocaleString('en'); };
    var tell = function (count) {
      output.textContent = words.count.replace('{0}', number(count)).replace('{1}', number(rows.length));
    };
    var filter = function () {
      var wanted = text.value.toLowerCase().trim();
      var verdict = select ? select.value : '';
      var count = 0;
      rows.forEach(function (entry) {
        var shown = entry.text.includes(wanted) ? entry.verdicts.includes(verdict) : false;
        count += shown ? 1 : 0;
        // Rows that stay as they are cost nothing.
        if (entry.row.hidden === shown) {
          entry.row.hidden = !shown;
        }
      });
      tell(count);
    };
    text.addEventListener('input', filter);
    if (select) {
      select.addEventListener('change', filter);
    }
    tell(rows.length);

    var headings = Array.from(table.tHead.rows[0].cells);
    headings.forEach(function (heading, column) {
      var button = document.createElement('button');
      button.type = 'button';
      button.className = 'btf-sort';
      button.append.apply(button, Array.from(heading.childNodes));
      heading.appendChild(button);
      var numbers = heading.classList.contains('btf-number');
      button.addEventListener('click', function () {
        var down = heading.getAttribute('aria-sort') === 'ascending';
        rows.forEach(function (entry) {
          var cell = entry.cells[column];
          var content = cell.dataset.v || cell.textContent;
          var value = parseFloat(content.replace(/,/g, ''));
          // What has no number comes behind all that have one.
          entry.key = numbers ? (isNaN(value) ? -1 : value) : content;
        });
        rows.sort(function (a, b) {
          var order = numbers ? a.key - b.key : compareText(a.key, b.key);
          return down ? -order : order;
        });
        var sorted = document.createDocumentFragment();
        rows.forEach(function (entry) { sorted.appendChild(entry.row); });
        body.appendChild(sorted);
        headings.forEach(function (other) { other.removeAttribute('aria-sort'); });
        heading.setAttribute('aria-sort', down ? 'descending' : 'ascending');
      });
    });
  });

  // Where the style sheet cannot show what is closed on paper, it is opened.
  window.addEventListener('beforeprint', function () {
    document.querySelectorAll('details').forEach(function (details) { details.open = true; });
  });
}());
