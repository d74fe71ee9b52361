// The head of a page: what it is, for whom, where one can go, and printing.

// Clears the page after asking, since what was done on it cannot be brought back.
function Fresh({ data, words }) {
  const [asking, setAsking] = useState(null);
  const [said, say] = useState("");
  const stay = useRef(null);
  const open = useRef(null);
  useEffect(() => {
    if (asking !== null) (asking ? stay : open).current.focus();
  }, [asking]);
  const clear = () => {
    say(words.clearing);
    send("workshop/open", { page: data.page, client: data.client })
      .then(() => location.reload())
      .catch(() => say(words.unreachable));
  };
  const question = html`<div class="tk-bar" role="group" aria-label=${words.fresh} onKeyDown=${(event) => event.key === "Escape" && setAsking(false)}>
    <span>${words["fresh-sure"]}</span>
    <button type="button" onClick=${clear}>${words["fresh-yes"]}</button>
    <button type="button" class="tk-main" ref=${stay} onClick=${() => setAsking(false)}>${words["fresh-no"]}</button>
  </div>`;
  return html`<div class="tk-fresh">
    ${asking ? question : html`<button type="button" ref=${open} onClick=${() => setAsking(true)}>${words.fresh}</button>`}
    <p role="status">${said}</p>
  </div>`;
}

function Panel({ data, words }) {
  const link = (to, label) => to && html`<a class="tk-link" href=${pageAddress(to.page, data.client)}>${fill(label, { title: to.title })}</a>`;
  return html`<section class="tk tk-header" aria-label=${data.title}>
    <p class="tk-about">${[data.key, data.minutes, data.who].filter(Boolean).join(" · ")}</p>
    <p class="tk-summary">${data.summary}</p>
    <nav class="tk-bar" aria-label=${words.nav}>
      <a class="tk-link" href=${pageAddress("start", data.client)}>${words.home}</a>
      ${link(data.previous, words.previous)} ${link(data.next, words.next)}
    </nav>
    <${PrintButton} client=${data.client} pages=${[data.page]} words=${words} label=${words.print} main=${true} />
    <${Fresh} data=${data} words=${words} />
  </section>`;
}
