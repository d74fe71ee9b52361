// Map: one screen at a time. What another person must not see is not in the view; the rules decide what is.

function MapItem({ item, at, view, words, go, uid, tell }) {
  const place = (to) => {
    tell((after) => fill(words.placed, { place: to.label, text: item.text }) + ". " + after.progress);
    go({ do: "place", item: at, place: to.id });
  };
  return html`<li class="tk-row">
    <span id=${uid + "-item" + at} class="tk-row-text">${item.text}</span>
    <span class="tk-buttons" role="group" aria-labelledby=${uid + "-item" + at}>
      ${view.places.map(
        (to) => html`<button type="button" class="tk-pick" aria-pressed=${item.place === to.id ? "true" : "false"} onClick=${() => place(to)}>${to.label}</button>`,
      )}
    </span>
  </li>`;
}

function OwnItems({ view, words, go, say, uid }) {
  const [text, setText] = useState("");
  const own = view.items.slice(view.given);
  const field = useRef(null);
  useLayoutEffect(() => {
    // With the last free place, the field and its button are gone.
    if (view.room === 0 && document.activeElement === document.body) field.current.focus();
  }, [view.room]);
  const add = (event) => {
    event.preventDefault();
    say(fill(words["added-own"], { text }));
    go({ do: "add", text });
    setText("");
  };
  const remove = (item, at) => {
    say(fill(words.removed, { text: item.text }));
    go({ do: "remove", own: at });
    field.current.focus();
  };
  return html`<div class="tk-map-own">
    <h4 tabindex="-1" ref=${field}>${words["own-title"]}</h4>
    ${view.room > 0
      ? html`<form onSubmit=${add}>
          <label for=${uid + "-own"}>${words["own-what"]}</label>
          <div class="tk-map-add">
            <input id=${uid + "-own"} type="text" required pattern=".*\\S.*" maxlength=${view.letters} autocomplete="off" value=${text} onInput=${(event) => setText(event.target.value)} />
            <button type="submit">${words.add}</button>
          </div>
        </form>`
      : html`<p class="tk-about">${words["own-full"]}</p>`}
    ${own.length > 0 &&
    html`<div class="tk-buttons">${own.map((item, at) => html`<button type="button" class="tk-map-remove" onClick=${() => remove(item, at)}>${fill(words.remove, { text: item.text })}</button>`)}</div>`}
  </div>`;
}

function Fill({ view, words, go, say, tell, uid }) {
  return html`<ol class="tk-list">
      ${view.items.map((item, at) => html`<${MapItem} key=${at} item=${item} at=${at} view=${view} words=${words} go=${go} uid=${uid} tell=${tell} />`)}
    </ol>
    <${OwnItems} view=${view} words=${words} go=${go} say=${say} uid=${uid} />
    <footer>
      <p>${view.progress}</p>
      <button type="button" class="tk-main" onClick=${() => go({ do: "hide" })}>${words.hide}</button>
    </footer>`;
}

function Looks({ view, words, go }) {
  return view.looks.map(
    (look) => html`<button type="button" onClick=${() => go({ do: "knock", who: look.who })}>${view.alone ? words.show : fill(words.knock, { letter: look.letter })}</button>`,
  );
}

function Choices({ view, words, go }) {
  const button = (label, action, main) => html`<button type="button" class=${main ? "tk-main" : ""} onClick=${() => go(action)}>${label}</button>`;
  const shown = {
    start: [button(words.two, { do: "begin", alone: false }, true), button(words.alone, { do: "begin", alone: true })],
    handover: [button(fill(words.take, { letter: view.letter }), { do: "take", who: view.who }, true)],
    ask: [button(words.yes, { do: "answer", yes: true }), button(words.no, { do: "answer", yes: false })],
    gate: [
      button(view.alone ? words["enter-alone"] : fill(words.enter, { letter: view.letter }), { do: "enter", who: view.who }),
      button(words.back, { do: "back" }),
    ],
    kept: [button(words.join, { do: "join" })],
    closed: [button(words.reask, { do: "reask" })],
    compare: [button(words["hide-both"], { do: "part" })],
    sure: [button(words.clear, { do: "clear" }), button(words.stay, { do: "stay" })],
  };
  return html`<div class="tk-buttons tk-map-choices">${shown[view.screen]}<${Looks} view=${view} words=${words} go=${go} /></div>`;
}

function Both({ view, words, uid }) {
  const { differ, rest, own } = view.both;
  return html`<h4>${words.differ}</h4>
    ${differ.length === 0 && html`<p>${words["none-differ"]}</p>`}
    <ul class="tk-list">
      ${differ.map(
        (row) => html`<li class="tk-map-differ">
          <p class="tk-map-what">${row.text}</p>
          <dl>${row.places.map((place, who) => html`<div><dt>${view.people[who]}</dt><dd>${place}</dd></div>`)}</dl>
          <p class="tk-map-ask">${row.ask}</p>
        </li>`,
      )}
    </ul>
    ${rest.length > 0 &&
    html`<h4 id=${uid + "-rest"}>${words.rest}</h4>
      <table class="tk-map-table" aria-labelledby=${uid + "-rest"}>
        <thead><tr><th scope="col">${words.item}</th>${view.people.map((person) => html`<th scope="col">${person}</th>`)}</tr></thead>
        <tbody>${rest.map((row) => html`<tr><th scope="row">${row.text}</th>${row.places.map((place) => html`<td>${place}</td>`)}</tr>`)}</tbody>
      </table>`}
    ${own.map(
      (items, who) =>
        items.length > 0 &&
        html`<h4>${fill(words.added, { person: view.people[who] })}</h4><ul>${items.map((item) => html`<li>${item.text}: <strong>${item.place}</strong></li>`)}</ul>`,
    )}`;
}

function Body({ view, words, act, say, uid }) {
  const tell = useTelling(view, say);
  const head = useRef(null);
  const moved = useRef(false);
  const now = useRef(view);
  now.current = view;
  const key = [view.screen, view.who].join();
  const before = useRef(key);
  const go = (action) => {
    moved.current = true;
    act(action);
  };
  useLayoutEffect(() => {
    // A new screen has no button of the old one: its title is read, and a second press falls on nothing.
    if (key !== before.current && (moved.current || view.screen === "sure")) head.current.focus();
    before.current = key;
    moved.current = false;
  }, [view]);
  useEffect(() => {
    // A map that is open when its page goes is shut, so that the next person at this machine does not find it open.
    const leave = () => {
      if (["fill", "ask", "gate"].includes(now.current.screen)) act({ do: "leave" });
    };
    addEventListener("pagehide", leave, true);
    return () => removeEventListener("pagehide", leave, true);
  }, []);
  const filling = view.screen === "fill";
  return html`<div class=${"tk-map" + (filling || view.both ? "" : " tk-map-calm")} key=${key}>
    <h3 tabindex="-1" ref=${head}>${view.title}</h3>
    <p>${view.lead}</p>
    ${view.both && html`<${Both} view=${view} words=${words} uid=${uid} />`}
    ${filling
      ? html`<${Fill} view=${view} words=${words} go=${go} say=${say} tell=${tell} uid=${uid} />`
      : html`<${Choices} view=${view} words=${words} go=${go} />`}
    ${["handover", "gate", "kept"].includes(view.screen) && html`<p class="tk-about tk-map-promise">${words.promise}</p>`}
  </div>`;
}
