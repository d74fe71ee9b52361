// The start page: for whom, all pages, printing, help.

function PageRow({ row, client, words, print, out }) {
  return html`<li class=${out ? "tk-out" : ""}>
    ${row.number ? html`<span class="tk-number" aria-hidden="true">${row.number}</span>` : html`<span></span>`}
    <div>
      <a href=${pageAddress(row.page, client)}>${row.title}</a>
      <p>${row.summary}</p>
      ${out && html`<p><em>${words["left-out"]}</em></p>`}
    </div>
    <${PrintButton} asked=${{ client, pages: [row.page] }} words=${print} label=${html`${words.print}<span class="tk-hidden"> ${row.title}</span>`} />
  </li>`;
}

// Ready-made programs of meetings: to read, to print, to copy.
function Programs({ rows, words }) {
  const [name, setName] = useState(rows.length ? rows[0].id : "");
  const chosen = rows.find((row) => row.id === name);
  const address = baseAddress() + "workshop/programs/" + name;
  return html`<details class="tk-more">
    <summary>${words.programs}</summary>
    <p>${words["programs-about"]}</p>
    <label for="tk-program">${words["programs-which"]}</label>
    <select id="tk-program" value=${name} onChange=${(event) => setName(event.target.value)}>${rows.map((row) => html`<option value=${row.id}>${row.title}</option>`)}</select>
    <p role="status">${chosen.summary}</p>
    <p><a href=${address} target="_blank" rel="noopener">${words["programs-read"]}</a></p>
    <p><a href=${address + ".pdf"} target="_blank" rel="noopener">${words["programs-print"]}</a></p>
    <p class="tk-about">${words["programs-copy"]}</p>
  </details>`;
}

// For whoever leads: the story behind a role-play as a map, and what many talks by chance show.
function Stories({ rows, words }) {
  const [name, setName] = useState(rows.length ? rows[0].id : "");
  const [told, setTold] = useState(null);
  const [busy, setBusy] = useState(false);
  const play = () => {
    if (busy) return;
    setBusy(true);
    ask("workshop/stories/" + name)
      .catch(() => ({ told: [], problems: [words.unreachable] }))
      .then((answer) => {
        setTold(answer);
        setBusy(false);
      });
  };
  const pick = (event) => {
    setName(event.target.value);
    setTold(null);
  };
  return html`<details class="tk-more">
    <summary>${words.stories}</summary>
    <p>${words["stories-about"]}</p>
    <label for="tk-story">${words["stories-which"]}</label>
    <select id="tk-story" value=${name} onChange=${pick}>${rows.map((row) => html`<option value=${row.id}>${row.title}</option>`)}</select>
    <p><a href=${baseAddress() + "workshop/stories/" + name + ".svg"} target="_blank" rel="noopener">${words["stories-map"]}</a></p>
    <div class="tk-buttons">
      <button type="button" aria-disabled=${busy ? "true" : null} onClick=${play}>${words["stories-play"]}</button>
    </div>
    <div role="status">
      ${busy && html`<p>${words["stories-busy"]}</p>`}
      ${told && !busy && html`<ul>${told.told.map((row) => html`<li>${row}</li>`)}${told.problems.map((row) => html`<li class="tk-notice">${row}</li>`)}</ul>`}
    </div>
  </details>`;
}

function titlesOf(groups) {
  return Object.fromEntries(groups.flatMap((group) => group.pages.map((row) => [row.page, row.title])));
}

function Panel({ data, words }) {
  const [client, setClient] = useState(data.client);
  const chosen = data.clients.find((row) => row.code === client);
  const keys = chosen && chosen.keys.length ? chosen.keys : data.groups[1].pages.map((row) => row.page);
  const titles = titlesOf(data.groups);
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
      <div role="group" aria-label=${data.print.words.print}>
        <div class="tk-bar" key=${client}>
          <${PrintButton} asked=${{ client, pages: ["all"] }} words=${data.print.words} label=${words["print-all"]} main=${true} titles=${titles} />
        </div>
        <${PrintMore} kinds=${data.print.kinds} words=${data.print.words} place="start" titles=${titles} client=${chosen || data.print.blank} start=${{ keys, groups: data.groups, clients: data.clients }} />
      </div>
      <p class="tk-about">${words["new-client"]}</p>
    </div>
    ${data.groups.map(
      (group) => html`<h2>${group.title}</h2>
        <ul class="tk-pages">${inOrder(group.pages).map((row) => html`<${PageRow} key=${client + row.page} row=${row} client=${client} words=${words} print=${data.print.words} out=${isKey(row) && !keys.includes(row.page)} />`)}</ul>`,
    )}
    <p class="tk-tip">${words.stop} <strong>${data.stop_word}</strong>.</p>
    ${data.programs.length > 0 && html`<${Programs} rows=${data.programs} words=${words} />`}
    ${data.stories.length > 0 && html`<${Stories} rows=${data.stories} words=${words} />`}
    <h2>${words.help}</h2>
    <ul>
      <li><a href=${baseAddress() + "workshop/help/safety"}>${words["help-safety"]}</a></li>
      <li><a href=${baseAddress() + "workshop/help/help"}>${words["help-guide"]}</a></li>
      <li><a href=${baseAddress() + "workshop/help/content-guide"}>${words["help-words"]}</a></li>
      <li><a href=${baseAddress() + "workshop/help/privacy"}>${words["help-privacy"]}</a></li>
    </ul>
  </section>`;
}
