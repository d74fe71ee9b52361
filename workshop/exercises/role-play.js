// Role-play: the talk so far, what one can say now (lines to choose from, or a field), and at the end the talk retold.

function Trust({ view, words }) {
  return html`<div class="tk-trust" role="meter" aria-label=${words["trust-name"]} aria-valuemin="0" aria-valuemax=${view.most} aria-valuenow=${view.trust} aria-valuetext=${view.trust_words}>
    <span aria-hidden="true">${view.trust_words}</span>
    <span class="tk-dots" aria-hidden="true">${Array.from({ length: view.most }, (_, at) => html`<i class=${at < view.trust ? "tk-full" : ""}></i>`)}</span>
  </div>`;
}

// Before the first line: by choices, or in own words.
function Ways({ view, words, act }) {
  return html`<div class="tk-ways tk-buttons" role="group" aria-label=${words["how-play"]}>
    <span aria-hidden="true">${words["how-play"]}</span>
    <button type="button" aria-pressed=${view.way === "choices" ? "true" : "false"} onClick=${() => act({ do: "way", way: "choices" })}>${words["by-choices"]}</button>
    <button type="button" aria-pressed=${view.way === "words" ? "true" : "false"} onClick=${() => act({ do: "way", way: "words" })}>${words["in-words"]}</button>
  </div>`;
}

// What the partner says, and once the learner has answered, what went on behind it.
function Said({ partner, turn, at, last, words, uid }) {
  const described = last ? uid + "-line" + (at - 1) + " " + uid + "-end" : null;
  return html`<div class="tk-turn tk-theirs" role=${last ? "group" : null} aria-label=${last ? partner + ": " + turn.says : null} aria-describedby=${described} tabindex=${last ? "-1" : null} data-last=${last ? "yes" : null}>
    <p class="tk-who">${partner}</p>
    <div class="tk-bubble">
      ${turn.does && html`<p class="tk-does">${turn.does}</p>`}
      <p>${turn.says}</p>
    </div>
    ${turn.thinks && html`<p class="tk-thinks"><${Icon} name="thought" /><span><span class="tk-thinks-word">${words.thinks}: </span>${turn.thinks}</span></p>`}
  </div>`;
}

// The coach's note on a line. Those on earlier lines are folded.
function Coached({ turn, last, id, onRead }) {
  if (!last)
    return html`<details class="tk-coach">
      <summary><strong>${[turn.coach.move, turn.change_words].filter(Boolean).join(". ")}.</strong></summary>
      <${CoachNote} note=${turn.coach} />
    </details>`;
  return html`<div class="tk-coach">
    <div id=${id}><${CoachNote} note=${turn.coach} /><p>${turn.change_words}.</p></div>
    ${turn.readings.length > 0 && html`<div class="tk-buttons">${turn.readings.map((reading) => html`<button type="button" key=${reading.move} onClick=${() => onRead(reading.move)}>${reading.words}</button>`)}</div>`}
  </div>`;
}

function Answered({ turn, last, words, id, onRead }) {
  return html`<div class="tk-turn tk-mine">
      <p class="tk-who">${words.you}</p>
      <div class="tk-bubble"><p>${turn.coach && turn.coach.pieces.length ? html`<${Pieces} pieces=${turn.coach.pieces} />` : turn.you}</p></div>
    </div>
    <div class=${"tk-feedback " + (turn.weight > 0 ? "tk-good" : turn.weight < 0 ? "tk-look" : "tk-even")}>
      <${Icon} name=${turn.weight > 0 ? "up" : turn.weight < 0 ? "down" : "good"} />
      ${turn.coach
        ? html`<${Coached} turn=${turn} last=${last} id=${id} onRead=${onRead} />`
        : html`<p id=${id}><strong>${turn.move}. ${turn.change_words}.</strong> ${turn.feedback}</p>`}
    </div>`;
}

// The hands of a group for one line, counted by whoever leads it.
function Hands({ view, text, at, words, act, say }) {
  const ahead = useRef(null);
  useEffect(() => {
    if (ahead.current === view.votes[at]) ahead.current = null;
  }, [view.votes[at]]);
  const step = (by) => {
    // Fast presses count on from each other, not from what the rules have answered so far.
    const before = ahead.current === null ? view.votes[at] : ahead.current;
    const count = Math.min(view.most_votes, Math.max(0, before + by));
    say(fill(words.hands, { text, count }));
    if (count === before) return;
    ahead.current = count;
    act({ do: "vote", turn: view.turn, at, count });
  };
  const first = view.most_voted.includes(at);
  return html`<span class="tk-buttons tk-votes">
    <button type="button" class="tk-small" data-rapid aria-label=${fill(words["hand-less"], { text })} aria-disabled=${view.votes[at] === 0 ? "true" : null} onClick=${() => step(-1)}>−</button>
    <span class="tk-count">${view.votes[at]}</span>
    <button type="button" class="tk-small" data-rapid aria-label=${fill(words["hand-more"], { text })} aria-disabled=${view.votes[at] === view.most_votes ? "true" : null} onClick=${() => step(1)}>+</button>
    <span class=${"tk-first" + (first ? "" : " tk-out")}>${first ? words["most-hands"] : ""}</span>
  </span>`;
}

