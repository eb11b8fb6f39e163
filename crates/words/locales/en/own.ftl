### The own data: seeing them, taking them away, having them deleted.

own-deletion = Deletion of the account
own-deletion-what = You can ask for your account and your data to be deleted. { $organisation } answers you within one month. Until the request is granted the account works as before, and you can withdraw the request.
own-deletion-consequence-html = After the deletion you can no longer enter any of the services that use these credentials. Before that you can <a href="/area/dati-personali/esporta">download your data</a>.
own-deletion-stays = What stays, and why
own-deletion-stays-log = The log of operations, without name or contact details, for at least six months: it serves to check who did what, as the Italian data protection authority requires.
own-deletion-stays-username = The username, for ever: it is never given to another person.
own-deletion-stays-backups = The backup copies, until they expire: they serve to restore the service.
own-deletion-stays-acts = The applications and documents filed with other services: whoever received them keeps them by law.
own-deletion-send = Ask for the deletion
own-deletion-asked = You have asked for the account to be deleted: { $asked }. We answer you within one month. If you have changed your mind, you can withdraw the request.
own-deletion-withdraw = Withdraw the request
own-export-title = The data that we keep
own-export = The data that we keep about you
own-export-what-html = As of { $at }. You can print this page; the <a href="/area/dati-personali/esporta">file for programs (JSON)</a> also holds the list of all activity. Passwords are not included: nobody knows them.
own-export-nothing = Nothing
own-who = Who you are for this service
own-kind = Type of account
own-since = Active since
own-fixed-html = First name, surname and codice fiscale cannot be changed here: ask for <a href="/assistenza">support</a>.
own-language = Language of emails and pages
own-language-what = It applies to the emails that we send you from now on, and to the pages after every login.
own-language-save = Save the language
own-rights = Your rights
own-rights-print = See and print the data that we keep
own-rights-export = Download the data for another program (JSON)
own-rights-deletion = Ask for the account to be deleted
own-deletion-asked-at = Deletion asked for
own-account = You and your account
own-institutional-withdrawn = Institutional email withdrawn
own-email-waiting = Email waiting for confirmation
own-contacts = Contact details
own-documents = Documents accepted
own-document-versions = Terms, version { $terms }; privacy notice, version { $privacy }
own-accesses = Logins and sessions
own-previous-access = Previous login
own-session = Session
