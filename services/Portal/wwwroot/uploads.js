// A file is sent with its progress shown, and the page that answers takes the place of this one. Without this the form is sent like any other.
import { initAll } from './lib/govuk-frontend.js';

export function watch(root) {
  for (const button of root.querySelectorAll('[data-coc-upload]')) {
    button.form.addEventListener('submit', event => {
      if (event.submitter === button) {
        submit(event, button);
      }
    });
  }
}

function submit(event, button) {
  const form = button.form;
  const file = form.querySelector('input[type=file]').files[0];
  if (!file) {
    return; // the answer says so
  }

  event.preventDefault();
  const tooLarge = form.querySelector('[data-coc-too-large]');
  const failed = form.querySelector('[data-coc-failed]');
  failed.hidden = true;
  tooLarge.hidden = file.size <= Number(tooLarge.dataset.cocTooLarge);
  if (tooLarge.hidden) {
    send(button, failed);
  }
}

function send(button, failed) {
  const shown = button.form.querySelector('[data-coc-progress]');
  const progress = shown.querySelector('progress');
  const request = new XMLHttpRequest();
  const end = arrived => {
    shown.hidden = true;
    button.disabled = false;
    failed.hidden = arrived;
  };
  request.open('POST', button.formAction);
  request.responseType = 'document';
  request.upload.addEventListener('progress', e => {
    if (e.lengthComputable) {
      progress.value = Math.round(e.loaded / e.total * 100);
    }
  });
  request.addEventListener('error', () => end(false));
  request.addEventListener('load', () => {
    const main = request.response?.querySelector('main');
    end(Boolean(main));
    if (main) {
      show(main, request.response.title, request.responseURL);
    }
  });
  shown.hidden = false;
  progress.value = 0;
  button.disabled = true;
  request.send(new FormData(button.form));
}

function show(main, title, from) {
  const fresh = document.adoptNode(main);
  for (const link of fresh.querySelectorAll('a[href*="#"]')) {
    if (link.href.split('#')[0] === from) {
      link.href = location.href.split('#')[0] + link.hash; // the address in which it stands now
    }
  }

  document.querySelector('main').replaceWith(fresh);
  document.title = title;
  initAll({ scope: fresh });
  watch(fresh);
  const first = fresh.querySelector('.govuk-notification-banner, .govuk-error-summary') ?? fresh.querySelector('h1');
  first.setAttribute('tabindex', '-1');
  first.focus();
}
