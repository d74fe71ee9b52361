// Reflect: a question and room to write.

function Body({ view, words, act, uid }) {
  return html`<div>
      ${view.questions.map(
        (question, at) => html`<${Writing} id=${uid + "-" + at} label=${question.ask} text=${question.text} rows=${Math.max(2, question.lines)} described=${uid + "-private"} onWrite=${(text) => act({ do: "write", at, text })} />`,
      )}
    </div>
    <footer><p id=${uid + "-private"}>${words.private}</p></footer>`;
}
