// An answer that cannot be sent waits in the page, and over a reload in the tab, until it can.
// It may go more than once: the server keeps the first. "Saved" is said only where the server
// shows the answer.
const PREFIX = "answer:";
const here = PREFIX + location.pathname;
const form = document.querySelector("form[data-answer]");
const sign = document.querySelector("[data-answer-state]");
let fields, timer;
let pause = 1000;
let sending = false;
let waiting = false;

// A browser may refuse storage; then the answer waits in the page alone.
const stored = (work) => {
  try {
    return work(sessionStorage);
  } catch {
    return null;
  }
};

const say = (text) => {
  if (sign.textContent === text) return;
  const line = document.createElement("p");
  line.className = "notice";
  line.textContent = text;
  sign.replaceChildren(line);
};

const freeze = (on) => {
  for (const part of form.querySelectorAll("fieldset")) part.disabled = on;
};

const wait = () => {
  waiting = true;
  freeze(true);
  form.querySelector("[type=submit]").removeAttribute("aria-disabled");
  say(sign.dataset.waiting);
  timer = setTimeout(send, pause);
  pause = Math.min(pause * 2, 15000);
};

const send = async () => {
  if (sending) return;
  clearTimeout(timer);
  sending = true;
  let answer = null;
  try {
    const body = new URLSearchParams(fields);
    body.set("csrf_token", form.elements.csrf_token.value);
    const signal = AbortSignal.timeout(20000);
    answer = await fetch(location.pathname, { method: "POST", body, redirect: "manual", signal });
  } catch {
    // There is no line, or nobody answers.
  }
  sending = false;
  if (!answer || answer.status >= 500 || answer.status === 429) {
    wait();
    return;
  }
  stored((tab) => tab.removeItem(here));
  if (answer.type === "opaqueredirect") {
    if (waiting) stored((tab) => tab.setItem("answered", location.pathname));
    location.replace(location.pathname);
    return;
  }
  // The server has something to say about it, so its own page comes.
  freeze(false);
  form.submit();
};

const restore = () => {
  for (const control of form.elements) {
    const values = fields.filter(([name]) => name === control.name).map(([, value]) => value);
    if (control.type === "radio" || control.type === "checkbox") {
      control.checked = values.includes(control.value);
    } else if (control.name !== "csrf_token" && values.length) {
      [control.value] = values;
    }
  }
};

// Only this attempt's answers wait here.
const attempt = /^.*\/quiz\/\d+\//.exec(location.pathname)?.[0];
stored((tab) => {
  for (const key of Object.keys(tab)) {
    if (key.startsWith(PREFIX) && !key.startsWith(PREFIX + attempt)) tab.removeItem(key);
  }
});

const left = stored((tab) => tab.getItem(here));
if (form) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!waiting) {
      if (sending) return;
      event.submitter?.setAttribute("aria-disabled", "true");
      fields = [...new FormData(form)].filter(([name]) => name !== "csrf_token");
      stored((tab) => tab.setItem(here, JSON.stringify(fields)));
    }
    send();
  });
  addEventListener("online", () => {
    if (waiting) send();
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
  if (left) {
    fields = JSON.parse(left);
    restore();
    waiting = true;
    freeze(true);
    send();
  }
} else if (sign) {
  if (left || stored((tab) => tab.getItem("answered")) === location.pathname) {
    say(sign.dataset.saved);
  }
  stored((tab) => tab.removeItem(here));
  stored((tab) => tab.removeItem("answered"));
}
