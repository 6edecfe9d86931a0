// The pages work without this. It says whether what is shown is live, keeps what somebody is
// typing from being replaced, and gives the search field its key.
'use strict';

const root = document.documentElement;

const typing = (region) =>
  region.querySelector('details[open]') !== null ||
  [...region.querySelectorAll('input:not([type=hidden]), textarea, select')].some((field) =>
    field.type === 'checkbox'
      ? field.checked !== field.defaultChecked
      : field.tagName === 'SELECT'
        ? field === document.activeElement
        : field.value !== field.defaultValue,
  );

document.addEventListener('htmx:sseOpen', () => (root.dataset.live = 'on'));
document.addEventListener('htmx:sseError', () => (root.dataset.live = 'off'));
document.addEventListener('htmx:sseBeforeMessage', (event) => {
  if (typing(event.target)) event.preventDefault();
});

document.addEventListener('keydown', (event) => {
  const search = document.querySelector('input[type=search]');
  if (event.key === '/' && search && !event.target.closest('input, textarea, select')) {
    event.preventDefault();
    search.select();
  }
});
