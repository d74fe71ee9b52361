// Rewrite: own words first; then the coach and examples, each when asked for.

// What the coach says, for the ear.
function spoken(line, words) {
  const told = line.coach.map((note) => sentences(...[note.worked, moveNamed(note), note.quoted, note.does, note.tries].filter(Boolean)));
  return [line.fit, ...told].filter(Boolean).join(" ") || words.nothing;
}

function Reworded({ line, at, view, words, act, say, uid }) {
  const asked = useRef(false);
  useEffect(() => {
    // What was typed last may be answered before the coach is.
    if (asked.current && line.coach) say(spoken(line, words));
    if (line.coach) asked.current = false;
  }, [line.coach]);
  const field = uid + "-" + at;
  const open = line.examples.length > 0;
  const ask = () => {
    if (line.coach) {
      say(words.hidden);
      return act({ do: "leave", at });
    }
    if (!document.getElementById(field).value.trim()) return say(words["no-words"]);
    asked.current = true;
    act({ do: "ask", at });
  };
  return html`<li>
    <blockquote class="tk-said" id=${uid + "-say" + at}>${line.say}</blockquote>
    <p class="tk-aim" id=${uid + "-aim" + at}><strong>${words.aim}:</strong> ${line.about}</p>
    <${Writing} id=${field} label=${words.yours} text=${line.text} rows="2" described=${uid + "-say" + at + " " + uid + "-aim" + at} onWrite=${(text) => act({ do: "write", at, text })} />
    <div class="tk-buttons">
      ${view.coached && html`<button type="button" key="coach" class="tk-steady" aria-describedby=${uid + "-say" + at} aria-expanded=${line.coach ? "true" : "false"} onClick=${ask}>${line.coach ? words["hide-coach"] : words.ask}</button>`}
      <button type="button" key="examples" class="tk-steady" aria-describedby=${uid + "-say" + at} aria-expanded=${open ? "true" : "false"} onClick=${() => act({ do: open ? "hide" : "show", at })}>${open ? words.hide : words.show}</button>
    </div>
    ${line.coach &&
    html`<div class="tk-feedback tk-even">
      <${Icon} name="thought" />
      <div>
        ${line.fit && html`<p class="tk-fit">${line.fit}</p>`}
        ${line.coach.map((note) => html`<div class="tk-coach"><p>“<${Pieces} pieces=${note.pieces} />”</p><${CoachNote} note=${note} /></div>`)}
        ${line.coach.length === 0 && !line.fit && html`<p>${words.nothing}</p>`}
      </div>
    </div>`}
    ${open && html`<ul class="tk-examples">${line.examples.map((text) => html`<li>${text}</li>`)}</ul>`}
  </li>`;
}

function Body({ view, words, act, say, uid }) {
  return html`<ol class="tk-list tk-questions">
      ${view.lines.map((line, at) => html`<${Reworded} line=${line} at=${at} view=${view} words=${words} act=${act} say=${say} uid=${uid} />`)}
    </ol>
    ${!view.coached && html`<p class="tk-about">${words["no-coach"]}</p>`}
    <footer><p>${words.first}</p></footer>`;
}
