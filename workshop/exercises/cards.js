// Cards: three decks, one card on top, favorites below.

function Body({ view, words, act, say }) {
  const tell = useTelling(view, say);
  const draw = () => {
    tell((after) => sentences(after.card, after.through ? words.through : after.left));
    act({ do: "draw", chance: Math.random() });
  };
  const keep = () => {
    if (!view.card) return say(words["none-yet"]);
    tell((after) => (after.kept_now ? words["keep-done"] : words["let-go-done"]));
    act({ do: "keep" });
  };
  const take = (deck) => {
    tell((after) => sentences(deck.label, after.card || words.none, after.left));
    act({ do: "deck", deck: deck.id });
  };
  return html`<div class="tk-buttons tk-decks" role="group" aria-label=${words.decks}>
      ${view.decks.map(
        (deck) => html`<button type="button" class="tk-pick" aria-pressed=${deck.id === view.deck ? "true" : "false"} onClick=${() => take(deck)}>${deck.label}</button>`,
      )}
    </div>
    <div class=${"tk-card" + (view.card ? "" : " tk-empty")}><p>${view.card || words.none}</p></div>
    <footer>
      <p>${view.through ? words.through : view.left}</p>
      <button type="button" class="tk-main tk-steady" onClick=${draw}>${view.card ? words["draw-next"] : words.draw}</button>
      <button type="button" class="tk-steady" aria-disabled=${view.card ? null : "true"} onClick=${keep}>${view.kept_now ? words["let-go"] : words.keep}</button>
    </footer>
    ${view.kept.length > 0 && html`<div class="tk-kept"><h3>${words.kept}</h3><ul>${view.kept.map((text) => html`<li>${text}</li>`)}</ul></div>`}`;
}
