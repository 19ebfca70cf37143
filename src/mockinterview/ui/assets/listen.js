/* The question read aloud: by the configured voice when there is one, else by the browser's own. */
(() => {
  const mi = (window.mi = window.mi || {});
  const words = () => window.miWords || {};
  const stage = () => document.querySelector(".mi-stage[data-question]");
  const button = () => document.querySelector("[data-mi=listen]");
  let turn = 0, busy = false, player = null; // what belongs to an earlier turn counts no more
  let last = { question: "", sound: "" };

  const show = (state, line) => {
    busy = state !== "idle";
    const el = button(), place = document.querySelector(".mi-listen-line");
    if (el) el.querySelector("span").textContent = el.dataset[state];
    if (place && line !== undefined) place.textContent = line;
  };

  mi.hush = () => {
    if (!busy) return;
    turn += 1;
    player?.pause();
    player = null;
    window.speechSynthesis?.cancel();
    show("idle", "");
  };

  const byBrowser = (line) => {
    const { said, language } = stage()?.dataset || {}, mine = turn;
    if (!said) return;
    if (!window.speechSynthesis) { show("idle", words().voiceless); return; }
    speechSynthesis.cancel();
    const speech = new SpeechSynthesisUtterance(said);
    speech.lang = language === "en" ? "en-US" : "ko-KR";
    const voice = speechSynthesis.getVoices().find((v) => v.lang?.startsWith(speech.lang.slice(0, 2)));
    if (voice) speech.voice = voice;
    speech.onend = speech.onerror = () => { if (mine === turn) show("idle"); };
    show("playing", line);
    speechSynthesis.speak(speech);
  };

  const byServer = async (question) => {
    const mine = turn;
    let line = words().unread;
    show("loading", "");
    try {
      if (last.question !== question) {
        const reply = await mi.askVoice({ question });
        line = reply.error || line;
        if (reply.sound) last = { question, sound: reply.sound };
      }
      if (mine !== turn) return;
      if (last.question === question) {
        player = new Audio(last.sound);
        player.onended = () => { if (mine === turn) show("idle"); };
        await player.play();
        if (mine === turn) show("playing");
        return;
      }
    } catch { last = { question: "", sound: "" }; /* no connection, or not a sound: the browser's voice */ }
    if (mine === turn) byBrowser(line);
  };

  mi.readAloud = () => {
    mi.hush();
    turn += 1;
    const question = button()?.dataset.sealed;
    question && mi.askVoice ? byServer(question) : byBrowser("");
  };

  document.addEventListener("click", (event) => {
    if (event.target.closest?.("[data-mi=mic],[data-mi=rec]")) mi.hush(); // or the microphone hears the interviewer
    if (event.target.closest?.("[data-mi=listen]")) busy ? mi.hush() : mi.readAloud();
  });
})();
