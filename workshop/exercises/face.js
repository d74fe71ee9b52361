// What all exercises share on the page: the frame with title and facts, icons, messages, and the way to the rules in Python.
// A kind's own script defines `Body({view, words, act, say})`; it is put after this one.

const ICONS = {
  clock: html`<circle cx="12" cy="12" r="9" /><path d="M12 7v5l3.5 2" />`,
  people: html`<circle cx="8.5" cy="8.5" r="3.2" /><path d="M2.5 19c.6-3.6 2.9-5.4 6-5.4s5.4 1.8 6 5.4" /><path d="M15.5 5.8a3.2 3.2 0 0 1 0 5.6M17.4 14c2.2.7 3.6 2.4 4.1 5" />`,
  energy: html`<path d="M13 3 5 13.5h6L10.5 21 19 10.5h-6z" />`,
  personal: html`<path d="M12 20s-7.5-4.6-7.5-10.2A4.1 4.1 0 0 1 12 7.3a4.1 4.1 0 0 1 7.5 2.5C19.5 15.4 12 20 12 20z" />`,
  good: html`<circle cx="12" cy="12" r="9" /><path d="m7.8 12.4 2.9 2.9 5.5-6.2" />`,
  look: html`<path d="M12 4 3 19.5h18z" /><path d="M12 10v4.2M12 16.9v.1" />`,
  up: html`<path d="M12 19V5M6 11l6-6 6 6" />`,
  down: html`<path d="M12 5v14M6 13l6 6 6-6" />`,
  deeper: html`<path d="M12 4v14M6.5 12.5 12 18l5.5-5.5M5 21h14" />`,
  thought: html`<path d="M7.5 15.5a4.6 4.6 0 0 1 .3-9.1 5.4 5.4 0 0 1 10 1.5 3.9 3.9 0 0 1-.8 7.6z" /><circle cx="7" cy="19" r="1.2" /><circle cx="4" cy="21.4" r=".7" />`,
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
  useEffect(() => {
    if (!busy.current) {
      setOwn(text);
      last.current = text;
    }
  }, [text]);
  const hand = () => {
    clearTimeout(timer.current);
    busy.current = false;
    if (last.current !== text) onWrite(last.current);
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

function Frame({ header, view, words, act, lost, notice, uid }) {
  const [said, setSaid] = useState("");
  // The same words said again must still be a change, or a screen reader stays silent.
  const say = (text) => setSaid((old) => (old === text ? text + "\u00a0" : text));
  return html`<section class="tk tk-exercise" aria-labelledby=${uid + "-title"}>
    <header>
      <h3 id=${uid + "-title"}>${header.title}</h3>
      <ul class="tk-facts">
        ${header.facts.map((fact) => html`<li><${Icon} name=${fact.icon} /><span class="tk-hidden">${fact.label}: </span>${fact.text}</li>`)}
      </ul>
    </header>
    <p class="tk-intro">${header.intro}</p>
    ${notice && html`<p class="tk-notice" role="alert">${notice}</p>`}
    ${lost && html`<p class="tk-notice" role="alert">${words.lost} <a href=${lost}>${words["lost-open"]}</a></p>`}
    <${Body} view=${view} words=${words} act=${act} say=${say} uid=${uid} />
    <p class="tk-hidden" role="status">${said}</p>
  </section>`;
}

// The address that opens this page again through the server, which starts what was lost.
function reopenAddress(page) {
  const config = document.getElementById("jupyter-config-data");
  const base = config ? JSON.parse(config.textContent).baseUrl : "/";
  return base + "workshop/open?" + new URLSearchParams(page).toString();
}

let faces = 0;

export default {
  render({ model, el }) {
    // Keys pressed in here are the exercise's; without this, JupyterLab takes d or x as "delete this cell".
    el.dataset.lmSuppressShortcuts = "true";
    const uid = "tk" + model.get("uid") + "-" + ++faces;
    let sent = 0;
    let timer = null;
    let lost = null;
    let notice = "";
    const draw = () =>
      render(
        html`<${Frame} header=${model.get("header")} view=${model.get("view")} words=${model.get("words")} act=${act} lost=${lost} notice=${notice} uid=${uid} />`,
        el,
      );
    const heard = () => {
      clearTimeout(timer);
      lost = null;
      draw();
    };
    const act = (action) => {
      sent += 1;
      notice = "";
      model.send({ number: sent, face: uid, action });
      clearTimeout(timer);
      timer = setTimeout(() => {
        lost = reopenAddress(model.get("page"));
        draw();
      }, 8000);
    };
    const told = (message) => {
      if (message.face !== uid) return;
      notice = message.notice || "";
      heard();
    };
    model.on("change:view", draw);
    model.on("msg:custom", told);
    draw();
    return () => {
      clearTimeout(timer);
      model.off("change:view", draw);
      model.off("msg:custom", told);
      render(null, el);
    };
  },
};
