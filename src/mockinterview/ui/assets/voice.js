/* Speaking: words land in the answer box, where they can be mended; nothing is ever submitted from here. */
(() => {
  const mi = (window.mi = window.mi || {});
  const words = () => window.miWords || {};
  const LIMIT = 10 * 60;
  const RATE = 16000;
  let listening = null, recording = null, spoken = 0, began = 0, base = "", chunks = [];

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
  const add = (text) => {
    const area = box(), said = text.trim();
    if (!area || !said) return;
    const before = area.value.replace(/\s+$/, "");
    mi.type(before ? before + " " + said : said);
  };
  // terms get their usual spelling, one after the other, and never without saying so
  let order = Promise.resolve();
  const addMended = (text) => {
    order = order.then(async () => {
      let reply = { text, mended: "" };
      try { reply = await mi.mend(text); } catch { /* the words as they were heard */ }
      add(reply.text);
      if (reply.mended) say(reply.mended);
    });
  };

  // how the answer was given travels with it: by voice or keys, how long, with times when there are any
  mi.how = () => JSON.stringify({ spoken: spoken > 0 || chunks.length > 0, seconds: Math.round(spoken * 10) / 10, chunks });
  mi.resetVoice = () => { stopListening(); spoken = 0; chunks = []; say(""); };

  const refusal = (name) => ({
    "not-allowed": words().denied, "service-not-allowed": words().denied, NotAllowedError: words().denied,
    "audio-capture": words().noDevice, NotFoundError: words().noDevice, network: words().network,
    NotReadableError: words().noDevice,
  })[name];

  // the browser's own recognition
  const Recognition = () => window.webkitSpeechRecognition || window.SpeechRecognition;
  const stopListening = () => {
    if (!listening) return;
    const done = listening;
    listening = null;
    spoken += (performance.now() - began) / 1000;
    try { done.stop(); } catch { /* already over */ }
    press("mic", false);
  };
  const listen = () => {
    const recogniser = new (Recognition())();
    recogniser.lang = words().language === "en" ? "en-US" : "ko-KR";
    recogniser.continuous = true;
    recogniser.interimResults = true;
    recogniser.onresult = (event) => {
      let interim = "";
      for (let i = event.resultIndex; i < event.results.length; i++) {
        const result = event.results[i];
        if (result.isFinal) addMended(result[0].transcript); else interim += result[0].transcript;
      }
      if (listening === recogniser) say(words().listening, false, interim);
    };
    recogniser.onerror = (event) => {
      if (event.error === "no-speech" || event.error === "aborted") return;
      stopListening();
      say(refusal(event.error) || words().failed.replace("{reason}", event.error), true);
    };
    recogniser.onend = () => { // browsers stop after a silence; the candidate decides when it is over
      if (listening === recogniser) try { recogniser.start(); } catch { stopListening(); }
    };
    listening = recogniser;
    began = performance.now();
    try { recogniser.start(); } catch (error) { stopListening(); say(words().failed.replace("{reason}", error.name), true); return; }
    press("mic", true);
    say(words().listening);
  };

  // recording for a recogniser behind the server
  const record = async () => {
    let stream;
    try { stream = await navigator.mediaDevices.getUserMedia({ audio: true }); }
    catch (error) { say(refusal(error.name) || words().failed.replace("{reason}", error.name), true); return; }
    const parts = [], recorder = new MediaRecorder(stream);
    recorder.ondataavailable = (event) => parts.push(event.data);
    recorder.onstop = () => { stream.getTracks().forEach((track) => track.stop()); clearTimeout(limit); finish(new Blob(parts)); };
    const limit = setTimeout(() => { say(words().tooLong); stopRecording(); }, LIMIT * 1000);
    recorder.start();
    recording = recorder;
    press("rec", true);
    say(words().recording);
  };
  const stopRecording = () => {
    const done = recording;
    recording = null;
    press("rec", false);
    done?.stop();
  };
  const finish = async (blob) => {
    say(words().transcribing);
    try {
      const context = new AudioContext(), sound = await context.decodeAudioData(await blob.arrayBuffer());
      context.close();
      const offline = new OfflineAudioContext(1, Math.max(1, Math.ceil(sound.duration * RATE)), RATE);
      const source = offline.createBufferSource();
      source.buffer = sound;
      source.connect(offline.destination);
      source.start();
      const samples = (await offline.startRendering()).getChannelData(0);
      if (!samples.some((value) => Math.abs(value) > 0.01)) { say(words().silent, true); return; }
      await mi.sendRecording(new File([wav(samples)], "answer.wav", { type: "audio/wav" }), sound.duration);
    } catch (error) { say(words().failed.replace("{reason}", error.message || error.name), true); }
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
  mi.heard = (answer, seconds) => {
    if (answer.error) { say(answer.error, true); return; }
    spoken += seconds;
    chunks = chunks.concat(answer.chunks || []);
    add(answer.text);
    say(answer.text ? [words().added, answer.mended].filter(Boolean).join(" ") : words().silent, !answer.text);
  };

  document.addEventListener("click", (event) => {
    const pressed = event.target.closest?.("[data-mi=mic],[data-mi=rec]");
    if (!pressed) return;
    const speech = pressed.dataset.mi === "mic";
    if (speech ? listening : recording) { speech ? stopListening() : stopRecording(); box()?.focus(); return; }
    if (!window.isSecureContext || (!speech && !navigator.mediaDevices)) { say(words().insecure, true); return; }
    if (speech && !Recognition()) { say(words().unsupported, true); return; }
    speech ? listen() : record();
  });
  document.addEventListener("click", (event) => { if (event.target.closest?.("#mi-submit,#mi-pass,#mi-skip,#mi-pause")) stopListening(); }, true);
})();
