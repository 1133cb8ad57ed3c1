"""The rules by which a role noun or a pronoun means somebody, and those by which a name is found.

Each stands in `mentions.rule` of the rows that it makes. What a rule looks at is told by the function that names it,
in `noun_reference`, `pronoun_reference`, `names`, `repairs` and `repeats`.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.language.rule import Rule


@dataclass(eq=False, frozen=True, kw_only=True)
class ReferenceRule(Rule):
    """A rule that says whom a role noun or a pronoun means."""


@dataclass(eq=False, frozen=True, kw_only=True)
class FindingRule(Rule):
    """A way in which a name is found."""


APPOSITION = ReferenceRule(
    name="apposition",
    description="A role noun beside a name, with nothing but a comma between, is who is named.",
    example="The engineer, Zorvin Tarnak, left.",
    gives=("The engineer=person/zorvin-tarnak",),
    counterexample="The engineer left Zorvin Tarnak.",
)
PREDICATE = ReferenceRule(
    name="predicate",
    description="What somebody is, becomes or serves as, he is.",
    example="Zorvin Tarnak is a poet.",
    gives=("a poet=person/zorvin-tarnak",),
    counterexample="Zorvin Tarnak is not a poet.",
)
DESCRIBED = ReferenceRule(
    name="described",
    description="What somebody is described as means him, though nobody says that he is it.",
    example="Carla Reed described Zorvin Tarnak as a thief.",
    gives=("a thief=person/zorvin-tarnak",),
    counterexample="Zorvin Tarnak worked as well as a thief.",
)
OWN_NAME = ReferenceRule(
    name="own-name",
    description="A noun that says what the name directly before it names: “the Tarnova party”.",
    example="The Forward Alliance lost. The Forward Alliance party wept.",
    gives=("The Forward Alliance party=org/forward-alliance",),
    counterexample="The Forward Alliance lost. The Forward Alliance website wept.",
)
ROLE = ReferenceRule(
    name="role",
    description="A definite role noun is the one who was given that role.",
    example="Mayor Zorvin Tarnak spoke on Monday. It rained. It snowed. It thawed. The mayor left.",
    gives=("The mayor=person/zorvin-tarnak",),
    counterexample="Mayor Zorvin Tarnak spoke on Monday. It rained. It snowed. It thawed. A mayor left.",
)
HEAD_NOUN = ReferenceRule(
    name="head-noun",
    description="A definite noun is the one organisation or place whose name holds the noun.",
    example="Students of Velmora University marched. It rained. It snowed. It thawed. The university closed.",
    gives=("The university=org/velmora-university",),
    counterexample="Students of Velmora University marched. It rained. It snowed. It thawed. A university closed.",
)
OWN_ORGANISATION = ReferenceRule(
    name="own-organisation",
    description="Somebody's company, party or club is the one that his role names.",
    example="Zorvex Inc. chairman Carla Reed came. Acme Corp. sued. Carla Reed defended her company.",
    gives=("her=person/carla-reed", "her company=org/zorvex"),
    counterexample="Carla Reed came to Zorvex Inc. Acme Corp. sued. Carla Reed defended her company.",
)
MAIN_COUNTRY = ReferenceRule(
    name="main-country",
    description="“The country”, “our nation” is the one of which the article speaks most.",
    example="Norway voted. Norway waited. The nation slept.",
    gives=("The nation=place/norway",),
    counterexample="Norway voted. Norway waited. A nation slept.",
)
ONLY_ONE_NEAR = ReferenceRule(
    name="only-one-near",
    description="A definite noun is the only one of its kind in the last sentences.",
    example="Zorvex Inc. closed two mills. The company blamed the rain.",
    gives=("The company=org/zorvex",),
    counterexample="Zorvex Inc. closed two mills. A company blamed the rain.",
)
ONLY_SUBJECT_NEAR = ReferenceRule(
    name="only-subject-near",
    description="Of several in the last sentences it is the one that is a subject there.",
    example="Zorvex Inc. sued Acme Corp. over two mills. The company blamed the rain.",
    gives=("The company=org/zorvex",),
    counterexample="Zorvex Inc. and Acme Corp. met. The company blamed the rain.",
)
MOST_TOLD_OF = ReferenceRule(
    name="most-told-of",
    description="Where nobody is near, or several are, it is the organisation of which the article tells by far the "
    "most.",
    example="Zorvex Inc. grew. Zorvex hired men. Zorvex built mills. It rained. It snowed. It thawed. The group wept.",
    gives=("The group=org/zorvex",),
    counterexample="Zorvex Inc. grew. It rained. It snowed. It thawed. The group wept.",
)
NEAREST = ReferenceRule(
    name="nearest",
    description="Of several places it is the last.",
    example="They drove from Oslo to Bergen. The city was dark.",
    gives=("The city=place/bergen",),
    counterexample="They drove from Oslo to Bergen. A city was dark.",
)
REFLEXIVE = ReferenceRule(
    name="reflexive",
    description="Himself and herself are the one named before, or the subject of the clause.",
    example="Zorvin Tarnak wrote it himself.",
    gives=("himself=person/zorvin-tarnak",),
    counterexample="The rain wrote it itself.",
)
HE_OR_SHE = ReferenceRule(
    name="he-or-she",
    description="He and she are the person that agrees for whom most speaks: near, a subject, much spoken of.",
    example="Zorvin Tarnak came home because he was ill.",
    gives=("he=person/zorvin-tarnak",),
    counterexample="The trains stopped because it rained.",
)
MAIN_PERSON = ReferenceRule(
    name="main-person",
    description="Where nobody is near, he or she is the one of that sex of whom the article speaks by far the most.",
    example="Robert Tarnak came. Tarnak sang. Tarnak left. It rained. It rained. It rained. It rained. It rained. "
    "It rained. It rained. Then he died.",
    gives=("he=person/robert-tarnak",),
    counterexample="Robert Tarnak came. It rained. It rained. It rained. It rained. It rained. It rained. It rained. "
    "Then he died.",
)
CLAUSE_AROUND = ReferenceRule(
    name="clause-around",
    description="It is the organisation or place, they the people, that a clause around them has as its subject.",
    example="Zorvex Inc. said it would close two mills.",
    gives=("it=org/zorvex",),
    counterexample="Zorvex Inc. said two mills would close.",
)
SPEAKS_ON = ReferenceRule(
    name="speaks-on",
    description="It, where it speaks, is the organisation that is the subject of the sentence before.",
    example="Zorvex Inc. closed two mills. It said the rain was to blame.",
    gives=("It=org/zorvex",),
    counterexample="Zorvex Inc. closed two mills. It was the rain.",
)
QUOTED_SPEAKER = ReferenceRule(
    name="quoted-speaker",
    description="I, in a quotation, is the one who says it.",
    example="“I never saw the letter,” Zorvin Tarnak said.",
    gives=("I=person/zorvin-tarnak",),
    counterexample="Zorvin Tarnak carried a card with “I never saw the letter” on it.",
)
REFERENCES: tuple[ReferenceRule, ...] = (
    APPOSITION, PREDICATE, DESCRIBED, OWN_NAME, ROLE, OWN_ORGANISATION, HEAD_NOUN, MAIN_COUNTRY, ONLY_ONE_NEAR,
    ONLY_SUBJECT_NEAR, MOST_TOLD_OF, NEAREST,
    REFLEXIVE, HE_OR_SHE, MAIN_PERSON, CLAUSE_AROUND, SPEAKS_ON, QUOTED_SPEAKER,
)  # fmt: skip
"""Those for role nouns, then those for pronouns, as they are tried."""

FINDINGS: tuple[FindingRule, ...] = (
    FindingRule(
        name="model",
        description="The model tells it.",
        example="They met Angela Merkel in Berlin.",
        gives=("Angela Merkel", "Berlin"),
        counterexample="They met the chancellor in the city.",
    ),
    FindingRule(
        name="dateline",
        description="The city of a dateline.",
        example="VARST (Lantern) — The commission named a winner on Wednesday.",
        gives=("VARST",),
        counterexample="The commission named a winner on Wednesday.",
    ),
    FindingRule(
        name="run",
        description="Proper nouns in a row that the model left out, where a word beside them tells what they are.",
        example="She lives near Tolvara with her sons.",
        gives=("Tolvara",),
        counterexample="She lives here with her sons.",
    ),
    FindingRule(
        name="surname",
        description="The surname of somebody spoken of at the head of something of his.",
        example="Carla Tarnak slept. They sold Tarnak Xerox prints in Ohio.",
        gives=("Carla Tarnak", "Tarnak", "Ohio"),
        counterexample="Carla Reed slept. Reed Motors sold cars in Ohio.",
    ),
    FindingRule(
        name="known",
        description="A name so well known that it needs no evidence.",
        example="They asked Qualcomm about it.",
        gives=("Qualcomm",),
        counterexample="They asked around about it.",
    ),
    FindingRule(
        name="repeat",
        description="Another occurrence of a name found elsewhere, or of a part of it.",
        example="Zorvin Tarnak spoke. Tarnak left.",
        gives=("Zorvin Tarnak", "Tarnak"),
        counterexample="Zorvin Tarnak spoke.",
    ),
)
"""How names are found."""
