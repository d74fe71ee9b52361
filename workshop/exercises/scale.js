// Scale: a native slider for each statement, with its value in words.

function Slider({ id, label, value, view, words, onRate }) {
  const [moving, setMoving] = useState(null);
  const shown = moving !== null ? moving : value;
  const middle = Math.round((view.start + view.stop) / 2);
  const commit = (event) => {
    setMoving(null);
    onRate(Number(event.target.value));
  };
  const words_now = shown === null ? words["not-yet"] : fill(words.value, { value: shown, most: view.stop });
  return html`<div class=${"tk-slider" + (shown === null ? " tk-unset" : "")}>
    <label for=${id}>${label}</label>
    <input id=${id} type="range" min=${view.start} max=${view.stop} step="1" value=${shown === null ? middle : shown} aria-valuetext=${words_now + ", " + view.low + " – " + view.high} onInput=${(event) => setMoving(Number(event.target.value))} onChange=${commit} onClick=${(event) => value === null && commit(event)} />
    <output for=${id}>${words_now}</output>
  </div>`;
}

function Body({ view, words, act, uid }) {
  return html`<ol class="tk-list tk-questions">
      ${view.rows.map(
        (row, at) => html`<li>
          <p class="tk-ask">${row.text}</p>
          ${view.times.map(
            (when) => html`<${Slider} id=${uid + "-" + at + when.id} label=${view.times.length > 1 ? when.label : html`<span class="tk-hidden">${row.text}</span>`} value=${row[when.id]} view=${view} words=${words} onRate=${(value) => act({ do: "rate", statement: at, when: when.id, value })} />`,
          )}
          <p class="tk-ends" aria-hidden="true"><span>${view.start} ${view.low}</span><span>${view.high} ${view.stop}</span></p>
          ${row.change && html`<p class="tk-change" role="status">${row.change}</p>`}
        </li>`,
      )}
    </ol>
    <footer><button type="button" onClick=${() => act({ do: "again" })}>${words.again}</button></footer>`;
}
