// The head of a page: what it is, for whom, and what can be done with the page as a whole.

// One act on the page as a whole: tells the server, and loads the page anew where that is needed.
async function doWithPage(data, asked, onTold, say, words) {
  const done = { save: words["save-done"], delete: words["delete-done"], clear: words["clear-done"], fresh: words["fresh-done"], restore: words["restore-done"], undo: words["undo-done"] };
  say(words.working);
  document.body.dataset.tkActing = asked.do;
  try {
    const told = await send("workshop/work", { page: data.page, client: data.client, ...asked });
    const sentence = told.problems.length ? told.problems.join(" ") : done[asked.do];
    if (told.reload) {
      // Said once the page is there again.
      sessionStorage.tkSaid = sentence;
      return location.reload();
    }
    if (!told.problems.length) onTold(told);
    say(sentence);
  } catch {
    say(words.unreachable);
  }
  return delete document.body.dataset.tkActing;
}

// What was to be said after the page was loaded anew.
function takeSaid() {
  const said = sessionStorage.tkSaid || "";
  delete sessionStorage.tkSaid;
  return said;
}

function Records({ records, words, act }) {
  if (!records.length) return null;
  return html`<details class="tk-records">
    <summary>${fill(words.saved, { count: records.length })}</summary>
    <ul class="tk-list">
      ${records.map(
        (record) => html`<li class="tk-row">
          <span class="tk-row-text">${record.when}</span>
          <span class="tk-buttons">
            <button type="button" aria-label=${fill(words["restore-name"], record)} onClick=${() => act({ do: "restore", record: record.name })}>${words.restore}</button>
            <button type="button" aria-label=${fill(words["delete-name"], record)} onClick=${() => act({ do: "delete", record: record.name })}>${words.delete}</button>
          </span>
        </li>`,
      )}
    </ul>
  </details>`;
}

function Work({ data, words }) {
  const [told, setTold] = useState(data.work);
  const [asking, setAsking] = useState("");
  const [records, setRecords] = useState(false);
  const [said, say] = useState("");
  const opener = useRef(null);
  const act = (asked) => doWithPage(data, asked, setTold, say, words);
  const open = (what) => (event) => {
    opener.current = event.currentTarget;
    setAsking(what);
  };
  const close = () => {
    setAsking("");
    setTimeout(() => opener.current && opener.current.focus(), 0);
  };
  const look = () =>
    ask("workshop/work?" + new URLSearchParams({ page: data.page, client: data.client }))
      .then((fresh) => fresh.records && setTold(fresh))
      .catch(() => undefined);
  useEffect(() => {
    look();
    // A screen reader tells what changes, so that the sentence comes after the empty line.
    say(takeSaid());
  }, []);
  const both = html`<label class="tk-tick"><input type="checkbox" checked=${records} onChange=${(event) => setRecords(event.target.checked)} /> ${words["clear-records"]}</label>`;
  return html`<div class="tk-work">
    <div class="tk-buttons">
      <button type="button" onClick=${() => act({ do: "save" })}>${words.save}</button>
      <button type="button" aria-expanded=${asking === "clear" ? "true" : "false"} onClick=${open("clear")}>${words.clear}</button>
      <button type="button" aria-expanded=${asking === "fresh" ? "true" : "false"} onClick=${open("fresh")}>${words.fresh}</button>
      ${told.undo && html`<button type="button" onClick=${() => act({ do: "undo" })}>${words.undo}</button>`}
    </div>
    ${asking === "clear" && html`<${Question} text=${words["clear-sure"]} yes=${words["clear-yes"]} no=${words["keep-it"]} onNo=${close} onYes=${() => act({ do: "clear", records })}>${told.records.length > 0 && both}</${Question}>`}
    ${asking === "fresh" && html`<${Question} text=${words["fresh-sure"]} yes=${words["fresh-yes"]} no=${words["keep-it"]} onNo=${close} onYes=${() => act({ do: "fresh" })} />`}
    <p role="status">${said}</p>
    <${Records} records=${told.records} words=${words} act=${act} />
  </div>`;
}

function Panel({ data, words }) {
  const link = (to, label) => to && html`<a class="tk-link" href=${pageAddress(to.page, data.client)}>${fill(label, { title: to.title })}</a>`;
  return html`<section class="tk tk-header" aria-label=${data.title}>
    <p class="tk-about">${[data.key, data.minutes, data.who].filter(Boolean).join(" · ")}</p>
    <div class="tk-cover">
      ${data.picture && html`<img class="tk-motif" src=${data.picture.address} alt=${data.picture.alt} width="120" height="120" />`}
      <p class="tk-summary">${data.summary}</p>
    </div>
    <p class="tk-about">${data.safety}</p>
    <nav class="tk-bar" aria-label=${words.nav}>
      <a class="tk-link" href=${pageAddress("start", data.client)}>${words.home}</a>
      ${link(data.previous, words.previous)} ${link(data.next, words.next)}
    </nav>
    <div role="group" aria-label=${data.print.words.print}>
      <div class="tk-bar">
        <${PrintButton} asked=${{ client: data.client, pages: [data.page] }} words=${data.print.words} label=${words.print} main=${true} />
        <${PrintButton} asked=${{ client: data.client, pages: [data.page], answers: true }} words=${data.print.words} label=${words["print-answers"]} />
      </div>
      <${PrintMore} kinds=${data.print.kinds} words=${data.print.words} place=${data.page + " " + data.client} titles=${{ [data.page]: data.title }} client=${data.print.client} page=${data.page} />
    </div>
    <${Work} data=${data} words=${words} />
  </section>`;
}
