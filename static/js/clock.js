// Says how much time is left, at five minutes and at one, and never in between.
const clock = document.querySelector("[data-seconds-left]");
const state = document.querySelector("[data-clock-state]");
const left = Number(clock.dataset.secondsLeft);

const say = (text) => {
  const line = document.createElement("p");
  line.className = "notice";
  line.textContent = text;
  state.replaceChildren(line);
};

for (const [seconds, text] of [
  [300, state.dataset.soon],
  [60, state.dataset.last],
]) {
  if (left > seconds) setTimeout(say, (left - seconds) * 1000, text);
}
