(() => {
  const at = (id) => document.getElementById(id);
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const data = JSON.parse(at("data").textContent);
  const says = data.says;
  const fill = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
  // As one line: a line break would begin another item.
  const line = (text) => text.replace(/\s+/g, " ").trim();
  const key = "threatboard-sheet-" + data.sheet;
  const MOST_ITEMS = 200;
  const MOST_REVS = 61;

  const who = at("who");
  const typedName = at("name");
  const dots = all("[data-label]");
  const lists = all(".rows");
  let finished = { rev: 0, payload: "" };
  let isUncopied = false;

  // --- Lists that grow ---

  const grow = (field) => {
    field.style.height = "auto";
    field.style.height = field.scrollHeight + 2 + "px";
  };

  const rowsOf = (list) => [...list.children];

  const numberRows = (list) => {
    rowsOf(list).forEach((row, place) => {
      const n = place + 1;
      const field = row.querySelector("textarea");
      const where = row.querySelector("select");
      const labels = row.querySelectorAll("label");
      field.id = list.dataset.letter + "-" + n;
      labels[0].htmlFor = field.id;
      labels[0].textContent = fill(list.dataset.nth, { n });
      if (where) {
        where.id = field.id + "-place";
        labels[1].htmlFor = where.id;
        labels[1].textContent = fill(list.dataset.place, { n });
      }
    });
  };

  const addRow = (list, behind) => {
    const row = list.firstElementChild.cloneNode(true);
    row.querySelector("textarea").value = "";
    const where = row.querySelector("select");
    if (where) where.value = "";
    list.insertBefore(row, behind ? behind.nextSibling : null);
    numberRows(list);
    grow(row.querySelector("textarea"));
    return row;
  };

  // One empty row at the end invites the next line.
  const invite = (list) => {
    const last = list.lastElementChild.querySelector("textarea");
    if (last.value.trim() !== "" && list.children.length < MOST_ITEMS) addRow(list);
  };

  const listen = (list) => {
    list.addEventListener("input", (event) => {
      const field = event.target;
      if (field.tagName !== "TEXTAREA") return;
      // What is pasted with several lines becomes several rows.
      const lines = field.value.split(/\r?\n/);
      if (lines.length > 1) {
        let row = field.closest("li");
        field.value = lines[0];
        grow(field);
        for (const text of lines.slice(1).filter((text) => text.trim() !== "")) {
          row = addRow(list, row);
          row.querySelector("textarea").value = text;
          grow(row.querySelector("textarea"));
        }
        row.querySelector("textarea").focus();
      }
      grow(field);
      invite(list);
    });
    list.addEventListener("keydown", (event) => {
      if (event.target.tagName !== "TEXTAREA") return;
      if (event.key === "Enter" && !event.isComposing) {
        event.preventDefault();
        const row = event.target.closest("li");
        if (event.target.value.trim() === "") return;
        const next = row.nextElementSibling ?? addRow(list, row);
        next.querySelector("textarea").focus();
      }
    });
  };

  // On a small screen the words stand for the picture: a long list scrolls in a room of its own, so that the fields are near.
  const smallScreen = matchMedia("(max-width: 40rem)");
  const fitMap = () => {
    const words = document.querySelector(".in-words");
    if (!words) return;
    const isLong = all("li", words).length > 12;
    words.open = smallScreen.matches || !isLong;
    const scroll = words.querySelector(".scroll");
    if (smallScreen.matches && isLong) {
      scroll.tabIndex = 0;
      scroll.setAttribute("role", "group");
      scroll.setAttribute("aria-labelledby", "map-heading");
    } else {
      for (const name of ["tabindex", "role", "aria-labelledby"]) scroll.removeAttribute(name);
    }
  };

  // --- Dots ---

  const dotsOf = (field) => Math.max(0, Math.floor(Number(field.value)) || 0);
  const dotsLeft = () => data.dots - dots.reduce((sum, field) => sum + dotsOf(field), 0);

  const showDots = (note) => {
    const left = dotsLeft();
    const words = left === 0 ? says.none_left : left === 1 ? says.one_left : fill(says.n_left, { n: left });
    at("left").textContent = note ? note + " " + words : words;
    for (const field of dots) {
      const row = field.closest("li");
      row.classList.toggle("chosen", dotsOf(field) > 0);
      row.querySelector(".fewer").disabled = dotsOf(field) === 0;
      row.querySelector(".more").disabled = left === 0;
    }
  };

  const setDots = (field, wanted) => {
    const most = dotsOf(field) + dotsLeft();
    field.value = Math.min(Math.max(0, wanted), most);
    return wanted > most ? fill(says.no_more, { n: most }) : "";
  };

  // For fingers and the mouse: on the keyboard, arrows and digits in the field do the same with one stop for each threat.
  const addButton = (field, name, sign, words) => {
    const button = document.createElement("button");
    button.type = "button";
    button.tabIndex = -1;
    button.className = name;
    button.textContent = sign;
    button.setAttribute("aria-label", fill(words, { label: field.dataset.number ?? field.dataset.label }));
    field.parentElement.insertBefore(button, name === "more" ? null : field);
  };

  for (const field of dots) {
    const row = field.closest("li");
    addButton(field, "fewer", "\u2212", says.fewer_for);
    addButton(field, "more", "+", says.more_for);
    field.addEventListener("input", () => {
      if (field.value === "") return showDots();
      const wanted = dotsOf(field);
      field.value = 0;
      showDots(setDots(field, wanted));
    });
    field.addEventListener("blur", () => {
      field.value = dotsOf(field);
    });
    field.addEventListener("focus", () => field.select());
    const step = (by) => () => {
      showDots(setDots(field, dotsOf(field) + by));
      changed();
    };
    row.querySelector(".fewer").addEventListener("click", step(-1));
    row.querySelector(".more").addEventListener("click", step(1));
  }

  // --- Who, and what is theirs ---

  const showName = () => {
    if (who) at("other").hidden = who.value !== "00";
    const mine = at("mine");
    if (!mine) return;
    const actions = all("[data-action]", mine);
    for (const action of actions) action.hidden = Boolean(who) && action.dataset.owner !== who.value;
    at("choose-first").hidden = !who || who.value !== "";
    at("none-yours").hidden = (who && who.value === "") || actions.some((action) => !action.hidden);
  };

  // --- What was answered ---

  const items = () => {
    const found = [];
    for (const list of lists) {
      for (const row of rowsOf(list)) {
        const text = line(row.querySelector("textarea").value);
        const where = row.querySelector("select")?.value;
        if (text !== "") found.push({ letter: list.dataset.letter, text, where });
      }
    }
    return found;
  };

  // By what they are called in a line, or by what anyone would write.
  const votes = (by) => dots.map((field) => [field.dataset[by] ?? field.dataset.label, dotsOf(field)]).filter(([, n]) => n > 0);
  const chosen = (name) => document.querySelector(`input[name="${name}"]:checked`)?.value;
  const agreed = () =>
    all("[data-action]")
      .filter((action) => !action.hidden)
      .map((action) => [action.dataset.action, chosen("yes-" + action.dataset.action)])
      .filter(([, answer]) => answer);
  const scales = () => ["c", "w"].map((letter) => [letter, chosen("scale-" + letter)]).filter(([, n]) => n);

  const isListed = () => Boolean(who) && who.value !== "00";

  // One item a line, with a letter in front that says what it is.
  const payload = () => {
    const placed = ({ text, where }) => (where ? `${text} >${where}` : text);
    const lines = items().map((item) => item.letter + placed(item));
    const ballot = votes("label").map(([label, n]) => (n === 1 ? label : `${label}*${n}`));
    if (ballot.length > 0) lines.push("v" + ballot.join(" "));
    for (const [id, answer] of agreed()) lines.push(answer + id);
    for (const [letter, n] of scales()) lines.push(letter + n);
    return lines;
  };

  // The same as anyone would type it into a chat.
  const plainWords = () => {
    const before = { m: "fix: ", g: "missing: ", a: "assumption: ", k: "keep: ", d: "change: " };
    const asked = ({ letter, text }) => (letter === "q" && !text.endsWith("?") ? text + "?" : text);
    const lines = items().map((item) => {
      const where = item.where ? ` >${item.where}` : "";
      return (before[item.letter] ?? "") + asked(item) + where;
    });
    const ballot = votes("number").flatMap(([label, n]) => Array(n).fill(label));
    if (ballot.length > 0) lines.push(ballot.join(" "));
    for (const [id, answer] of agreed()) lines.push(`${id} ${answer === "y" ? "yes" : "no"}`);
    for (const [letter, n] of scales()) lines.push(`${letter === "c" ? "confidence" : "time"} ${n}`);
    return lines.join("\n");
  };

  // --- Keeping it through a reload, in this tab alone ---

  const keep = () => {
    const state = {
      who: who?.value,
      name: typedName.value,
      rows: lists.map((list) =>
        rowsOf(list).map((row) => [row.querySelector("textarea").value, row.querySelector("select")?.value]),
      ),
      dots: dots.map((field) => dotsOf(field)),
      chosen: all("input:checked").map((field) => [field.name, field.value]),
      finished,
      isUncopied,
    };
    try {
      sessionStorage.setItem(key, JSON.stringify(state));
    } catch {
      // Without a store it is only lost on a reload, before which the browser asks.
    }
  };

  const restore = () => {
    let state;
    try {
      state = JSON.parse(sessionStorage.getItem(key));
    } catch {
      return;
    }
    if (!state) return;
    if (who) who.value = state.who ?? "";
    typedName.value = state.name ?? "";
    lists.forEach((list, place) => {
      (state.rows?.[place] ?? []).forEach(([text, where], n) => {
        const row = list.children[n] ?? addRow(list);
        row.querySelector("textarea").value = text;
        const select = row.querySelector("select");
        if (select) select.value = where ?? "";
      });
    });
    dots.forEach((field, place) => {
      field.value = state.dots?.[place] ?? 0;
    });
    for (const [name, value] of state.chosen ?? []) {
      const field = all("input").find((it) => it.name === name && it.value === value);
      if (field) field.checked = true;
    }
    finished = state.finished ?? finished;
    isUncopied = state.isUncopied ?? false;
  };

  // --- Finished ---

  // The live region stays where it is, so that screen readers hear it; for the eye the words stand below the button.
  const note = document.createElement("p");
  note.className = "note";
  note.setAttribute("aria-hidden", "true");

  const say = (words, button) => {
    at("said").textContent = words;
    note.textContent = words;
    if (button) button.after(note);
    else note.remove();
  };

  const refuse = (words, field) => {
    at("wrong").textContent = words;
    if (field) {
      field.setAttribute("aria-invalid", "true");
      field.focus();
    }
  };

  const unrefuse = () => {
    at("wrong").textContent = "";
    for (const field of [who, typedName]) field?.removeAttribute("aria-invalid");
  };

  // What is shown to copy is always what stands above it.
  function changed() {
    unrefuse();
    isUncopied = payload().length > 0;
    if (!at("result").hidden) {
      at("result").hidden = true;
      say(says.changed);
    }
    keep();
  }

  const copied = (n, m, button) => {
    if (n === m) isUncopied = false;
    keep();
    const whole = data.moment === "before" ? says.copied_before : says.copied;
    say(n < m ? fill(says.copied_n, { n, m }) : whole, button);
  };

  const showByHand = (text) => {
    at("by-hand").hidden = false;
    at("hand").value = text;
    return at("hand");
  };

  // By the clipboard, else by the old command, else selected for the keyboard.
  const copy = async (button, text, n, m, shown) => {
    try {
      await navigator.clipboard.writeText(text);
      return copied(n, m, button);
    } catch {
      // Not every browser lets a local file do that.
    }
    const field = shown ?? showByHand(text);
    field.focus();
    field.select();
    let isCopied = false;
    try {
      isCopied = document.execCommand("copy");
    } catch {
      isCopied = false;
    }
    if (isCopied) {
      button.focus();
      return copied(n, m, button);
    }
    isUncopied = false;
    say(says.by_hand, shown ? button : at("hand"));
  };

  const showLine = (text, n, m) => {
    const part = document.createElement("div");
    const label = document.createElement("label");
    const field = document.createElement("textarea");
    const button = document.createElement("button");
    part.className = "part";
    field.id = "line-" + n;
    field.className = "line";
    field.readOnly = true;
    field.spellcheck = false;
    field.setAttribute("writingsuggestions", "false");
    field.autocomplete = "off";
    field.value = text;
    label.htmlFor = field.id;
    label.textContent = m === 1 ? says.line_one : fill(says.line_n, { n, m });
    button.type = "button";
    button.className = "main";
    button.textContent = m === 1 ? says.copy_one : fill(says.copy_n, { n, m });
    button.addEventListener("click", () => {
      button.classList.add("done");
      copy(button, text, n, m, field);
    });
    part.append(label, field, button);
    at("lines").append(part);
    return field;
  };

  let lines = [];

  const finish = async () => {
    unrefuse();
    if (who && who.value === "") return refuse(says.need_name, who);
    const name = line(typedName.value);
    if (!isListed() && name === "") return refuse(says.need_typed_name, typedName);
    const found = payload();
    if (found.length === 0) return refuse(says.need_words, all("#form textarea, input[type=number]")[0]);
    const text = (isListed() ? found : ["i" + name, ...found]).join("\n");
    if (text !== finished.payload) {
      finished = { rev: Math.min(finished.rev + 1, MOST_REVS), payload: text };
    }
    const isTooMuch = text.split("\n").length > MOST_ITEMS;
    const code = isListed() ? who.value : "00";
    const folded = isTooMuch ? null : await codec.fold(data.sheet, code, finished.rev, text);
    lines = folded ?? [];
    at("lines").replaceChildren();
    const shown = lines.map((part, place) => showLine(part, place + 1, lines.length));
    at("all").hidden = lines.length < 2;
    at("by-hand").hidden = true;
    at("result").hidden = false;
    shown.forEach(grow);
    say(folded ? says.ready : says.too_long, folded ? null : at("lines"));
    at("result").focus();
    keep();
  };

  const save = () => {
    const text = lines.length > 0 ? lines.join("\n") : plainWords();
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text + "\n"], { type: "text/plain" }));
    link.download = "answers-" + data.sheet + ".txt";
    link.click();
    URL.revokeObjectURL(link.href);
    isUncopied = false;
    keep();
    say(says.saved, at("save"));
  };

  // --- Begin ---

  restore();
  for (const list of lists) {
    numberRows(list);
    invite(list);
    listen(list);
  }
  if (dots.length > 0) showDots();
  showName();
  at("how").hidden = true;
  document.body.classList.add("scripted");
  at("whose").hidden = false;
  at("form").hidden = false;
  all("#form textarea").forEach(grow);
  fitMap();
  smallScreen.addEventListener("change", fitMap);

  document.querySelector("main").addEventListener("input", (event) => {
    if (event.target.readOnly) return;
    showName();
    changed();
  });
  at("finished").addEventListener("click", finish);
  at("all").addEventListener("click", () => copy(at("all"), lines.join("\n"), 1, 1));
  at("plain").addEventListener("click", () => copy(at("plain"), plainWords(), 1, 1));
  at("save").addEventListener("click", save);
  addEventListener("beforeunload", (event) => {
    if (!isUncopied) return;
    event.preventDefault();
    // Older browsers ask for this.
    event.returnValue = true;
  });
})();