function Choices({ view, words, act, doing, say, counting }) {
  return view.choices.map(
    (text, at) => html`<div class="tk-choice" key=${view.turn + "-" + at}>
      <button type="button" class="tk-line" onClick=${() => doing({ do: "choose", turn: view.turn, at })}>${text}</button>
      ${counting && html`<${Hands} view=${view} text=${text} at=${at} words=${words} act=${act} say=${say} />`}
    </div>`,
  );
}

// The field for own words. What stands in it is kept by the rules, so that a reload does not lose it.
function OwnWords({ view, words, act, doing, say, uid }) {
  const box = useRef(null);
  const speak = () => {
    const area = box.current.querySelector("textarea");
    if (!area.value.trim()) {
      say(words["nothing-typed"]);
      return area.focus();
    }
    const text = area.value;
    // What was just typed is handed over now, so that it does not come after the line and stand in the field again.
    area.blur();
    doing({ do: "say", turn: view.turn, text });
  };
  const key = (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    if (!event.repeat) speak();
  };
  return html`<div ref=${box} onKeyDown=${key}>
    <${Writing} key=${view.turn} id=${uid + "-own"} label=${words["what-say"]} text=${view.field} rows="2" described=${uid + "-help"} onWrite=${(text) => act({ do: "write", text })} />
    <p class="tk-about" id=${uid + "-help"}>${words["own-help"]}</p>
    <div class="tk-buttons">
      <button type="button" class="tk-main" onClick=${speak}>${words.speak}</button>
      <button type="button" onClick=${() => doing({ do: "nothing", turn: view.turn })}>${words["say-nothing"]}</button>
      <button type="button" aria-disabled=${view.begun ? null : "true"} onClick=${() => (view.begun ? doing({ do: "end", turn: view.turn }) : say(words["nothing-yet"]))}>${words["end-here"]}</button>
    </div>
  </div>`;
}

function Script({ partner, turns, words }) {
  return html`<ol class="tk-script">
    ${turns.map((turn) => html`<li><p><strong>${partner}:</strong> ${turn.says}</p>${turn.you && html`<p><strong>${words.you}:</strong> ${turn.you} <em>(${turn.move})</em></p>`}</li>`)}
  </ol>`;
}

function Moved({ retold, words }) {
  return html`<details class="tk-more">
    <summary>${words.moved}</summary>
    <table class="tk-moved">
      <thead><tr><th scope="col">${words["you-said"]}</th><th scope="col">${words.why}</th></tr></thead>
      <tbody>
        ${retold.moved.map(
          (row) => html`<tr>
            <td><strong>${row.title}.</strong> “${row.you}”</td>
            <td><p><strong>${row.change_words}.</strong></p><ul>${row.rules.map((text) => html`<li>${text}</li>`)}</ul></td>
          </tr>`,
        )}
      </tbody>
    </table>
  </details>`;
}

function WhatIf({ view, retold, words, doing, uid }) {
  return html`<details class="tk-more">
    <summary>${words["what-if"]}</summary>
    <p>${view.way === "words" ? words["what-if-words"] : words["what-if-choices"]}</p>
    ${retold.moved.map((row) => {
      const id = uid + "-if" + row.turn;
      return html`<div role="group" aria-labelledby=${id}>
        <p id=${id}><strong>${row.title}.</strong> ${words["you-said"]}: “${row.you}”</p>
        ${view.way === "words"
          ? html`<button type="button" aria-describedby=${id} onClick=${() => doing({ do: "reword", turn: row.turn })}>${words.reword}</button>`
          : row.others.map((other) => html`<button type="button" class="tk-line" onClick=${() => doing({ do: "what-if", turn: row.turn, at: other.at })}>${other.say}</button>`)}
      </div>`;
    })}
  </details>`;
}

