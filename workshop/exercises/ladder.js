// Ladder: drag a step, or use its two buttons.

function Body({ view, words, act, say, uid }) {
  const [dragged, setDragged] = useState(null);
  const focus = useRef(null);
  const tell = useTelling(view, say);
  const check = () => {
    tell((after) => after.result + " " + after.because);
    act({ do: "check" });
  };
  const placed = (from, to) => fill(words.moved, { place: to + 1, text: view.steps[from].text });
  const move = (from, to, key) => {
    if (to < 0 || to >= view.steps.length) return say(placed(from, from));
    if (from === to) return;
    focus.current = key || null;
    act({ do: "move", from, to });
    say(placed(from, to));
  };
  useLayoutEffect(() => {
    const button = focus.current && document.getElementById(focus.current);
    if (button) button.focus();
    focus.current = null;
  }, [view.steps]);
  return html`<p class="tk-ends"><span>${view.low}</span></p>
    <ol class="tk-ladder">
      ${view.steps.map(
        (step, at) => html`<li
          key=${step.id}
          class=${"tk-step" + (dragged === at ? " tk-dragged" : "")}
          draggable="true"
          onDragStart=${(event) => {
            event.dataTransfer.effectAllowed = "move";
            event.dataTransfer.setData("text/plain", String(at));
            setDragged(at);
          }}
          onDragOver=${(event) => event.preventDefault()}
          onDrop=${(event) => {
            event.preventDefault();
            if (dragged !== null) move(dragged, at);
            setDragged(null);
          }}
          onDragEnd=${() => setDragged(null)}
        >
          <${Icon} name="grip" />
          <span class="tk-row-text">${step.text}</span>
          ${step.fits !== null && html`<span class=${"tk-mark " + (step.fits ? "tk-good" : "tk-look")}><${Icon} name=${step.fits ? "good" : "look"} /><span class="tk-hidden">${step.fits ? words.fits : words["look-again"]}</span></span>`}
          <span class="tk-buttons">
            <button type="button" class="tk-small" data-rapid="keys" id=${uid + "-up" + step.id} aria-disabled=${at === 0 ? "true" : null} aria-label=${fill(words.up, { text: step.text })} onClick=${() => move(at, at - 1, uid + "-up" + step.id)}><${Icon} name="up" /></button>
            <button type="button" class="tk-small" data-rapid="keys" id=${uid + "-down" + step.id} aria-disabled=${at === view.steps.length - 1 ? "true" : null} aria-label=${fill(words.down, { text: step.text })} onClick=${() => move(at, at + 1, uid + "-down" + step.id)}><${Icon} name="down" /></button>
          </span>
        </li>`,
      )}
    </ol>
    <p class="tk-ends"><span>${view.high}</span></p>
    ${(view.result || view.because) && html`<p class="tk-result">${view.result && html`<strong>${view.result}</strong>`} ${view.because}</p>`}
    <footer>
      <p>${words.hint}</p>
      ${view.can_check && html`<button type="button" class="tk-main" onClick=${check}>${words.check}</button>`}
    </footer>`;
}
