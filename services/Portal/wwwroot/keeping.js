// The signed-in workspace: what somebody is writing outlives a lost connection, a sign-in that ended, and a part of the page that is exchanged under it. It is kept in the memory of the page and nowhere else: the browser's
// storage would show it to the next person at a shared computer.
(() => {
  const region = document.querySelector('[data-connection]');
  if (!region) {
    return;
  }

  const written = new Set(); // fields somebody wrote in since the page came
  const kept = new Map(); // texts of fields that are being exchanged
  // A form that came back with something wrong in it holds what was written, and that is not sent.
  const returned = new Set(document.querySelector('.govuk-error-summary') ? document.querySelectorAll('form[method="post"] textarea') : []);
  const between = 5000;
  const patience = 8000;
  let passing = null;
  let watching = 0;
  let said = '';

  const isText = field => field instanceof HTMLTextAreaElement || (field instanceof HTMLInputElement && ['text', 'search', 'email', 'tel', 'url'].includes(field.type));
  const isUnsent = field => field.isConnected && (field.value !== field.defaultValue || (returned.has(field) && field.value !== ''));
  const nameOf = field => `${field.form?.getAttribute('action') ?? ''} ${field.form?.getAttribute('hx-post') ?? ''} ${field.name}`;
  const unsent = () => [...new Set([...written, ...returned])].filter(isUnsent);
  const unsentIn = part => unsent().filter(field => part.contains(field));

  document.addEventListener('input', event => {
    if (isText(event.target)) {
      written.add(event.target);
    }
  });

  window.addEventListener('beforeunload', event => {
    if (unsent().some(field => field instanceof HTMLTextAreaElement && field.form !== passing)) {
      event.preventDefault();
    }
  });

  // An ordinary form leaves the page. Before it does, we ask whether somebody is there and still knows who is signed in; otherwise the browser would show an error in the place of what was written.
  document.addEventListener('submit', async event => {
    const form = event.target;
    if (event.defaultPrevented || (form.getAttribute('method') ?? '').toLowerCase() !== 'post') {
      return;
    }

    if (passing === form || unsentIn(form).length === 0) {
      leave(form);
      return;
    }

    event.preventDefault();
    const answer = await ask();
    if (answer === 'here') {
      leave(form);
      form.requestSubmit(event.submitter?.form === form ? event.submitter : undefined);
    } else {
      say(answer);
    }
  });

  window.addEventListener('pageshow', () => { passing = null; });

  // For as long as it takes to leave; somebody may yet decide to stay.
  function leave(form) {
    passing = form;
    setTimeout(() => { passing = null; }, between);
  }

  window.addEventListener('offline', () => say('lost'));
  window.addEventListener('online', () => said && look());

  // Parts of the page, exchanged by htmx.
  document.addEventListener('htmx:beforeSwap', event => keep(event.detail.target, sentBy(event.detail)));
  document.addEventListener('htmx:sseBeforeMessage', event => keep(event.target, null));
  document.addEventListener('htmx:afterSwap', giveBack);
  document.addEventListener('htmx:sseMessage', giveBack);
  document.addEventListener('htmx:sendError', () => say('lost'));
  document.addEventListener('htmx:timeout', () => say('lost'));
  document.addEventListener('htmx:responseError', event => say(ofStatus(event.detail.xhr.status)));
  document.addEventListener('htmx:sseError', look); // also when the server ends it after some minutes, which means nothing
  document.addEventListener('htmx:sseClose', event => event.detail.type === 'message' && say('signedOut'));
  document.addEventListener('htmx:afterRequest', event => event.detail.successful && sentBy(event.detail) && clear());

  function ofStatus(status) {
    return status === 401 ? 'signedOut' : status >= 500 || status === 429 ? 'failed' : 'refused';
  }

  function sentBy(detail) {
    return detail.requestConfig?.elt?.closest?.('form') ?? null;
  }

  // Of a form that was sent and taken the answer says what stands in it now.
  function keep(part, sent) {
    for (const field of part instanceof Element ? unsentIn(part) : []) {
      if (field.form !== sent) {
        kept.set(nameOf(field), field.value);
      }
    }
  }

  function giveBack() {
    for (const field of kept.size > 0 ? document.querySelectorAll('textarea, input') : []) {
      const text = kept.get(nameOf(field));
      if (text !== undefined && isText(field)) {
        field.value = text;
        written.add(field);
        kept.delete(nameOf(field));
      }
    }

    for (const field of written) {
      if (!field.isConnected) {
        written.delete(field);
      }
    }
  }

  async function ask() {
    try {
      const answer = await fetch(new URL('work/ping', document.baseURI), { cache: 'no-store', redirect: 'manual', signal: AbortSignal.timeout(patience) });
      return answer.status === 204 ? 'here' : answer.status === 401 ? 'signedOut' : 'failed';
    } catch {
      return 'lost';
    }
  }

  async function look() {
    const answer = await ask();
    if (answer !== 'here') {
      say(answer);
    } else if (said) {
      say('back');
    }
  }

  function say(what) {
    if (what === said) {
      return;
    }

    const words = document.querySelector(`template[data-says="${what}"]`);
    if (!words) {
      return;
    }

    said = what === 'back' ? '' : what;
    region.replaceChildren(words.content.cloneNode(true));
    clearInterval(watching);
    watching = said ? setInterval(look, between) : 0;
  }

  function clear() {
    said = '';
    clearInterval(watching);
    region.replaceChildren();
  }
})();
