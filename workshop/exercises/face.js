// What all exercises share on the page: the frame with title and facts, icons, messages, and the way to the rules in Python.
// A kind's own script defines `Body({view, words, act, say, uid})`; it is put after this one.

const ICONS = {
  clock: html`<circle cx="12" cy="12" r="9" /><path d="M12 7v5l3.5 2" />`,
  people: html`<circle cx="8.5" cy="8.5" r="3.2" /><path d="M2.5 19c.6-3.6 2.9-5.4 6-5.4s5.4 1.8 6 5.4" /><path d="M15.5 5.8a3.2 3.2 0 0 1 0 5.6M17.4 14c2.2.7 3.6 2.4 4.1 5" />`,
  energy: html`<path d="M13 3 5 13.5h6L10.5 21 19 10.5h-6z" />`,
  personal: html`<path d="M12 20s-7.5-4.6-7.5-10.2A4.1 4.1 0 0 1 12 7.3a4.1 4.1 0 0 1 7.5 2.5C19.5 15.4 12 20 12 20z" />`,
  good: html`<circle cx="12" cy="12" r="9" /><path d="m7.8 12.4 2.9 2.9 5.5-6.2" />`,
  look: html`<path d="M12 4 3 19.5h18z" /><path d="M12 10v4.2M12 16.9v.1" />`,
  up: html`<path d="M12 19V5M6 11l6-6 6 6" />`,
  down: html`<path d="M12 5v14M6 13l6 6 6-6" />`,
  same: html`<circle cx="12" cy="12" r="9" /><path d="M8 12h8" />`,
  deeper: html`<path d="M12 4v14M6.5 12.5 12 18l5.5-5.5M5 21h14" />`,
  thought: html`<path d="M7.5 15.5a4.6 4.6 0 0 1 .3-9.1 5.4 5.4 0 0 1 10 1.5 3.9 3.9 0 0 1-.8 7.6z" /><circle cx="7" cy="19" r="1.2" /><circle cx="4" cy="21.4" r=".7" />`,
  undo: html`<path d="M9 6 4.5 10.5 9 15" /><path d="M4.5 10.5h9a5.5 5.5 0 0 1 0 11H9" />`,
  paper: html`<path d="M6 3h8.5L19 7.5V21H6z" /><path d="M14 3v5h5M9 13h7M9 17h5" />`,
  screen: html`<path d="M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5" />`,
  again: html`<path d="M19.5 12a7.5 7.5 0 1 1-2.4-5.5" /><path d="M20 3v5h-5" />`,
  grip: html`<path d="M9 6v.1M15 6v.1M9 12v.1M15 12v.1M9 18v.1M15 18v.1" />`,
};

// A picture beside words that say the same; hidden from screen readers.
function Icon({ name }) {
  return html`<svg class="tk-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${ICONS[name]}</svg>`;
}

