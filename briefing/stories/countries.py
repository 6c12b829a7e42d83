"""The terms of an item or a story -> the countries that they name: "Kenyan", "Kenyans" and "Kenya's" are one.

What happens in Kenya is not what happens in Uganda, however alike the words are: see `scoring.CLASH`. The United States
are left out, for they are in the news of every other country; so are names that are as often something else (Chad,
Georgia, Guinea, Jordan). English only; in other languages nothing is found, and nothing forbidden.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from briefing.words import stem

NAMES = """
afghanistan afghan afghans | albania albanian albanians | algeria algerian algerians | angola angolan |
argentina argentine argentines argentinian | armenia armenian armenians | australia australian australians aussie |
austria austrian austrians | azerbaijan azerbaijani azeri | bahrain bahraini | bangladesh bangladeshi bangladeshis |
belarus belarusian belarusians belarussian | belgium belgian belgians | bolivia bolivian bolivians | bosnia bosnian |
botswana | brazil brazilian brazilians | britain british uk. briton britons brits | bulgaria bulgarian bulgarians |
burundi burundian | cambodia cambodian cambodians | cameroon cameroonian | canada canadian canadians |
chile chilean chileans | china chinese | colombia colombian colombians | congo congolese |
croatia croatian croatians | cuba cuban cubans | cyprus cypriot cypriots | czech czechia czechs |
denmark danish danes | ecuador ecuadorian ecuadorean | egypt egyptian egyptians | eritrea eritrean |
estonia estonian | ethiopia ethiopian ethiopians | fiji fijian | finland finnish finns | france french |
gabon gabonese | gambia gambian | germany german germans | ghana ghanaian ghanaians | greece greek greeks |
greenland greenlandic greenlanders | guatemala guatemalan guatemalans | haiti haitian haitians |
honduras honduran hondurans | hungary hungarian hungarians | iceland icelandic | india indian indians |
indonesia indonesian indonesians | iran iranian iranians | iraq iraqi iraqis | ireland irish |
israel israeli israelis | italy italian italians | jamaica jamaican jamaicans | japan japanese | kazakhstan kazakh |
kenya kenyan kenyans | kosovo kosovar | kuwait kuwaiti | kyrgyzstan kyrgyz | laos laotian | latvia latvian |
lebanon lebanese | lesotho | liberia liberian | libya libyan libyans | lithuania lithuanian | luxembourg |
madagascar malagasy | malawi malawian | malaysia malaysian malaysians | mali malian | malta maltese |
mexico mexican mexicans | moldova moldovan | mongolia mongolian | montenegro | morocco moroccan moroccans |
mozambique mozambican | myanmar burmese burma | namibia namibian | nepal nepali nepalese | netherlands dutch |
nicaragua nicaraguan nicaraguans | niger nigerien | nigeria nigerian nigerians | norway norwegian norwegians |
oman omani | pakistan pakistani pakistanis | palestine palestinian palestinians | panama panamanian |
paraguay paraguayan | peru peruvian peruvians | philippines philippine filipino filipinos | poland polish |
portugal portuguese | qatar qatari | romania romanian romanians | russia russian russians | rwanda rwandan |
senegal senegalese | serbia serbian serbs | singapore singaporean | slovakia slovak slovaks | slovenia slovenian |
somalia somali somalis | somaliland | spain spanish spaniards spaniard | sudan sudanese | sweden swedish swedes |
switzerland swiss | syria syrian syrians | taiwan taiwanese | tanzania tanzanian | thailand thai |
tunisia tunisian tunisians | turkey turkish turks turkiye | uganda ugandan | ukraine ukrainian ukrainians |
uruguay uruguayan | uzbekistan uzbek | venezuela venezuelan venezuelans | vietnam vietnamese | yemen yemeni yemenis |
zambia zambian | zimbabwe zimbabwean
"""
"""Countries, parted by bars: the name, then the other words for it and its people, as `briefing.words` forms them."""


@cache
def _table() -> dict[str, str]:
    """Return stem -> country."""
    groups = [group.split() for group in NAMES.split("|")]
    return {stem(word): names[0] for names in groups for word in names}


def countries_in(terms: Iterable[str]) -> set[str]:
    """Return the countries that English terms name."""
    table = _table()
    return {table[term] for term in terms if term in table}
