// The head of a page: what it is, for whom, where one can go, and printing.

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
  </section>`;
}
