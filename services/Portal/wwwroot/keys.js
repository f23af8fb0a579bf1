// Keys of the signed-in workspace; Features/UsingKeys says which. They do nothing while somebody writes in a field, and can be switched off (WCAG 2.2, 2.1.4).
(() => {
  const places = { w: 'work', r: 'conflict-requests', c: 'cases', o: 'orders', s: 'sanctions', f: 'foundation', a: 'account' };
  const here = { j: () => step(1), k: () => step(-1), '/': search, '?': show };
  const patience = 1500;
  const wish = 'coc-keys'; // only whether keys are used: nothing about work is ever stored in the browser
  let on = remembered();
  let going = 0;

  document.addEventListener('keydown', event => {
    if (!on || event.defaultPrevented || event.isComposing || (event.repeat && !'jk'.includes(event.key)) || event.ctrlKey || event.altKey || event.metaKey || writes(event.target) || document.querySelector('dialog[open]')) {
      return;
    }

    const key = event.key.toLowerCase();
    if (going && Date.now() - going < patience && Object.hasOwn(places, key)) {
      event.preventDefault();
      going = 0;
      location.assign(new URL(places[key], document.baseURI));
    } else if (key === 'g') {
      going = Date.now();
    } else if (Object.hasOwn(here, key)) {
      going = 0;
      if (here[key]() !== false) {
        event.preventDefault();
      }
    }
  });

  document.addEventListener('click', event => {
    const link = event.target.closest('a[data-keys="show"]');
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      show();
    }
  });

  bind(document);

  function writes(target) {
    return target instanceof Element && (target.closest('input, textarea, select') !== null || target.isContentEditable);
  }

  function step(by) {
    const links = [...document.querySelectorAll('[data-keys="list"] a')];
    const at = links.indexOf(document.activeElement);
    const next = links[at < 0 ? (by > 0 ? 0 : links.length - 1) : at + by];
    next?.focus();
    return next !== undefined;
  }

  function search() {
    const field = document.querySelector('[role="search"] input:not([type="hidden"])');
    if (!field) {
      return false;
    }

    const folded = field.closest('details');
    if (folded) {
      folded.open = true;
    }

    field.focus();
    return true;
  }

  // The page itself would take the place of what somebody writes.
  async function show() {
    const dialog = document.createElement('dialog');
    dialog.className = 'coc-dialog';
    dialog.setAttribute('aria-labelledby', 'keys-title');
    try {
      const answer = await fetch(new URL('keys', document.baseURI));
      const part = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('keys');
      if (!answer.ok || !part) {
        return;
      }

      part.removeAttribute('id');
      part.querySelector('h1').className = 'govuk-heading-m';
      dialog.append(document.importNode(part, true));
    } catch {
      return; // no connection: that is said elsewhere
    }

    document.querySelector('dialog.coc-dialog')?.remove();
    document.body.append(dialog);
    bind(dialog);
    dialog.addEventListener('close', () => dialog.remove());
    dialog.showModal();
  }

  function bind(within) {
    const part = within.querySelector('[data-keys="switch"]');
    if (part) {
      part.hidden = false;
      const box = part.querySelector('input');
      box.checked = on;
      box.addEventListener('change', () => remember(box.checked));
    }

    const close = within.querySelector('[data-keys="close"]');
    if (close && within instanceof HTMLDialogElement) {
      close.hidden = false;
      close.addEventListener('click', () => within.close());
    }
  }

  function remembered() {
    try {
      return localStorage.getItem(wish) !== 'off';
    } catch {
      return true;
    }
  }

  function remember(chosen) {
    on = chosen;
    try {
      localStorage.setItem(wish, chosen ? 'on' : 'off');
    } catch {
      // kept for this page only
    }
  }
})();