function fill(words, values) {
  return words.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

// A note on what was chosen: an icon, a word and the reason, so that nothing is told by color alone.
function Feedback({ good, title, children }) {
  return html`<div class=${"tk-feedback " + (good ? "tk-good" : "tk-look")}>
    <${Icon} name=${good ? "good" : "look"} />
    <p><strong>${title}.</strong> ${children}</p>
  </div>`;
}

// A text field that keeps what is being typed while the page answers, and hands it on when typing rests.
function Writing({ id, label, text, rows, onWrite, described }) {
  const [own, setOwn] = useState(text);
  const timer = useRef(null);
  const last = useRef(text);
  const busy = useRef(false);
  const handed = useRef([]);
  useEffect(() => {
    // A slow answer to what was handed on earlier must not take away what was typed since.
    const at = handed.current.indexOf(text);
    handed.current = at < 0 ? [] : handed.current.slice(at + 1);
    if (busy.current || handed.current.length) return;
    setOwn(text);
    last.current = text;
  }, [text]);
  const hand = () => {
    clearTimeout(timer.current);
    busy.current = false;
    const newest = handed.current.length ? handed.current[handed.current.length - 1] : text;
    if (last.current === newest) return;
    handed.current.push(last.current);
    onWrite(last.current);
  };
  const typed = (event) => {
    busy.current = true;
    last.current = event.target.value;
    setOwn(last.current);
    clearTimeout(timer.current);
    timer.current = setTimeout(hand, 400);
  };
  return html`<div class="tk-writing">
    <label for=${id}>${label}</label>
    <textarea id=${id} rows=${rows} value=${own} aria-describedby=${described} onInput=${typed} onBlur=${hand}></textarea>
  </div>`;
}

// A plot that the rules have drawn, with what it shows in words below it.
function Plot({ svg, words }) {
  return html`<figure class="tk-figure"><div dangerouslySetInnerHTML=${{ __html: svg }}></div><figcaption>${words}</figcaption></figure>`;
}

// A text with the words marked that the coach quotes.
function Pieces({ pieces }) {
  return pieces.map((piece) => (piece.marked ? html`<mark>${piece.text}</mark>` : piece.text));
}

// The move that the coach heard, the two it may be, or the one that was meant: as a sentence.
function moveNamed(note) {
  return note.unsure || note.meant || (note.move && note.move + ".");
}

// What the coach says about a person's own words: first what worked, then the move and the words that show it, what they
// do, and one other wording.
function CoachNote({ note }) {
  return html`${note.worked && html`<p>${note.worked}</p>`}
    ${note.move && html`<p><strong>${moveNamed(note)}</strong> ${note.quoted} ${note.does}</p>`}
    ${note.tries && html`<p>${note.tries}</p>`}`;
}

// Texts as sentences one after the other, for what is spoken.
function sentences(...texts) {
  return texts.map((text) => (/[.!?…]["”’]?$/.test(text) ? text : text + ".")).join(" ");
}

// Tells what an action did once the rules have answered: `tell` takes a function from the new view to words.
function useTelling(view, say) {
  const next = useRef(null);
  useEffect(() => {
    if (next.current) say(next.current(view));
    next.current = null;
  }, [view]);
  return (words) => {
    next.current = words;
  };
}

// One of the frame's buttons. One that has nothing to do stays in its place, can be reached, and says why.
function Tool({ icon, label, idle, say, pressed, onPress }) {
  const press = idle ? () => say(idle) : onPress;
  return html`<button type="button" aria-disabled=${idle ? "true" : null} aria-pressed=${pressed === undefined ? null : String(pressed)} onClick=${press}><${Icon} name=${icon} />${label}</button>`;
}

// What every exercise can do: begin again, bring back, go on the person's own handout, fill the screen.
function Tools({ frame, words, act, say }) {
  const restarted = useRef(false);
  useEffect(() => {
    if (!restarted.current || frame.used) return;
    restarted.current = false;
    say(words.restarted);
  }, [frame.used, frame.undo]);
  const restart = () => {
    restarted.current = true;
    act({ do: frame.restart });
  };
  const undo = () => {
    say(words["brought-back"]);
    act({ do: "undo" });
  };
  const enlarge = (event) => {
    const section = event.target.closest("section");
    if (document.fullscreenElement) document.exitFullscreen();
    else section.requestFullscreen().catch(() => say(words["no-full-screen"]));
  };
  const untouched = frame.used ? "" : words["nothing-yet"];
  return html`<div class="tk-tools">
    <${Tool} icon="again" label=${words.restart} idle=${untouched} say=${say} onPress=${restart} />
    <${Tool} icon="undo" label=${words["bring-back"]} idle=${frame.undo ? "" : words["nothing-back"]} say=${say} onPress=${undo} />
    <${Tool} icon="paper" label=${words["on-paper"]} idle=${frame.paper ? "" : untouched} say=${say} pressed=${frame.paper} onPress=${() => act({ do: "paper", on: !frame.paper })} />
    <${Tool} icon="screen" label=${words["full-screen"]} say=${say} onPress=${enlarge} />
  </div>`;
}

function Frame({ header, frame, view, words, act, lost, notice, uid }) {
  const [said, setSaid] = useState("");
  // The same words said again must still be a change, or a screen reader stays silent.
  const say = (text) => setSaid((old) => (old === text ? text + "\u00a0" : text));
  return html`<section class="tk tk-exercise" id=${header.id} lang=${header.language} aria-labelledby=${uid + "-title"}>
    <header>
      <h2 id=${uid + "-title"}>${header.title}</h2>
      <ul class="tk-facts">
        ${header.facts.map((fact) => html`<li><${Icon} name=${fact.icon} /><span class="tk-hidden">${fact.label}: </span>${fact.text}</li>`)}
      </ul>
    </header>
    <p class="tk-intro">${header.intro}</p>
    ${notice && html`<p class="tk-notice" role="alert">${notice}</p>`}
    ${lost && html`<p class="tk-notice tk-lost" role="alert">${words[lost]}</p>`}
    <div class="tk-body" inert=${lost === "lost-reopening" ? true : null}><${Body} view=${view} words=${words} act=${act} say=${say} uid=${uid} /></div>
    <${Tools} frame=${frame} words=${words} act=${act} say=${say} />
    <p class="tk-hidden" role="status">${said}</p>
  </section>`;
}

const PATIENCE = 6000;
const RETRY = 2000;
const TWICE = 400;
const NEAR = 12;
const SAME = 30;

function baseAddress() {
  const config = document.getElementById("jupyter-config-data");
  return config ? JSON.parse(config.textContent).baseUrl : "/";
}

function postDraft(body, more) {
  const token = (document.cookie.match(/(?:^|; )_xsrf=([^;]*)/) || ["", ""])[1];
  const headers = { "Content-Type": "application/json", "X-XSRFToken": token };
  return fetch(baseAddress() + "workshop/drafts", { method: "POST", credentials: "same-origin", headers, body: JSON.stringify(body), ...more });
}

// Carries actions to the rules and keeps each one until it is answered. When no answer comes, as with a kernel that
// ended, they go into the practice folder by way of the server, and the page is opened again; while even the server
// is away, they wait here.
function makeLine({ model, uid, show }) {
  const waiting = [];
  let sent = 0;
  let timer = null;
  const draft = () => ({ ...model.get("page"), exercise: model.get("header").id, face: uid, actions: waiting });
  const rescue = () => {
    if (document.activeElement && document.activeElement.blur) document.activeElement.blur();
    clearTimeout(timer);
    postDraft(draft())
      .then((answer) => {
        if (!answer.ok) throw new Error(String(answer.status));
        waiting.length = 0;
        show("lost-reopening");
        document.body.classList.add("tk-reopening");
        const address = baseAddress() + "workshop/open?" + new URLSearchParams(model.get("page"));
        // Only where the kit answers is there something to go to.
        return fetch(address + "&answer=path").then(() => location.replace(address + location.hash));
      })
      .catch(() => {
        show("lost-waiting");
        timer = setTimeout(rescue, RETRY);
      });
  };
  // A window that closes: what is just being typed is handed over too, by a request that outlives the window.
  const leave = () => {
    if (document.activeElement && document.activeElement.blur) document.activeElement.blur();
    if (waiting.length) postDraft(draft(), { keepalive: true }).catch(() => undefined);
  };
  // JupyterLab has seen that the kernel ended: there is no need to wait for an answer.
  const rescueNow = (event) => {
    if (document.activeElement && document.activeElement.blur) document.activeElement.blur();
    if (!waiting.length || event.detail.handled) return;
    event.detail.handled = true;
    rescue();
  };
  addEventListener("pagehide", leave);
  addEventListener("tk-rescue", rescueNow);
  return {
    send(action) {
      sent += 1;
      const when = Date.now();
      waiting.push({ number: sent, action, when });
      try {
        model.send({ number: sent, face: uid, action, when });
      } catch {
        // The connection is gone; what waits is rescued below.
      }
      if (timer === null) timer = setTimeout(rescue, PATIENCE);
    },
    heard(number) {
      while (waiting.length && waiting[0].number <= number) waiting.shift();
      clearTimeout(timer);
      timer = waiting.length ? setTimeout(rescue, PATIENCE) : null;
    },
    close() {
      clearTimeout(timer);
      removeEventListener("pagehide", leave);
      removeEventListener("tk-rescue", rescueNow);
    },
  };
}

// What a person presses twice by accident, as with a double click, was meant once, also when the first press has moved
// another button under the finger. Buttons that count (data-rapid) take every press, those that move things
// (data-rapid="keys") every press of a key.
function swallowDoubles(el) {
  let last = { when: -TWICE };
  const isSecond = (event, button) => {
    if (event.detail > 1) return true;
    if (event.timeStamp - last.when >= TWICE) return false;
    if (event.detail === 0) return last.byKey || button === last.button;
    // A touch screen may count each tap as a first one, but the place tells.
    return !last.byKey && Math.hypot(event.screenX - last.x, event.screenY - last.y) < NEAR;
  };
  const click = (event) => {
    const button = event.target.closest("button, input[type=checkbox], input[type=radio]") || event.target.closest("label");
    // A label hands its press on to its field: that is the same press.
    if (!button || (last.button && last.button.control === button && event.timeStamp - last.when < SAME)) return;
    const byKey = event.detail === 0;
    const rapid = "rapid" in button.dataset && (button.dataset.rapid !== "keys" || byKey);
    if (isSecond(event, button) && !(rapid && last.rapid)) {
      event.stopPropagation();
      event.preventDefault();
    }
    last = { button, rapid, byKey, when: event.timeStamp, x: event.screenX, y: event.screenY };
  };
  const key = (event) => {
    // A key between two presses shows that each was meant; a key that is held down is one press.
    if (!["Enter", " "].includes(event.key)) last = { when: -TWICE };
    const button = event.repeat && event.target.closest("button");
    if (button && !("rapid" in button.dataset)) event.preventDefault();
  };
  el.addEventListener("click", click, true);
  el.addEventListener("keydown", key, true);
}

let faces = 0;

export default {
  render({ model, el }) {
    // Keys pressed in here are the exercise's; without this, JupyterLab takes d or x as "delete this cell".
    el.dataset.lmSuppressShortcuts = "true";
    const uid = "tk" + model.get("uid") + "-" + Math.random().toString(36).slice(2, 8) + ++faces;
    let lost = null;
    let notice = "";
    const draw = () =>
      render(
        html`<${Frame} header=${model.get("header")} frame=${model.get("frame")} view=${model.get("view")} words=${model.get("words")} act=${act} lost=${lost} notice=${notice || model.get("notice")} uid=${uid} />`,
        el,
      );
    const show = (what) => {
      lost = what;
      draw();
    };
    const line = makeLine({ model, uid, show });
    const act = (action) => {
      notice = "";
      line.send(action);
    };
    const told = (message) => {
      if (message.face !== uid) return;
      notice = message.notice || "";
      line.heard(message.number);
      show(null);
    };
    swallowDoubles(el);
    model.on("change:view", draw);
    model.on("change:frame", draw);
    model.on("msg:custom", told);
    draw();
    return () => {
      line.close();
      model.off("change:view", draw);
      model.off("change:frame", draw);
      model.off("msg:custom", told);
      render(null, el);
    };
  },
};
