"""What a scene is called: class names in plain words, captions for training, and the corpus for the BPE vocabulary."""

from __future__ import annotations

import torch

WORDS: dict[str, tuple[str, ...]] = {
    "agricultural": ("agricultural field", "farmland", "crop field"),
    "airplane": ("airplane", "aircraft", "plane on an apron"),
    "baseballdiamond": ("baseball diamond", "baseball field"),
    "beach": ("beach", "sandy shore"),
    "buildings": ("group of buildings", "commercial building", "office building"),
    "chaparral": ("chaparral", "shrubland"),
    "denseresidential": ("dense residential area", "dense housing"),
    "forest": ("forest", "woodland"),
    "freeway": ("freeway", "highway", "motorway"),
    "golfcourse": ("golf course",),
    "harbor": ("harbor", "harbour", "marina with boats"),
    "intersection": ("road intersection", "crossroads"),
    "mediumresidential": ("medium residential area", "residential area", "suburb"),
    "mobilehomepark": ("mobile home park", "trailer park"),
    "overpass": ("overpass", "flyover", "bridge over a road"),
    "parkinglot": ("parking lot", "car park"),
    "river": ("river", "stream"),
    "runway": ("runway", "airport runway"),
    "sparseresidential": ("sparse residential area", "single house with trees"),
    "storagetanks": ("group of storage tanks", "storage tank", "oil tanks"),
    "tenniscourt": ("tennis court",),
}
"""Class folder -> what it is called, the usual name first. Unknown folders go by their own name."""

COUNTRY = "the United States"
"""Where the scenes of the training data lie."""

COUNTRIES = """Afghanistan, Albania, Algeria, Angola, Argentina, Armenia, Australia, Austria, Azerbaijan, Bahrain,
Bangladesh, Belarus, Belgium, Belize, Benin, Bhutan, Bolivia, Bosnia and Herzegovina, Botswana, Brazil, Brunei,
Bulgaria, Burkina Faso, Burundi, Cambodia, Cameroon, Canada, Chad, Chile, China, Colombia, Costa Rica, Croatia, Cuba,
Cyprus, the Czech Republic, Denmark, Djibouti, the Dominican Republic, Ecuador, Egypt, El Salvador, Equatorial Guinea,
Eritrea, Estonia, Eswatini, Ethiopia, Fiji, Finland, France, Gabon, Gambia, Georgia, Germany, Ghana, Greece,
Greenland, Guatemala, Guinea, Guyana, Haiti, Honduras, Hungary, Iceland, India, Indonesia, Iran, Iraq, Ireland,
Israel, Italy, Ivory Coast, Jamaica, Japan, Jordan, Kazakhstan, Kenya, Kuwait, Kyrgyzstan, Laos, Latvia, Lebanon,
Lesotho, Liberia, Libya, Lithuania, Luxembourg, Madagascar, Malawi, Malaysia, Maldives, Mali, Malta, Mauritania,
Mauritius, Mexico, Moldova, Monaco, Mongolia, Montenegro, Morocco, Mozambique, Myanmar, Namibia, Nepal, the
Netherlands, New Zealand, Nicaragua, Niger, Nigeria, North Korea, North Macedonia, Norway, Oman, Pakistan, Panama,
Papua New Guinea, Paraguay, Peru, the Philippines, Poland, Portugal, Qatar, Romania, Russia, Rwanda, Saudi Arabia,
Senegal, Serbia, Sierra Leone, Singapore, Slovakia, Slovenia, Somalia, South Africa, South Korea, South Sudan, Spain,
Sri Lanka, Sudan, Suriname, Sweden, Switzerland, Syria, Taiwan, Tajikistan, Tanzania, Thailand, Togo, Tunisia, Turkey,
Turkmenistan, Uganda, Ukraine, the United Arab Emirates, the United Kingdom, the United States of America, Uruguay,
Uzbekistan, Venezuela, Vietnam, Yemen, Zambia, Zimbabwe"""

OTHER_WORDS = """airport bridge building road street railway station stadium swimming pool lake sea coast island
mountain desert snow ice field meadow park garden house houses roof tree trees factory industrial port dock ship boat
car cars truck square round large small green brown grey blue white urban rural city town village school hospital
church dam solar panels wind farm quarry mine pond wetland vineyard orchard greenhouse warehouse container terminal
helipad racetrack roundabout image satellite aerial photo view over near with and of from above at by"""
"""Words that prompts for other scenes use; they only shape the vocabulary."""


def names(label: str) -> tuple[str, ...]:
    return WORDS.get(label, (label.replace("_", " ").replace("-", " "),))


def caption(name: str, country: str | None = COUNTRY) -> str:
    """The form that HarmoniDiff-RS prompts have."""
    article = "an" if name[0] in "aeiou" else "a"
    return f"a satellite image of {article} {name}" + (f" in {country}" if country else "")


def captions(label: str) -> list[str]:
    """All that a scene of this class may be called in training, the usual caption first."""
    return [caption(name, country) for name in names(label) for country in (COUNTRY, None)]


def random_caption(label: str, generator: torch.Generator) -> int:
    """Index into ``captions(label)``: mostly the usual name, mostly with the country."""
    synonyms = len(names(label))
    u = torch.rand(3, generator=generator).tolist()
    name = 0 if u[0] < 0.6 else int(u[1] * synonyms)
    return 2 * name + (0 if u[2] < 0.7 else 1)


def corpus(labels: list[str]) -> list[str]:
    """Sentences for the BPE vocabulary: the captions often, other countries and words once each."""
    countries = [country.strip() for country in COUNTRIES.replace("\n", " ").split(",")]
    sentences = [text for label in labels for text in captions(label)] * 4
    sentences += [f"{name} in {country}" for country in countries for name in ("scene", "city")]
    return sentences + OTHER_WORDS.split() * 2
