// Draws a widget by a script that the kernel sends once for all widgets, as models that hold nothing but a text. With
// each widget carrying all of it, a page of twenty exercises would fetch and run the same script twenty times.

const made = (window.tkMade = window.tkMade || new Map());

function makeOnce(text, make) {
  if (!made.has(text)) made.set(text, make(text));
  return made.get(text);
}

async function readScript(text) {
  const address = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  const script = await import(address);
  URL.revokeObjectURL(address);
  return script.default;
}

// The kit's own JupyterLab has the style from its start; any other one gets it with the first widget.
function addStyle(text) {
  if (getComputedStyle(document.documentElement).getPropertyValue("--tk-teal")) return;
  document.head.append(Object.assign(document.createElement("style"), { textContent: text }));
}

export default {
  async render(given) {
    const textOf = async (id) => (await given.host.getModel("anywidget:" + id)).get("text");
    const [sheet, ...parts] = await Promise.all([given.model.get("sheet"), ...given.model.get("script")].map(textOf));
    makeOnce(sheet, addStyle);
    const face = await makeOnce(parts.join("\n"), readScript);
    return face.render(given);
  },
};
