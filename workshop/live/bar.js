// The bar above every page, put into JupyterLab as an extension: where one is, where one can go, print, text size,
// theme, help. It goes from page to page without loading JupyterLab again, and keeps the title and the address right.

const KEYS = { KeyH: "home", KeyB: "previous", KeyN: "next", KeyC: "contents", KeyP: "print", KeyL: "theme", Minus: "smaller", Equal: "larger", Slash: "help", KeyM: "more" };

const SIGNS = {
  home: html`<path d="M4 11 12 4l8 7" /><path d="M6 9.5V20h12V9.5" />`,
  previous: html`<path d="M20 12H5M11 6l-6 6 6 6" />`,
  next: html`<path d="M4 12h15M13 6l6 6-6 6" />`,
  contents: html`<path d="M4 6h16M4 12h16M4 18h16" />`,
  print: html`<path d="M7 9V3.5h10V9" /><path d="M7 17H4V9h16v8h-3" /><path d="M7 14h10v6.5H7z" />`,
  smaller: html`<path d="m3 19 5-13 5 13M5 14.5h6M16 12h6" />`,
  larger: html`<path d="m3 19 5-13 5 13M5 14.5h6M16 12h6M19 9v6" />`,
  theme: html`<circle cx="12" cy="12" r="8.5" /><path d="M12 3.5a8.5 8.5 0 0 1 0 17z" fill="currentColor" />`,
  help: html`<circle cx="12" cy="12" r="9" /><path d="M9.3 9.3a2.7 2.7 0 1 1 4 2.5c-.9.5-1.3 1-1.3 2M12 17v.1" />`,
  more: html`<path d="M5 12v.1M12 12v.1M19 12v.1" />`,
};

function Key({ name, letter }) {
  return html`<tr><th scope="row">${name}</th><td><kbd>Alt</kbd> + <kbd>Shift</kbd> + <kbd>${letter}</kbd></td></tr>`;
}

// A window over the page; Escape closes it, and the focus goes back to its button.
function Sheet({ title, words, onClose, children }) {
  const sheet = useRef(null);
  useEffect(() => {
    sheet.current.showModal();
  }, []);
  return html`<dialog class="tk tk-sheet" ref=${sheet} aria-label=${title} onClose=${onClose}>
    <div class="tk-sheet-head"><h2>${title}</h2><button type="button" onClick=${() => sheet.current.close()}>${words.close}</button></div>
    ${children}
  </dialog>`;
}

