// Plan: a form for one small act, the week as a picture, and the file for calendars. The browser knows which day it is.

function isoDate(date) {
  return [date.getFullYear(), String(date.getMonth() + 1).padStart(2, "0"), String(date.getDate()).padStart(2, "0")].join("-");
}

function mondayOf(weeks) {
  const date = new Date();
  date.setHours(12, 0, 0, 0);
  date.setDate(date.getDate() - ((date.getDay() + 6) % 7) + 7 * weeks);
  return isoDate(date);
}

function newId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// An empty form begins tomorrow: Sunday is 0 to the browser, and Monday is 0 to the rules.
function emptyForm(view) {
  return { id: "", text: "", day: new Date().getDay(), time: "18:00", minutes: view.usual };
}

function findRow(view, id) {
  for (const day of view.days) for (const row of day.rows) if (row.id === id) return [day, row];
  return null;
}

function Form({ view, words, uid, form, setForm, onSend, onRemove, onCancel, head }) {
  const field = (name, read) => (event) => setForm({ ...form, [name]: read ? read(event.target.value) : event.target.value });
  const editing = Boolean(form.id);
  const send = (event) => {
    event.preventDefault();
    onSend();
  };
  return html`<form class="tk-plan-form" onSubmit=${send} aria-labelledby=${uid + "-form"}>
    <h3 id=${uid + "-form"} tabindex="-1" ref=${head}>${editing ? words["change-title"] : words["add-title"]}</h3>
    <div class="tk-plan-fields">
      <p class="tk-plan-what"><label for=${uid + "-what"}>${words.what}</label>
        <input id=${uid + "-what"} type="text" required pattern=".*\\S.*" maxlength=${view.letters} autocomplete="off" value=${form.text} onInput=${field("text")} aria-describedby=${uid + "-private"} /></p>
      <p><label for=${uid + "-day"}>${words.day}</label>
        <select id=${uid + "-day"} value=${String(form.day)} onChange=${field("day", Number)}>
          ${view.days.map((day, at) => html`<option value=${String(at)} selected=${at === form.day}>${day.name}</option>`)}
        </select></p>
      <p><label for=${uid + "-time"}>${words.time}</label>
        <input id=${uid + "-time"} type="time" required value=${form.time} onInput=${field("time")} /></p>
      <p><label for=${uid + "-minutes"}>${words["how-long-minutes"]}</label>
        <input id=${uid + "-minutes"} type="number" required min=${view.least} max=${view.longest} value=${form.minutes} onInput=${field("minutes", Number)} /></p>
    </div>
    <p class="tk-about" id=${uid + "-private"}>${words.private}</p>
    <div class="tk-buttons">
      <button type="submit" class="tk-main">${editing ? words.save : words.add}</button>
      ${editing && html`<button type="button" onClick=${onRemove}>${words.remove}</button>`}
      ${editing && html`<button type="button" onClick=${onCancel}>${words.cancel}</button>`}
    </div>
  </form>`;
}

function Week({ view, words, uid, chosen, onPick }) {
  return html`<ol class="tk-week" aria-labelledby=${uid + "-week"}>
    ${view.days.map(
      (day) => html`<li class=${"tk-week-day" + (day.rows.length ? "" : " tk-week-free")}>
        <h4>${day.name} <span>${day.date}</span></h4>
        ${day.rows.length === 0 && html`<p>${words.nothing}</p>`}
        ${day.rows.length > 0 &&
        html`<ul>
          ${day.rows.map(
            (row) => html`<li key=${row.id}>
              <button type="button" id=${uid + "-row-" + row.id} class="tk-week-act" aria-expanded=${chosen === row.id ? "true" : "false"} onClick=${() => onPick(row)}>
                <span class="tk-hidden">${words.entry} </span><strong>${row.when}</strong> <span>${row.text}</span> <small>${row.length}</small>
              </button>
            </li>`,
          )}
        </ul>`}
      </li>`,
    )}
  </ol>`;
}

function WhichWeek({ view, words, act, tell, uid }) {
  const choose = (which) => {
    tell((after) => fill(words.moved, { week: after.week }));
    act({ do: "week", which, today: isoDate(new Date()) });
  };
  const weeks = [mondayOf(0), mondayOf(1)];
  return html`<div class="tk-plan-week">
    <div class="tk-buttons" role="group" aria-labelledby=${uid + "-which"}>
      <span id=${uid + "-which"} class="tk-plan-label">${words["which-week"]}</span>
      <button type="button" aria-pressed=${view.monday === weeks[0] ? "true" : "false"} onClick=${() => choose("this")}>${words["this-week"]}</button>
      <button type="button" aria-pressed=${view.monday === weeks[1] ? "true" : "false"} onClick=${() => choose("next")}>${words["next-week"]}</button>
      ${view.week && html`<span class="tk-plan-dates">${view.week}</span>`}
    </div>
    ${view.monday && !weeks.includes(view.monday) && html`<p class="tk-tip">${words["other-week"]}</p>`}
  </div>`;
}

