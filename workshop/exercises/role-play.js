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

// Before the first line, where the scenario is written for several: how the partner is today.
function Tempers({ view, act }) {
  return html`<div class="tk-ways tk-buttons" role="group" aria-label=${view.how_is}>
    <span aria-hidden="true">${view.how_is}</span>
    ${view.tempers.map((mood) => html`<button type="button" key=${mood.temper} aria-pressed=${view.temper === mood.temper ? "true" : "false"} onClick=${() => act({ do: "temper", temper: mood.temper })}>${mood.words}</button>`)}
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

// All moves by name, for one who meant a line otherwise than the coach heard it.
function Meant({ label, moves, words, say, id, onRead }) {
  const list = useRef(null);
  const use = () => {
    if (list.current.value) return onRead(list.current.value);
    say(words["no-move"]);
    return list.current.focus();
  };
  return html`<div class="tk-buttons tk-meant">
    <label for=${id}>${label}</label>
    <select id=${id} ref=${list}>
      <option value="">${words["choose-move"]}</option>
      ${moves.map((meaning) => html`<option key=${meaning.move} value=${meaning.move}>${meaning.words}</option>`)}
    </select>
    <button type="button" onClick=${use}>${words["use-move"]}</button>
  </div>`;
}

// What the learner can say about how the last line was meant: open where the coach is not sure, else folded.
function Corrected({ turn, view, words, say, id, onRead }) {
  const list = (label) => html`<${Meant} label=${label} moves=${view.moves} words=${words} say=${say} id=${id + "-meant"} onRead=${onRead} />`;
  if (!turn.readings.length) return html`<details class="tk-else"><summary>${words["meant-else"]}</summary>${list(words["meant-as"])}</details>`;
  return html`<div class="tk-buttons">${turn.readings.map((reading) => html`<button type="button" key=${reading.move} onClick=${() => onRead(reading.move)}>${reading.words}</button>`)}</div>
    ${list(words["something-else"])}`;
}

// The coach's note on a line. Those on earlier lines are folded.
function Coached({ turn, last, view, words, say, id, onRead }) {
  if (!last)
    return html`<details class="tk-coach">
      <summary><strong>${sentences(...[moveNamed(turn.coach), turn.change_words].filter(Boolean))}</strong></summary>
      <${CoachNote} note=${turn.coach} />
    </details>`;
  return html`<div class="tk-coach">
    <div id=${id}><${CoachNote} note=${turn.coach} />${!(view.pause || view.stopped) && html`<p>${sentences(turn.change_words)}</p>`}</div>
    ${view.moves.length > 0 && html`<${Corrected} key=${view.place} turn=${turn} view=${view} words=${words} say=${say} id=${id} onRead=${onRead} />`}
  </div>`;
}

function Answered({ turn, last, view, words, say, id, onRead }) {
  return html`<div class="tk-turn tk-mine">
      <p class="tk-who">${words.you}</p>
      <div class="tk-bubble"><p>${turn.coach && turn.coach.pieces.length ? html`<${Pieces} pieces=${turn.coach.pieces} />` : turn.you}</p></div>
    </div>
    <div class=${"tk-feedback " + (turn.weight > 0 ? "tk-good" : turn.weight < 0 ? "tk-look" : "tk-even")}>
      <${Icon} name=${turn.weight > 0 ? "up" : turn.weight < 0 ? "down" : "same"} />
      ${turn.coach
        ? html`<${Coached} turn=${turn} last=${last} view=${view} words=${words} say=${say} id=${id} onRead=${onRead} />`
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

// The field for own words. What stands in it is kept by the rules, so that a reload does not lose it. The help comes last,
// so that the field and its buttons stay close to the talk.
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
  return html`<div ref=${box} onKeyDown=${key} data-next="yes">
      <${Writing} key=${view.turn} id=${uid + "-own"} label=${words["what-say"]} text=${view.field} rows="2" described=${uid + "-help"} onWrite=${(text) => act({ do: "write", text })} />
      <div class="tk-buttons">
        <button type="button" class="tk-main" onClick=${speak}>${words.speak}</button>
        <button type="button" onClick=${() => doing({ do: "nothing", turn: view.turn })}>${words["say-nothing"]}</button>
        <button type="button" aria-disabled=${view.begun ? null : "true"} onClick=${() => (view.begun ? doing({ do: "end", turn: view.turn }) : say(words["nothing-yet"]))}>${words["end-here"]}</button>
      </div>
    </div>
    <p class="tk-about tk-own-help" id=${uid + "-help"}>${words["own-help"]}</p>`;
}

// After words of danger: the talk waits until one of two ways on is chosen.
function Pause({ pause, turn, words, doing, uid }) {
  return html`<div class="tk-say tk-pause" data-next="yes" role="group" aria-labelledby=${uid + "-pause"}>
    <p class="tk-ask" id=${uid + "-pause"}>${words.pause}</p>
    ${pause.found && html`<p>${pause.found}</p>`}
    <p>${pause.ask}</p>
    <div class="tk-buttons">
      <button type="button" class="tk-main" onClick=${() => doing({ do: "stop", turn })}>${words.stop}</button>
      <button type="button" onClick=${() => doing({ do: "scene", turn })}>${words["about-scene"]}</button>
    </div>
    <p class="tk-about tk-own-help">${pause.why}</p>
  </div>`;
}

// The end of a talk that was stopped because of danger: whom to call, and nothing about how it was played.
function Stopped({ stopped, words, doing, uid }) {
  return html`<div class="tk-retold">
    <h3 id=${uid + "-end"}>${stopped.title}</h3>
    <p>${stopped.call}</p>
    <div class="tk-buttons"><button type="button" onClick=${() => doing({ do: "again" })}>${words.again}</button></div>
  </div>`;
}

function Script({ partner, turns, words }) {
  return html`<ol class="tk-script">
    ${turns.map((turn) => html`<li><p><strong>${partner}:</strong> ${turn.says}</p>${turn.you && html`<p><strong>${words.you}:</strong> ${turn.you} <em>(${turn.heard})</em></p>`}</li>`)}
  </ol>`;
}

// Two talks side by side; turns with the same number begin at the same height.
function Compared({ view, words }) {
  const rows = 1 + Math.max(view.earlier.length, view.turns.length);
  return html`<div class="tk-compared" style=${{ "--rows": rows }}>
    <div><h4>${words.earlier}</h4><${Script} partner=${view.partner} turns=${view.earlier} words=${words} /></div>
    <div><h4>${words["this-talk"]}</h4><${Script} partner=${view.partner} turns=${view.turns} words=${words} /></div>
  </div>`;
}

// What made the difference: the author's words, or what the learner's own lines teach.
function Learned({ retold }) {
  if (!retold.learned.length) return html`<p>${retold.lesson}</p>`;
  const icons = { helped: "up", cost: "down", repair: "good", next: "again", good: "good" };
  const kind = (part) => (part.kind === "cost" || !icons[part.kind] ? "tk-look" : "tk-good");
  return html`<ul class="tk-points">
    ${retold.learned.map(
      (part) => html`<li class=${kind(part)}>
        <p><${Icon} name=${icons[part.kind] || "look"} /> <strong>${part.title}</strong></p>
        ${part.line && html`<p>${part.line}</p>`}
        <p>${part.words}</p>
      </li>`,
    )}
  </ul>`;
}

function Moved({ retold, words }) {
  return html`<details class="tk-more">
    <summary>${words.moved}</summary>
    <table class="tk-moved">
      <thead><tr><th scope="col">${words["you-said"]}</th><th scope="col">${words.why}</th></tr></thead>
      <tbody>
        ${retold.moved.map(
          (row) => html`<tr>
            <td><strong>${row.title}.</strong> ${row.you}${row.named && html` <em>(${row.named})</em>`}</td>
            <td><p><strong>${row.change_words}.</strong></p><ul>${row.rules.map((text) => html`<li>${text}</li>`)}</ul></td>
          </tr>`,
        )}
      </tbody>
    </table>
  </details>`;
}

function WhatIf({ view, retold, words, doing, uid }) {
  if (view.way === "words")
    return html`<details class="tk-more">
      <summary>${words["what-if"]}</summary>
      <p>${words["what-if-words"]}</p>
      ${retold.moved.map((row) => html`<button type="button" class="tk-line" onClick=${() => doing({ do: "reword", turn: row.turn })}>${row.reword}</button>`)}
    </details>`;
  return html`<details class="tk-more">
    <summary>${words["what-if"]}</summary>
    <p>${words["what-if-choices"]}</p>
    ${retold.moved.map((row) => {
      const id = uid + "-if" + row.turn;
      return html`<div role="group" aria-labelledby=${id}>
        <p id=${id}><strong>${row.title}.</strong> ${words["you-said"]}: ${row.you}</p>
        ${row.others.map((other) => html`<button type="button" class="tk-line" onClick=${() => doing({ do: "what-if", turn: row.turn, at: other.at })}>${other.say}</button>`)}
      </div>`;
    })}
  </details>`;
}

function Retold({ view, words, doing, uid }) {
  const retold = view.retold;
  const icons = { rise: "up", fall: "down", lowest: "down", deeper: "deeper" };
  return html`<div class="tk-retold">
    <h3 id=${uid + "-end"}>${words.retold}: ${retold.outcome}</h3>
    <${Plot} svg=${retold.strip} words=${retold.strip_words} />
    <div class="tk-levels">
      <p>${words.levels}</p>
      <ul>${retold.levels.map((text) => html`<li>${text}</li>`)}</ul>
    </div>
    <h4>${words.lesson}</h4>
    <${Learned} retold=${retold} />
    ${retold.points.length > 0 &&
    html`<h4>${words.points}</h4>
      <ul class="tk-points">
        ${retold.points.map(
          (point) => html`<li class=${icons[point.kind] === "down" ? "tk-look" : "tk-good"}>
            <p><${Icon} name=${icons[point.kind]} /> <strong>${point.title}</strong></p>
            <p>${words["you-said"]}: ${point.you}</p>
            <p>${words.answer}: ${point.answer}</p>
            <p>${point.feedback}</p>
          </li>`,
        )}
      </ul>`}
    <h4>${words.did}</h4>
    <p>${retold.used}</p>
    <p>${retold.ratio}</p>
    <p>${retold.stood}</p>
    <${Moved} retold=${retold} words=${words} />
    <${WhatIf} view=${view} retold=${retold} words=${words} doing=${doing} uid=${uid} />
    <details class="tk-more">
      <summary>${words.skilled}</summary>
      <${Script} partner=${view.partner} turns=${retold.skilled} words=${words} />
    </details>
    ${view.earlier.length > 0 && html`<${Compared} view=${view} words=${words} />`}
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
    // What one can say now comes into view, and with it what was just said. In own words, where not all of it fits, the
    // learner's own line and the coach's note on it come first.
    const next = talk.current.parentNode.querySelector("[data-next]");
    (next || last).scrollIntoView({ block: next ? "nearest" : "start" });
    const mine = next && view.way === "words" && [...talk.current.querySelectorAll(".tk-mine")].pop();
    if (mine) mine.scrollIntoView({ block: "nearest" });
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
    ${!view.begun && view.tempers.length > 0 && html`<${Tempers} view=${view} act=${act} />`}
    ${!view.coached && html`<p class="tk-about" role="status">${words["no-coach"]}</p>`}
    <div class="tk-talk" ref=${talk}>
      ${view.turns.map(
        (turn, at) => html`<${Said} partner=${view.partner} turn=${turn} last=${at === view.turns.length - 1} words=${words} at=${at} uid=${uid} />
          ${turn.you && html`<${Answered} turn=${turn} last=${at === view.turns.length - 2} view=${view} words=${words} say=${say} id=${uid + "-line" + at} onRead=${(move) => doing({ do: "read-as", turn: view.turn, move })} />`}`,
      )}
    </div>
    ${choosing &&
    html`<div class="tk-say" data-next="yes" role="group" aria-labelledby=${uid + "-ask"}>
      <p class="tk-ask" id=${uid + "-ask"}>${words["what-say"]}</p>
      <${Choices} view=${view} words=${words} act=${act} doing=${doing} say=${say} counting=${counting} />
    </div>`}
    ${view.pause && html`<${Pause} pause=${view.pause} turn=${view.turn} words=${words} doing=${doing} uid=${uid} />`}
    ${view.way === "words" && view.coached && !view.over && !view.pause && html`<div class="tk-say"><${OwnWords} view=${view} words=${words} act=${act} doing=${doing} say=${say} uid=${uid} /></div>`}
    ${view.stopped && html`<${Stopped} stopped=${view.stopped} words=${words} doing=${doing} uid=${uid} />`}
    ${view.retold && html`<${Retold} view=${view} words=${words} doing=${doing} uid=${uid} />`}
    <footer>
      <button type="button" aria-disabled=${view.begun ? null : "true"} onClick=${() => (view.begun ? doing({ do: "back" }) : say(words["nothing-yet"]))}>${view.ended ? words["go-on"] : words.back}</button>
    </footer>
  </div>`;
}
