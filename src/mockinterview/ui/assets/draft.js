/* The half-typed answer: at once in this browser, a moment later on the server. The newest words win. */
(() => {
  const mi = (window.mi = window.mi || {});
  const SLOT = "mi-draft", QUIET = 900;
  const question = () => mi.stage()?.dataset.question;
  let later = 0, brought = null, bringing = false, typed = false;

  // One copy, shared by the tabs: the last words typed in this browser, their question, and whether the server has them.
  const copy = () => { try { return JSON.parse(localStorage.getItem(SLOT)) || {}; } catch { return {}; } };
  const atFirst = copy();
  const write = (draft) => mi.keep(SLOT, JSON.stringify(draft));
  const send = () => {
    clearTimeout(later);
    later = setTimeout(() => document.querySelector("#mi-keep")?.click(), QUIET);
  };
  mi.kept = (text) => {
    const draft = copy();
    if (draft.question === question() && draft.text === text) write({ ...draft, onServer: true });
  };

  document.addEventListener("input", (event) => {
    if (!event.target.closest?.("#mi-answer")) return;
    if (!bringing) typed = true;
    count();
    const asked = question(), text = event.target.value;
    if (!asked || (brought !== asked && !text)) return;
    write({ question: asked, text, onServer: false });
    send();
  });

  // The framework fills the box once more after it has appeared, so one try is not enough; whoever types ends it.
  mi.restoreDraft = () => {
    const asked = question();
    if (!mi.box() || !asked || brought === asked) return;
    brought = asked;
    typed = false;
    const draft = copy();
    // what another tab brought to the server after this page had asked for its words, is not among them
    const known = atFirst.onServer && atFirst.question === asked && atFirst.text === draft.text;
    const newer = draft.question === asked && !known;
    if (newer) send();
    for (const wait of [0, 120, 300, 600, 1200, 2400])
      setTimeout(() => {
        if (typed || brought !== asked || asked !== question() || !mi.box()) return;
        if (newer && mi.box().value !== draft.text) bring(draft.text);
        count();
      }, wait);
  };
  const bring = (text) => {
    bringing = true;
    mi.type(text);
    bringing = false;
  };

  const count = () => {
    const line = document.querySelector(".mi-desk-count"), area = mi.box();
    if (!line || !area) return;
    const limit = Number(line.dataset.limit), length = Array.from(area.value).length;
    line.textContent = length ? line.dataset.count.replace("{count}", length.toLocaleString()) : "";
    line.classList.toggle("is-over", length > limit);
  };
})();
