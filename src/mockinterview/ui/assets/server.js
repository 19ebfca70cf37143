/* The server as the page sees it: that it is gone is said at once; when it is back, what hung on it is asked anew. */
(() => {
  const mi = (window.mi = window.mi || {});
  const ask = window.fetch.bind(window);
  const SILENCE = 45000, LOOK = 1000;  // the server says something on an open stream every 15 seconds
  let banner = null, open = 0, heard = 0, broken = false;

  const say = (line) => {
    if (!line) { banner?.remove(); banner = null; }
    if (!line || banner || !document.body) return;
    banner = document.createElement("p");
    banner.className = "mi-lost";
    banner.setAttribute("role", "alert");
    banner.textContent = line;
    document.body.append(banner);
  };

  window.fetch = async (...request) => {
    try {
      const reply = await ask(...request);
      say(null);
      return reply.ok && reply.body && isStream(reply.url) ? heardThrough(reply) : reply;
    } catch (error) {
      if (error.name === "AbortError") throw error;
      mi.stepEnded?.();
      say(window.miWords?.lost);
      throw error;
    }
  };

  // The framework waits for ever on a stream of replies that broke before the server could close it.
  const isStream = (url) => url.includes("/queue/data?");
  const heardThrough = (reply) => {
    const reader = reply.body.getReader(), text = new TextDecoder();
    let tail = "", over = false;
    const ended = () => { if (!over) { over = true; open -= 1; } };
    const lost = () => { if (!over && !tail.includes('"close_stream"')) broken = true; ended(); };
    open += 1;
    heard = performance.now();
    const body = new ReadableStream({
      async pull(controller) {
        try {
          const { done, value } = await reader.read();
          heard = performance.now();
          if (done) { lost(); controller.close(); return; }
          tail = (tail + text.decode(value, { stream: true })).slice(-200);
          controller.enqueue(value);
        } catch (error) {
          error.name === "AbortError" ? ended() : lost();
          controller.error(error);
        }
      },
      cancel(reason) { ended(); return reader.cancel(reason); },
    });
    return new Response(body, { status: reply.status, headers: reply.headers });
  };

  const serverAnswers = async () => {
    const { root = "", api_prefix = "" } = window.gradio_config || {};  // settled only after this script has run
    try {
      return (await ask(`${root}${api_prefix}/app_id`, { cache: "no-store" })).ok;
    } catch {
      return false;
    }
  };
  const stuck = () => broken || (open > 0 && performance.now() - heard > SILENCE);
  let asking = false;
  setInterval(async () => {
    if (asking || !stuck()) return;
    asking = true;
    if ((await serverAnswers()) && stuck()) location.reload();  // the words of the candidate are kept, here and on the server
    asking = false;
  }, LOOK);
})();
