// Everything the bar does with JupyterLab: pages, titles, size and theme, and what to do when the kit does not answer.

// The place on the page that the address named, before JupyterLab tidies the address.
const FIRST_PLACE = location.hash;
// The title that the kit's server gave, before JupyterLab puts its own there.
const FIRST_TITLE = document.title;
const RETRY = 2000;
const SIZES = [18, 22, 27, 33];

// What the address says: whose page, and the file's name; null outside the kit's pages. In a second window of the same
// browser, JupyterLab puts the name of a workspace into the address.
function placeOf(path) {
  const found = decodeURIComponent(path).match(/(.*\/doc\/(?:workspaces\/[^/]+\/)?tree\/)pages\/([^/]+)\/([^/]+\.ipynb)$/);
  return found ? { before: found[1], owner: found[2], file: found[3] } : null;
}

function makeKit(app, node) {
  const kit = { pdf: "", act: {}, told: null, here: "", away: false };
  const size = () => Math.min(SIZES.length - 1, Math.max(0, Number(sessionStorage.tkSize || localStorage.tkSize || 0)));
  const draw = () => kit.told && render(html`<${Bar} told=${kit.told} here=${kit.here} kit=${kit} />`, node);
  const setTitle = () => {
    const row = kit.told && kit.told.pages.find((one) => one.page === kit.here);
    const known = kit.told ? kit.told.title : FIRST_TITLE;
    const title = row && kit.here !== "start" ? row.label + " – " + known : known;
    if (title && document.title !== title) document.title = title;
  };
  kit.setPdf = (address) => {
    kit.pdf = address;
    draw();
  };
  kit.read = async () => {
    const place = placeOf(location.pathname) || { owner: "everyone", file: "" };
    const told = await ask("workshop/pages?" + new URLSearchParams({ owner: place.owner })).catch((error) => {
      // For a client that is not there, the kit's own page says so.
      if (error.message === "404") location.replace(pageAddress("start", place.owner));
      throw error;
    });
    kit.told = told;
    kit.here = (told.pages.find((row) => row.file === place.file) || { page: "" }).page;
    if (place.file && !kit.here) await kit.checkFile(place);
    setTitle();
    draw();
  };
  // A file that is not there: the kit says so, and which page may be meant.
  kit.checkFile = async (place) => {
    const answer = await fetch(baseAddress() + "api/contents/pages/" + encodeURIComponent(place.owner) + "/" + encodeURIComponent(place.file) + "?content=0");
    if (answer.status === 404) location.replace(pageAddress(place.file.replace(/^\d\d-|\.ipynb$/g, ""), kit.told.client));
  };
  kit.show = (heading) => {
    heading.tabIndex = -1;
    heading.scrollIntoView({ block: "start" });
    heading.focus({ preventScroll: true });
  };
  kit.showAt = (hash, tries = 100) => {
    const part = hash.length > 1 && document.getElementById(decodeURIComponent(hash.slice(1)));
    if (part) return kit.show(part.querySelector("h2") || part);
    return tries && hash.length > 1 ? setTimeout(() => kit.showAt(hash, tries - 1), 100) : undefined;
  };
  // A page asked for before JupyterLab has put up the first one would end up below that.
  kit.settle = async () => {
    const place = placeOf(location.pathname);
    for (let tries = 0; place && tries < 100; tries += 1) {
      const shown = app.shell.currentWidget;
      const right = shown && shown.context && shown.context.path === "pages/" + place.owner + "/" + place.file;
      if (right) return Promise.all([shown.context.ready, shown.context.sessionContext.ready]);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return undefined;
  };
  // From page to page without loading JupyterLab again; where that fails, by the address.
  kit.go = async (page, client = kit.told ? kit.told.client : "", hash = "") => {
    const address = pageAddress(page, client);
    try {
      const told = await ask("workshop/open?" + new URLSearchParams({ page, client, answer: "path" }));
      const place = placeOf(location.pathname);
      const before = place ? place.before : baseAddress() + "doc/tree/";
      await kit.settle();
      await kit.load(told.path);
      // JupyterLab has changed the address by now; what is missing is the place on the page.
      const full = before + told.path.split("/").map(encodeURIComponent).join("/");
      if (location.pathname !== full) history.pushState({}, "", full + hash);
      else if (hash) history.replaceState({}, "", full + hash);
      kit.pdf = "";
      await kit.read();
      kit.showAt(hash);
    } catch {
      location.href = address + hash;
    }
  };
  kit.load = async (path) => {
    // The start page is drawn anew at each visit: what an earlier visit left of it would show widgets that are gone.
    if (path.endsWith("/" + kit.told.pages[0].file)) [...app.shell.widgets("main")].filter((one) => one.context && one.context.path === path).forEach((one) => one.dispose());
    const before = app.shell.currentWidget;
    const opened = await app.commands.execute("docmanager:open", { path, factory: "Notebook" });
    await opened.context.ready;
    if (before && before !== opened && before.context && !before.context.model.dirty) before.close();
    kit.watch(opened);
  };
  // A kernel that ended on its own: what waits is handed over, then the page is opened again.
  kit.watch = (opened) => {
    const session = opened && opened.context && opened.context.sessionContext;
    if (!session || session.tkWatched) return;
    session.tkWatched = true;
    kit.tidy();
    session.statusChanged.connect((_, status) => {
      if (["autorestarting", "restarting", "dead"].includes(status)) kit.openAgain();
    });
    session.connectionStatusChanged.connect((_, status) => {
      if (status !== "connected") kit.lookForKit();
    });
  };
  kit.openAgain = () => {
    // The window in which somebody cleared or brought back the page loads it anew itself.
    if (document.body.dataset.tkActing) return;
    const event = new CustomEvent("tk-rescue", { detail: { handled: false } });
    window.dispatchEvent(event);
    if (event.detail.handled || !kit.here) return;
    // What JupyterLab says about a kernel that ended is of no use any more.
    document.body.classList.add("tk-reopening");
    // Only where the kit answers is there something to go to.
    const asked = { page: kit.here, client: kit.told.client, answer: "path" };
    ask("workshop/open?" + new URLSearchParams(asked))
      .then(() => location.replace(pageAddress(kit.here, kit.told.client) + location.hash))
      .catch(() => {
        document.body.classList.remove("tk-reopening");
        kit.lookForKit();
      });
  };
  // Without a connection: when the kit itself does not answer, one notice says so until it does.
  kit.lookForKit = async () => {
    if (kit.looking) return;
    kit.looking = true;
    for (let gone = false; ; gone = true) {
      const there = await ask("workshop/pages?owner=everyone").then(() => true, () => false);
      kit.setAway(!there);
      if (there && gone) kit.openAgain();
      if (there) break;
      await new Promise((resolve) => setTimeout(resolve, RETRY));
    }
    kit.looking = false;
  };
  // JupyterLab must not save meanwhile: each try that fails would put a dialog over the page.
  kit.setAway = (away) => {
    kit.away = away;
    if (kit.documents) kit.documents.autosave = !away;
    draw();
  };
  kit.changeSize = (by) => {
    const now = Math.min(SIZES.length - 1, Math.max(0, size() + by));
    sessionStorage.tkSize = localStorage.tkSize = String(now);
    kit.setSize();
    return now + 1;
  };
  kit.setSize = () => document.body.style.setProperty("--tk-size", SIZES[size()] + "px");
  kit.changeTheme = async () => {
    const dark = document.body.dataset.jpThemeLight === "true";
    if (app.commands.isToggled("apputils:adaptive-theme")) await app.commands.execute("apputils:adaptive-theme");
    // To stop following the system takes JupyterLab a moment, and then undoes a theme that was chosen too soon.
    for (let tries = 0; tries < 20; tries += 1) {
      await app.commands.execute("apputils:change-theme", { theme: dark ? "JupyterLab Dark" : "JupyterLab Light" });
      await new Promise((resolve) => setTimeout(resolve, 150));
      if (document.body.dataset.jpThemeLight === String(!dark)) break;
    }
    return dark;
  };
  kit.toggleMore = () => {
    const more = document.body.classList.toggle("tk-more");
    kit.tidy();
    return more;
  };
  // What JupyterLab has around the page takes no room while it is not asked for.
  kit.tidy = () => {
    const more = document.body.classList.contains("tk-more");
    for (const panel of app.shell.layout.widgets) {
      if (["jp-top-panel", "jp-menu-panel"].includes(panel.id)) panel.setHidden(!more);
      if (panel.id === "jp-bottom-panel") panel.hide();
    }
    const page = app.shell.currentWidget;
    if (page && page.toolbar && page.hasClass("jp-NotebookPanel")) page.toolbar.hide();
  };
  kit.setTitle = setTitle;
  return kit;
}
