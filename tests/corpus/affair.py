"""Articles on a bridge that opens late, and some that have nothing to do with it, for tests of stories."""

from pipeline.articles.reading import article_from

LEAD = (
    "The Harrow Bridge over the River Tamsel will stay closed until spring after engineers found cracks in two of its "
    "steel cables, the county of Velden said on Monday."
)
REST = """The crossing carries about nine thousand cars a day, and ferries will run every half hour in the meantime.

"We cannot let a single lorry on it before the cables have been replaced," said Ada Brenner, the county's engineer.

Repairs are expected to cost four million euros, twice what the council had set aside for the whole year.

Traders on the east bank said they feared for the weeks before Christmas, when most of their customers come by car."""
BRIDGE = f"{LEAD}\n\n{REST}"
CUT = f"{LEAD}\n\n" + "\n\n".join(REST.split("\n\n")[:3])
RETOLD = """Drivers in Velden face a winter of ferries: Harrow Bridge has been shut for months because of cracked
cables.

"We cannot let a single lorry on it before the cables have been replaced," county engineer Ada Brenner told reporters.

Two steel cables over the River Tamsel are damaged, and the repairs may cost four million euros. Shopkeepers on the
east bank are worried about Christmas."""
ORCHARD = """Growers around Maldon expect the best apple harvest in eleven years. A mild April spared the blossom, and
the rain came when the trees needed it.

"I have run out of crates," said Tom Halloran, who farms forty acres. Cider makers have already asked for more."""
APPEAL = "Support your local newsroom: subscribe today and never miss a story from the county."


def article(name, text, day, publisher=None, title=None):
    """An article known by a short name."""
    return article_from(text, uri=name, published_at=day, publisher=publisher, title=title)