function headings() {
  return [...document.querySelectorAll(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Notebook h2")].filter((one) => one.offsetParent);
}

function Contents({ told, here, words, onClose, jump }) {
  return html`<${Sheet} title=${words.contents} words=${words} onClose=${onClose}>
    <div class="tk-columns">
      <nav aria-label=${words["all-pages"]}>
        <h3>${words["all-pages"]}</h3>
        <ul class="tk-plain">
          ${told.pages.map((row) => html`<li><a href=${pageAddress(row.page, told.client)} aria-current=${row.page === here ? "page" : null}>${row.label}</a></li>`)}
        </ul>
      </nav>
      <nav aria-label=${words["this-page"]}>
        <h3>${words["this-page"]}</h3>
        <ul class="tk-plain">
          ${headings().map((one) => html`<li><button type="button" class="tk-jump" onClick=${() => jump(one)}>${one.textContent}</button></li>`)}
        </ul>
      </nav>
    </div>
  </${Sheet}>`;
}

function Help({ words, onClose }) {
  const rows = [["home", "H"], ["previous", "B"], ["next", "N"], ["contents", "C"], ["print", "P"], ["smaller", "−"], ["larger", "+"], ["theme", "L"], ["more", "M"], ["help", "?"]];
  return html`<${Sheet} title=${words.help} words=${words} onClose=${onClose}>
    <p><a href=${baseAddress() + "workshop/help/help"} target="_blank" rel="noopener">${words["help-guide"]}</a></p>
    <h3>${words.keys}</h3>
    <table class="tk-keys"><tbody>${rows.map(([name, letter]) => html`<${Key} name=${words[name]} letter=${letter} />`)}</tbody></table>
  </${Sheet}>`;
}

function Bar({ told, here, kit }) {
  const words = told.words;
  const [sheet, setSheet] = useState("");
  const [said, say] = useState("");
  const back = useRef(null);
  const at = told.pages.findIndex((row) => row.page === here);
  const row = told.pages[at];
  const near = { previous: at > 0 ? told.pages[at - 1] : null, next: at >= 0 ? told.pages[at + 1] : null };
  const open = (name) => {
    back.current = document.activeElement;
    setSheet(name);
  };
  const close = () => {
    setSheet("");
    if (back.current && back.current.isConnected) back.current.focus();
  };
  const print = () => {
    if (!here || here === "start") return;
    say(words.printing);
    printPages({ client: told.client, pages: [here] }, (step) => {
      if (!step.over) return;
      say(step.made.length ? words.ready : words["print-failed"] + " " + step.problems.join(" "));
      if (step.made.length) kit.setPdf(baseAddress() + step.made[0].address);
    }).catch(() => say(words.unreachable));
  };
  const act = {
    home: () => kit.go("start"),
    previous: () => near.previous && kit.go(near.previous.page),
    next: () => near.next && kit.go(near.next.page),
    contents: () => open("contents"),
    help: () => open("help"),
    print,
    theme: () => kit.changeTheme().then((dark) => say(dark ? words["now-dark"] : words["now-light"])),
    smaller: () => say(fill(words["now-size"], { size: kit.changeSize(-1), sizes: SIZES.length })),
    larger: () => say(fill(words["now-size"], { size: kit.changeSize(1), sizes: SIZES.length })),
    more: () => say(kit.toggleMore() ? words["now-more"] : words["now-less"]),
  };
  kit.act = act;
  const jump = (heading) => {
    close();
    setTimeout(() => kit.show(heading), 0);
  };
  const button = (name, label) => html`<button type="button" class="tk-sign" title=${label || words[name]} onClick=${act[name]}><svg class="tk-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${SIGNS[name]}</svg><span class="tk-word">${words[name]}</span></button>`;
  return html`<nav class="tk tk-top" aria-label=${words.bar}>
    ${here !== "start" && button("home")}
    ${near.previous && button("previous", fill(words["previous-name"], { title: near.previous.label }))}
    ${near.next && here !== "start" && button("next", fill(words["next-name"], { title: near.next.label }))}
    <strong class="tk-here">${row ? row.label : told.title}</strong>
    ${button("contents")} ${here && here !== "start" && button("print")}
    ${button("smaller")} ${button("larger")} ${button("theme")} ${button("help")} ${button("more")}
    ${kit.pdf && html`<a class="tk-link" href=${kit.pdf} target="_blank" rel="noopener">${words["open-pdf"]}</a>`}
    <p class="tk-said" role="status">${said}</p>
    ${kit.away && html`<p class="tk-away" role="alert">${words["lost-waiting"]}</p>`}
    ${sheet === "contents" && html`<${Contents} told=${told} here=${here} words=${words} onClose=${close} jump=${jump} />`}
    ${sheet === "help" && html`<${Help} words=${words} onClose=${close} />`}
  </nav>`;
}

function hearKeys(kit) {
  addEventListener(
    "keydown",
    (event) => {
      if (event.key === "Tab") document.body.classList.add("tk-keyboard");
      const name = event.altKey && event.shiftKey && !event.ctrlKey && !event.metaKey && KEYS[event.code];
      if (!name || document.querySelector("dialog[open]")) return;
      event.preventDefault();
      event.stopPropagation();
      if (kit.act[name]) kit.act[name]();
    },
    true,
  );
  // Links between pages stay within JupyterLab; with a key held down they open as the browser does.
  addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("a[href]");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || link.target) return;
    const to = new URL(link.href);
    if (to.origin !== location.origin || !to.pathname.endsWith("/workshop/open")) return;
    event.preventDefault();
    kit.go(to.searchParams.get("page") || "start", to.searchParams.get("client") || "", to.hash);
  });
  addEventListener("popstate", () => {
    const place = placeOf(location.pathname);
    if (place) kit.load("pages/" + place.owner + "/" + place.file).then(kit.read);
  });
}

// A module that JupyterLab shares with its extensions.
async function sharedModule(shared, name) {
  const versions = shared[name];
  return (await versions[Object.keys(versions)[0]].get())();
}

// While the page is opened again, the browser does not ask whether to leave it: all that was done is kept.
addEventListener(
  "beforeunload",
  (event) => {
    if (document.body.classList.contains("tk-reopening") || document.body.dataset.tkActing) event.stopImmediatePropagation();
  },
  true,
);

async function activate(app, shared, documents) {
  const { Widget } = await sharedModule(shared, "@lumino/widgets");
  const widget = new Widget();
  widget.id = "tk-bar";
  app.shell.add(widget, "header");
  const kit = makeKit(app, widget.node);
  kit.documents = documents;
  window.addEventListener("tk-away", () => kit.lookForKit());
  window.addEventListener("tk-again", () => kit.openAgain());
  kit.setSize();
  hearKeys(kit);
  kit.setTitle();
  new MutationObserver(kit.setTitle).observe(document.head, { subtree: true, childList: true, characterData: true });
  await kit.read();
  // A page may be put up before or after this.
  const watch = () => kit.watch(app.shell.currentWidget);
  app.shell.currentChanged.connect(watch);
  app.restored.then(() => {
    watch();
    kit.showAt(FIRST_PLACE);
  });
}

window._JUPYTERLAB = window._JUPYTERLAB || {};
window._JUPYTERLAB["ten-keys"] = (() => {
  let shared = {};
  const plugins = async () => {
    const { IConnectionLost } = await sharedModule(shared, "@jupyterlab/application");
    const { IDocumentManager } = await sharedModule(shared, "@jupyterlab/docmanager");
    const show = (app, documents) => activate(app, shared, documents).catch((error) => console.warn("The bar cannot be shown.", error));
    // In place of JupyterLab's dialog about a lost connection: the notice of the bar.
    const lost = () => () => window.dispatchEvent(new Event("tk-away"));
    return [
      { id: "ten-keys:bar", autoStart: true, optional: [IDocumentManager], activate: show },
      { id: "ten-keys:away", autoStart: true, provides: IConnectionLost, activate: lost },
    ];
  };
  return {
    init: (scope) => {
      shared = scope;
    },
    get: async () => {
      const all = await plugins();
      return () => ({ __esModule: true, default: all });
    },
  };
})();
