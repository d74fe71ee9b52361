// Printing on a page and on the start page: buttons that print at once, and the form with everything else.

const USUAL = { kind: "handout", paper: "", large: false, gray: false, as: "pdf", which: "keys", chosen: [] };
const FLOWING = ["html", "docx"];
let printForms = 0;

// What was chosen last in this window.
function lastChoices() {
  try {
    return { ...USUAL, ...JSON.parse(sessionStorage.tkPrintChoices) };
  } catch {
    return USUAL;
  }
}

// One print: where it stands, how to begin and to stop it. With a `place`, a panel that is drawn anew finds it again.
function usePrint(words, place) {
  const [step, setStep] = useState(null);
  const there = useRef(true);
  const kept = "tkPrint " + place;
  const show = (now) => {
    if (!there.current) return false;
    if (place && now.over) delete sessionStorage[kept];
    else if (place) sessionStorage[kept] = now.job;
    return setStep(now);
  };
  const tell = (...problems) => setStep({ ...NO_STEP, problems, over: true });
  const lost = () => there.current && tell(words.unreachable);
  const begin = (asked) => {
    setStep(NO_STEP);
    printPages(asked, show).catch(lost);
  };
  const stop = () => stopPrint(step.job).catch(lost);
  useEffect(() => {
    if (place && sessionStorage[kept]) followPrint(sessionStorage[kept], show).catch(() => delete sessionStorage[kept]);
    return () => {
      there.current = false;
    };
  }, []);
  return { step, busy: Boolean(step) && !step.over, begin, stop, tell };
}

// A file to open, or to save where a browser cannot show it.
function FileLink({ file, words, children }) {
  const saved = file.name.endsWith(".docx");
  const label = saved ? words["open-docx"] : file.name.endsWith(".html") ? words["open-html"] : words["open-pdf"];
  return html`<a href=${baseAddress() + file.address} target=${saved ? null : "_blank"} rel="noopener" download=${saved ? file.name : null}>${children || label}</a>`;
}

function Problems({ step, words }) {
  if (!step.problems.length) return null;
  const lead = step.done > 0 ? words["print-failed"] + " " : "";
  if (step.problems.length === 1) return html`<p class="tk-notice">${lead}${step.problems[0]}</p>`;
  return html`<div class="tk-notice">
    ${lead && html`<p>${lead}</p>`}
    <ul>${step.problems.map((text) => html`<li>${text}</li>`)}</ul>
    ${step.more_problems > 0 && html`<p>${fill(words["problems-more"], { count: step.more_problems })}</p>`}
  </div>`;
}

// How far a print has come, with a button that stops it. Seen, and not read aloud at each step.
function Course({ step, words, onStop, back, one }) {
  const own = useRef(null);
  // The focus is not lost with the button that had it.
  useEffect(() => () => own.current && document.activeElement === own.current && back.current.focus(), []);
  const left = step.left === null ? "" : step.left < 90 ? fill(words["left-seconds"], { count: step.left }) : fill(words["left-minutes"], { count: Math.round(step.left / 60) });
  const counted = step.all > 1;
  return html`<div class="tk-course">
    <progress max=${step.all || 1} value=${counted ? step.done : null} aria-label=${words.begun}></progress>
    ${counted && html`<span>${[fill(words.course, step), left].filter(Boolean).join(", ")}</span>`}
    ${(one || step.all !== 1) && html`<button type="button" ref=${own} aria-disabled=${step.stopped ? "true" : null} onClick=${() => step.stopped || onStop()}>${words.stop}</button>`}
  </div>`;
}

// What is said of a print: once when it begins, once when it is over; and what it made.
function Outcome({ print, words, back, ready, one, nameOf, told }) {
  const { step, busy } = print;
  const over = step && step.over ? step : null;
  const single = over && !over.stopped && over.done === 1;
  const name = nameOf || ((file) => file.name);
  return html`<div role="status">
      ${told && html`<p>${told}</p>`}
      ${busy && html`<p>${step.stopped ? words.stopping : words.begun}</p>`}
      ${single && html`<p>${ready} <${FileLink} file=${over.made[0]} words=${words} /></p>`}
      ${over && !over.stopped && over.done > 1 && html`<p>${fill(words.many, { count: over.done, folder: over.folder })}</p>`}
      ${over && over.stopped && html`<p>${fill(words.stopped, over)}</p>`}
      ${over && html`<${Problems} step=${over} words=${words} />`}
    </div>
    ${busy && step.job && html`<${Course} step=${step} words=${words} onStop=${print.stop} back=${back} one=${one} />`}
    ${over && !single && over.made.length > 0 && html`<details class="tk-records">
      <summary>${fill(words.files, { count: over.done })}</summary>
      <ul>${over.made.map((file) => html`<li><${FileLink} file=${file} words=${words}>${name(file)}</${FileLink}></li>`)}</ul>
      ${over.more > 0 && html`<p>${fill(words["files-more"], { count: over.more })}</p>`}
    </details>`}`;
}

