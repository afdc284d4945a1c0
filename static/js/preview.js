// The authors' page follows the files: asks twice a second, and exchanges only what has changed.
const page = document.querySelector("[data-preview]");
const frame = document.querySelector("iframe.frame");
const live = document.querySelector("#_live");
let known = document.querySelector("[data-state]")?.dataset.state;

const parsed = async (address) => {
  const answer = await fetch(address, { headers: { Accept: "text/html" } });
  if (!answer.ok || answer.redirected) throw new Error(`${address}: ${answer.status}`);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
};

// New content in an old element: focus and scroll stay where they were.
const exchange = (old, fresh) => {
  if (!old || !fresh || old.innerHTML === fresh.innerHTML) return false;
  const held = old.ownerDocument;
  const focused = old.contains(held.activeElement) ? held.activeElement.id : "";
  const { scrollTop, scrollLeft } = old;
  const open = [...old.querySelectorAll("details")].map((item) => item.open);
  old.replaceChildren(...fresh.childNodes);
  open.forEach((is, at) => { const item = old.querySelectorAll("details")[at]; if (item && is) item.open = true; });
  old.scrollTo(scrollLeft, scrollTop);
  if (focused) {
    const again = held.getElementById(focused) ?? old; // gone: the part it stood in
    if (!again.matches("a, summary, [tabindex]")) again.tabIndex = -1;
    again.focus({ preventScroll: true });
  }
  return true;
};

const exchangeFrame = async () => {
  const inside = frame?.contentDocument;
  const old = inside?.querySelector("main");
  if (!old) return;
  const top = inside.scrollingElement.scrollTop;
  exchange(old, (await parsed(frame.src)).querySelector("main"));
  inside.scrollingElement.scrollTop = top;
};

const refresh = async () => {
  const fresh = await parsed(location.href);
  if (Boolean(frame) !== Boolean(fresh.querySelector("iframe.frame"))) {
    location.reload(); // the file has a page now, or has lost it
    return;
  }
  const scroll = [scrollX, scrollY];
  let said = false;
  for (const old of document.querySelectorAll("[data-live]")) {
    const changed = exchange(old, fresh.getElementById(old.id));
    said ||= changed && old.id === "summary";
  }
  await exchangeFrame();
  scrollTo(...scroll);
  document.title = fresh.title;
  if (said) live.textContent = document.querySelector("#summary").innerText;
  known = fresh.querySelector("[data-state]").dataset.state;
};

let asking = false;
const ask = async () => {
  if (asking || document.hidden) return;
  asking = true;
  try {
    const answer = await fetch(page.dataset.preview);
    if (answer.ok && !answer.redirected && (await answer.json()).state !== known) await refresh();
  } catch {
    // The server is away for a moment; the next question will tell.
  } finally {
    asking = false;
  }
};
if (page) {
  setInterval(ask, 500);
  document.addEventListener("visibilitychange", ask);
}
