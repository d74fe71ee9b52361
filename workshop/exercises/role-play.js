// Role-play: the talk so far, the lines one can say now, and at the end the talk retold.

function Trust({ view, words }) {
  return html`<div class="tk-trust" role="meter" aria-label=${words["trust-name"]} aria-valuemin="0" aria-valuemax=${view.most} aria-valuenow=${view.trust} aria-valuetext=${view.trust_words}>
    <span aria-hidden="true">${view.trust_words}</span>
    <span class="tk-dots" aria-hidden="true">${Array.from({ length: view.most }, (_, at) => html`<i class=${at < view.trust ? "tk-full" : ""}></i>`)}</span>
  </div>`;
}

// What the partner says, and once the learner has answered, what went on behind it.
function Said({ partner, turn, at, last, words, uid }) {
  const described = last ? uid + "-line" + (at - 1) + " " + uid + "-end" : null;
  return html`<div class="tk-turn tk-theirs" role="group" aria-label=${partner + ": " + turn.says} aria-describedby=${described} tabindex=${last ? "-1" : null} data-last=${last ? "yes" : null}>
    <p class="tk-who">${partner}</p>
    <div class="tk-bubble">
      ${turn.does && html`<p class="tk-does">${turn.does}</p>`}
      <p>${turn.says}</p>
    </div>
    ${turn.thinks && html`<p class="tk-thinks"><${Icon} name="thought" /><span><span class="tk-thinks-word">${words.thinks}: </span>${turn.thinks}</span></p>`}
  </div>`;
}

function Answered({ turn, words, id }) {
  return html`<div class="tk-turn tk-mine">
      <p class="tk-who">${words.you}</p>
      <div class="tk-bubble"><p>${turn.you}</p></div>
    </div>
    <div class=${"tk-feedback " + (turn.weight > 0 ? "tk-good" : turn.weight < 0 ? "tk-look" : "tk-even")}>
      <${Icon} name=${turn.weight > 0 ? "up" : turn.weight < 0 ? "down" : "good"} />
      <p id=${id}><strong>${turn.move}. ${turn.change_words}.</strong> ${turn.feedback}</p>
    </div>`;
}

function Script({ partner, turns, words }) {
  return html`<ol class="tk-script">
    ${turns.map((turn) => html`<li><p><strong>${partner}:</strong> ${turn.says}</p>${turn.you && html`<p><strong>${words.you}:</strong> ${turn.you} <em>(${turn.move})</em></p>`}</li>`)}
  </ol>`;
}

function Retold({ view, words, act, uid }) {
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
    <p>${retold.used}</p>
    ${view.earlier.length > 0 &&
    html`<div class="tk-columns">
      <div><h4>${words.earlier}</h4><${Script} partner=${view.partner} turns=${view.earlier} words=${words} /></div>
      <div><h4>${words["this-talk"]}</h4><${Script} partner=${view.partner} turns=${view.turns} words=${words} /></div>
    </div>`}
    ${view.compare && view.earlier.length === 0 && html`<p class="tk-tip">${words.invite}</p>`}
    <p class="tk-tip">${words["step-out"]}</p>
    <div class="tk-buttons">
      <button type="button" class="tk-main" onClick=${() => act({ do: "again" })}>${words.again}</button>
    </div>
  </div>`;
}

function Body({ view, words, act, uid }) {
  const talk = useRef(null);
  const acted = useRef(false);
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
    // The lines one can say now come into view, and with them what was just said.
    const next = talk.current.parentNode.querySelector(".tk-say");
    (next || last).scrollIntoView({ block: next ? "nearest" : "start" });
  }, [view.turn]);
  return html`<div class="tk-play">
    <div class="tk-scene"><p><strong>${words.scene}.</strong> ${view.setting}</p><${Trust} view=${view} words=${words} /></div>
    <div class="tk-talk" ref=${talk}>
      ${view.turns.map(
        (turn, at) => html`<${Said} partner=${view.partner} turn=${turn} last=${at === view.turns.length - 1} words=${words} at=${at} uid=${uid} />
          ${turn.you && html`<${Answered} turn=${turn} words=${words} id=${uid + "-line" + at} />`}`,
      )}
    </div>
    ${!view.over &&
    html`<div class="tk-say" role="group" aria-labelledby=${uid + "-ask"}>
      <p class="tk-ask" id=${uid + "-ask"}>${words["what-say"]}</p>
      ${view.choices.map((text, at) => html`<button type="button" key=${view.turn + "-" + at} class="tk-line" onClick=${() => doing({ do: "choose", turn: view.turn, at })}>${text}</button>`)}
    </div>`}
    ${view.over && html`<${Retold} view=${view} words=${words} act=${doing} uid=${uid} />`}
    ${view.turn > 0 && html`<footer><button type="button" onClick=${() => doing({ do: "back" })}>${words.back}</button></footer>`}
  </div>`;
}