// A button that prints at once, with its progress and its result beside it.
function PrintButton({ asked, words, label, main, titles }) {
  const print = usePrint(words);
  const own = useRef(null);
  return html`<div class="tk-print">
    <button type="button" ref=${own} class=${main ? "tk-main" : ""} aria-disabled=${print.busy ? "true" : null} onClick=${() => print.busy || print.begin(asked)}>${label}</button>
    <${Outcome} print=${print} words=${words} back=${own} ready=${words.ready} nameOf=${titles && ((file) => titles[file.page] || file.name)} />
  </div>`;
}

// One thing to choose: its name, what it is, and in its place why it cannot be chosen now.
function Choice({ id, type, name, label, about, off, checked, onChoose }) {
  const said = off || about;
  return html`<label class=${"tk-wish" + (off ? " tk-off" : "")}>
    <input type=${type} name=${name} checked=${checked} disabled=${Boolean(off)} aria-labelledby=${id} aria-describedby=${said ? id + "-about" : null} onChange=${(event) => onChoose(event.target.checked)} />
    <span><span class="tk-wish-name" id=${id}>${label}</span>${said && html`<span class="tk-about" id=${id + "-about"}>${said}</span>`}</span>
  </label>`;
}

// Some of which one is chosen. Each row is [value, label, about, why it is off].
function Choices({ id, legend, rows, chosen, onChoose, children }) {
  return html`<fieldset>
    <legend>${legend}</legend>
    <div class=${rows.some((row) => row[2]) ? "tk-wishes" : "tk-wishes tk-short"}>
      ${rows.map(([value, label, about, off]) => html`<${Choice} key=${value} id=${id + "-" + value} type="radio" name=${id} label=${label} about=${about} off=${off} checked=${value === chosen} onChoose=${() => onChoose(value)} />`)}
    </div>
    ${children}
  </fieldset>`;
}

// Which pages, on the start page; the list opens when they are chosen one by one.
function PageChoices({ id, words, start, kind, all, wish, choose }) {
  if (kind.keeps) return html`<fieldset><legend>${words["which"]}</legend><p class="tk-about">${words["which-kept"]}</p></fieldset>`;
  const keys = all ? words["which-own"] : fill(words["which-keys"], { count: start.keys.length });
  const rows = [["keys", keys], ["every", words["which-every"]], ["chosen", words["which-chosen"]]];
  const change = (page) => (there) => choose({ chosen: there ? [...wish.chosen, page] : wish.chosen.filter((one) => one !== page) });
  return html`<${Choices} id=${id + "-which"} legend=${words.which} rows=${rows} chosen=${wish.which} onChoose=${(which) => choose({ which })}>
    ${wish.which === "chosen" && html`<fieldset class="tk-inner">
      <legend class="tk-hidden">${words["which-chosen"]}</legend>
      <div class="tk-wishes">
        ${start.groups.flatMap((group) => group.pages).map((row) => html`<${Choice} key=${row.page} id=${id + "-page-" + row.page} type="checkbox" name=${id + "-page"} label=${row.number ? row.number + ". " + row.title : row.title} checked=${wish.chosen.includes(row.page)} onChoose=${change(row.page)} />`)}
      </div>
    </fieldset>`}
  </${Choices}>`;
}

// For whom, on the start page: the client picked above, everyone, or all clients.
function whomRows(words, client, clients) {
  const broken = client.problems && client.problems.length ? words["whom-broken"] : "";
  const rows = [["blank", words["whom-blank"]], ["all", fill(words["whom-all"], { count: clients.length }), "", clients.length ? "" : words["whom-none"]]];
  return client.code ? [["client", client.label, "", broken], ...rows] : rows;
}

function paperRows(words, whom, client) {
  const names = { a4: words.a4, letter: words.letter };
  const own = whom === "all" ? words["paper-each"] : fill(client.code && whom === "client" ? words["paper-client"] : words["paper-usual"], { paper: names[client.paper] || names.a4 });
  return [["", own], ["a4", names.a4], ["letter", names.letter]];
}

// The ways to make it, each with the reason for which it cannot be chosen beside the others.
function wayRows(words, kind, large, gray) {
  const half = !kind.folds ? words["why-fold"] : large ? words["why-half"] : "";
  const flowing = gray ? words["why-gray"] : "";
  return [
    ["pdf", words["as-pdf"], words["as-pdf-about"]],
    ["fillable", words["as-fillable"], words["as-fillable-about"]],
    ["booklet", words["as-booklet"], words["as-booklet-about"], half],
    ["html", words["as-html"], words["as-html-about"], flowing],
    ["docx", words["as-docx"], words["as-docx-about"], flowing],
  ];
}

function pagesAsked(wish, kind, page, start) {
  if (page) return [page];
  if (kind.keeps || wish.which === "keys") return ["all"];
  if (wish.which === "every") return ["every"];
  return start.groups.flatMap((group) => group.pages.map((row) => row.page)).filter((name) => wish.chosen.includes(name));
}

