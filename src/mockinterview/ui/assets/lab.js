/* The code lab: the keyboard in the editor, and unfinished code that outlives a reload, a lost server and other tabs. */
(() => {
  const mi = (window.mi = window.mi || {});
  const words = () => window.miWords || {};
  const sheet = () => document.querySelector(".mi-lab-sheet[data-exercise]");
  const key = () => (sheet() ? `mi-code:${sheet().dataset.owner}:${sheet().dataset.exercise}` : null);
  const read = () => { try { return key() && localStorage.getItem(key()); } catch { return null; } };
  const write = (code) => {
    try { if (key()) code === null ? localStorage.removeItem(key()) : localStorage.setItem(key(), code); } catch { /* private mode */ }
  };
  const same = (a, b) => (a ?? "").trimEnd() === (b ?? "").trimEnd();

  // the editor's own text: on the page stand only the lines in view
  const typed = () => {
    const content = document.querySelector("#mi-code .cm-content");
    const view = content?.cmTile?.view || content?.cmView?.view;
    return view ? view.state.doc.toString() : content && [...content.querySelectorAll(".cm-line")].map((line) => line.textContent).join("\n");
  };

  // a plain listener: the framework's own events stop when its server is away
  let later = 0;
  const noticed = (event) => {
    if (!event.target.closest?.("#mi-code")) return;
    clearTimeout(later);
    later = setTimeout(() => write(typed()), 120);
  };
  document.addEventListener("input", noticed, true);
  document.addEventListener("keyup", noticed, true);

  mi.keepCode = (code) => write(code);
  mi.forgetCode = () => write(null);
  mi.unfinishedCode = (code) => {
    document.querySelector("#mi-code .cm-content")?.setAttribute("aria-label", words().editor);
    return read() ?? code;
  };
  mi.codeRan = () => {
    const result = document.querySelector("#mi-lab-result .mi-lab-result");
    if (!result) return;
    if (result.getBoundingClientRect().top > innerHeight * 0.7) result.scrollIntoView({ block: "center", behavior: "smooth" });
    if ("kept" in result.dataset && same(read(), mi.sentCode)) write(null); // keys pressed meanwhile are a draft again
  };
  mi.focusOn = (wanted) => {
    const look = (times) => {
      const found = [...document.querySelectorAll(wanted)].find((el) => el.offsetParent);
      if (found) found.focus();
      else if (times) setTimeout(() => look(times - 1), 100);
    };
    look(20);
  };

  document.addEventListener("click", (event) => {
    const on = (name) => event.target.closest?.(name);
    const draft = read(), unrun = draft !== null && !same(draft, mi.sentCode);
    const sure = on("#mi-lab-reset") ? words().reset
      : on("#mi-lab-reveal") && "lookCosts" in sheet().dataset ? words().reveal
      : on("[data-run]") && unrun ? words().restore : null;
    if (!sure || window.confirm(sure)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, true);

  document.addEventListener("click", (event) => {
    const run = event.target.closest?.("[data-run]");
    if (!run) return;
    mi.wantedRun = run.dataset.run;
    document.querySelector("#mi-lab-restore")?.click();
  });

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || !event.target.closest?.("#mi-code")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    document.querySelector("#mi-run")?.click();
  }, true);
})();