function saveFile(text) {
  const address = URL.createObjectURL(new Blob([text], { type: "text/calendar;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = "week-plan.ics";
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}

function Calendar({ view, words, act, say, uid }) {
  const asked = useRef(false);
  const saved = useRef(null);
  const save = () => {
    saveFile(view.file);
    say(words.saved);
  };
  useEffect(() => {
    // Only the window in which it was asked for downloads; the file itself comes from the rules.
    if (asked.current && view.file) save();
    asked.current = false;
  }, [view.made]);
  useLayoutEffect(() => {
    if (view.file && document.activeElement === document.body && asked.current && saved.current) saved.current.focus();
  }, [view.file]);
  const make = () => {
    asked.current = true;
    act({ do: "calendar", now: Date.now() });
  };
  return html`<div class="tk-plan-file">
    <h3>${words["file-title"]}</h3>
    ${view.empty && html`<p class="tk-about">${words.first}</p>`}
    ${!view.empty &&
    html`<fieldset>
        <legend>${words.reminder}</legend>
        ${view.reminders.map(
          (reminder) => html`<label class="tk-tick"><input type="radio" name=${uid + "-remind"} checked=${reminder.id === view.reminder} onChange=${() => act({ do: "remind", when: reminder.id })} /> ${reminder.label}</label>`,
        )}
      </fieldset>
      ${view.file
        ? html`<p class="tk-plan-saved"><${Icon} name="good" /><span>${words.saved}</span></p>
            <button type="button" key="again" ref=${saved} onClick=${save}>${words["again-file"]}</button>`
        : html`<button type="button" key="make" class="tk-main" onClick=${make}>${words.calendar}</button>`}`}
  </div>`;
}

function Body({ view, words, act, say, uid }) {
  const [form, setForm] = useState(() => emptyForm(view));
  const focus = useRef("");
  const head = useRef(null);
  const tell = useTelling(view, say);
  const chosen = form.id && findRow(view, form.id) ? form.id : "";
  useEffect(() => {
    // What was open for a change is gone, as after a new start or in another window.
    if (form.id && !chosen) setForm(emptyForm(view));
  }, [view, form.id]);
  useLayoutEffect(() => {
    const target = focus.current && document.getElementById(focus.current);
    if (target) {
      target.focus();
      focus.current = "";
    }
  });
  const wasFull = useRef(view.full);
  useLayoutEffect(() => {
    // With the last free row the form goes, and the focus with it.
    if (view.full && !wasFull.current && document.activeElement === document.body) document.getElementById(uid + "-what").focus();
    wasFull.current = view.full;
  }, [view.full]);
  const told = (words, id) => (after) => {
    const [day, row] = findRow(after, id) || [null, null];
    return row ? fill(words, { day: day.name, when: row.when, text: row.text }) : "";
  };
  const send = () => {
    const { text, day, time, minutes } = form;
    if (chosen) {
      tell(told(words.changed, chosen));
      act({ do: "change", id: chosen, text, day, time, minutes });
      focus.current = uid + "-row-" + chosen;
    } else {
      const id = newId();
      tell(told(words.added, id));
      act({ do: "add", id, text, day, time, minutes, today: isoDate(new Date()) });
      focus.current = uid + "-what";
    }
    setForm({ ...emptyForm(view), day, time, minutes });
  };
  const remove = () => {
    tell(() => fill(words.removed, { text: form.text }));
    act({ do: "remove", id: chosen });
    focus.current = uid + "-what";
    setForm(emptyForm(view));
  };
  const cancel = () => {
    focus.current = uid + "-row-" + chosen;
    setForm(emptyForm(view));
  };
  const pick = (row) => {
    focus.current = uid + "-what";
    setForm({ id: row.id, text: row.text, day: row.day, time: row.time, minutes: row.minutes });
  };
  const begin = (text) => {
    focus.current = uid + "-day";
    setForm({ ...form, text });
  };
  const open = chosen || !view.full;
  return html`<div class="tk-plan">
    ${open && !chosen && html`<h3 id=${uid + "-ideas"}>${words.ideas}</h3>
      <p class="tk-about">${words["ideas-hint"]}</p>
      <ul class="tk-ideas" aria-labelledby=${uid + "-ideas"}>
        ${view.ideas.map((idea) => html`<li><button type="button" onClick=${() => begin(idea)}>${idea}</button></li>`)}
      </ul>`}
    ${open
      ? html`<${Form} view=${view} words=${words} uid=${uid} form=${form} setForm=${setForm} onSend=${send} onRemove=${remove} onCancel=${cancel} head=${head} />`
      : html`<p class="tk-tip" id=${uid + "-what"} tabindex="-1">${words.full}</p>`}
    <div class="tk-plan-head"><h3 id=${uid + "-week"}>${words["your-week"]}</h3><p>${view.count}</p></div>
    <${WhichWeek} view=${view} words=${words} act=${act} tell=${tell} uid=${uid} />
    <${Week} view=${view} words=${words} uid=${uid} chosen=${chosen} onPick=${pick} />
    ${!view.empty && html`<p class="tk-about">${words.hint}</p>`}
    <${Calendar} view=${view} words=${words} act=${act} say=${say} uid=${uid} />
  </div>`;
}
