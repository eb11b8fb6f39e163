### What stands around every page.

# The name of the language itself, for whoever looks for it.
frame-language-name = Deutsch
frame-languages = Sprache
