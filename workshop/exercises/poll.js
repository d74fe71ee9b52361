// Poll: one question at a time, a stepper for each option, and the bars when they are asked for.

function Hands({ option, at, number, view, words, act, say, uid }) {
  const count = (value) => {
    const whole = Math.round(Number(value));
    if (whole >= 0 && whole <= view.most) act({ do: "hands", at, option: number, count: whole });
  };
  // Fast presses count on from each other, not from what the rules have answered so far.
  const ahead = useRef(null);
  useEffect(() => {
    if (ahead.current === option.count) ahead.current = null;
  }, [option.count]);
  const step = (by) => {
    const before = ahead.current === null ? option.count : ahead.current;
    const whole = Math.min(view.most, Math.max(0, before + by));
    say(fill(words.counted, { text: option.text, count: whole }));
    if (whole === before) return;
    ahead.current = whole;
    count(whole);
  };
  const id = uid + "-hands" + at + "-" + number;
  return html`<li class="tk-row">
    <label class="tk-row-text" for=${id}>${option.text}</label>
    <span class="tk-buttons">
      <button type="button" class="tk-small" data-rapid aria-label=${fill(words.less, { text: option.text })} aria-disabled=${option.count === 0 ? "true" : null} onClick=${() => step(-1)}>−</button>
      <input id=${id} class="tk-hands" type="number" inputmode="numeric" min="0" max=${view.most} value=${option.count} onChange=${(event) => count(event.target.value)} />
      <button type="button" class="tk-small" data-rapid aria-label=${fill(words.more, { text: option.text })} aria-disabled=${option.count === view.most ? "true" : null} onClick=${() => step(1)}>+</button>
    </span>
  </li>`;
}

function Body({ view, words, act, say, uid }) {
  const tell = useTelling(view, say);
  const head = useRef(null);
  const moved = useRef(false);
  const question = (at) => {
    moved.current = true;
    act({ do: "question", at });
  };
  useLayoutEffect(() => {
    if (moved.current) head.current.focus();
    moved.current = false;
  }, [view.at]);
  const show = () => {
    tell((after) => (after.shown ? sentences(...after.options.map((option) => option.text + ": " + option.count), after.total) : words.hidden));
    act({ do: view.shown ? "hide" : "show", at: view.at });
  };
  const first = view.at === 0;
  const last = view.at + 1 === view.all;
  return html`${view.all > 1 && html`<p class="tk-about">${view.place}</p>`}
    <h3 class="tk-poll-ask" tabindex="-1" ref=${head}>${view.ask}</h3>
    <p>${words.raise}</p>
    <ul class="tk-list">
      ${view.options.map((option, number) => html`<${Hands} key=${view.at + "-" + number} option=${option} at=${view.at} number=${number} view=${view} words=${words} act=${act} say=${say} uid=${uid} />`)}
    </ul>
    <div class="tk-buttons">
      <button type="button" class="tk-main tk-poll-show" aria-expanded=${view.shown ? "true" : "false"} onClick=${show}>${view.shown ? words.hide : words.show}</button>
      ${view.all > 1 &&
      html`<button type="button" aria-disabled=${first ? "true" : null} onClick=${() => (first ? say(words.first) : question(view.at - 1))}>${words.back}</button>
        <button type="button" aria-disabled=${last ? "true" : null} onClick=${() => (last ? say(words.last) : question(view.at + 1))}>${words.next}</button>`}
    </div>
    ${view.shown && html`<${Plot} svg=${view.plot} words=${view.total} />`}
    ${view.talk && html`<p class="tk-tip"><strong>${words.talk}</strong> ${view.talk}</p>`}`;
}
