/* What the page does by itself: theme, clock, keyboard, lighting evidence. */
(() => {
  const mi = (window.mi = window.mi || {});
  const words = () => window.miWords || {};
  const box = (mi.box = () => document.querySelector("#mi-answer textarea"));
  const stage = (mi.stage = () => document.querySelector(".mi-stage[data-question]"));
  const read = (name) => { try { return localStorage.getItem(name); } catch { return null; } };
  const keep = (mi.keep = (name, value) => { try { value === null ? localStorage.removeItem(name) : localStorage.setItem(name, value); } catch { /* private mode */ } });

  // theme: the system's, unless the candidate chose
  const applyTheme = () => {
    const chosen = read("mi-theme");
    if (chosen && document.body) document.body.classList.toggle("dark", chosen === "dark");
  };
  document.addEventListener("click", (event) => {
    if (!event.target.closest?.("[data-mi=theme]")) return;
    keep("mi-theme", document.body.classList.contains("dark") ? "light" : "dark");
    applyTheme();
  });

  document.addEventListener("click", (event) => {
    if (!event.target.closest?.("[data-mi=skip]")) return;
    event.preventDefault();
    const first = [...document.querySelectorAll("#mi-answer textarea, #mi-next, #mi-resume, #mi-plan input, .mi-page button, .mi-page input")].find((el) => el.offsetParent);
    first?.focus();
  });

  // typing into the box from outside, so that the framework notices
  mi.type = (text) => {
    const area = box();
    if (!area) return;
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set.call(area, text);
    area.dispatchEvent(new Event("input", { bubbles: true }));
  };

  // the clock: the server says where it stands, the browser ticks on
  setInterval(() => {
    for (const el of document.querySelectorAll("[data-clock]")) {
      const stamp = el.dataset.stamp + el.dataset.seconds + ("running" in el.dataset);
      if (el.miStamp !== stamp) { el.miStamp = stamp; el.miSince = performance.now(); }
      const gone = "running" in el.dataset ? (performance.now() - el.miSince) / 1000 : 0;
      const start = Number(el.dataset.seconds), down = "down" in el.dataset;
      const now = Math.max(0, down ? start - gone : start + gone);
      const shown = Math.floor(now / 60) + ":" + String(Math.floor(now % 60)).padStart(2, "0");
      if (el.textContent !== shown) el.textContent = shown;
      el.classList.toggle("is-short", down && now < 60);
    }
  }, 500);

  // keyboard; while Hangul is being composed every key belongs to the input method
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      const target = event.target.closest?.("#mi-answer") ? "#mi-submit" : event.target.closest?.("#mi-edit") ? "#mi-save" : null;
      if (!target) return;
      event.preventDefault();
      document.querySelector(target)?.click();
    } else if (event.altKey && event.code === "KeyN") {
      event.preventDefault();
      document.querySelector("#mi-next")?.click();
    } else if (event.altKey && event.code === "KeyM") {
      event.preventDefault();
      document.querySelector("[data-mi=mic]")?.click();
    }
  }, true);

  // a point and the sentence that earned it light each other
  const light = (event, on) => {
    const from = event.target.closest?.("[data-point]"), card = from?.closest("[data-card]");
    if (!card) return;
    const wanted = from.dataset.point.split(" ");
    for (const el of card.querySelectorAll("[data-point]"))
      if (el.dataset.point.split(" ").some((id) => wanted.includes(id))) el.classList.toggle("is-lit", on);
  };
  document.addEventListener("mouseover", (event) => light(event, true));
  document.addEventListener("mouseout", (event) => light(event, false));
  document.addEventListener("focusin", (event) => light(event, true));
  document.addEventListener("focusout", (event) => light(event, false));

  // what this browser keeps for itself goes with the rest of the data
  const forgetDrafts = () => {
    try { Object.keys(localStorage).filter((name) => name.startsWith("mi-code:") || name === "mi-draft").forEach((name) => localStorage.removeItem(name)); } catch { /* private mode */ }
  };

  // leaving an interview for good deserves a question
  document.addEventListener("click", (event) => {
    const sure = event.target.closest?.("#mi-finish") ? words().finish : event.target.closest?.("#mi-forget") ? words().forget : null;
    if (sure && !window.confirm(sure)) { event.preventDefault(); event.stopImmediatePropagation(); }
    else if (event.target.closest?.("#mi-forget")) forgetDrafts();
  }, true);

  // a file made of text, without leaving the page
  mi.download = (packed) => {
    if (!packed) return;
    const { name, type, text } = JSON.parse(packed), link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  };

  // reading aloud, when the candidate wants it
  mi.aloud = () => read("mi-aloud") !== null;
  document.addEventListener("change", (event) => {
    if (event.target.closest?.("#mi-aloud")) keep("mi-aloud", event.target.checked ? "1" : null);
  });

  // a new question or card on the page: read it, scroll to it, bring the draft back and the focus along
  let shown = "";
  // the answer box above a new card goes a moment later; a scroll that began before would overshoot
  const bringIntoView = (card, frames = 60) => {
    if (card && frames && document.querySelector("#mi-desk-wrap")) requestAnimationFrame(() => bringIntoView(card, frames - 1));
    else (card ? document.querySelector("#mi-card") : stage())?.scrollIntoView({ block: card ? "start" : "nearest", behavior: "smooth" });
  };
  const settle = () => {
    const now = stage()?.dataset.question || "";
    if (document.documentElement.lang !== (words().language || "ko")) document.documentElement.lang = words().language || "ko";
    mi.restoreDraft();
    mi.moveFocus();
    const card = document.querySelector("#mi-card .mi-card")?.dataset.card || "";
    const state = now + "|" + card;
    if (state === shown) return;
    const first = shown === "";
    shown = state;
    mi.hush?.();
    if (now && !card) {
      mi.resetVoice?.();
      if (mi.aloud() && !first) mi.readAloud();
    }
    if (!first) bringIntoView(card);
  };
  const start = () => {
    applyTheme();
    document.documentElement.lang = words().language || "ko";
    new MutationObserver(() => { applyTheme(); settle(); }).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["class", "data-question"] });
    settle();
  };
  document.body ? start() : document.addEventListener("DOMContentLoaded", start);
})();
