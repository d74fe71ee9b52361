// Scale: a native slider for each statement, with its value in words.

function Slider({ id, asks, label, value, view, words, onRate }) {
  const [moving, setMoving] = useState(null);
  useEffect(() => setMoving(null), [value]);
  const shown = moving !== null ? moving : value;
  const middle = Math.round((view.start + view.stop) / 2);
  const commit = (event) => {
    setMoving(Number(event.target.value));
    onRate(Number(event.target.value));
  };
  // The middle is where an unrated slider stands, so Enter and Space take it as it is.
  const pressed = (event) => {
    if (value !== null || (event.key !== "Enter" && event.key !== " ")) return;
    event.preventDefault();
    commit(event);
  };
  const at = (100 * ((shown === null ? middle : shown) - view.start)) / (view.stop - view.start);
  const told = shown === null ? words["not-yet"] : fill(words.value, { value: shown, most: view.stop });
  return html`<div class=${"tk-slider" + (shown === null ? " tk-unset" : "") + (label ? "" : " tk-alone")}>
    ${label && html`<span id=${id + "-when"}>${label}</span>`}
    <input id=${id} type="range" style=${"--tk-at:" + at + "%"} min=${view.start} max=${view.stop} step="1" value=${shown === null ? middle : shown} aria-labelledby=${label ? asks + " " + id + "-when" : null} aria-describedby=${asks + "-ends"} aria-valuetext=${told} onInput=${(event) => setMoving(Number(event.target.value))} onChange=${commit} onKeyDown=${pressed} onClick=${(event) => value === null && commit(event)} />
    <output for=${id} aria-live="off">${told}</output>
  </div>`;
}

function Body({ view, words, act, uid }) {
  return html`<ol class="tk-list tk-questions">
      ${view.rows.map((row, at) => {
        const asks = uid + "-s" + at;
        return html`<li>
          ${view.times.length > 1 ? html`<p class="tk-ask" id=${asks}>${row.text}</p>` : html`<p class="tk-ask"><label id=${asks} for=${asks + view.times[0].id}>${row.text}</label></p>`}
          ${view.times.map(
            (when) => html`<${Slider} id=${asks + when.id} asks=${asks} label=${view.times.length > 1 ? when.label : ""} value=${row[when.id]} view=${view} words=${words} onRate=${(value) => act({ do: "rate", statement: at, when: when.id, value })} />`,
          )}
          <p class="tk-ends" id=${asks + "-ends"}><span>${view.start} ${view.low}</span><span>${view.high} ${view.stop}</span></p>
          ${row.change && html`<p class="tk-change">${row.change}</p>`}
        </li>`;
      })}
    </ol>`;
}
