// Sort: each item is a group of buttons, one for each box.

function Body({ view, words, act, say, uid }) {
  const tell = useTelling(view, say);
  const place = (at, box) => {
    tell((after) => {
      const item = after.items[at];
      const verdict = item.fits ? words.fits : fill(words.best, { box: item.best });
      return sentences(box.label, verdict, item.because, after.done ? words.finished : after.progress);
    });
    act({ do: "place", item: at, box: box.id });
  };
  return html`<ol class="tk-list">
      ${view.items.map(
        (item, at) => html`<li class="tk-row">
          <span id=${uid + "-item" + at} class="tk-row-text">${item.text}</span>
          <span class="tk-buttons" role="group" aria-labelledby=${uid + "-item" + at}>
            ${view.boxes.map(
              (box) => html`<button type="button" class="tk-pick" aria-pressed=${item.box === box.id ? "true" : "false"} onClick=${() => place(at, box)}>${box.label}</button>`,
            )}
          </span>
          ${item.box && html`<${Feedback} good=${item.fits} title=${item.fits ? words.fits : fill(words.best, { box: item.best })}>${item.because}<//>`}
        </li>`,
      )}
    </ol>
    <footer>
      <p>${view.done ? words.finished : view.progress}</p>
    </footer>`;
}
