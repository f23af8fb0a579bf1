// Pages work without this; it adds the behaviour of the design system where there is one.
import { initAll } from './lib/govuk-frontend.js';

document.body.classList.add('js-enabled', 'govuk-frontend-supported');
initAll();

for (const button of document.querySelectorAll('[data-coc-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}

if (document.querySelector('[data-coc-upload]')) {
  import('./uploads.js').then(uploads => uploads.watch(document));
}
