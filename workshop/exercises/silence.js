// Silence: the browser measures, and shows no clock while one waits. The rules hold each try.

function Body({ view, words, act, say, uid }) {
  const [began, setBegan] = useState(null);
  const [slip, setSlip] = useState(false);
  const tell = useTelling(view, say);
  const button = useRef(null);
  const press = () => {
    if (began === null) {
      setSlip(false);
      setBegan(performance.now());
      say(words.begun);
      return;
    }
    const seconds = Math.min((performance.now() - began) / 1000, 120);
    setBegan(null);
    setSlip(seconds < view.shortest);
    if (seconds < view.shortest) return say(words.slip);
    tell((after) => sentences(after.last, after.spread));
    act({ do: "tried", at: view.tries, seconds });
  };
  const stop = () => {
    setBegan(null);
    say(words.stopped);
    button.current.focus();
  };
  const back = () => {
    if (!view.tries) return say(words["nothing-yet"]);
    setSlip(false);
    tell((after) => after.spread || after.ask);
    act({ do: "back", at: view.tries - 1 });
  };
  const waiting = began !== null;
  return html`<div class=${"tk-silence" + (waiting ? " tk-waiting" : "")}>
      <p class="tk-silence-say" id=${uid + "-ask"}>${waiting ? words.quiet : slip ? words.slip : view.last || view.ask}</p>
      <div class="tk-buttons">
        <button type="button" class="tk-main tk-large" ref=${button} aria-describedby=${uid + "-ask"} onClick=${press}>${waiting ? words.now : view.tries ? words.next : words.start}</button>
      </div>
      ${waiting
        ? html`<button type="button" key="stop" onClick=${stop}>${words.stop}</button>`
        : html`<button type="button" key="back" aria-disabled=${view.tries ? null : "true"} onClick=${back}>${words.back}</button>`}
    </div>
    ${view.plot && html`<h3>${words["all-tries"]}</h3><${Plot} svg=${view.plot} words=${view.spread} />`}
    ${view.debrief.length > 0 && html`<h3>${words.debrief}</h3><ul>${view.debrief.map((text) => html`<li>${text}</li>`)}</ul>`}`;
}
