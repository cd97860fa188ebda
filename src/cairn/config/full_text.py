"""What searches the words of pages, for apps below search. See `cairn.search.fulltext`."""

PAGES_WITH = "cairn.search.fulltext.pages_with"
RANKED = "cairn.search.fulltext.ranked"
QUESTIONS = "cairn.search.questions.ranked"
