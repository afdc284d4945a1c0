// Small comforts on every page; each page works without them.
document.documentElement.classList.add("enhanced");

// Focus moves to what is new: an error summary, or what an answer was worth.
document.querySelector("[data-focus]")?.focus();

// What answer.js left in the tab is nobody else's to find.
const forgetWaitingAnswers = () => {
  try {
    for (const key of Object.keys(sessionStorage)) {
      if (key.startsWith("answer")) sessionStorage.removeItem(key);
    }
  } catch {
    // A browser that refuses storage has kept nothing.
  }
};

const usable = (form) => {
  delete form.dataset.sent;
  for (const button of form.querySelectorAll("button[aria-disabled]")) {
    button.removeAttribute("aria-disabled");
  }
};

// A form is sent once, however often its button is pressed. One that brings a file leaves the page
// standing, so it is usable again after a moment.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  if (form.action.includes("/sign-out")) forgetWaitingAnswers();
  event.submitter?.setAttribute("aria-disabled", "true");
  if ("download" in form.dataset) setTimeout(usable, 2000, form);
});
// Coming back with the back button makes forms usable again.
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  for (const button of document.querySelectorAll("button[aria-disabled]")) {
    button.removeAttribute("aria-disabled");
  }
});

// Menus close with Escape and with a click elsewhere.
const openMenus = () => document.querySelectorAll("details.menu[open]");
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of openMenus()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
document.addEventListener("click", (event) => {
  for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false;
});

// Good news passes after six seconds, but not while it is being read or used.
for (const flash of document.querySelectorAll("[data-passing]")) {
  let timer;
  const wait = () => { timer = setTimeout(() => flash.remove(), 6000); };
  const stay = () => clearTimeout(timer);
  flash.addEventListener("pointerenter", stay);
  flash.addEventListener("focusin", stay);
  flash.addEventListener("pointerleave", wait);
  flash.addEventListener("focusout", wait);
  wait();
}
document.addEventListener("click", (event) => {
  event.target.closest("[data-close]")?.closest(".flash").remove();
});

// [ and ] go to the previous and the next module, unless the account page turned them off.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const rel = { "[": "prev", "]": "next" }[event.key];
  if (rel) document.querySelector(`[data-shortcuts] a[rel="${rel}"]`)?.click();
});

// Print buttons exist only where scripts do.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
