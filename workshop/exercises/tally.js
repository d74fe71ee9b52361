// Tally: one button for each move; each press is a mark. The chart shows when it is asked for.

function Moves({ group, mark, id }) {
  return html`<div role="group" aria-labelledby=${id}>
    <h3 id=${id}>${group.label}</h3>
    <div class="tk-moves">
      ${group.rows.map(
        (row) => html`<button type="button" data-rapid class="tk-move" onClick=${() => mark(row)}>
          <span class="tk-move-name">${row.name}</span> <span class="tk-move-like">${row.like}</span> <span class="tk-count">${row.count}</span>
        </button>`,
      )}
    </div>
  </div>`;
}

function Body({ view, words, act, say, uid }) {
  const tell = useTelling(view, say);
  const mark = (row) => {
    tell(() => fill(words.marked, { move: row.name, count: row.count + 1 }));
    act({ do: "mark", move: row.id, now: Date.now() });
  };
  const back = () => {
    say(fill(words.taken, { move: view.last }));
    act({ do: "back", at: view.marks - 1 });
  };
  const show = () => {
    tell((after) => (after.shown ? after.told.join(" ") : words.hidden));
    act({ do: view.shown ? "hide" : "show" });
  };
  return html`<p>${words.how}</p>
    ${view.groups.map((group, at) => group.rows.length > 0 && html`<${Moves} group=${group} mark=${mark} id=${uid + "-group" + at} />`)}
    <div class="tk-buttons">
      <button type="button" class="tk-main" aria-disabled=${view.marks ? null : "true"} aria-expanded=${view.shown ? "true" : "false"} onClick=${() => (view.marks ? show() : say(words.empty))}>${view.shown ? words.hide : words.show}</button>
      <button type="button" aria-disabled=${view.marks ? null : "true"} onClick=${() => (view.marks ? back() : say(words.empty))}>${words.back}</button>
    </div>
    ${view.shown && html`<${Plot} svg=${view.plot} words=${words.chart} /><ul>${view.told.map((text) => html`<li>${text}</li>`)}</ul>`}`;
}
