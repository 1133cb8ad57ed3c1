import pytest

from pipeline.articles import languages

TEXTS = (
    "The harbour of Velmora was closed on Monday.",
    "Der Hafen von Velmora wurde am Montag geschlossen.",
    "Le port de Velmora a été fermé lundi.",
    "LE PORT DE VELMORA A ÉTÉ FERMÉ",
)


@pytest.fixture
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("QUOTIDIAN_CACHE", str(tmp_path))
    return tmp_path


def opened():
    return languages.identifier.__wrapped__()


def told(identifier):
    return [identifier.rank(text) for text in TEXTS]


def test_unpacked_or_packed_it_tells_the_same(cache):
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    packed = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    assert told(opened()) == told(packed)
    (kept,) = cache.iterdir()
    assert told(opened()) == told(packed)
    kept.write_bytes(b"broken")
    assert told(opened()) == told(packed)


def test_where_nothing_can_be_kept_it_is_unpacked_each_time(cache, monkeypatch):
    (cache / "file").write_text("")
    monkeypatch.setenv("QUOTIDIAN_CACHE", str(cache / "file"))
    assert opened().rank(TEXTS[0])[0][0] == "en"
