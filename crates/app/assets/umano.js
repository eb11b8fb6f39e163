// "Non sono un robot": solves the proof of work of <form data-umano='{"parameters":…,"signature":…}'>
// (ALTCHA version 2, PBKDF2) in the page and sends it along in the field `prova`.
//
// In the form: the box `umano`, the hidden field `prova`, an element with role="status" and
// data-umano-stato, and a <fieldset data-umano-domanda> with the question for whoever has no script,
// which is put aside here. Without crypto.subtle (plain HTTP) nothing is touched.
(() => {
  'use strict';
  // Tries under way at once: the browser derives keys outside the page's own thread, on several cores.
  const WIDTH = 4;
  const subtle = globalThis.crypto?.subtle;

  const bytes = (hex) => Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16));
  const hex = (buffer) => Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, '0')).join('');

  async function derive(parameters, counter) {
    const nonce = bytes(parameters.nonce);
    const password = new Uint8Array(nonce.length + 4);
    password.set(nonce);
    new DataView(password.buffer).setUint32(nonce.length, counter);
    const kdf = {
      name: 'PBKDF2',
      hash: parameters.algorithm.split('/')[1],
      salt: bytes(parameters.salt),
      iterations: parameters.cost,
    };
    const key = await subtle.importKey('raw', password, 'PBKDF2', false, ['deriveBits']);
    return { counter, derivedKey: hex(await subtle.deriveBits(kdf, key, parameters.keyLength * 8)) };
  }

  async function solve(json) {
    const challenge = JSON.parse(json);
    const { parameters } = challenge;
    for (let counter = 0; ; counter += WIDTH) {
      const tries = await Promise.all(Array.from({ length: WIDTH }, (_, i) => derive(parameters, counter + i)));
      const solution = tries.find((one) => one.derivedKey.startsWith(parameters.keyPrefix));
      if (solution) return JSON.stringify({ challenge, solution });
    }
  }

  function attach(form) {
    const { umano: box, prova: field } = form.elements;
    const status = form.querySelector('[data-umano-stato]');
    const question = form.querySelector('[data-umano-domanda]');
    const say = (what) => { if (status) status.textContent = status.dataset[what] ?? ''; };
    const setQuestion = (shown) => { if (question) question.disabled = question.hidden = !shown; };
    let work, proof, waiting = false;

    // Settles always: with a proof, or with the question back in its place.
    const start = () => (work ??= solve(form.dataset.umano).then(
      (solved) => { proof = solved; },
      () => {
        proof = '';
        setQuestion(true);
        say('fallita');
      },
    ));

    setQuestion(false);
    field.value = '';
    if (box.checked) start();
    box.addEventListener('change', () => { if (box.checked) start(); });
    form.addEventListener('submit', async (event) => {
      if (proof !== undefined || !box.checked) {
        field.value = proof ?? '';
        return;
      }
      event.preventDefault();
      if (waiting) return;
      waiting = true;
      say('attesa');
      await start();
      waiting = false;
      if (!proof) return;
      say();
      form.requestSubmit(event.submitter);
    });
  }

  if (subtle) document.querySelectorAll('form[data-umano]').forEach(attach);
})();
