// Cards: three decks, one card on top, favorites below.

function Body({ view, words, act, uid }) {
  return html`<div class="tk-buttons tk-decks" role="group" aria-labelledby=${uid + "-title"}>
      ${view.decks.map(
        (deck) => html`<button type="button" class="tk-pick" aria-pressed=${deck.id === view.deck ? "true" : "false"} onClick=${() => act({ do: "deck", deck: deck.id })}>${deck.label}</button>`,
      )}
    </div>
    <div class=${"tk-card" + (view.card ? "" : " tk-empty")} role="status"><p>${view.card || words.none}</p></div>
    <footer>
      <p role="status">${view.through ? words.through : view.left}</p>
      <button type="button" class="tk-main" onClick=${() => act({ do: "draw", chance: Math.random() })}>${view.card ? words["draw-next"] : words.draw}</button>
      ${view.card && html`<button type="button" onClick=${() => act({ do: "keep" })}>${view.kept_now ? words["let-go"] : words.keep}</button>`}
    </footer>
    ${view.kept.length > 0 && html`<div class="tk-kept"><h3>${words.kept}</h3><ul>${view.kept.map((text) => html`<li>${text}</li>`)}</ul></div>`}`;
}
