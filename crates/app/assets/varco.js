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
    button.textContent = document.body.dataset.invio;
    setTimeout(release, PAUSE, button, label);
    addEventListener('pagehide', () => release(button, label), { once: true });
  });

  // Copy the username.
  for (const button of navigator.clipboard ? all('[data-copia]') : []) {
    button.hidden = false;
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copia).textContent);
      const told = button.parentElement.querySelector('[data-copia-stato]');
      told.textContent = told.dataset.copiaStato;
    });
  }

  // Places suggest themselves. Whoever does not choose one is asked by the server.
  for (const input of all('[data-luoghi]')) {
    const { luoghi: what, dove, provincia } = input.dataset;
    const list = document.getElementById(`${input.id}-elenco`);
    const state = document.getElementById(`${input.id}-trovati`);
    const select = document.getElementById(provincia);
    let [found, at, timer] = [[], -1];
    const set = (names) => Object.entries(names).forEach(([name, value]) => input.setAttribute(name, value));
    set({ role: 'combobox', autocomplete: 'off', 'aria-autocomplete': 'list', 'aria-controls': list.id, 'aria-expanded': false });
    const mark = (next) => {
      at = next;
      [...list.children].forEach((option, index) => option.setAttribute('aria-selected', index === at));
      list.children[at]?.scrollIntoView({ block: 'nearest' });
      if (at < 0) input.removeAttribute('aria-activedescendant');
      else set({ 'aria-activedescendant': list.children[at].id });
    };
    const offer = (places) => {
      found = places;
      list.replaceChildren(...places.map(({ etichetta }, index) => {
        const option = document.createElement('li');
        Object.assign(option, { id: `${list.id}-${index}`, role: 'option', textContent: etichetta });
        return option;
      }));
      list.hidden = !places.length;
      set({ 'aria-expanded': !list.hidden });
      mark(-1);
    };
    const choose = (index) => {
      const { nome, provincia: letters, etichetta } = found[index];
      input.value = select ? nome : etichetta;
      if (select) select.value = letters;
      offer([]);
    };
    const ask = async () => {
      const q = input.value.trim();
      const abroad = input.form.elements[dove]?.value === 'estero';
      if (q.length < 2 || (what === 'comuni' && abroad)) return offer([]);
      const told = await (await fetch(`/luoghi?${new URLSearchParams({ q, tra: what })}`)).json();
      if (q !== input.value.trim() || document.activeElement !== input) return;
      offer(told.luoghi);
      state.textContent = told.esito;
    };
    input.addEventListener('input', () => {
      clearTimeout(timer);
      timer = setTimeout(() => ask().catch(() => offer([])), 150);
    });
    input.addEventListener('keydown', (event) => {
      const last = found.length - 1;
      if (event.key === 'Escape') offer([]);
      else if (event.key === 'ArrowDown' && found.length) mark(at < last ? at + 1 : 0);
      else if (event.key === 'ArrowUp' && found.length) mark(at > 0 ? at - 1 : last);
      else if (event.key === 'Enter' && at >= 0) choose(at);
      else return;
      event.preventDefault();
    });
    input.addEventListener('blur', () => offer([]));
    // Before the field loses the focus.
    list.addEventListener('pointerdown', (event) => {
      event.preventDefault();
      const index = [...list.children].indexOf(event.target);
      if (index >= 0) choose(index);
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
