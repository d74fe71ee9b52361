// Rounds: the clock runs here, in the browser; the rules hold only when it ends.

let sound = null;

// Two soft notes. Made ready by the click that starts the clock, since browsers allow sound only after a click.
function readySound() {
  const Audio = window.AudioContext || window.webkitAudioContext;
  if (!sound && Audio) sound = new Audio();
  if (sound && sound.state === "suspended") sound.resume();
}

function playSound() {
  if (!sound) return;
  [523.25, 659.25].forEach((pitch, at) => {
    const begin = sound.currentTime + at * 0.35;
    const tone = sound.createOscillator();
    const volume = sound.createGain();
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0.0001, begin);
    volume.gain.exponentialRampToValueAtTime(0.18, begin + 0.05);
    volume.gain.exponentialRampToValueAtTime(0.0001, begin + 1.1);
    tone.connect(volume).connect(sound.destination);
    tone.start(begin);
    tone.stop(begin + 1.2);
  });
}

function leftNow(view) {
  return view.ends === null ? view.left : Math.max(0, view.ends - Date.now());
}

function leftWords(view, words) {
  const whole = Math.ceil(leftNow(view) / 1000);
  return fill(words.left, { minutes: Math.floor(whole / 60), seconds: whole % 60 });
}

function clockText(milliseconds) {
  const seconds = Math.ceil(milliseconds / 1000);
  return Math.floor(seconds / 60) + ":" + String(seconds % 60).padStart(2, "0");
}

function Clock({ view, words, act, tell }) {
  const [, tick] = useState(0);
  const [up, setUp] = useState(false);
  const told = useRef("");
  const just = useRef(false);
  // "Time is up" belongs to the turn that ended: it stays while that is the newest thing, and goes with the next step.
  useEffect(() => {
    if (!just.current) setUp(false);
    just.current = false;
  }, [view.turn, view.phase]);
  useEffect(() => {
    if (view.ends === null) return undefined;
    setUp(false);
    const timer = setInterval(() => {
      tick((count) => count + 1);
      const run = [view.turn, view.phase, view.ends].join();
      if (leftNow(view) > 0 || told.current === run) return;
      told.current = run;
      if (!view.quiet) playSound();
      just.current = true;
      setUp(true);
      tell((after) => sentences(words.up, after.heading));
      act({ do: "up", turn: view.turn, phase: view.phase });
    }, 200);
    return () => clearInterval(timer);
  }, [view.ends, view.turn, view.phase, view.quiet]);
  const left = leftNow(view);
  const share = view.whole ? left / view.whole : 0;
  const round = 2 * Math.PI * 44;
  return html`<div class=${"tk-clock" + (up ? " tk-up" : "")} role="timer" aria-label=${leftWords(view, words)}>
    <svg viewBox="0 0 100 100" aria-hidden="true" focusable="false">
      <circle class="tk-clock-back" cx="50" cy="50" r="44" />
      <circle class="tk-clock-left" cx="50" cy="50" r="44" stroke-dasharray=${round} stroke-dashoffset=${round * (1 - share)} />
    </svg>
    <span aria-hidden="true">${clockText(left)}</span>
    ${up && html`<strong class="tk-time-up">${words.up}</strong>`}
  </div>`;
}

function Counter({ row, at, words, act, say, tell }) {
  const count = (by) => {
    tell((after) => fill(words.count, after.counts[at]));
    act({ do: "count", at, by });
  };
  return html`<li class="tk-row">
    <span class="tk-row-text">${row.text}</span>
    <span class="tk-buttons">
      <button type="button" class="tk-small" data-rapid aria-label=${fill(words.less, { text: row.text })} aria-disabled=${row.count ? null : "true"} onClick=${() => (row.count ? count(-1) : say(fill(words.count, row)))}>−</button>
      <output class="tk-count" aria-live="off">${row.count}</output>
      <button type="button" class="tk-small" data-rapid aria-label=${fill(words.more, { text: row.text })} onClick=${() => count(1)}>+</button>
    </span>
  </li>`;
}

function Body({ view, words, act, say, uid }) {
  const tell = useTelling(view, say);
  const running = view.ends !== null;
  const started = view.left < view.whole;
  const over = view.phase === "over";
  const head = useRef(null);
  const was = useRef(over);
  useLayoutEffect(() => {
    // The button that was pressed is gone with the last turn.
    if (over && !was.current && document.activeElement === document.body) head.current.focus();
    was.current = over;
  }, [over]);
  const skip = () => {
    tell((after) => after.heading);
    act({ do: "skip", turn: view.turn, phase: view.phase });
  };
  const run = () => {
    readySound();
    tell((after) => leftWords(after, words));
    act({ do: running ? "pause" : "run", now: Date.now() });
  };
  return html`<div class="tk-rounds">
      <div>
        <h3 tabindex="-1" ref=${head}>${view.heading}</h3>
        ${!over && html`<${Clock} view=${view} words=${words} act=${act} tell=${tell} />`}
        ${over && html`<p>${words["well-done"]}</p>`}
        ${!over &&
        html`<div class="tk-buttons">
          <button type="button" class="tk-main tk-steady" onClick=${run}>${running ? words.pause : started ? words.resume : words.run}</button>
          <button type="button" onClick=${skip}>${words.skip}</button>
        </div>`}
        <label class="tk-tick"><input type="checkbox" checked=${!view.quiet} onChange=${(event) => act({ do: "quiet", on: !event.target.checked })} /> ${words.sound}</label>
      </div>
      ${!over &&
      html`<ul class="tk-people">
        ${view.people.map((person) => html`<li><p>${person.who}: <strong>${person.role}</strong></p><p class="tk-about">${person.does}</p></li>`)}
      </ul>`}
    </div>
    ${view.prompts.length > 0 && html`<div><h3>${words.prompts}</h3><ul>${view.prompts.map((text) => html`<li>${text}</li>`)}</ul></div>`}
    ${view.counts.length > 0 &&
    html`<div><h3>${words.sheet}</h3><ul class="tk-list">${view.counts.map((row, at) => html`<${Counter} row=${row} at=${at} words=${words} act=${act} say=${say} tell=${tell} />`)}</ul></div>`}`;
}
