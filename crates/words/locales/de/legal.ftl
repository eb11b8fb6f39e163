### Legal pages, cookies, accessibility, support.

legal-accessibility = Erklärung zur Barrierefreiheit
legal-accessibility-promise = { $organisation } verpflichtet sich, diesen Dienst barrierefrei zugänglich zu machen, nach dem Gesetz vom 9. Januar 2004, Nr. 4, und der Norm EN 301 549 (WCAG 2.1, Stufe AA).
legal-accessibility-how = Wie der Dienst gemacht ist
legal-accessibility-keyboard = Alle Seiten funktionieren ohne JavaScript und allein mit der Tastatur.
legal-accessibility-errors = Jeder Fehler steht neben dem Feld und in einer Übersicht am Anfang der Seite.
legal-accessibility-captcha = Statt „Ich bin kein Roboter“ können Sie eine geschriebene Frage beantworten: Sie müssen weder Bilder noch Töne erkennen.
legal-accessibility-report = Ein Problem melden
legal-accessibility-report-how-html = Wenn etwas nicht zugänglich ist, schreiben Sie an die <a href="/assistenza">Hilfe</a>: Geben Sie die Seite an und was Ihnen nicht gelingt.
legal-support-address-html = { $organisation } antwortet hier: <a href="{ $address }">{ $assistance }</a>
legal-support-what = Schreiben Sie, was Sie gerade gemacht haben, und, falls die Seite einen zeigte, den Code für die Hilfe. Schreiben Sie nie das Passwort: Niemand wird Sie danach fragen.
legal-support-before = Bevor Sie schreiben
legal-support-mail-html = Die E-Mail kommt nicht an? Sehen Sie im Spam-Ordner nach (Absender ist <strong>{ $mail_from }</strong>), dann <a href="/recupera/attivazione">lassen Sie sie noch einmal schicken</a>.
legal-support-link-html = Der Link funktioniert nicht? <a href="/attiva">Geben Sie den Code ein</a>, der in derselben E-Mail steht.
legal-support-address-wrong-html = Haben Sie die E-Mail-Adresse falsch geschrieben? <a href="/registrazione">Setzen Sie die Registrierung fort</a> und korrigieren Sie sie.
legal-cookies = Cookies
legal-cookies-what = Wir verwenden nur technische Cookies, die für den Betrieb nötig sind: Deshalb bitten wir Sie nicht um Ihre Zustimmung. Keines dient dazu, Sie zu verfolgen, und keines kommt von anderen Websites.
legal-cookies-draft-html = <code>__Host-bozza</code> verbindet die laufende Registrierung mit diesem Browser. Dauer: 72 Stunden.
legal-cookies-activation-html = <code>__Host-attivazione</code> merkt sich den Aktivierungslink, den Sie geöffnet haben. Dauer: 15 Minuten.
legal-cookies-links-html = <code>__Host-conferma-email</code>, <code>__Host-annulla-email</code> und <code>__Host-non-sono-stato-io</code> merken sich den Link, den Sie aus einer unserer E-Mails geöffnet haben. Dauer: 15 Minuten.
legal-cookies-reset-html = <code>__Host-nuova-password</code> merkt sich den Link für das neue Passwort, den Sie geöffnet haben. Dauer: 60 Minuten.
legal-cookies-renewal-html = <code>__Host-rinnovo</code> merkt sich, dass Ihr vorläufiges Passwort richtig, aber abgelaufen war, damit wir Ihnen ein neues schicken können. Dauer: 15 Minuten.
legal-cookies-session-html = <code>__Host-sessione</code> erkennt Sie nach der Anmeldung wieder. Dauer: bis Sie sich abmelden oder den Browser schließen.
legal-cookies-form-html = <code>__Host-modulo</code> findet wieder, was Sie geschrieben haben, wenn die Sitzung abläuft, während Sie ein Formular senden. Dauer: 15 Minuten.
legal-cookies-device-html = <code>__Host-dispositivo</code> merkt sich, dass Sie sich auf diesem Gerät schon angemeldet haben: So können Fremde Sie durch ihre Versuche nicht aussperren. Es enthält keine personenbezogenen Daten und lässt allein niemanden hinein. Dauer: 400 Tage.
legal-cookies-language-html = <code>__Host-lingua</code> merkt sich die Sprache, die Sie gewählt haben. Dauer: 400 Tage.
legal-notes = Rechtliche Hinweise
legal-notes-who = { $service_name } ist ein Dienst von { $organisation }.
legal-notes-contents = Inhalte
legal-notes-contents-what = Die Texte dieser Seiten dürfen mit Quellenangabe weiterverwendet werden, sofern nichts anderes angegeben ist.
legal-notes-places = Daten zu den Orten
legal-notes-places-what-html = Die Namen der Gemeinden und Staaten stammen aus dem Archiv des nationalen Melderegisters der Wohnbevölkerung, Innenministerium, mit der Lizenz <a href="https://creativecommons.org/licenses/by/4.0/deed.it">CC BY 4.0</a>.
legal-notes-liability = Haftung
legal-notes-liability-what-html = Wir halten den Dienst verfügbar und aktuell. Wenn Sie einen Fehler finden, melden Sie ihn der <a href="/assistenza">Hilfe</a>.
legal-version = Fassung { $version }
legal-terms = Allgemeine Nutzungsbedingungen
legal-privacy = Datenschutzerklärung
legal-translation = Dies ist eine Übersetzung: Maßgeblich ist der italienische Text.
