/* One step at a time: from the press until the server's reply has arrived; and which interview this tab is in. */
(() => {
  const mi = (window.mi = window.mi || {});
  const STEPS = "#mi-start, #mi-submit, #mi-pass, #mi-skip, #mi-next, #mi-retry, #mi-reveal, #mi-regrade, #mi-pause, #mi-resume, #mi-finish, #mi-again";
  const PATIENCE = 120000, SIGN_OF_LIFE = 45000;
  const arrived = () => document.querySelector("#mi-arrived i");
  const tab = (id) => {
    try {
      if (id === undefined) return sessionStorage.getItem("mi-session") || "";
      id ? sessionStorage.setItem("mi-session", id) : sessionStorage.removeItem("mi-session");
    } catch { /* private mode */ }
    return "";
  };
  mi.session = () => tab();

  let busy = null, giveUp = 0;
  const begin = (step) => {
    busy = step;
    document.body.dataset.busy = step;
    clearTimeout(giveUp);
    giveUp = setTimeout(end, PATIENCE);
    if (step !== "mi-submit") return;
    const line = document.querySelector("#mi-desk-wrap .mi-grading");
    if (line) line.textContent = line.dataset.line;
  };
  const end = () => {
    busy = null;
    delete document.body.dataset.busy;
    clearTimeout(giveUp);
    const line = document.querySelector("#mi-desk-wrap .mi-grading");
    if (line) line.textContent = "";
  };
  mi.stepEnded = end;

  // after the questions that may be asked first (page.js), before the framework hears of the press
  document.addEventListener("click", (event) => {
    const step = event.target.closest?.(STEPS);
    if (!step) return;
    if (busy) { event.preventDefault(); event.stopImmediatePropagation(); }
    else begin(step.id);
  }, true);

  let mark = "";
  const look = () => {
    const now = arrived();
    if (busy && document.querySelector(".toast-body.error")) end();
    if (!now || now.dataset.mark === mark) return;
    mark = now.dataset.mark;
    if ("session" in now.dataset) tab(now.dataset.session);
    end();
  };
  // a candidate who says nothing may be thinking; a laptop that sleeps gives no sign of life
  setInterval(() => {
    if (!busy && "atWork" in (arrived()?.dataset || {})) document.querySelector("#mi-present")?.click();
  }, SIGN_OF_LIFE);

  const start = () => new MutationObserver(look).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-mark"] });
  document.body ? start() : document.addEventListener("DOMContentLoaded", start);
})();