// Before many files are made: for how many people, and how many files. Gives what was counted, and how to ask and answer.
function useCount(print, words, back) {
  const [counted, setCounted] = useState(null);
  const [busy, setBusy] = useState(false);
  const close = () => {
    setCounted(null);
    setTimeout(() => back.current && back.current.focus(), 0);
  };
  const count = (asked) => {
    setBusy(true);
    send("workshop/print", { ...asked, count: true })
      .then((told) => (told.files ? setCounted({ ...told, asked }) : print.tell(...told.problems)))
      .catch(() => print.tell(words.unreachable))
      .then(() => setBusy(false));
  };
  const yes = () => {
    print.begin(counted.asked);
    close();
  };
  return { counted, busy, count, yes, close };
}

function Sure({ count, words }) {
  const told = count.counted;
  return html`<${Question} text=${fill(words["all-sure"], told)} yes=${fill(words["all-yes"], told)} no=${words["all-no"]} onNo=${count.close} onYes=${count.yes}>
    ${told.problems.length > 0 && html`<p>${words["print-failed"]}</p><ul>${told.problems.map((text) => html`<li>${text}</li>`)}</ul>`}
  </${Question}>`;
}

// The form: what, for whom, which pages, on which paper, how. On a page, `page` is the one and `client` whose it is; on
// the start page, `start` has the keys of the client picked, all pages and all clients.
function PrintMore({ kinds, words, place, titles, client, page, start }) {
  const [id] = useState(() => "tk-print" + (printForms += 1));
  const [given, setGiven] = useState(lastChoices);
  const [picked, setWhom] = useState("");
  const print = usePrint(words, place);
  const go = useRef(null);
  const count = useCount(print, words, go);
  useEffect(() => setWhom(""), [client.code]);
  const whom = page ? "client" : picked || (client.code ? "client" : "blank");
  const kind = kinds.find((row) => row.kind === given.kind) || kinds[0];
  const own = whom === "client" && client.large === true;
  const large = given.large || own;
  // What cannot go together any more gives way.
  const wish = { ...given, as: given.as === "booklet" && (large || !kind.folds) ? "pdf" : given.as };
  const flowing = FLOWING.includes(wish.as);
  const gray = wish.gray && !flowing;
  const choose = (some) => {
    const next = { ...wish, ...some };
    sessionStorage.tkPrintChoices = JSON.stringify(next);
    setGiven(next);
  };
  const asked = {
    ...(whom === "all" ? { all: true } : { client: whom === "client" ? client.code : "" }),
    ...{ pages: pagesAsked(wish, kind, page, start), kind: kind.kind, paper: wish.paper, large_print: wish.large, gray },
    ...{ booklet: wish.as === "booklet", fillable: wish.as === "fillable", format: flowing ? wish.as : "pdf" },
  };
  const submit = (event) => {
    event.preventDefault();
    if (print.busy || count.busy || count.counted) return undefined;
    if (!asked.pages.length) return print.tell(words["which-none"]);
    return whom === "all" ? count.count(asked) : print.begin(asked);
  };
  const nameOf = (file) => [start && file.client, titles[file.page] || file.name].filter(Boolean).join(": ");
  const rows = kinds.map((row) => [row.kind, row.name, row.about]);
  const largeOff = own ? words["large-own"] : wish.as === "booklet" ? words["why-half"] : "";
  return html`<details class="tk-more-print" open=${print.step ? true : null}>
    <summary>${words.more}</summary>
    <form class="tk-form" onSubmit=${submit}>
      <${Choices} id=${id + "-what"} legend=${words.what} rows=${rows} chosen=${kind.kind} onChoose=${(name) => choose({ kind: name })} />
      ${start && html`<${Choices} id=${id + "-whom"} legend=${words.whom} rows=${whomRows(words, client, start.clients)} chosen=${whom} onChoose=${setWhom} />`}
      ${start && html`<${PageChoices} id=${id} words=${words} start=${start} kind=${kind} all=${whom === "all"} wish=${wish} choose=${choose} />`}
      <${Choices} id=${id + "-paper"} legend=${words.paper} rows=${paperRows(words, whom, client)} chosen=${wish.paper} onChoose=${(paper) => choose({ paper })} />
      <fieldset>
        <legend>${words.looks}</legend>
        <div class="tk-wishes">
          <${Choice} id=${id + "-large"} type="checkbox" label=${words.large} about=${words["large-about"]} off=${largeOff} checked=${large && wish.as !== "booklet"} onChoose=${(there) => choose({ large: there })} />
          <${Choice} id=${id + "-gray"} type="checkbox" label=${words.gray} about=${words["gray-about"]} off=${flowing ? words["why-gray"] : ""} checked=${gray} onChoose=${(there) => choose({ gray: there })} />
        </div>
      </fieldset>
      <${Choices} id=${id + "-as"} legend=${words.as} rows=${wayRows(words, kind, large, gray)} chosen=${wish.as} onChoose=${(as) => choose({ as })} />
      <div class="tk-print">
        <button type="submit" class="tk-main" ref=${go} aria-disabled=${print.busy || count.busy ? "true" : null}>${words.print}</button>
        <${Outcome} print=${print} words=${words} back=${go} ready=${words["file-ready"]} one=${true} nameOf=${nameOf} told=${count.busy ? words.counting : ""} />
      </div>
      ${count.counted && html`<${Sure} count=${count} words=${words} />`}
    </form>
  </details>`;
}
