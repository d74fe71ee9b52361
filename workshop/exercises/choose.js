// Choose: answers are buttons; one that was tried shows what it does.

function Body({ view, words, act, say, uid }) {
  const tell = useTelling(view, say);
  const pick = (question, option) => {
    tell((after) => {
      const picked = after.questions[question].options[option];
      return sentences(picked.good ? words.good : words.other, picked.because, after.progress);
    });
    act({ do: "pick", question, option });
  };
  return html`<ol class="tk-list tk-questions">
      ${view.questions.map(
        (question, number) => html`<li>
          <p class="tk-ask" id=${uid + "-q" + number}>${question.ask}</p>
          <div class="tk-options" role="group" aria-labelledby=${uid + "-q" + number}>
            ${question.options.map(
              (option, at) => html`<div class="tk-option">
                <button type="button" class="tk-line" aria-pressed=${option.picked ? "true" : "false"} aria-describedby=${option.tried ? uid + "-f" + number + "-" + at : null} onClick=${() => pick(number, at)}>${option.text}</button>
                ${option.tried &&
                html`<div id=${uid + "-f" + number + "-" + at}>
                  <${Feedback} good=${option.good} title=${option.good ? words.good : words.other}>${option.because}<//>
                </div>`}
              </div>`,
            )}
          </div>
        </li>`,
      )}
    </ol>
    <footer>
      <p>${view.progress}. ${words["try-another"]}</p>
    </footer>`;
}
