"""Ten articles of two weeks on one affair: a strike on a ferry line, planned, put off, denied, held, and a fire.

The strike is planned for the 9th, put off to the 12th, denied and held on the 12th. A fire in the ferry terminal kills
two, then three people. One article is a copy.
"""

PLAN = """Crews of the Oresund ferries will strike on 9 March, their union said on Monday.

The strike would stop all crossings between Malmo and Copenhagen, said Karin Dahl, who leads the seamen's union. She
blamed the company, Sundline, for a pay offer that she called an insult."""

PLAN_COPY = """Crews of the Oresund ferries will strike on 9 March, their union said on Monday.

The strike would stop all crossings between Malmo and Copenhagen, said Karin Dahl, who leads the seamen's union. She
blamed the company, Sundline, for a pay offer that she called an insult. (Reuters)"""

PLAN_RETOLD = """Travellers across the Oresund must look for another way: the seamen's union plans a strike on 9 March.

Sundline, which runs the ferries from Malmo to Copenhagen, said that it regretted the strike."""

PUT_OFF = """The strike of the Oresund ferry crews has been postponed to 12 March, the seamen's union said on Friday.

Karin Dahl said that a mediator had asked for three more days. Sundline welcomed the delay."""

DENIED = """Sundline denied on Tuesday that crews had gone on strike on 9 March.

Ferries between Malmo and Copenhagen were running as planned, the company said. The union had put off its strike to 12
March."""

HELD = """Ferry crews went on strike on Thursday, and no ship left Malmo for Copenhagen.

The strike began at six in the morning, said Karin Dahl of the seamen's union. About 400 sailors walked out. Sundline
said that 9,000 passengers were stranded."""

HELD_RETOLD = """Nothing moved on the Oresund on 12 March as ferry crews held the strike that they had long threatened.

Some 450 sailors took part, according to the seamen's union. Sundline offered new talks for next week."""

FIRE = """A fire in the ferry terminal of Malmo killed two people on Saturday, police said.

The fire broke out at noon in a kitchen of the terminal. Five people were injured. Firefighters from Lund helped to put
it out."""

FIRE_LATER = """Three people died on 14 March in the fire in the ferry terminal of Malmo, police said on Monday.

A cook died in hospital on Sunday night. Sundline has opened an inquiry into the fire, which injured five
others."""

AFTER = """Ferries between Malmo and Copenhagen will sail again on Wednesday after an agreement with the union.

Sundline and the seamen's union signed the agreement on Monday. The strike of 12 March had cost the company 2 million
euros, it said. The fire at the Malmo terminal on 14 March killed three people and will be investigated."""

ARTICLES = (
    ("plan", "2026-03-02", "Sydnytt", PLAN),
    ("plan-copy", "2026-03-02", "Harbour Mail", PLAN_COPY),
    ("plan-retold", "2026-03-03", "Sund Radio", PLAN_RETOLD),
    ("put-off", "2026-03-06", "Sydnytt", PUT_OFF),
    ("denied", "2026-03-10", "Harbour Mail", DENIED),
    ("held", "2026-03-12", "Sydnytt", HELD),
    ("held-retold", "2026-03-13", "Sund Radio", HELD_RETOLD),
    ("fire", "2026-03-14", "Harbour Mail", FIRE),
    ("fire-later", "2026-03-16", "Sydnytt", FIRE_LATER),
    ("after", "2026-03-17", "Sund Radio", AFTER),
)
"""Name, day, publisher and text."""
