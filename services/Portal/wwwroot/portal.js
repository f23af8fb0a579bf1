// Pages work without this; it adds the behaviour of the design system where there is one.
import { initAll } from './lib/govuk-frontend.js';

document.body.classList.add('js-enabled', 'govuk-frontend-supported');
initAll();
