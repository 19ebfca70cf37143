/* The code lab: the keyboard in the editor, and unfinished code that outlives a reload. */
(() => {
  const mi = (window.mi = window.mi || {});
  const key = (exercise) => "mi-code:" + exercise;
  const keep = (exercise, code) => { try { localStorage.setItem(key(exercise), code); } catch { /* private mode */ } };

  mi.keepCode = (exercise, code) => { if (exercise) keep(exercise, code ?? ""); };
  // what was typed here and never run is newer than what the server knows
  mi.unfinishedCode = (exercise, code) => {
    try { return localStorage.getItem(key(exercise)) ?? code; } catch { return code; }
  };
  mi.codeRan = (exercise) => {
    const result = document.querySelector("#mi-lab-result .mi-lab-result");
    if (!result) return;
    if (result.getBoundingClientRect().top > innerHeight * 0.7) result.scrollIntoView({ block: "center", behavior: "smooth" });
    if (!("kept" in result.dataset)) return;
    try { localStorage.removeItem(key(exercise)); } catch { /* private mode */ }
  };

  document.addEventListener("click", (event) => {
    const passed = document.querySelector(".mi-lab-facts .is-good");
    const sure = event.target.closest?.("#mi-lab-reset") ? window.miWords.reset
      : event.target.closest?.("#mi-lab-reveal") && !passed ? window.miWords.reveal : null;
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
