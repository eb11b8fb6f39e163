// What a script adds to pages that are whole without it. No markup is made here: what needs a script
// is in the page, hidden.
(() => {
  'use strict';
  const all = (selector) => document.querySelectorAll(selector);

  // Faults and warnings come first; `autofocus` does not move the focus in every browser.
  const summary = document.querySelector('#riepilogo-errori, #avvisi');
  if (summary && document.activeElement !== summary) summary.focus();

  // Show what is typed as a password.
  const show = (button, shown) => {
    document.getElementById(button.dataset.mostra).type = shown ? 'text' : 'password';
    button.setAttribute('aria-pressed', shown);
  };
  for (const button of all('[data-mostra]')) {
    button.hidden = false;
    button.addEventListener('click', () => show(button, button.getAttribute('aria-pressed') !== 'true'));
  }

  // One click, one form. The server does not mind two; people do.
  const PAUSE = 5000;
  const release = (button, label) => {
    button.removeAttribute('aria-disabled');
    button.replaceChildren(...label);
  };
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (event.defaultPrevented) return;
    if (form.querySelector('[aria-disabled=true]')) {
      event.preventDefault();
      return;
    }
    for (const shown of form.querySelectorAll('[data-mostra]')) show(shown, false);
    const button = event.submitter ?? form.querySelector('[type=submit]');
    if (!button) return;
    const label = [...button.childNodes];
    button.setAttribute('aria-disabled', 'true');
    button.textContent = 'Invio in corso…';
    setTimeout(release, PAUSE, button, label);
    addEventListener('pagehide', () => release(button, label), { once: true });
  });

  // Copy the username.
  for (const button of navigator.clipboard ? all('[data-copia]') : []) {
    button.hidden = false;
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copia).textContent);
      button.parentElement.querySelector('[data-copia-stato]').textContent = 'Copiato';
    });
  }

  // How far the services are that take the password: asked for a minute, told where it has changed.
  const services = document.querySelector('[data-servizi]');
  if (services) {
    const [EVERY, TIMES] = [5000, 12];
    const follow = async (left) => {
      const { servizi } = await (await fetch('/area/servizi/stato')).json();
      const news = [];
      for (const { id, nome, icona, stato, aggiornato } of servizi) {
        const row = services.querySelector(`[data-servizio="${id}"]`);
        const told = row?.querySelector('[data-stato]');
        if (!told || told.textContent === stato) continue;
        told.textContent = stato;
        row.querySelector('[data-aggiornato]').textContent = aggiornato;
        const icon = row.querySelector('use');
        icon?.setAttribute('href', icon.getAttribute('href').replace(/#.*/, `#${icona}`));
        news.push(`${nome}: ${stato}`);
      }
      if (news.length) document.querySelector('[data-servizi-stato]').textContent = news.join('. ');
      if (left > 1) later(left - 1);
    };
    // Whoever is logged out meanwhile, or offline, reloads the page.
    const later = (left) => setTimeout(() => follow(left).catch(() => {}), EVERY);
    later(TIMES);
  }

  // Before the session ends, ask who is there. The server is asked how long it still lives, since
  // another tab may have used it meanwhile.
  const dialog = document.getElementById('sessione');
  if (dialog) {
    const [FIRST, LAST, AGAIN] = [120, 30, 60];
    const messages = [...dialog.querySelectorAll('[data-sessione]')];
    let timer;
    const ask = async (path, method) => (await (await fetch(path, { method })).json()).restano;
    const tell = (shown) => {
      messages.forEach((message, index) => (message.hidden = index !== shown));
      if (!dialog.open) dialog.showModal();
    };
    const look = async () => {
      const left = await ask('/sessione', 'GET').catch(() => FIRST + AGAIN);
      clearTimeout(timer);
      const next = [FIRST, LAST, 0].findIndex((limit) => left > limit);
      if (next === 0) dialog.close();
      else tell(next < 0 ? 2 : next - 1);
      if (next >= 0) timer = setTimeout(look, (left - [FIRST, LAST, 0][next]) * 1000);
    };
    dialog.querySelector('[data-sessione-continua]').addEventListener('click', async () => {
      dialog.close();
      await ask('/sessione/prolunga', 'POST').catch(() => 0);
      look();
    });
    look();
  }
})();