function Retold({ view, words, doing, uid }) {
  const retold = view.retold;
  const icons = { rise: "up", fall: "down", deeper: "deeper" };
  return html`<div class="tk-retold">
    <h3 id=${uid + "-end"}>${words.retold}: ${retold.outcome}</h3>
    <${Plot} svg=${retold.strip} words=${retold.strip_words} />
    <h4>${words.lesson}</h4>
    <p>${retold.lesson}</p>
    ${retold.points.length > 0 &&
    html`<h4>${words.points}</h4>
      <ul class="tk-points">
        ${retold.points.map(
          (point) => html`<li class=${point.kind === "fall" ? "tk-look" : "tk-good"}>
            <p><${Icon} name=${icons[point.kind]} /> <strong>${point.title}</strong></p>
            <p>${words["you-said"]}: “${point.you}”</p>
            <p>${words.answer}: “${point.answer}”</p>
          </li>`,
        )}
      </ul>`}
    <h4>${words.did}</h4>
    <p>${retold.used}</p>
    <p>${retold.ratio}</p>
    <${Moved} retold=${retold} words=${words} />
    <${WhatIf} view=${view} retold=${retold} words=${words} doing=${doing} uid=${uid} />
    <details class="tk-more">
      <summary>${words.skilled}</summary>
      <${Script} partner=${view.partner} turns=${retold.skilled} words=${words} />
    </details>
    ${view.earlier.length > 0 &&
    html`<div class="tk-columns">
      <div><h4>${words.earlier}</h4><${Script} partner=${view.partner} turns=${view.earlier} words=${words} /></div>
      <div><h4>${words["this-talk"]}</h4><${Script} partner=${view.partner} turns=${view.turns} words=${words} /></div>
    </div>`}
    ${view.compare && view.earlier.length === 0 && html`<p class="tk-tip">${words.invite}</p>`}
    <p class="tk-tip">${words["step-out"]}</p>
    <div class="tk-buttons">
      <button type="button" class="tk-main" onClick=${() => doing({ do: "again" })}>${words.again}</button>
    </div>
  </div>`;
}

function Body({ view, words, act, say, uid }) {
  const talk = useRef(null);
  const acted = useRef(false);
  const [group, setGroup] = useState(false);
  const doing = (action) => {
    acted.current = true;
    act(action);
  };
  useLayoutEffect(() => {
    if (!acted.current || !talk.current) return;
    acted.current = false;
    const last = talk.current.querySelector("[data-last]");
    if (!last) return;
    last.focus({ preventScroll: true });
    // What one can say now comes into view, and with it what was just said.
    const next = talk.current.parentNode.querySelector(".tk-say");
    (next || last).scrollIntoView({ block: next ? "nearest" : "start" });
  }, [view.place]);
  const choosing = view.way === "choices" && !view.over;
  const counting = group || view.most_voted.length > 0;
  // Hands that were counted are not put out of sight.
  const count = () => (view.most_voted.length ? say(words["hands-stay"]) : setGroup(!group));
  return html`<div class="tk-play">
    <div class="tk-scene"><p><strong>${words.scene}.</strong> ${view.setting}</p>
      <div class="tk-scene-row">
        <${Trust} view=${view} words=${words} />
        ${choosing && html`<button type="button" aria-pressed=${counting ? "true" : "false"} onClick=${count}>${words["count-hands"]}</button>`}
      </div>
    </div>
    ${!view.begun && (view.coached || view.way === "words") && html`<${Ways} view=${view} words=${words} act=${act} />`}
    ${!view.coached && html`<p class="tk-about" role="status">${words["no-coach"]}</p>`}
    <div class="tk-talk" ref=${talk}>
      ${view.turns.map(
        (turn, at) => html`<${Said} partner=${view.partner} turn=${turn} last=${at === view.turns.length - 1} words=${words} at=${at} uid=${uid} />
          ${turn.you && html`<${Answered} turn=${turn} last=${at === view.turns.length - 2} words=${words} id=${uid + "-line" + at} onRead=${(move) => doing({ do: "read-as", turn: view.turn, move })} />`}`,
      )}
    </div>
    ${choosing &&
    html`<div class="tk-say" role="group" aria-labelledby=${uid + "-ask"}>
      <p class="tk-ask" id=${uid + "-ask"}>${words["what-say"]}</p>
      <${Choices} view=${view} words=${words} act=${act} doing=${doing} say=${say} counting=${counting} />
    </div>`}
    ${view.way === "words" && view.coached && !view.over && html`<div class="tk-say"><${OwnWords} view=${view} words=${words} act=${act} doing=${doing} say=${say} uid=${uid} /></div>`}
    ${view.over && html`<${Retold} view=${view} words=${words} doing=${doing} uid=${uid} />`}
    <footer>
      <button type="button" aria-disabled=${view.begun ? null : "true"} onClick=${() => (view.begun ? doing({ do: "back" }) : say(words["nothing-yet"]))}>${words.back}</button>
    </footer>
  </div>`;
}
