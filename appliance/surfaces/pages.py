"""The HTML pages of the apps, with their few blanks filled: language, venue name, accent and the build's addresses."""

from pathlib import Path

from litestar import Response
from litestar.enums import MediaType

from appliance.http import StaticFiles, gzipped, page
from appliance.settings import Settings

RIGHT_TO_LEFT = frozenset({"ar", "he", "fa", "ur"})


class Pages:
    """Knows the web folder. `apps` besides the guest's are plain pages."""

    def __init__(self, web: Path, static: StaticFiles, settings: Settings) -> None:
        self._web = web
        self._static = static
        self._settings = settings

    def language(self, accepted: str) -> str:
        """The venue's language that fits an Accept-Language header best."""
        offered = self._settings.now.languages
        for wish in sorted(_wishes(accepted), key=lambda one: -one[1]):
            for language in offered:
                if wish[0].split("-")[0] == language:
                    return language
        return self._settings.now.default_language

    def guest(self, accepted: str, encodings: str) -> Response[bytes]:
        """The guest's page in the phone's language, compressed where the phone takes it."""
        response = self._page("guest", self.language(accepted))
        if "gzip" in encodings:
            response.content = gzipped(response.content)
            response.headers["content-encoding"] = "gzip"
        return response

    def app(self, name: str) -> Response[bytes]:
        """A staff page."""
        return self._page(name, "en")

    def _page(self, name: str, language: str) -> Response[bytes]:
        settings = self._settings.now
        body = page(
            self._web / name / "index.html",
            {
                "static": self._static.base,
                "lang": language,
                "dir": "rtl" if language in RIGHT_TO_LEFT else "ltr",
                "venue_name": settings.venue_name,
                "accent": settings.accent,
                "default_language": settings.default_language,
                "menu_url": f"/menu?lang={language}",
            },
        )
        headers = {"cache-control": "no-cache", "vary": "accept, accept-language, accept-encoding"}
        return Response(content=body, media_type=MediaType.HTML, headers=headers)


def _wishes(accepted: str) -> list[tuple[str, float]]:
    found = []
    for entry in accepted[:200].split(","):
        name, _, quality = entry.strip().partition(";q=")
        try:
            found.append((name.lower(), float(quality) if quality else 1.0))
        except ValueError:
            continue
    return found
