// The start page: for whom, all pages, printing, help.

function PageRow({ row, client, words, out }) {
  return html`<li class=${out ? "tk-out" : ""}>
    ${row.number ? html`<span class="tk-number" aria-hidden="true">${row.number}</span>` : html`<span></span>`}
    <div>
      <a href=${pageAddress(row.page, client)}>${row.title}</a>
      <p>${row.summary}</p>
      ${out && html`<p><em>${words["left-out"]}</em></p>`}
    </div>
    <${PrintButton} client=${client} pages=${[row.page]} words=${words} label=${html`${words.print}<span class="tk-hidden"> ${row.title}</span>`} />
  </li>`;
}

function Panel({ data, words }) {
  const [client, setClient] = useState(data.client);
  const chosen = data.clients.find((row) => row.code === client);
  const keys = chosen && chosen.keys.length ? chosen.keys : data.groups[1].pages.map((row) => row.page);
  const isKey = (row) => row.number !== null;
  const place = (row) => (keys.includes(row.page) ? keys.indexOf(row.page) : keys.length);
  const inOrder = (rows) => (rows.some(isKey) ? [...rows].sort((one, other) => place(one) - place(other)) : rows);
  return html`<section class="tk tk-start">
    <p class="tk-summary">${words.lead}</p>
    <div>
      <label for="tk-who">${words.who}</label>
      <select id="tk-who" value=${client} onChange=${(event) => setClient(event.target.value)}>
        <option value="">${words.everyone}</option>
        ${data.clients.map((row) => html`<option value=${row.code}>${row.label}</option>`)}
      </select>
      ${chosen && chosen.problems.length > 0 && html`<div class="tk-notice" role="alert"><p>${words["broken-client"]}</p><ul>${chosen.problems.map((text) => html`<li>${text}</li>`)}</ul></div>`}
      <${PrintButton} key=${client} client=${client} pages=${keys} words=${words} label=${words["print-all"]} main=${true} />
      <p class="tk-about">${words["new-client"]}</p>
    </div>
    ${data.groups.map(
      (group) => html`<h2>${group.title}</h2>
        <ul class="tk-pages">${inOrder(group.pages).map((row) => html`<${PageRow} key=${client + row.page} row=${row} client=${client} words=${words} out=${isKey(row) && !keys.includes(row.page)} />`)}</ul>`,
    )}
    <p class="tk-tip">${words.stop} <strong>${data.stop_word}</strong>.</p>
    <h2>${words.help}</h2>
    <ul>
      <li><a href=${baseAddress() + "workshop/help/help"}>${words["help-guide"]}</a></li>
      <li><a href=${baseAddress() + "workshop/help/content-guide"}>${words["help-words"]}</a></li>
      <li><a href=${baseAddress() + "workshop/help/privacy"}>${words["help-privacy"]}</a></li>
    </ul>
  </section>`;
}
