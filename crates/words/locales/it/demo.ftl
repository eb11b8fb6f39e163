### The mailbox of the demo.

demo-mailbox = Posta della demo
demo-back = Indietro: posta della demo
demo-to = A: { $to }
demo-what = Qui arrivano tutte le email che il servizio manda, a qualunque indirizzo. Esiste solo nella demo.
demo-none-html = Non è arrivato ancora niente: <a href="/registrazione">registrati</a> e torna qui.
demo-mail-to = a { $to }
