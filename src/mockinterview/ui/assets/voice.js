/* Speaking: words land in the answer box, where they can be mended; nothing is ever submitted from here. */
(() => {
  const mi = (window.mi = window.mi || {});
  const words = () => window.miWords || {};
  const LIMIT = 10 * 60;
  const RATE = 16000;
  let listening = null, recording = null, late = null;

  // What is said in one go is a take. It belongs to the question it was said to; for any other it is dropped.
  let takes = [];
  const question = () => document.querySelector(".mi-stage[data-question]")?.dataset.question || "";
  const newTake = () => {
    const take = { question: question(), text: "", seconds: 0, chunks: [] };
    takes.push(take);
    return take;
  };
  const wanted = (take) => take.question === question();

  const box = () => document.querySelector("#mi-answer textarea");
  const button = (kind) => document.querySelector(`[data-mi=${kind}]`);
  const say = (line, bad, interim) => {
    const place = document.querySelector(".mi-voice-line");
    if (!place) return;
    place.classList.toggle("is-bad", !!bad);
    place.textContent = line || "";
    if (interim) {
      const part = document.createElement("span");
      part.className = "mi-interim";
      part.textContent = interim;
      place.append(part);
    }
  };
  const press = (kind, on) => {
    const el = button(kind);
    if (!el) return;
    el.setAttribute("aria-pressed", String(on));
    el.querySelector("span").textContent = on ? el.dataset.stop : el.dataset.start;
  };
  const tell = (take, line, bad) => { if (wanted(take)) say(line, bad); };
  const append = (said) => {
    const before = box().value.trimEnd();
    mi.type(before ? before + " " + said : said);
  };
  const add = (take, text) => {
    const said = text.trim();
    if (!said || !wanted(take)) return;
    take.text = (take.text + " " + said).trim();
    late?.heard.push(said);
    if (box()) append(said);
  };
  // what was said first lands first; terms get their usual spelling, and never without saying so
  let order = Promise.resolve();
  const inOrder = (work) => { order = order.then(work, work); };
  const addMended = (take, text) => inOrder(async () => {
    if (!wanted(take)) return;
    let reply = { text, mended: "" };
    try { reply = await mi.mend(text); } catch { /* the words as they were heard */ }
    add(take, reply.text);
    if (reply.mended) tell(take, reply.mended);
  });

  // A pause takes the box away, and resuming brings it back as it was when pause was pressed: what was heard after
  // that press is put in again, unless the candidate has written since.
  const untilResumed = () => { late = { question: question(), box: box(), heard: [] }; };
  const putBack = () => {
    const back = late;
    if (!back || !box() || back.box === box()) return;
    back.box = box();
    const missing = () => (back === late && back.question === question() && box() ? back.heard.filter((said) => !box().value.includes(said)) : []);
    for (const wait of [0, 120, 300, 600, 1200, 2400]) setTimeout(() => missing().forEach(append), wait); // filled late, as in page.js
    setTimeout(() => { if (back === late) late = null; }, 2500);
  };
  document.addEventListener("input", (event) => {
    if (late && event.isTrusted && event.target.closest?.("#mi-answer")) late.heard = [];
  });
  const watch = () => new MutationObserver(putBack).observe(document.body, { childList: true, subtree: true });
  document.body ? watch() : document.addEventListener("DOMContentLoaded", watch);

  // how the answer was given travels with it: what was said in it, how long that took, with times when there are any
  mi.how = () => JSON.stringify({ takes: takes.filter((take) => take.text).map(({ text, seconds, chunks }) => ({ text, seconds, chunks })) });
  mi.resetVoice = () => { stop(); takes = []; say(""); };
  const stop = () => { stopListening(); stopRecording(); };

  const refusal = (name) => ({
    "not-allowed": words().denied, "service-not-allowed": words().denied, NotAllowedError: words().denied,
    "audio-capture": words().noDevice, NotFoundError: words().noDevice, network: words().network,
    NotReadableError: words().noDevice,
  })[name];
  const failure = (reason) => refusal(reason) || words().failed.replace("{reason}", reason);

  // the browser's own recognition
  const Recognition = () => window.webkitSpeechRecognition || window.SpeechRecognition;
  const stopListening = () => {
    if (!listening) return;
    const { recogniser, take, began } = listening;
    listening = null;
    take.seconds = (performance.now() - began) / 1000;
    try { recogniser.stop(); } catch { /* already over */ }
    press("mic", false);
  };
  const listen = () => {
    const recogniser = new (Recognition())(), take = newTake();
    const mine = () => listening?.recogniser === recogniser;
    recogniser.lang = words().language === "en" ? "en-US" : "ko-KR";
    recogniser.continuous = true;
    recogniser.interimResults = true;
    recogniser.onresult = (event) => {
      let interim = "";
      for (let i = event.resultIndex; i < event.results.length; i++) {
        const result = event.results[i];
        if (result.isFinal) addMended(take, result[0].transcript); else interim += result[0].transcript;
      }
      if (mine()) say(words().listening, false, interim);
    };
    recogniser.onerror = (event) => {
      if (event.error === "no-speech" || event.error === "aborted") return;
      if (mine()) stopListening();
      tell(take, failure(event.error), true);
    };
    recogniser.onend = () => { // browsers stop after a silence; the candidate decides when it is over
      if (mine()) try { recogniser.start(); } catch { stopListening(); }
    };
    listening = { recogniser, take, began: performance.now() };
    try { recogniser.start(); } catch (error) { stopListening(); say(failure(error.name), true); return; }
    press("mic", true);
    say(words().listening);
  };

  // recording for a recogniser behind the server; from the press on there is one, also while the browser asks for leave
  const record = async () => {
    const mine = { take: newTake(), parts: [], note: "" };
    recording = mine;
    try {
      mine.stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      if (recording !== mine) { release(mine); return; }
      mine.recorder = new MediaRecorder(mine.stream);
      mine.recorder.ondataavailable = (event) => mine.parts.push(event.data);
      mine.recorder.onstop = () => { release(mine); finish(mine); }; // a device that is unplugged stops it too
      mine.recorder.start();
    } catch (error) {
      if (recording === mine) say(failure(error.name), true);
      release(mine);
      return;
    }
    mine.limit = setTimeout(() => { mine.note = words().tooLong; stopRecording(); }, LIMIT * 1000);
    press("rec", true);
    say(words().recording);
  };
  const stopRecording = () => {
    const done = recording;
    if (done?.recorder?.state === "recording") done.recorder.stop();
    if (done) release(done);
  };
  const release = (done) => {
    clearTimeout(done.limit);
    done.stream?.getTracks().forEach((track) => track.stop());
    if (recording !== done) return;
    recording = null;
    press("rec", false);
  };
  const finish = async ({ take, parts, note }) => {
    const line = (text) => [note, text].filter(Boolean).join(" ");
    tell(take, line(words().transcribing));
    try {
      const samples = await samplesOf(new Blob(parts));
      if (!samples.some((value) => Math.abs(value) > 0.01)) { tell(take, words().silent, true); return; }
      if (!wanted(take)) return;
      const file = new File([wav(samples)], "answer.wav", { type: "audio/wav" });
      write({ take, file, seconds: samples.length / RATE, line });
    } catch (error) { tell(take, failure(error.message || error.name), true); }
  };
  let kept = null; // what the recogniser had no time for: the next press sends it again
  const write = (spoken) => {
    const reply = mi.sendRecording(spoken.file).catch((error) => ({ error: failure(error.message || error.name) }));
    inOrder(async () => hear(spoken, await reply));
  };
  const hear = (spoken, reply) => {
    const { take, seconds, line } = spoken;
    kept = reply.busy ? spoken : null;
    if (reply.error || !reply.text) { tell(take, reply.error || words().silent, true); return; }
    take.seconds = seconds;
    take.chunks = reply.chunks || [];
    add(take, reply.text);
    tell(take, line([words().added, reply.mended].filter(Boolean).join(" ")));
  };
  const samplesOf = async (blob) => {
    if (!blob.size) return [];
    const context = new AudioContext();
    try {
      const sound = await context.decodeAudioData(await blob.arrayBuffer());
      const length = Math.ceil(Math.min(sound.duration, LIMIT) * RATE); // the server takes no second more
      const offline = new OfflineAudioContext(1, Math.max(1, length), RATE), source = offline.createBufferSource();
      source.buffer = sound;
      source.connect(offline.destination);
      source.start();
      return (await offline.startRendering()).getChannelData(0);
    } finally { context.close(); }
  };
  const wav = (samples) => {
    const view = new DataView(new ArrayBuffer(44 + samples.length * 2));
    const put = (at, text) => [...text].forEach((char, i) => view.setUint8(at + i, char.charCodeAt(0)));
    put(0, "RIFF"); view.setUint32(4, 36 + samples.length * 2, true); put(8, "WAVEfmt ");
    view.setUint32(16, 16, true); view.setUint16(20, 1, true); view.setUint16(22, 1, true);
    view.setUint32(24, RATE, true); view.setUint32(28, RATE * 2, true); view.setUint16(32, 2, true); view.setUint16(34, 16, true);
    put(36, "data"); view.setUint32(40, samples.length * 2, true);
    samples.forEach((value, i) => view.setInt16(44 + i * 2, Math.max(-1, Math.min(1, value)) * 32767, true));
    return view.buffer;
  };

  document.addEventListener("click", (event) => {
    const pressed = event.target.closest?.("[data-mi=mic],[data-mi=rec]");
    if (!pressed) return;
    const speech = pressed.dataset.mi === "mic";
    if (!speech && recording && !recording.recorder) return; // the browser is still asking for leave
    if (speech ? listening : recording) { speech ? stopListening() : stopRecording(); box()?.focus(); return; }
    if (!window.isSecureContext || (!speech && !navigator.mediaDevices)) { say(words().insecure, true); return; }
    if (speech && !Recognition()) { say(words().unsupported, true); return; }
    if (!speech && kept && wanted(kept.take)) { say(words().transcribing); write(kept); kept = null; return; }
    stop(); // one voice, written down once
    speech ? listen() : record();
  });
  document.addEventListener("click", (event) => {
    if (!event.target.closest?.("#mi-submit,#mi-pass,#mi-skip,#mi-pause,#mi-finish")) return;
    stop();
    if (event.target.closest("#mi-pause")) untilResumed();
  }, true);
})();
