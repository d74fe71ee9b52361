// What the panels and the bar share: addresses of the kit, asking its server, printing, a question.

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

// Prints what is asked for and tells of each step: {job, all, done, left, made, more, problems, stopped, over, folder}.
async function printPages(asked, onStep) {
  const begun = await send("workshop/print", asked);
  if (begun.problems.length) return onStep({ ...NO_STEP, problems: begun.problems, over: true });
  return followPrint(begun.job, onStep);
}

const NO_STEP = { job: "", all: 0, done: 0, left: null, made: [], more: 0, problems: [], more_problems: 0, stopped: false, over: false, folder: "" };

async function followPrint(job, onStep) {
  for (;;) {
    const step = await ask("workshop/print?" + new URLSearchParams({ job }));
    // Whoever does not want to hear more says so.
    if (onStep({ ...step, job }) === false || step.over) return undefined;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

async function stopPrint(job) {
  return ask("workshop/print?" + new URLSearchParams({ job }), { method: "DELETE", headers: { "X-XSRFToken": crossSiteToken() } });
}

// A question before something is done. Escape and the first button leave everything as it is.
function Question({ text, yes, no, children, onYes, onNo }) {
  const stay = useRef(null);
  useEffect(() => stay.current.focus(), []);
  return html`<div class="tk-question" role="group" aria-label=${text} onKeyDown=${(event) => event.key === "Escape" && onNo()}>
    <p>${text}</p>
    ${children}
    <div class="tk-buttons">
      <button type="button" class="tk-main" ref=${stay} onClick=${onNo}>${no}</button>
      <button type="button" onClick=${onYes}>${yes}</button>
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
