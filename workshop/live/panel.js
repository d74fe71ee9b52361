// What the panels share: addresses of the kit, and printing with its progress.

function baseAddress() {
  const config = document.getElementById("jupyter-config-data");
  return config ? JSON.parse(config.textContent).baseUrl : "/";
}

function pageAddress(page, client, more) {
  const asked = { page, ...(client ? { client } : {}), ...(more || {}) };
  return baseAddress() + "workshop/open?" + new URLSearchParams(asked).toString();
}

function fill(words, values) {
  return words.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

function crossSiteToken() {
  const found = document.cookie.match(/(?:^|; )_xsrf=([^;]*)/);
  return found ? found[1] : "";
}

async function ask(address, options) {
  const answer = await fetch(baseAddress() + address, { credentials: "same-origin", ...options });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

async function send(address, body) {
  const headers = { "Content-Type": "application/json", "X-XSRFToken": crossSiteToken() };
  return ask(address, { method: "POST", headers, body: JSON.stringify(body) });
}

// Prints pages for a client and tells of each step. `how` may name a kind other than the handout, or ask for the answers
// that were chosen on the pages. `onStep` gets {all, done, made, problems, over, folder}.
async function printPages(client, pages, how, onStep) {
  const begun = await send("workshop/print", { client, pages, ...how });
  if (begun.problems.length) return onStep({ all: pages.length, done: 0, made: [], problems: begun.problems, over: true });
  for (;;) {
    const step = await ask("workshop/print?job=" + begun.job);
    onStep(step);
    if (step.over) return undefined;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

// A button that prints, with its progress and its result beside it.
function PrintButton({ client, pages, words, label, main, answers, kind }) {
  const [step, setStep] = useState(null);
  const start = () => {
    if (step && !step.over) return;
    setStep({ all: pages.length, done: 0, made: [], problems: [], over: false });
    printPages(client, pages, { answers: answers === true, ...(kind ? { kind } : {}) }, setStep).catch(() => setStep({ all: 0, done: 0, made: [], problems: [words.unreachable], over: true }));
  };
  const busy = step && !step.over;
  const one = step && step.over && pages.length === 1 && step.made[0];
  return html`<div class="tk-print">
    <button type="button" class=${main ? "tk-main" : ""} aria-disabled=${busy ? "true" : null} onClick=${start}>${label}</button>
    <div role="status">
      ${busy && html`<p>${fill(words.printing, { done: step.done, all: step.all })} <progress max=${step.all} value=${step.all > 1 ? step.done : null} aria-hidden="true"></progress></p>`}
      ${one && html`<p>${words.ready} <a href=${baseAddress() + one.address} target="_blank" rel="noopener">${words["open-pdf"]}</a></p>`}
      ${step && step.over && pages.length > 1 && step.made.length > 0 && html`<p>${fill(words.printed, { count: step.made.length, folder: step.folder })}</p>`}
      ${step && step.over && step.problems.length > 0 && html`<p class="tk-notice">${step.made.length > 0 ? words["print-failed"] + " " : ""}${step.problems.join(" ")}</p>`}
    </div>
  </div>`;
}

export default {
  render({ model, el }) {
    el.dataset.lmSuppressShortcuts = "true";
    const draw = () => render(html`<${Panel} data=${model.get("data")} words=${model.get("words")} />`, el);
    // Another window cleared or brought back this page.
    const told = (message) => message.again && window.dispatchEvent(new Event("tk-again"));
    model.on("change:data", draw);
    model.on("msg:custom", told);
    draw();
    return () => {
      model.off("msg:custom", told);
      model.off("change:data", draw);
      render(null, el);
    };
  },
};
