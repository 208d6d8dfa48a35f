"""Every word that paper says, in each language; the one place where a language is added for all documents.

Arabic, Japanese and Thai have not been read by native speakers yet (docs/paper.md says so to owners).
"""

from appliance.printing.paper_words import ar, de, el, en, es, fr, it, ja, ru, th
from appliance.printing.paper_words.shape import PaperWords

__all__ = ["LANGUAGES", "PaperWords", "words_in"]

LANGUAGES: dict[str, PaperWords] = {
    words.language: words
    for words in (
        en.WORDS,
        it.WORDS,
        de.WORDS,
        fr.WORDS,
        es.WORDS,
        el.WORDS,
        ru.WORDS,
        ja.WORDS,
        ar.WORDS,
        th.WORDS,
    )
}


def words_in(*wanted: str | None) -> PaperWords:
    """The words of the first wanted language there is ("de-AT" takes "de"); English when there is none."""
    for language in wanted:
        found = LANGUAGES.get((language or "").partition("-")[0].lower())
        if found is not None:
            return found
    return en.WORDS
