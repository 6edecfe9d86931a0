// The screens work without this. It fills fields from the keypad, keeps what somebody is doing,
// and says so when the station's own program is gone.
'use strict';

const root = document.documentElement;
root.classList.add('js');

const fields = (region) => [...region.querySelectorAll('input:not([type=hidden]):not([readonly])')];
const typing = (region) => fields(region).some((field) => field.value !== field.defaultValue);
let last = null;

document.addEventListener('focusin', (event) => {
  if (event.target.matches('input')) last = event.target;
});

document.addEventListener('click', (event) => {
  const key = event.target.closest('[data-key]')?.dataset.key;
  if (!key) return;
  const own = fields(event.target.closest('form'));
  const field = own.includes(last) ? last : own.find((each) => !each.value) || own[0];
  if (key === 'back') field.value = field.value.slice(0, -1);
  else if (field.value.length < field.maxLength) field.value += key;
  field.focus();
});

// A scanner ends with Enter: go on to the next empty field, send when none is left.
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || !event.target.matches('input')) return;
  const empty = fields(event.target.form).find((field) => !field.value);
  if (event.target.value && empty) {
    event.preventDefault();
    empty.focus();
  }
});

document.addEventListener('htmx:sseOpen', () => (root.dataset.live = 'on'));
document.addEventListener('htmx:sseError', () =>
  fetch('/now', { cache: 'no-store' }).then(
    (answer) => answer.status === 401 && location.reload(),
    () => (root.dataset.live = 'off'),
  ),
);
// Neither what is being typed, nor a refusal that nobody has answered yet, nor a screen that somebody
// has opened is taken away: that one stays until the machine shows another than he came from.
const isBeneath = (screen, message) => {
  const from = screen.querySelector('[data-opened-from]')?.dataset.openedFrom.split(' ') ?? [];
  return from.some((layout) => message.startsWith(`<div class="screen ${layout} `));
};
document.addEventListener('htmx:sseBeforeMessage', (event) => {
  const screen = event.target;
  if (typing(screen) || screen.querySelector('.refusal') || isBeneath(screen, event.detail.data))
    event.preventDefault();
});
