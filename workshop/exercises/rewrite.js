// Rewrite: own words first, then examples. `line.coach` is the coach's place.

function Body({ view, words, act, uid }) {
  return html`<ol class="tk-list tk-questions">
      ${view.lines.map(
        (line, at) => html`<li>
          <blockquote class="tk-said" id=${uid + "-say" + at}>${line.say}</blockquote>
          <p class="tk-aim" id=${uid + "-aim" + at}><strong>${words.aim}:</strong> ${line.about}</p>
          <${Writing} id=${uid + "-" + at} label=${words.yours} text=${line.text} rows="2" described=${uid + "-say" + at + " " + uid + "-aim" + at} onWrite=${(text) => act({ do: "write", at, text })} />
          ${line.coach && html`<div class="tk-coach" role="status">${line.coach}</div>`}
          <button type="button" aria-describedby=${uid + "-say" + at} aria-expanded=${line.examples.length ? "true" : "false"} onClick=${() => act({ do: line.examples.length ? "hide" : "show", at })}>${line.examples.length ? words.hide : words.show}</button>
          ${line.examples.length > 0 && html`<ul class="tk-examples">${line.examples.map((text) => html`<li>${text}</li>`)}</ul>`}
        </li>`,
      )}
    </ol>
    <footer><p>${words.first}</p></footer>`;
}
