// Cues: a drawing, what one sees, what it might mean, and a question. The drawing is an image, in which nothing can run.

const STEPS = ["", "see", "mean", "ask"];

// A step that opens below its button and closes again; nothing has to be filled in before the next one.
function Step({ view, words, go, step, label, id, children }) {
  const place = STEPS.indexOf(step);
  const here = STEPS.indexOf(view.step);
  const open = here >= place;
  return html`<div class="tk-cue-step">
    <button type="button" class=${here + 1 === place ? "tk-main" : ""} aria-expanded=${open ? "true" : "false"} onClick=${() => go(open ? STEPS[place - 1] : step)}>${label}</button>
    ${open && html`<div id=${id} role="group" aria-label=${label}>${children}</div>`}
  </div>`;
}

function Meanings({ card, words, pick, write, uid, turn }) {
  return html`<p><strong>${words.camera}</strong> ${card.see}</p>
    <p id=${uid + "-many"}>${words.many}</p>
    <div class="tk-buttons" role="group" aria-labelledby=${uid + "-many"}>
      ${card.meanings.map((meaning, at) => html`<button type="button" aria-pressed=${meaning.picked ? "true" : "false"} onClick=${() => pick(at, !meaning.picked)}>${meaning.text}</button>`)}
    </div>
    <${Writing} key=${"own" + turn} id=${uid + "-own"} label=${words.own} text=${card.own} rows="1" onWrite=${write("own")} />
    <p class="tk-tip">${words.open}</p>`;
}

function Question({ card, words, show, write, uid, turn }) {
  return html`<p id=${uid + "-aim"}>${words.aim}</p>
    <${Writing} key=${"asked" + turn} id=${uid + "-asked"} label=${words.question} text=${card.asked} rows="2" described=${uid + "-aim"} onWrite=${write("asked")} />
    <button type="button" class="tk-steady" aria-expanded=${card.example ? "true" : "false"} onClick=${show}>${card.example ? words.hide : words.show}</button>
    ${card.example && html`<blockquote class="tk-said">${card.example}</blockquote>`}`;
}

function Kept({ kept, words }) {
  const row = (label, text) => text && html`<p><strong>${label}</strong> ${text}</p>`;
  return html`<div class="tk-cue-kept"><h3>${words.before}</h3>
    <ul class="tk-list">${kept.map((entry) => html`<li><p class="tk-about">${entry.see}</p>${row(words.noticed, entry.saw)}${row(words.came, entry.came)}${row(words.asked, entry.asked)}</li>`)}</ul>
  </div>`;
}

function Body({ view, words, act, say, uid }) {
  const card = view.card;
  const drew = useRef(false);
  // Told once the card is there: the answer to what was just typed comes before it.
  useEffect(() => {
    if (drew.current) say(sentences(words.drawn, card.see, view.through ? words.through : view.left));
    drew.current = false;
  }, [view.turn]);
  const draw = () => {
    // Some browsers leave the focus in the field when a button is pressed: what was typed belongs to the old card.
    if (document.activeElement.matches("textarea")) document.activeElement.blur();
    drew.current = true;
    act({ do: "draw", turn: view.turn, chance: Math.random() });
  };
  const go = (step) => act({ do: "step", turn: view.turn, step });
  const pick = (at, on) => act({ do: "pick", turn: view.turn, at, on });
  const show = () => act({ do: card.example ? "hide" : "show", turn: view.turn });
  const write = (field) => (text) => act({ do: "write", turn: view.turn, field, text });
  const given = { view, words, go };
  const inside = { card, words, write, uid, turn: view.turn };
  return html`<div class="tk-cues">
      <div class="tk-cue-side">
        <div class=${"tk-cue-card" + (card ? "" : " tk-empty")}>${card ? html`<img src=${card.picture} alt=${card.see} />` : html`<p>${words.empty}</p>`}</div>
        <div class="tk-buttons">
          <button type="button" class=${"tk-steady" + (card && view.step !== "ask" ? "" : " tk-main")} onClick=${draw}>${card ? words.next : words.draw}</button>
          <p class="tk-about">${card && view.through ? words.through : view.left}</p>
        </div>
      </div>
      <div class="tk-cue-steps">
        ${!card && html`<ol><li>${words["how-see"]}</li><li>${words["how-mean"]}</li><li>${words["how-ask"]}</li></ol><p class="tk-aim">${words.free}</p>`}
        ${card &&
        html`<${Writing} key=${"saw" + view.turn} id=${uid + "-saw"} label=${words.notice} text=${card.saw} rows="2" onWrite=${write("saw")} />
          <${Step} ...${given} step="mean" label=${words.mean} id=${uid + "-mean"}><${Meanings} ...${inside} pick=${pick} /><//>
          ${view.step !== "see" && html`<${Step} ...${given} step="ask" label=${words["now-ask"]} id=${uid + "-ask"}><${Question} ...${inside} show=${show} /><//>`}
          <p class="tk-aim">${words.free}</p>`}
      </div>
    </div>
    ${view.kept.length > 0 && html`<${Kept} kept=${view.kept} words=${words} />`}`;
}
