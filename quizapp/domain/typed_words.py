"""The words a typed answer is read by: units, negations, spellings of one word, acronyms. Keys are folded text.

Only what means the same beyond doubt stands here, because it is accepted without asking; everything else is a
matter for a question's `accept` list.
"""

from __future__ import annotations


def _ways(*rows: str) -> dict[str, str]:
    """Map every word of a row to the row's first word."""
    return {word: row.split()[0] for row in rows for word in row.split()}


UNITS = _ways(
    "percent % pct فیصد",
    "dollar $ dollars usd",
    "pound £ pounds gbp",
    "euro € euros eur",
    "rupee ₨ rupees rs re pkr روپے روپیہ",
    "km kilometre kilometres kilometer kilometers kms",
    "metre metres meter meters",
    "mile miles",
    "cm centimetre centimetres centimeter centimeters",
    "mm millimetre millimetres millimeter millimeters",
    "kg kilogram kilograms kilogramme kilogrammes kgs",
    "ton tons tonne tonnes",
    "hectare hectares ha",
    "acre acres",
    "mw megawatt megawatts",
    "gw gigawatt gigawatts",
    "degree ° degrees",
    "day days",
    "week weeks",
    "month months",
    "year years yrs",
    "hour hours hrs",
    "minute minutes",
    "second seconds",
)
"""Words that stand with a number and say of what; two writings of one unit are equal, two units never are."""

NEGATIONS = frozenset({"not", "no", "never", "non", "neither", "nor", "without", "نہ", "نہیں", "غیر", "بغیر"})
"""Words that turn the meaning of the word after them."""

CONNECTING = frozenset(
    {"of", "and", "in", "on", "at", "for", "to", "by", "with", "as", "is", "was", "are", "were", "a", "an"}
)
"""Small words whose absence or presence alone leaves an answer nearly right."""

SPELLINGS = _ways(
    "and &",
    "square sq",
    "c celsius centigrade",
    "versus vs",
    "us usa",
    "grey gray",
    "centre center",
    "centres centers",
    "defence defense",
    "offence offense",
    "licence license",
    "programme program",
    "programmes programs",
    "labour labor",
    "harbour harbor",
    "colour color",
    "honour honor",
    "neighbour neighbor",
    "neighbours neighbors",
    "behaviour behavior",
    "shimla simla",
    "liaquat liaqat liyaqat liaqut",
    "muhammad mohammad mohammed muhammed",
    "hussain husain hussein husayn",
    "quaid qaid",
    "quran koran",
    "makkah mecca makka",
    "madinah medina madina",
    "zakat zakah",
    "salat salah",
    "hijrah hijra hijrat",
    "sunnah sunna",
    "sharia shariah shariat",
    "ramadan ramzan ramazan",
    "uthman usman osman",
    "umar omar",
    "punjab panjab",
    "balochistan baluchistan",
    "sindh sind",
    "kyiv kiev",
    "siachen siachin",
    "gaddafi qaddafi",
)
"""Ways to spell one word or name, each row one word."""

ACRONYMS = (
    ("un", "United Nations"),
    ("unsc", "United Nations Security Council"),
    ("unga", "United Nations General Assembly"),
    ("unhcr", "United Nations High Commissioner for Refugees"),
    ("unesco", "United Nations Educational, Scientific and Cultural Organization"),
    ("unicef", "United Nations Children's Fund"),
    ("undp", "United Nations Development Programme"),
    ("who", "World Health Organization"),
    ("wto", "World Trade Organization"),
    ("imf", "International Monetary Fund"),
    ("adb", "Asian Development Bank"),
    ("aiib", "Asian Infrastructure Investment Bank"),
    ("icj", "International Court of Justice"),
    ("icc", "International Criminal Court"),
    ("iaea", "International Atomic Energy Agency"),
    ("nato", "North Atlantic Treaty Organization"),
    ("sco", "Shanghai Cooperation Organisation"),
    ("rats", "Regional Anti-Terrorist Structure"),
    ("saarc", "South Asian Association for Regional Cooperation"),
    ("asean", "Association of Southeast Asian Nations"),
    ("ecowas", "Economic Community of West African States"),
    ("oic", "Organisation of Islamic Cooperation"),
    ("osce", "Organization for Security and Co-operation in Europe"),
    ("csto", "Collective Security Treaty Organization"),
    ("fatf", "Financial Action Task Force"),
    ("eu", "European Union"),
    ("us", "United States of America"),
    ("us", "United States"),
    ("uk", "United Kingdom"),
    ("uae", "United Arab Emirates"),
    ("ussr", "Union of Soviet Socialist Republics"),
    ("prc", "People's Republic of China"),
    ("cpec", "China-Pakistan Economic Corridor"),
    ("bri", "Belt and Road Initiative"),
    ("npt", "Nuclear Non-Proliferation Treaty"),
    ("ctbt", "Comprehensive Nuclear-Test-Ban Treaty"),
    ("nsg", "Nuclear Suppliers Group"),
    ("ttp", "Tehreek-e-Taliban Pakistan"),
    ("isi", "Inter-Services Intelligence"),
    ("nacta", "National Counter Terrorism Authority"),
    ("nap", "National Action Plan"),
    ("nab", "National Accountability Bureau"),
    ("nfc", "National Finance Commission"),
    ("fpsc", "Federal Public Service Commission"),
    ("gdp", "gross domestic product"),
    ("gnp", "gross national product"),
    ("fdi", "foreign direct investment"),
)
"""Short and full names that stand for each other, unless the question asks for the one or the other."""

_OPPOSED_STARTS = (
    ("", "un"),
    ("", "in"),
    ("", "im"),
    ("", "il"),
    ("", "ir"),
    ("", "dis"),
    ("", "anti"),
    ("", "a"),
    ("bi", "uni"),
    ("bi", "tri"),
    ("uni", "multi"),
    ("inter", "intra"),
    ("hyper", "hypo"),
    ("macro", "micro"),
    ("endo", "exo"),
    ("ante", "anti"),
    ("pre", "post"),
    ("pro", "anti"),
    ("over", "under"),
    ("ex", "im"),
    ("in", "ex"),
    ("mono", "poly"),
)
_OPPOSED_PARTS = (("east", "west"), ("north", "south"), ("upper", "lower"), ("maxim", "minim"), ("less", "ful"))


def are_opposed(one: str, other: str) -> bool:
    """Whether two words differ only in a part that turns the meaning: `constitutional`, `unconstitutional`."""
    for first, second in _OPPOSED_STARTS:
        for start, instead in ((first, second), (second, first)):
            if one.startswith(start) and instead + one[len(start) :] == other:
                return True
    return any(
        one.replace(part, instead, 1) == other
        for first, second in _OPPOSED_PARTS
        for part, instead in ((first, second), (second, first))
        if part in one
    )
