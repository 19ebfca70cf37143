/* Where the keys go after a step. A step takes away what had the focus; nobody should have to search for it. */
(() => {
  const mi = (window.mi = window.mi || {});
  const find = (selector) => document.querySelector(selector);
  let shown = null, held = null, due = false;
  document.addEventListener("focusin", (event) => { held = event.target; });

  // what is on the page now: its name, and what the keys should find there
  const scene = () => {
    if (find("#mi-end h1")) return ["end", "#mi-end h1"];
    if (find("#mi-resume")) return ["paused", "#mi-resume"];
    if (document.body.dataset.busy === "mi-submit") return ["grading", null];
    if (find("#mi-next")) return ["card " + find("#mi-card .mi-card")?.dataset.card, find("#mi-card .mi-card") ? "#mi-card" : "#mi-next"];
    // a finger on the glass: the box would cover half the question with a keyboard that nobody called
    if (mi.box()) return ["question " + mi.stage()?.dataset.question, matchMedia("(pointer: coarse)").matches ? "#mi-question" : "#mi-answer textarea"];
    return find("#mi-start") ? ["lobby", "#mi-plan input:checked"] : [shown, null];
  };
  // somebody who went elsewhere meanwhile stays there; the buttons under a question belong to it
  const homeless = (at) => !at?.offsetParent || at === document.body || at.closest("[inert]") || at.matches("#mi-desk button, #mi-review button");

  mi.moveFocus = () => {
    const [name, target] = scene();
    if (shown !== null && (name !== shown || (held && !held.isConnected))) due = true;
    shown = name;
    const desk = find("#mi-desk");
    if (desk) desk.inert = name === "grading"; // the words that are being read can be seen, and not changed
    const to = due && target && find(target);
    if (!to?.offsetParent) return;
    due = false;
    held = null;
    if (!homeless(document.activeElement)) return;
    if (to.id === "mi-card") nameCard(to);
    to.focus({ preventScroll: /^(card|question)/.test(name) }); // the page itself scrolls to those
  };
  // The frame of the card outlives the card, which an LLM may write anew while it is being read.
  const nameCard = (frame) => {
    frame.tabIndex = -1;
    frame.setAttribute("role", "group");
    frame.setAttribute("aria-labelledby", frame.querySelector("h2").id);
  };

  // Enter goes on from a card that the focus was brought to; a Ctrl+Enter that is held down does not
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.repeat || event.ctrlKey || event.metaKey || event.isComposing) return;
    if (event.target.id === "mi-card" && event.target.matches(":focus-visible")) find("#mi-next")?.click();
  });
})();
