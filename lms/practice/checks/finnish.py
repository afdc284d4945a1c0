"""The lists of Finnish: inflected forms are made from stems, or written out where they bend."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lms.practice.checks import names, vocabulary
from lms.practice.checks.lists import Lists, Terms, after, ending, leading, pattern, sharp
from lms.practice.checks.stems import Sentence, Word, stems

_CASES = "n ssa ssä sta stä lla llä lta ltä lle ksi na nä".split()
_OWNERS = "ni mme nsa nsä si nne".split()


_Noun = tuple[str, str, str, str, str]
"""A noun: basic form, weak stem, strong stem, partitive, illative."""


def _forms(nominative: str, weak: str, strong: str, partitive: str, illative: str) -> Iterator[str]:
    """The forms of a noun in the singular: those in the plural tell of nobody in particular."""
    yield from (nominative, partitive, illative)
    yield from (weak + case for case in _CASES)
    last = "än" if _is_front(weak) else "an"
    for owner in _OWNERS:
        yield strong + owner
        yield partitive + owner
        yield from (weak + case + owner for case in _CASES[1:])
    yield from (weak + case + last for case in _CASES[1:])


def _is_front(word: str) -> bool:
    return not any(vowel in word for vowel in "aou")


def _plain(stem: str) -> _Noun:
    """Nouns such as "kollega", whose stem never changes."""
    return stem, stem, stem, stem + ("ä" if _is_front(stem) else "a"), f"{stem}{stem[-1]}n"


def _as(stem: str) -> _Noun:
    """Nouns such as "asiakas"; `stem` is what stands before -aan."""
    weak = stem.replace("kk", "k")
    return f"{weak}as", f"{stem}aa", f"{stem}aa", f"{weak}asta", f"{stem}aaseen"


def _nen(stem: str) -> _Noun:
    """Nouns such as "nainen"; `stem` is without -nen."""
    a = "ä" if _is_front(stem) else "a"
    return f"{stem}nen", f"{stem}se", f"{stem}se", f"{stem}st{a}", f"{stem}seen"


_CHIEFS = frozenset(
    form
    for noun in (
        ("pomo", "pomo", "pomo", "pomoa", "pomoon"),
        ("esihenkilö", "esihenkilö", "esihenkilö", "esihenkilöä", "esihenkilöön"),
        ("esimies", "esimiehe", "esimiehe", "esimiestä", "esimieheen"),
        ("päällikkö", "päällikö", "päällikkö", "päällikköä", "päällikköön"),
        ("vuoropäällikkö", "vuoropäällikö", "vuoropäällikkö", "vuoropäällikköä",
         "vuoropäällikköön"),
        ("kollega", "kollega", "kollega", "kollegaa", "kollegaan"),
        ("mestari", "mestari", "mestari", "mestaria", "mestariin"),
        ("sihteeri", "sihteeri", "sihteeri", "sihteeriä", "sihteeriin"),
        ("luottamusmies", "luottamusmiehe", "luottamusmiehe", "luottamusmiestä",
         "luottamusmieheen"),
        ("huoltomies", "huoltomiehe", "huoltomiehe", "huoltomiestä", "huoltomieheen"),
        ("varastomies", "varastomiehe", "varastomiehe", "varastomiestä", "varastomieheen"),
        ("mentori", "mentori", "mentori", "mentoria", "mentoriin"),
        ("tutori", "tutori", "tutori", "tutoria", "tutoriin"),
        ("kisälli", "kisälli", "kisälli", "kisälliä", "kisälliin"),
        ("työpari", "työpari", "työpari", "työparia", "työpariin"),
        ("edeltäjä", "edeltäjä", "edeltäjä", "edeltäjää", "edeltäjään"),
        ("seuraaja", "seuraaja", "seuraaja", "seuraajaa", "seuraajaan"),
        *(_plain(stem) for stem in "työkaveri vuorokaveri huonekaveri pöytänaapuri duunikaveri "
          "lähiesihenkilö pääluottamushenkilö puheenjohtaja perustaja omistaja kokkitäti "
          "vahtimestari työmaamestari hallimestari siistijä laitoshuoltaja".split()),
        *(_plain(stem) for stem in "johtaja toimitusjohtaja harjoittelija kesätyöntekijä rehtori "
          "vuokranantaja työnjohtaja tiimivetäjä vuorovetäjä kesätyttö vetäjä "
          "osastonhoitaja työharjoittelija".split()),
        ("kesäpoika", "kesäpoja", "kesäpoika", "kesäpoikaa", "kesäpoikaan"),
        ("talonmies", "talonmiehe", "talonmiehe", "talonmiestä", "talonmieheen"),
        _nen("oppisopimuslai"),
    )
    for form in _forms(*noun)
)  # fmt: skip
"""Those of whom a place of work has one: their forms in the singular."""

_ROLES = _CHIEFS | frozenset(
    form
    for noun in (
        *(_as(stem) for stem in "potil asiakk oppil asukk vier tulokk".split()),
        *(_as(stem) for stem in "kanta-asiakk kesäasukk naapurinasukk".split()),
        *(_plain(stem) for stem in "lähihoitaja kätilö kirurgi hammaslääkäri farmaseutti "
          "herrasmies tyyppi kaveri heppu kundi mimmi likka jätkä äijä muija setä täti neiti "
          "kassaneiti nuorimies vanhaherra perheenäiti perheenisä yksinhuoltaja "
          "fysioterapeutti "
          "terapeutti huoltaja koodari ohjelmoija kehittäjä testaaja suunnittelija "
          "muotoilija piirtäjä laborantti kemisti tutkija analyytikko konsultti koordinaattori "
          "projektivetäjä ajojärjestelijä varastotyöntekijä trukkikuski kuski rekkakuski "
          "bussikuski nosturikuski koneistaja levyseppä seppä putkiasentaja sähköasentaja "
          "mekaanikko muurari kirvesmies puuseppä kattoasentaja nosturinkuljettaja keräilijä "
          "pakkaaja lastaaja ahtaaja tarjoilija baarimikko kondiittori lihamestari kalakauppias "
          "kauppias kassa vartija poliisi palomies ensihoitaja lentäjä kapteeni perämies matruusi "
          "kalastaja viljelijä puutarhuri metsuri parturi kampaaja ompelija räätäli kirjanpitäjä "
          "tilintarkastaja controlleri juristi virkailija vastaanottovirkailija postinkantaja "
          "lähetti kuriiri eläkeläinen veteraani konkari vanhus teini nuorukainen lapsi vauva "
          "pariskunta perhe asiakaspalvelija edustaja myyntiedustaja hankkija ostopäällikkö "
          "toimittaja vuokralainen osakas apulainen avustaja kouluttaja valmentaja ohjaaja "
          "vapaaehtoinen tuuraaja sijainen keikkalainen jäsen kesätyöläinen alainen".split()),
        *(_plain(stem) for stem in "työntekijä kuljettaja hoitaja "
          "sairaanhoitaja opettaja matkustaja opiskelija siivooja myyjä ostaja kävijä "
          "koneenkäyttäjä käyttäjä hitsaaja asentaja maalari leipuri insinööri lääkäri rouva "
          "herra mummo naapuri asukki omistaja kokki isäntä sihteeri lakimies".split()),
        ("mies", "miehe", "miehe", "miestä", "mieheen"),
        _nen("nai"), _nen("vanhemp"),
        ("poika", "poja", "poika", "poikaa", "poikaan"),
        ("tyttö", "tytö", "tyttö", "tyttöä", "tyttöön"),
        ("pappa", "papa", "pappa", "pappaa", "pappaan"),
        ("kokki", "koki", "kokki", "kokkia", "kokkiin"),
        ("äiti", "äidi", "äiti", "äitiä", "äitiin"),
        ("isä", "isä", "isä", "isää", "isään"),
        ("emäntä", "emännä", "emäntä", "emäntää", "emäntään"),
        ("leski", "leske", "leske", "leskeä", "leskeen"),
    )
    for form in _forms(*noun)
)  # fmt: skip
_MONTH_STEM = r"(?:tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu)kuu"
_DAY_STEM = r"(?:maanantai|tiistai|keskiviikko|torstai|perjantai|lauantai|sunnuntai)"
_DAY = r"(?:maanantai|tiistai|keskiviikko|keskiviiko|torstai|perjantai|lauantai|sunnuntai)\w*"
_SEASON = (
    r"(?:kevä\w+|kesä(?:llä|n|nä|stä|ksi|än)?|syks\w+|talv\w+|joulu(?:na|n|ksi|un)?|pääsiäi\w+)"
)
_COIN = (
    r"(?:euro(?:a|n|lla|ksi|on)?|e|eur|kruunu\w*|dollari\w*|punta\w*|tonni(?:a|n|lla|in)?|"
    r"donaa?|egee)"
)
_NUMBER = (
    r"(?:yhdellä|kahdella|yksi|kaksi|kolme|neljä|viisi|kuusi|seitsemän|kahdeksan|yhdeksän|kymmenen|"
    r"sata|tuhat|miljoona|puoli miljoonaa|pari)\w*"
)
_ADJECTIVE = pattern(
    r"hiljai(?:nen|se\w+|sta)|kovaäänise?\w*|äänekä\w+|surulli\w+|hermostu\w+|huolestu\w+|"
    r"tylsisty\w+|"
    r"tyytymättö\w+|töykeä\w*|ilkeä\w*|itsepäi\w+|rohkea\w*|fiksu\w*|viisa\w+|kohtelia\w+|"
    r"parta\w*|kalju\w*|punatukkai\w+|harmaapää\w*|keski-ikäi\w+|pien(?:i|en|elle|tä)|iso|ison|"
    r"kuuden|seitsemän|viisikymppi\w+|kuusikymppi\w+|päihty\w+|humalai\w+|eläköity\w+|"
    r"eläkkeelle jäävä|"
    r"kokenu(?:t|een|eelle|tta)|kokema\w+|raskaana|liikuntavammai\w+|ulkomaalai\w+|viimei\w+|"
    r"pitkäaikai\w+|vakituinen|vakio|nuorin|nuorimma\w+|vanhin|vanhimma\w+|uusin|uusimma\w+|"
    r"vanha|nuori|uusi|ikäkäs|iäkäs|kiltti|ystävällinen|vihainen|kärsivällinen|mukava|hurmaava|"
    r"eläkkeellä oleva|yksinäinen|äkäinen|ujo|kiukkuinen|väsynyt|pitkä|lyhyt|raskaana oleva|kuuro|"
    r"sokea|tuttu|ihana|hauska|sama|ainoa|entinen|seitsenkymppinen|\d+-vuotias|"
    r"vanha[nl]\w*|nuore\w+|uude\w+|uutta|iäkkää\w*|kiltin|ystävällise\w+|vihaise\w+|"
    r"kärsivällise\w+|"
    r"yksinäise\w+|äkäise\w+|ujo\w*|samalle|saman|ainoa\w+|entise\w+|\d+-vuotia\w+|mukavan|ihana\w+"
)

_ONE = pattern(
    r"eräs|yksi|eräälle|yhdelle|erään|yhden|eräältä|yhdeltä|erästä|yhtä|eräällä|yhdellä",
    r"tämä|tuo|se|yks|mun|sun|meijän|meiän|meikäläisen|tälle|sille|tuolle|tämän|sen|tuon|tältä|"
    r"siltä|"
    r"meidän",
)
_OWN = ("ni", "mme", "nikin", "mmekin", "nihan", "mmehän", "mmehan", "nikaan", "mmekaan")
_WHO = pattern(r"joka|jolla|jolle|jonka|jolta|jota|jonka")
_AGED = pattern(r"\d+-vuotia\w+", r"\w+kymppi\w+", r"\w+kymmenvuotia\w+")


_BEING = frozenset("oleva olevan olevalle olevalta olevaa".split())


def _is_owner(word: Word, before: Word | None) -> bool:
    """Whether a word says whose chief it is: "kylämme rehtori", "Jokirannan talonmies"."""
    return word.low.endswith("mme") or (
        word.low.endswith("n") and (bool(before) if word.is_capital else len(word.low) > 4)
    )


_HEADS = tuple(
    sorted(
        (
            form
            for form in _ROLES
            if len(form) > 5
            and form.startswith(
                ("päälli", "johtaj", "hoitaj", "asentaj", "insinöör", "harjoittelij", "työntekij",
                 "opettaj", "kuljettaj", "mestari", "sihteeri", "kaveri", "asiakka", "kuski",
                 "suunnittelij", "myyjä", "asiantuntija", "vastaav", "vetäj", "lääkär", "opiskelij")
            )
        ),
        key=len,
    )
)  # fmt: skip
"""Heads of compounds: "laatupäällikkömme" ends as "päällikkömme" does."""
_NO_HEADS = pattern(r"\w*(?:yhteishenk|asiakaspalvel|johtajuu|omahoitaj|automaatinhoitaj)\w*")
_LOOSE = pattern(r"joku|jokainen|kukaan|jokaisen|kenenkään|mikään|millainen|kuka|jokin|jonkun")
_DOES = pattern(
    r"kertoi|sanoi|kysyi|näytti|opetti|auttoi|toi|nauroi|hymyili|korjasi|teki|leipoi|itki|huusi|"
    r"soitti|neuvoi|keksi|ehdotti|huomasi|lähti|tuli|jäi|täytti|sai|pelasti|antoi|lainasi|unohti|"
    r"pudotti|rikkoi|kaatoi|istui|seisoi|lauloi|laulaa|viheltää|kirjoitti|lopetti|irtisanoutui|"
    r"kiitti|halasi|aloitti|on|oli|ei|halusi|haluaa|tietää|tiesi|osaa|osasi|muisti|muistaa|löysi|"
    r"pyysi|luuli"
)


_LOOKS = ("inen", "isen", "va", "vä", "van", "vän", "kas", "käs", "ias", "iäs", "ton", "tön", "eä")
"""How adjectives end that tell one person from another."""
_COMES_FROM = ("sta", "stä", "lta", "ltä")
_BASIC = (
    "rouva",
    "herra",
    "neiti",
    "poika",
    "tyttö",
    "mies",
    "nainen",
    "mummo",
    "pappa",
    "hoitaja",
)
"""Told by where they come from: "Rouva kolmannesta kerroksesta"."""
_WITH = frozenset("kanssa kans luona luokse vieressä".split())
_BARE = frozenset(
    "pomo toimitusjohtaja rehtori talonmies luottamusmies työnjohtaja vuoropäällikkö esihenkilö "
    "tiimivetäjä vetäjä puheenjohtaja omistaja vahtimestari kesäpoika kesätyttö".split()
)
"""Of these everybody knows which one is meant, also without a word beside them."""


def _is_role(low: str) -> bool:
    """Whether a word is somebody's part at work, also as the head of a compound."""
    return low in _ROLES or (len(low) > 9 and low.endswith(_HEADS) and not _NO_HEADS.fullmatch(low))


def _is_chief(low: str) -> bool:
    """Whether a place of work has one of them, or whether the word says whose it is."""
    if low in _CHIEFS:
        return True
    return _is_role(low) and low.endswith(_OWN) and not low.startswith(_NOT_OURS)


_NOT_OURS = (
    "asiak",
    "asiakk",
    "kävij",
    "käyttäj",
    "vier",
    "jäse",
    "kanta-asiak",
    "matkust",
    "ostaj",
)
"""Of these there are many, and the form does not tell one from several."""


def _roles(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Somebody by what they are: "eräs ystävällinen potilas", "pomoni", "hoitaja, joka"."""
    words = sentence.words
    for index, word in enumerate(words):
        before = words[index - 1] if index else None
        first = words[index - 2] if index > 1 else None
        yield from _aged(word, words[index + 1 : index + 2])
        if not _is_role(word.low):
            continue
        follows = words[index + 1].low if index + 1 < len(words) else ""
        chief = _is_chief(word.low)
        if before is not None and _LOOSE.fullmatch(before.low):
            continue
        if word.low.startswith("asiak") and follows and words[index + 1].is_capital:
            continue  # a customer by name, which is another rule's
        if before is not None and _ADJECTIVE.fullmatch(before.low):
            begins = first if first is not None and _ONE.fullmatch(first.low) else before
            yield begins.start, word.end
        elif before is not None and (
            _ONE.fullmatch(before.low)
            or before.low in _BEING
            or _CAME.fullmatch(before.low)
            or (chief and _is_owner(before, first))
            or _FROM.fullmatch(before.low)
            or _is_told_of(before, word.low, follows)
        ):
            yield before.start, word.end
        elif (
            first is not None
            and _ONE.fullmatch(first.low)
            and (first.low != "se" or (before is not None and before.low.endswith(_LOOKS)))
        ):
            yield first.start, word.end
        elif before is None and word.low.endswith(_BASIC) and follows.endswith(_COMES_FROM):
            yield word.start, words[index + 1].end
        elif _tells_by_itself(word.low, follows, is_first=before is None):
            yield word.start, word.end


def _aged(word: Word, following: tuple[Word, ...]) -> Iterator[tuple[int, int]]:
    """Somebody by their age: "viisikymppinen asentaja", "62-vuotias"."""
    if following and _AGED.fullmatch(word.low):
        if _is_role(following[0].low):
            yield word.start, following[0].end
        elif word.text[0].isdigit():
            yield word.start, word.end


def _is_told_of(before: Word, low: str, follows: str) -> bool:
    """Whether somebody does something, and a word before says which one it is."""
    if low.startswith(_NOT_OURS) or low in _CHIEFS or not _ACTS.fullmatch(follows):
        return False
    whose = before.low.endswith("n") and len(before.low) > _SHORTEST_OWNER
    return whose or before.low.endswith(("ävä", "ava", "uva", "yvä", "iva", "ivä"))


_SHORTEST_OWNER = 5
_ACTS = pattern(
    r"kertoi|sanoi|kysyi|näytti|opetti|auttoi|toi|nauroi|hymyili|itki|huusi|soitti|neuvoi|ehdotti|"
    r"pelasti|antoi|lainasi|kiitti|halasi|lauloi|laulaa|pyysi|pudotti|kaatoi|unohti"
)


def _tells_by_itself(low: str, follows: str, *, is_first: bool) -> bool:
    """Whether somebody is meant without a word that says which one."""
    if _WHO.fullmatch(follows) or (_is_chief(low) and low.endswith(_OWN)):
        return True
    is_mate = low.startswith(("kolleg", "työkaver", "vuorokaver"))
    if is_mate and follows in _WITH:
        return True
    is_compound = low not in _ROLES and low.endswith(("päällikkö", "johtaja", "mestari"))
    is_known = is_mate or is_compound or (is_first and low in _BARE)
    return is_known and _DOES.fullmatch(follows) is not None


_CAME = pattern(
    r"(?:aloitta|eläköity|lähte|palan|muutta|synty|kasva|valmistu|palka|siirty|ero|kaatu)(?:nut|"
    r"nyt|neen|nnut|"
    r"neelle|neelta|neesta|nutta|nyttä)|jäänyt|jääneen|tullut(?= )"
)
"""Told by what they did: "keväällä aloittanut laborantti"."""
_FROM = pattern(
    r"(?:naapuri|vasta|viereise|yläkerra|alakerra|yövuoro|aamuvuoro|iltavuoro|kesä|talo|varasto|"
    r"keittiö|osasto|halli|tehtaa|konttori|toimisto|lähettämö|hallinno|myynni|osto|lasku|"
    r"vastaanoto|"
    r"koulu|kylä|naapurikylä|naapuritalo|huolto|kunnossapido|laborator\w+|linja|ryhmä|tiimi|"
    r"kanslia|työmaa|verstaa|korjaamo|leipomo|sali|varikko|satama|laiva|bussi|juna)"
    r"(?:n|stä|sta|ssa|ssä|lla|llä|lta|ltä)(?:mme)?"
)
"""Whose, or where from: "lähettämön pomo", "naapurin kuljettaja"."""


_TAG_NOUNS = (
    *(_plain(stem) for stem in "hitsaaja hoitaja opettaja kuljettaja asentaja myyjä leipuri talo "
      "työpaja ilo "
      "tiimi meri metsä koti tuli vuoro elämä kesä aamu ilta kahvi pulla sauna kala vene laiva "
      "kone "
      "työmaa maa sora katu muisto luotto tieto taito tarina haave unelma askel ammatti palvelu "
      "energia ilmasto huomio moka voitto huolto nosto kisa koulu opisto satama asema halli muuri "
      "lava ruuvi juna juuri auto traktori kamera video some puhelin hetki aika iloinen".split()),
    ("työ", "työ", "työ", "työtä", "työhön"), ("päivä", "päivä", "päivä", "päivää", "päivään"),
    ("yö", "yö", "yö", "yötä", "yöhön"), ("vesi", "vede", "vete", "vettä", "veteen"),
    ("käsi", "käde", "käte", "kättä", "käteen"),
    ("verstas", "verstaa", "verstaa", "verstasta", "verstaaseen"),
    ("tehdas", "tehtaa", "tehtaa", "tehdasta", "tehtaaseen"),
    ("katto", "kato", "katto", "kattoa", "kattoon"),
    ("työpaikka", "työpaika", "työpaikka", "työpaikkaa", "työpaikkaan"),
    ("perhe", "perhee", "perhee", "perhettä", "perheeseen"),
    ("matka", "matka", "matka", "matkaa", "matkaan"),
    ("keittiö", "keittiö", "keittiö", "keittiötä", "keittiöön"),
    ("luonto", "luonno", "luonto", "luontoa", "luontoon"),
    ("kevät", "kevää", "kevää", "kevättä", "kevääseen"),
    ("syksy", "syksy", "syksy", "syksyä", "syksyyn"),
    ("talvi", "talve", "talve", "talvea", "talveen"),
    ("arki", "arje", "arke", "arkea", "arkeen"),
    ("kenttä", "kentä", "kenttä", "kenttää", "kenttään"),
    ("tunti", "tunni", "tunti", "tuntia", "tuntiin"),
    ("viikko", "viiko", "viikko", "viikkoa", "viikkoon"),
    ("viikonloppu", "viikonlopu", "viikonloppu", "viikonloppua", "viikonloppuun"),
    ("rakkaus", "rakkaude", "rakkaute", "rakkautta", "rakkauteen"),
    ("turvallisuus", "turvallisuude", "turvallisuute", "turvallisuutta", "turvallisuuteen"),
    ("porukka", "poruka", "porukka", "porukkaa", "porukkaan"),
    ("sydän", "sydäme", "sydäme", "sydäntä", "sydämeen"),
    _nen("ihmi"), _nen("suomalai"), _nen("ensimmäi"), _nen("viimei"), _nen("yhtei"), _nen("pohjoi"),
)  # fmt: skip
_TAG_FORMS = frozenset(
    form for noun in _TAG_NOUNS for form in (*_forms(*noun), noun[1] + "t") if len(form) > 2
) | frozenset(
    "jatkuu onnistuu kulkee elää kannattaa pysyy riittää löytyy maistuu näkyy kestää syntyy alkaa "
    "loppuu homma hommat hommia lahja lahjat duuni duunia duunit jengi fiilis meininki kannustus "
    "tsemppi tsemppiä voittaa häviää odottaa yllättää hymy hymyä sydämet ote asenne asennetta "
    "porukalla porukka yhteispeli luottamus arvostus arvo arvot huippu huiput huipulla paras bueno "
    "maailman kaupungin pohjolan olen olet on olemme olette ovat olin olimme teen teet tekee "
    "teemme teette tekevät tein teimme tehdään tehtiin saan saa saamme saavat "
    "opin oppii opimme opitaan osaan osaa osaamme osataan voin voi voimme voidaan haluan haluaa "
    "haluamme pidän pitää pidämme pidetään "
    "kasvan kasvaa kasvamme kasvetaan rakennan rakentaa rakennamme rakennetaan korjaan korjaa "
    "korjaamme korjataan hitsaan hitsaa hitsaamme hitsataan "
    "leivon leipoo leivomme leivotaan ajan ajaa ajamme ajetaan autan auttaa autamme autetaan kysyn "
    "kysyy kysymme kysytään kerron kertoo kerromme kerrotaan "
    "kuulun kuuluu kuulumme luotan luottaa luotamme kiitän kiittää kiitämme kiitetään jaksan "
    "jaksaa jaksamme jaksetaan jaan jaamme jaetaan "
    "käyn käy käymme käydään lähden lähtee lähdemme lähdetään tulen tulee tulemme tullaan menen "
    "menee menemme mennään näen näkee näemme nähdään "
    "puhun puhuu puhumme puhutaan kuuntelen kuuntelee kuuntelemme kuunnellaan mahtuu toimii pelaa "
    "pelataan nostetaan ei en emme eivät älä aina "
    "koskaan kukaan kaikki kaikille kaikkien kaikkia joka jokainen jokaiselle mitä missä miten "
    "miksi milloin kuka niin näin siis kuin kun jos että mutta "
    "vaan sekä tai ja myös vielä enää taas nyt heti pian ensin lopuksi yhdessä erikseen "
    "turvallisesti vastuullisesti rohkeasti reilusti huolella "
    "ylpeästi iloisesti hyvin paremmin parhaiten lisää enemmän vähemmän ilman kanssa puolesta "
    "kohti ennen jälkeen vasta yli alle läpi mukana mukaan "
    "kotiin kotoa ulos ulkona sisällä täällä siellä tänne minä minun sinä sinun hän hänen me "
    "meidän te teidän he heidän itse oma omat omin "
    "hyvä hyvää hyvät hyvän parempi parempaa paras parasta parhaat uusi uutta uudet uuden vanha "
    "vanhaa vanhat iso isoa isot pieni pientä pienet "
    "kova kovaa kovat rehti rehtiä aito aitoa puhdas puhdasta puhtaat kaunis kaunista rakas "
    "rakasta ylpeä ylpeitä ahkera terve tervettä kestävä kestävää vihreä vihreää "
    "käsin käsillä käsityö sisulla sydämellä rakkaudella ilolla taidolla huumorilla hymyllä "
    "asenteella ammattitaidolla voimin "
    "maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai maanantaina perjantaina "
    "viikonloppuna aamulla illalla yöllä päivällä kesällä talvella "
    "työkaverit kaverit kollegat asiakkaat ihmiset naiset miehet nuoret lapset pojat tytöt "
    "osaajat tekijät ammattilaiset hitsaajat hoitajat yövuorossa aamuvuorossa".split()
)
"""What hashtags are made of, in the forms people write."""

FINNISH = Lists(
    lang="fi",
    first_names=names.IN_FINNISH,
    names_and_words=names.WORDS_IN_FINNISH,
    before_customer=leading(
        r"(?:[Uu]u[sd]\w+\s+|[Tt]är\w+\s+|[Ss]uuri\w+\s+|"
        r"[Pp]itkäaika\w+\s+)?(?:[Aa]siakka(?:amme|aani|an|alle|alta|alla|asta|aksi|at|"
        r"ina)(?:mme|ni)?|"
        r"[Aa]siakas(?:yrityksemme|yritys|yrityksen|tamme|ta)?|[Kk]umppani(?:mme|ksi|n)?|"
        r"[Tt]oimittaja(?:mme|ksi)|[Tt]ilaaja(?:mme|n)?)\s+",
        r"[Aa]siakas\s*:\s*",
        r"(?:[Ss]opimu(?:s|ksen|kseen)|[Kk]aup(?:at|an|pa)|[Tt]ilau(?:s|ksen))\s+",
    ),
    after_customer=pattern(
        r"\s{1,2}(?:on|oli|ovat|tuli)\s+(?:\w+\s+)?(?:asiakkaamme|asiakkaitamme|asiakkaaksemme|"
        r"asiakas|asiakkaaksi)",
        r",\s{1,2}(?:\w+\s+)?(?:asiakkaamme|kanta-asiakkaamme)",
        r"\s{1,2}(?:asiakkaana(?:mme)?|asiakkaaksemme|tilauks\w+|kauppa\w*)",
    ),
    company=sharp(
        r"(?:[A-ZÅÄÖ][\w&\-]+\s+){1,3}(?:Oyj|Oy|Ab|AB|Ky|Tmi|Ry|Ltd|Inc|GmbH|Osk|AS)(?::\w+)?\b"
    ),
    house=sharp(
        r"(?:Hotelli|Ravintola|Kahvila|Kauppa|Klinikka|Apteekki|Leipomo|Panimo|Konepaja|"
        r"Sairaala)(?:n|lle|lla|lta|ssa|sta)?\s+"
        r"[A-ZÅÄÖ][a-zåäö]+",
        r"[A-ZÅÄÖ][\wåäö\-]+n\s+(?:Keitti\w+|Laivau\w+|Kuljetu\w+|Rahti\w*|Rahdi\w*|Logisti\w+|"
        r"Varasto\w*|"
        r"Rakennu\w+|Rakentaj\w+|Remont\w+|Putki\w*|Putke\w*|Sähkö\w*|Kone\w*|Konepaj\w+|"
        r"Metalli\w*|Teräs\w*|"
        r"Teräkse\w+|Puu\w*|Saha\w*|Huonekalu\w*|Kaluste\w*|Ikkuna\w*|Ove\w+|Katto\w*|Kato\w*|"
        r"Lasi\w*|"
        r"Paino\w*|Paperi\w*|Pakkau\w+|Muovi\w*|Leipomo\w*|Leip[äo]\w*|Paahtimo\w*|Kahvila\w*|"
        r"Kahvi\w*|Ravintola\w*|"
        r"Panimo\w*|Meijeri\w*|Juustola\w*|Liha\w*|Kala\w*|Vihanne\w+|Marja\w*|Puutarha\w*|"
        r"Taimi\w*|Kukka\w*|Kuka\w*|"
        r"Tukku\w*|Tuku\w+|Kauppa\w*|Kaupa\w+|Osuuskau\w+|Tavara\w*|Market\w*|Apteek\w+|Optiik\w+|"
        r"Hammas\w*|Lääkäri\w*|"
        r"Hoiva\w*|Hoito\w*|Hoida\w*|Terveys\w*|Palvelu\w*|Siivou\w+|Pesula\w*|Kiinteistö\w*|"
        r"Isännöin\w*|Asunno\w+|"
        r"Kodi\w+|Koti\w*|Talo\w*|Vuokra\w*|Pankki\w*|Panki\w+|Vakuutu\w+|Energia\w*|Voima\w*|"
        r"Lämpö\w*|Lämmö\w+|Tuuli\w*|"
        r"Vesi\w*|Vede\w+|Jäte\w*|Kierräty\w+|Telakka\w*|Telaka\w+|Veneet?\w*|Venee\w+|Laiva\w*|"
        r"Satama\w*|Varustamo\w*|Liiken\w+|"
        r"Bussi\w*|Taksi\w*|Auto\w*|Rengas\w*|Renkaa\w*|Korjaamo\w*|Huolto\w*|Huollo\w*|Hotelli\w*|"
        r"Kylpylä\w*|Teatteri\w*|Media\w*|"
        r"Lehti\w*|Kustannu\w+|Kirjakau\w+|Ohjelmisto\w*|Tieto\w*|Tekniik\w+|Teollisuu\w+|Valu\w*|"
        r"Valimo\w*|Kemia\w*|Maali\w*|Betoni\w*|"
        r"Louhin\w+|Maansiirto\w*|Nosturi\w*|Hissi\w*|Portti\w*|Porti\w+|Vaat\w+|Kenkä\w*|Lelu\w*|"
        r"Urheilu\w*|Kunto\w*|Pojat|Poikien|Veljekse\w*)",
        r"[A-ZÅÄÖ][a-zåäö]+n\s+(?:Tila|Klinik\w+|Ikkuna|Leipomo|Panimo|Konepaja|Kauppa|Kaupan|"
        r"Tilan|Koti|Kodit|Auto|Apteekki|"
        r"Sairaala|Kone|Sähkö|Energia|Vesi|Osuuskauppa|Satama|Saha|Meijeri|Hotelli)(?:n|lle|lla|"
        r"lta|ssa|ssä|sta|stä|iin|an)?",
    ),
    house_words=frozenset(
        f"{word}{end}"
        for word in "keittiö leipomo kahvila ravintola tila kauppa korjaamo huolto paja veneet "
        "logistics kuljetus rakennus kukka putki sähkö kone kampaamo grilli apteekki".split()
        for end in (
            "",
            "n",
            "lle",
            "lta",
            "ltä",
            "lla",
            "llä",
            "ssa",
            "ssä",
            "sta",
            "stä",
            "on",
            "ön",
        )
    ),
    does_business=after(
        r"(?:on |oli |ovat |juuri |vihdoin |viimein |myös |jo |nyt |sitten |ei |taas |meiltä |"
        r"meille |eilen |tänään )*"
        r"(?:tilasi|tilaa|tilaavat|tilannut|osti|ostaa|ostanut|maksoi|maksaa|maksanut|"
        r"valitsi meidät|valitsi|"
        r"hankki|hankkii|allekirjoitti|uusi (?:sopimu\w+|tilau\w+)|jatkoi sopimu\w+|perui|peruutti|"
        r"irtisanoi|"
        r"reklamoi\w*|valitti|palautti|kilpailutti|vaihtoi|vaihtaa|siirtyi|vuokrasi|vuokraa|"
        r"toimittaa meille|"
        r"toimitti meille|ajaa meille|hyväksyi|hylkäsi|kutsui meidät|soitti meille|kysyi (?:meiltä|"
        r"tarjou\w+)|pyysi (?:meiltä|tarjou\w+|meitä)|"
        r"saa meiltä|sai meiltä|otti meiltä|käyttää meidän|luottaa meihin|lähti meiltä|"
        r"tuli takaisin|laskutti|"
        r"tarvitsee (?:meiltä|uu\w+)|halusi (?:meiltä|uu\w+|meidät)|antoi meille|lähetti meille|"
        r"otti käyttöön|avasi (?:uuden|ensimmäi\w+)|pitää meidän)",
    ),
    begins_business=False,
    of_theirs=after(
        r"(?:koulu\w*|sairaala\w*|palvelutalo\w*|hoivako\w+|poruk\w+|väe\w+|väki\w*|tiloi\w+|"
        r"tehtaa\w+|päiväko\w+|liikuntahal\w+|uimahal\w+)",
        r"(?:uusi |uuden |uude\w+ |vanha\w* |iso\w* |koko |viimei\w+ |ensimmäi\w+ |seuraava\w* |"
        r"tämän \w+ |oma\w* )*"
        r"(?:tilau\w+|sopimu\w+|varasto\w*|tehta\w+|tehda\w+|keittiö\w*|osto\w*|hankin\w+|lasku\w*|"
        r"tarjou\w+|"
        r"projekt\w+|työmaa\w*|urak\w+|toimitu\w+|kuorma\w*|lasti\w*|erä\w*|katto\w*|kato\w+|"
        r"hissi\w*|linja\w*|"
        r"kylmävarasto\w*|terminaali\w*|konttori\w*|toimipist\w+|pääkonttori\w*|myymälä\w*|laiv\w+|"
        r"remont\w+|"
        r"kattila\w*|kone(?:en|et|it|ita|ella|essa)?|portti\w*|porti\w+|lähety\w+|lava\w*|"
        r"tuotantolinja\w*|väki|väen|"
        r"porukka\w*|edustaja\w*|ostaja\w*|johto|leipomo\w*|halli\w*|piha\w*|keikka\w*|keikalla|"
        r"reklamaatio\w*|palaut\w+)",
    ),
    business_with=ending(
        r"(?:toimit\w+|lähet\w+|asen\w+|my(?:imme|ytiin|ymme|in|yn|ydään)|keika\w*|keikka\w*|"
        r"lasti\w*|kuorm\w+|erä\w*|lava\w*|"
        r"paket\w+|tarjou\w+|tarjosi\w+|sopimu\w+|sovi\w+|tilau\w+|projekt\w+|työmaa\w*|"
        r"palaveri\w*|kokou\w+|neuvotel\w+|kaup(?:at|pa|an|oista)|"
        r"teimme|tehtiin|rakensimme|rakennettiin|huolsimme|huollettiin|korjasimme|korjattiin|"
        r"asensimme|asennettiin|veimme|vein|ajoimme|ajoin|"
        r"maalasimme|lastasimme|koulutimme|voitimme|hävisimme|menetimme|saimme|laskutimme|"
        r"palvelemme|vierailimme|kävimme|kävin|yhteisty\w+)"
        r"(?:\s+[\w\-]+){0,4}?",
        r"(?:ostaja(?:mme)?,?|tilaaja(?:mme)?,?|asiakas,?|asiakkaamme,?|asiakkaista(?:mme)?|"
        r"asiakkaalle(?:mme)?|asiakkaana|kumppani(?:mme)?|toimittaja(?:mme)?|"
        r"tavarantoimittaja(?:mme)?|alihankkija(?:mme)?|"
        r"jälleenmyyjä(?:mme)?|kilpailija(?:mme)?|kanta-asiakkaamme)(?:\s+(?:on|oli|nimeltä|"
        r"kuten))?",
    ),
    deal_with=ending(
        r"(?:sovi\w+|sopimu\w+|neuvot\w+|allekirj\w+|kaup(?:at|pa|an|oista)|tarjou\w+|tilau\w+|"
        r"yhteisty\w+|asiak\w+|toimittaj\w+|kumppan\w+)(?:\s+[\w\-]+){0,4}?",
    ),
    about_business=pattern(
        r"asiak\w+|tilau\w+|tila(?:si|nnut)|sopimu\w+|tarjou\w+|toimit(?:us|imme|ettiin|amme|"
        r"ukse\w+)|lasku(?:n|t|tus|tettiin)?|"
        r"meille|meiltä|meidän|meidät|kanssamme|kumppani\w*|toimittaj\w+|kaup(?:at|pa|an)|myimme|"
        r"myytiin|osti\w*|asensimme|"
        r"urak\w+|työmaa\w*|reklam\w+|referenss\w+|yhteisty\w+|lähety\w+|kuorma\w*|lasti\w*|"
        r"projekt\w+|urakk\w+|keik\w+",
    ),
    public=pattern(
        r"punai\w+ risti\w*|pelastusarmeija\w*|tilastokesku\w+|helsingin sanom\w+|"
        r"työterveyslaito\w*|"
        r"(?:\w+n )?(?:yliopisto|ammattikorkea|kaupunki|kunta|palolaitos|pelastuslaitos|poliisi|"
        r"museo)\w*|"
        r"verohallin\w+|euroopan (?:unioni|komissio|parlament)\w*|yhdistyneet kansakun\w+|"
        r"pohjois-\w+|etelä-\w+|itä-\w+|länsi-\w+|"
        r"(?:suomen|ruotsin|norjan|saksan|viron|euroopan|pohjolan|lapin) [a-zåäö]\w+|"
        r"black friday\w*|hyvinvointialue\w*",
    ),
    never_names=Terms.of(
        "suomalai* ruotsalai* virolai* saksalai* venäläi* norjalai* eu ay oy ok kela hr it toimari "
        "ps "
        "usa ai gdpr iso katu tie asema yliopisto jumala luoja herra rouva"
    ),
    ordinary=Terms.of(
        "*mme *lle *lla *llä *ssa *ssä *sta *stä *lta *ltä *aan *ään *een *iin *oon *isin *sti "
        "*taan *tään "
        "*minen *tiin *immat *vat *vät *nut *nyt *ksi *kin *kään *kaan *mus *suus *syys *mista "
        "*ttu *tty *ien *jen "
        "*den *ita *itä *oita *öitä *tta *ttä *jat *jät *kset *set *eet *aat *uus *yys *ttomuus "
        "asiakas asiakkaat asiakkaan pomo pomot esihenkilö kollega kollegat työkaveri hoitaja "
        "hoitajat johtaja "
        "kukaan kaikki joku jokainen moni monet muut muutama toinen toiset eräs yksi kaksi kolme "
        "neljä viisi "
        "kuusi seitsemän kahdeksan yhdeksän kymmenen sata tuhat puolet loput iso pieni uusi vanha "
        "hyvä huono "
        "paras parhaat ensimmäinen viimeinen seuraava edellinen sama kiva hieno upea mahtava ihana "
        "vihdoin "
        "lopulta yleensä joskus usein harvoin pian kohta heti äsken hetki hetken viime ensi tällä "
        "tässä tähän "
        "tästä tänä siellä täällä siinä siitä sinne tänne miksi miten missä milloin kuinka mihin "
        "mistä olen olin "
        "olet oli olivat ovat on ei en et emme eivät älä sain sai saimme tein teki teen löysin "
        "kävin tulin menin lähdin "
        "opin muistan luulin tiesin ajattelin hauska hauskaa kone koneet tehdas firma yritys talo "
        "talon työ työt "
        "töissä päivä päivät aamu ilta yö viikko vuosi kesä talvi syksy kevät sää sade lumi "
        "aurinko kahvi ruoka "
        "laatu turvallisuus luottamus palaute kokemus hiljaisuus tietohallinto talous hallinto "
        "myynti osto huolto "
        "varasto tuotanto viestintä lakiosasto ohje ohjeet sääntö laki lehti lehdet tutkimus "
        "tilasto kysely hinta "
        "raha aika ihmiset ihminen porukka tiimi vuoro jengi väki juttu tarina historia luonto "
        "tekniikka äiti isä "
        "mummo pappa vaimo mies lapset lapsi naapuri naapurit ystävä ystävät muistakaa kertokaa "
        "katsokaa tulkaa "
        "jonkun hänen heidän minun sinun sinulle minulle meillä teillä heillä niin noin näin tosin "
        "toki ehkä "
        "varmaan tietysti onneksi valitettavasti oikeastaan oikeasti silloin nykyään enää pitkään "
        "kauan paljon vähän "
        "liian melko melkein ihan aivan juuri vasta saako voiko onko oletko mitäpä entä eikö kuka "
        "kenen kenelle ketä "
        "jos kun että vaikka koska kunnes ennen jälkeen vuosia harva työpaikka työnantaja pitäisi "
        "pitää täytyy"
    ),
    money=pattern(
        r"(?:\w+|\d+) pinnalla|(?:tonni|tonnin|satanen|satasen|kymppi|kympin|viitonen|donan|"
        r"donaa) (?:per|kuussa|tunnilta|tunnissa|"
        r"kuukaudessa|viikossa|vuodessa|käteen|lisää|halvemmalla|halvempi)",
        r"puoleen hintaan|puolella hinnalla|omakustannushin\w+|polkuhin\w+|(?:kympin|viitosen|"
        r"satasen|tonnin|vitosen|kahdenkympin|\w+ prosentin|\w+ euron) alennu\w+|(?:\w+|"
        r"\d+) (?:pinnaa|pinnan|prosenttiyksikkö\w+)",
        rf"{_NUMBER}(?:\s+ja\s+puoli)?\s+(?:\w*(?:tuhatta|sataa|miljoonaa|tonnia)\s*)?(?:euro\w*|"
        r"tonni\w*|donaa?|egeä|ruplaa|kruunua|dollari\w*|puntaa)",
        r"\w*(?:sata|tuhat|kymmen|viisi|kaksi|kolme|puoli|pari)\w* euro\w*|(?:pari|muutama\w*|"
        r"kymmenen|sata|tuhat|puoli) (?:tonni\w*|euro\w*|sataa|satas\w+|miljoona\w*)",
        r"\d[\d ,.]{0,14}\s?(?:tuhat\w*|tuhan\w*|tuhannen|miljoon\w+|milj\.?|tonni\w*|"
        r"t)\s(?:euro\w*|€)|\d[\d ,.]{0,14}\s?(?:eurolla|euron|euroon|eurosta|euroja|tonnilla|"
        r"tonniin)",
        r"(?:€|£|\$)\s?\d[\d ,.]{0,14}(?:\s?(?:k|m|milj|M))?",
        rf"\d[\d ,.]{{0,14}}\s?(?:k|milj\.?|miljoona\w*|M|t)?\s?(?:€|£|\$|{_COIN})(?:/\w+)?",
        rf"{_NUMBER}\s+(?:miljoonaa\s+|tuhatta\s+|sataa\s+)?(?:euro\w*|tonni\w*)",
        r"\d+(?::lla)?\s?(?:e|€)/(?:kk|h|t|m2|kpl|tunti|kuukausi)",
        r"\w*(?:sataa|tuhatta|kymmentä|miljoonaa)\s+euro\w*",
        r"\w*(?:kympillä|satasella|tonnilla|kymppiä|satasen|tonnin)",
    ),
    large_number=pattern(
        r"\d{1,4},\d\d(?![.,\d])|\w*(?:sadallatonnilla|sataatonnia|tonnilla|tonnia|kymppitonni\w*|"
        r"satatonni\w*)",
        r"\d[\d,.]{0,9}\s?(?:miljoon\w+|tuhat\w*|tuhan\w*|milj\.?|tonni\w*)",
        r"\d{1,3}(?:[ .]\d{3}){1,3}",
        r"\w*(?:tuhatta|tuhannella|miljoonaa|miljoonalla|sataatuhatta|tuhannen|miljoonan)",
    ),
    share=pattern(
        r"(?:viidesosa|kolmasosa|neljäsosa|kymmenesosa|kuudesosa|kolmannes|neljännes|"
        r"viidennes)(?:n|ta|lla)?",
        r"(?:puolet|kolmannes|neljännes|viidennes|kymmenys|kolmasosa|"
        r"neljäsosa) (?:\w+ )?\w*hin(?:nasta|taa|taan)",
        r"\d[\d.,]{0,9}\s?(?:%|prosent\w+|pros)(?::\w+)?",
        rf"{_NUMBER}\s+prosent\w+",
    ),
    of_things=after(
        r"(?!kuussa|kuukau|vuode|vuode|tunni|tunti|alle|yli|enemmän|halvem|kalliim|vai\b|ja\b|"
        r"eli\b|meille|euro|e\b|sitten|joka)"
        r"(?:\w+(?:a|ä|ta|tä|ia|iä|ja|jä|oa|öä|ua|yä)|km|kg|mm|cm|m2|m|l|kpl)",
    ),
    about_price=pattern(
        r"käteen|bruttona?|nettona?|liks\w+|tilinauha\w*|verojen jälkeen|alv(?::\w+)?|veloit\w+|"
        r"tuntiveloitu\w*|urakkana|könttäsumm\w+",
        r"palk\w+|ansaits\w+|tienas\w+|tienaa\w*|tuntihin\w+|kuukausipalk\w+|budjet\w+|investoi\w+|"
        r"investoin\w+|säästi\w*|säästimme|hävisimme|voitimme|"
        r"maks(?:imme|oimme|etaan|aisi|anut|ettu)|kustansi|tarjosi\w*|tarjosimme|urak\w+|"
        r"korvau\w+|sakko\w*|sako\w+|voittoa|tappio\w*|maksu\w*|vuokra\w*|provisio\w*|palkkio\w*|"
        r"arvosta|arvoltaan|neuvottelimme",
        r"tarjou\w*",
        r"pake(?:tin|tti)\w*|paketilla",
        r"kaup(?:at|an|asta|alla)|kauppa\w*",
        r"sopimu\w*",
        r"tilau\w*",
        r"budjet\w*",
        r"lasku(?:n|ssa|tettiin|tamme|tus)\w*",
        r"liikevaihto\w*",
        r"my(?:i|y|ytiin|imme|imme|ymme|ydään)\w*",
        r"ost(?:i|imme|ettiin|etaan|amme)",
        r"kuussa|kuukaudessa|vuodessa|tunnilta|tunnissa",
        r"kilpailij\w+",
        r"palkkio\w*|bonus\w*|palkkatarjou\w*|tarjottiin",
        r"hinn\w+|hinta\w*",
        r"arvo(?:inen|ltaan|ista)",
        r"alennu\w+",
        r"ale(?:ssa|a|t|n)?",
        r"katte\w+|kate",
        r"hal(?:vem|vin)\w*",
        r"hin(?:ta|na|no|to|taa|nan|nasta|nalla|noissa)\w*",
        r"listahin\w+",
        r"kustan\w+|maks(?:aa|oi|avat|amme|ettiin)",
        r"voit(?:to|on|osta)",
        r"palk(?:ka|an|kaa|at|ankorot)\w*",
        r"tingi\w+|tinkas\w*",
        r"korot(?:us|uks|amme|etaan)\w*",
        r"tarjou(?:s|ks)\w*",
        r"liikevaih\w+",
    ),
    share_of_price=pattern(
        r"marginaal\w+",
        r"alennu\w+|ale(?:ssa|a|n|lla)|kate|katte\w+|hal(?:vem|vin|palla|van|vall)\w*|kalliim\w+|"
        r"hinn\w+|hinta\w*|hinno\w+|listahin\w+|"
        r"palk\w+|korot\w+|bonus\w*|tarjou\w+|tingi\w+|tinkas\w*|kilpailij\w+|liikevaih\w+|"
        r"voit(?:to|on|osta|toa)|kustann\w+|kulu(?:t|ja|ista)|"
        r"myyn(?:ti|nin|tiä)\w*|provisio\w*|palkkio\w*|vuokra\w*|vuokr\w+|maksu\w*|maks(?:aa|oi|"
        r"imme|amme|ettiin)|budjet\w+|arvo\w*|osuu(?:s|de\w+)|osak\w+|urak\w+|sopimu\w+|"
        r"pudotti\w*|nipist\w+|alle (?:listan|kilpailijan|pyynnin)",
    ),
    small_money=pattern(
        r"(?:keräs|kerät|lahjoit|kolehti|hyväntekev|lastenosast|avustu|arpajais|arpoj|arpa\w*|"
        r"myyjäis|kakku|pulla|leivon)\w*",
        r"(?:käytet|second hand|tori\.fi|pyörä(?:ni|n)|puhelime(?:ni|n)|kenkä|kengä|vuokra(?:ni)|"
        r"autoni|pysäköinti"
        r"|pantti|pullonpalautus|leffa|elokuva|pizza|kalja|olut|"
        r"matkamuisto|taksi|postimerk|sisäänpääsy|löysin|hukkasin|automaat(?:ti|is)|bensa)\w*",
        r"kahvi\w*",
        r"lounas\w*|lounaa\w*",
        r"pull\w+",
        r"bussi\w*",
        r"lip(?:un|pu|ut)\w*",
        r"tasku\w*",
        r"kirppu\w*|kirppis\w*",
        r"kolik\w+|kolike\w*",
        r"lotto\w*",
        r"vedon?|vetoa",
        r"jäätelö\w*",
        r"munkki\w*|munkin",
    ),
    months={
        "tammikuu": 1,
        "helmikuu": 2,
        "maaliskuu": 3,
        "huhtikuu": 4,
        "toukokuu": 5,
        "kesäkuu": 6,
        "heinäkuu": 7,
        "elokuu": 8,
        "syyskuu": 9,
        "lokakuu": 10,
        "marraskuu": 11,
        "joulukuu": 12,
    },
    time_ahead=pattern(
        r"ens (?:viiko\w+|viikol|kuus\w*|vuon\w*|kevää\w+|kevään\w*|syksy\w*|kesä\w*|talve\w*|"
        r"maanantai\w*|tiistai\w*|"
        r"keskiviikko\w*|torstai\w*|perjantai\w*|kuun \w+|vuoden \w+|viikon \w+)|huomen|"
        r"huomisaamul\w*|"
        r"(?:jouluks|kesäks|kevääks|syksyks|talveks|vapuks|juhannukseks|maanantaiks|perjantaiks|"
        r"viikonlopuks)|"
        r"(?:loppu|alku)vuodest\w*|(?:kahen|parin|kolmen) (?:viikon|kuukauden) pääst\w*|"
        r"kohtsillään|tuotapikaa",
        r"(?:juhannukseen|jouluun|kesään|vappuun|pääsiäiseen|syksyyn|kevääseen|talveen|"
        r"vuodenvaihteeseen|lomiin|kesälomiin|loppuvuoteen|alkuvuoteen|vuoden loppuun|"
        r"kuun loppuun|viikon loppuun)(?: (?:asti|saakka|mennessä))?(?= |[.,!])",
        r"(?:kohta|pian|ihan kohta|aivan kohta|pikkuhiljaa|vihdoin) (?:\w+ )?(?:päästään|pääsemme|"
        r"pääsette|saadaan|saamme|saatte|nähdään|kuullaan|alkaa|alkavat|avataan|aukeaa|lähtee|"
        r"on (?:se|valmis|aika|tarjolla|myynnissä)|julkistetaan|julkaistaan|kerrotaan|esitellään|"
        r"muutetaan|lähdetään|starttaa|mennään|tulee|ollaan)",
        r"(?:kunhan|heti kun|sitten kun|kun) (?:lumet|lumi|jäät|jää|routa|lupa|luvat|paperit|"
        r"paperi|sopimus|hallitus|maali|nimet|nimi|kauppa|päätös) (?:\w+ )?(?:sulaa|sulavat|"
        r"lähtee|lähtevät|on sulanut|ovat sulaneet|tulee|tulevat|on (?:saatu|kunnossa|"
        r"allekirjoitettu|paperissa)|ovat kunnossa|kuivuu|päättää|hyväksyy|varmistuu|valmistuu)",
        r"(?:parin|kahden|kolmen|neljän|viiden|kuuden|kymmenen|muutaman|\d+) (?:viikon|päivän|"
        r"kuukauden|vuoden|yön|kk:n) (?:päähän|päässä|kuluttua|päästä|sisään|sisällä)|ylihuomenna|"
        r"(?:maanantai|tiistai|keskiviikko|torstai|perjantai|lauantai|sunnuntai)(?:sta|"
        r"hin) (?:alkaen|lähtien|asti|saakka)|(?:ensi?|tulevan) (?:viikon|kuun|vuoden) \w+|"
        r"(?:vielä )?ennen (?:joulua|kesää|juhannusta|vappua|vuodenvaihdetta|lomia|kesälomia|"
        r"pääsiäistä|syksyä|kevättä|talvea|lumia|pakkasia)|(?:joulun|kesän|vuodenvaihteen|lomien|"
        r"kesälomien|juhannuksen|pääsiäisen|vapun) (?:jälkeen|alla|tienoilla|jälkeen)",
        r"(?:ensi?|seuraava\w+|tule(?:va|vana|valla|vassa|van|vien|villa|vina|vaan|vasta|vaksi)|"
        r"tulevien|ensimmäisinä)\s+(?:viikon |kuun |vuoden |kevään |syksyn |kesän |talven |"
        rf"kauden )?(?:viiko\w+|viikko\w*|kuu\w*|kuuka\w+|vuo\w+|vuod\w+|{_SEASON}|{_DAY}|"
        rf"{_MONTH_STEM}\w*|kvartaali\w*|neljänne\w+|kausi|kaude\w+|kautena|kaudella|lukuka\w+|"
        r"puolivuo\w+|päivi\w+|aiko\w+)",
        r"ensi? (?:kuun|vuoden|viikon|kevään|syksyn|kesän|talven) (?:alu\w+|lopu\w+|puoliväli\w+|"
        r"puole\w+|aikana)",
        r"(?:yli)?huomis(?:ta|iin|een|aamuna|iltana|päivänä|elta|esta)|huomisaam\w+|huomisil\w+|"
        r"tänä iltana|illemmalla|ensi yönä",
        r"(?:\w+|\d+)\s+(?:tunnin|päivän|viikon|kuukauden|vuoden|kk:n|vko:n|kuun)\s+(?:päästä|"
        r"kuluttua|sisällä|kuluessa|sisään|aikana)",
        r"(?:tunnin|päivän|viikon|kuukauden|vuoden|hetken|lyhyen ajan|tuokion)\s+(?:päästä|"
        r"kuluttua|kuluessa|sisällä|sisään)",
        r"lähi(?:viikko|kuukau|vuo|päiv|aiko|tulevaisuu|aikoi)\w+|lähitulevaisuude\w+|"
        r"tulevaisuude\w+|pikapuoliin|tuota pikaa|lähivuosi\w*|(?:ihan |aivan |hyvin )(?:pian|"
        r"kohta)|hetkenä minä hyvänsä|minä päivänä hyvänsä|milloin tahansa nyt|näillä näkymin|"
        r"ennen pitkää|aikanaan",
        rf"(?:{_MONTH_STEM}|{_DAY_STEM}|keskiviiko)(?:sta|lta)\s+(?:alkaen|lähtien|eteenpäin)|"
        r"(?:ensi \w+|huomisesta|kevääs\w+|syksys\w+|kesäs\w+|talve\w+|vuodenvaihtee\w+|viikosta|"
        rf"1\.\d+\.?)\s+(?:alkaen|lähtien|eteenpäin)|alkaen \d{{1,2}}\.\d{{1,2}}\.",
        rf"(?:{_MONTH_STEM}ksi|{_MONTH_STEM}hun mennessä|{_DAY_STEM}ksi|keskiviikoksi|"
        r"viikonlopuksi|uudeksi vuodeksi|vuodenvaihteeksi|juhannukseksi|ensi \w+ksi|"
        r"vuoden loppuun mennessä|vuoden lopuksi|loppuvuodeksi|alkuvuodeksi|"
        r"kuun loppuun mennessä|kesälomiin mennessä)",
        r"(?:ennen|viimeistään|mennessä|saakka|jälkeen)\s+(?:ensi?\s+)?(?:joulu\w*|kesä\w*|"
        r"pääsiäi\w+|juhannu\w+|vap(?:pua|un)|kesälom\w+|vuoden ?vaihde\w*|vuoden loppu\w*|"
        rf"{_MONTH_STEM}\w*|{_DAY}|syys\w+|kevä\w+|talv\w+)",
        r"(?:joulun|kesän|pääsiäisen|juhannuksen|vapun|kesälomien|lomien|vuodenvaihteen|"
        rf"{_MONTH_STEM}n|{_DAY_STEM}n|syksyn|kevään)\s+(?:jälkeen|mennessä|alla|tienoilla|"
        r"kynnyksellä|aikana|aikoihin)",
        r"(?:vuoden|kuun|viikon|kauden|kesän|syksyn|kevään|talven|vuosikymmenen)\s+(?:loppuun|"
        r"lopulla|lopussa|alusta|alussa|puolivälissä|vaihtuessa|vaihteen|vaihteessa|puolella|"
        r"mittaan|kuluessa)(?: mennessä| alkaen)?",
        r"(?:loppu|alku|keski)(?:vuode|vuote|vuonna|kevä|syksy|kesä|talve|talvi|viiko|kuu)\w*|"
        r"vuodenvaihte\w+|vuoden ?vaihtee\w+|uuden vuoden (?:puolella|alussa)|uutena vuonna|"
        r"uudenvuoden\w*",
        r"(?:ensimmäise|toise|kolmanne|neljänne|viimeise)\w+ (?:kvartaali|neljänne|vuosineljänne|"
        r"vuosipuolisko|puolisko)\w*|[qQ][1-4]:?\w*|(?:kevät|syys|kesä|talvi|alkuvuosi|"
        r"loppuvuosi)kaude\w+",
        r"(?:joulu|kevä|kesä|syys|talvi)(?:myynti|sesonki|kausi|kaude)\w*|(?:jo )?(?:tänä|"
        r"vielä tänä) (?:vuonna|syksynä|keväänä|kesänä|talvena|vuonna)|nurkan takana|ovella|"
        r"(?:viikolla|viikko|vk|vko) \d{1,2}",
        r"\d+ (?:yötä|päivää|viikkoa|kuukautta|tuntia) (?:jäljellä|\w+(?:un|yn|in|aan|een|iin))|"
        r"(?:viikko|kuukausi|päivä|kaksi viikkoa|pari viikkoa|kolme viikkoa|\w+ päivää) (?:vielä|"
        r"jäljellä)",
        r"milloin vain|hetki vielä|kunhan (?:lupa|sopimus|kauppa|nimi)\w*",
        rf"ensi?\s+(?:viiko\w+|viikko\w*|kuu\w*|vuo\w+|vuod\w+|{_SEASON}|{_DAY}|{_MONTH_STEM}\w*)",
        r"huomenna|huomisesta|ylihuomenna",
        r"jouluksi|kesäksi|kevääksi|syksyksi|talveksi|vapuksi|pääsiäiseksi|juhannukseksi",
        r"tuleva(?:na|lla|n|ssa)\s+\w+",
        r"pian|kohta|piakkoin|lähiaikoina|lähiviikkoina|lähipäivinä",
        r"(?:viikon|kuukauden|parin viikon|kahden viikon|kolmen viikon|parin kuukauden|"
        r"kahden kuukauden|puolen vuoden|vuoden) (?:päästä|kuluttua)",
        r"vuoden ?vaihteessa|vuodenvaihteessa",
        r"vielä tänä (?:vuonna|syksynä|keväänä|talvena)",
        rf"{_MONTH_STEM}(?:lta|sta) (?:alkaen|lähtien)",
        rf"{_DAY_STEM}sta (?:alkaen|lähtien)",
        r"(?:jouluun|kesään|vappuun|juhannukseen|kevääseen|syksyyn|talveen|pääsiäiseen|"
        r"viikonloppuun|huomiseen) mennessä",
        r"myöhemmin tänä (?:vuonna|keväänä|syksynä)",
    ),
    time_open=pattern(
        rf"{_MONTH_STEM}n (?:alku|loppu|puoliväl|puole|ensimmäi|eka|toka|toinen|kolmas|viides|"
        rf"kymmenes|viimei|\d{{1,2}}\.?)\w*|(?:\w+s|\w+nen|\w+ntenä|\w+ntena) {_MONTH_STEM}ta|"
        rf"{_DAY_STEM}n|{_MONTH_STEM}s|{_DAY_STEM}n (?:aikana|jälkeen)",
        rf"{_DAY_STEM}n(?= (?:tilaisuu|tiedotustilaisuu|kokou|lehde|uuti|juhl|avajais|infossa|"
        rf"palaver))|\d{{1,2}}\.\d{{1,2}}\.?(?!\d)",
        rf"(?:{_DAY_STEM}|keskiviikko)(?:na|ksi|sta|hin|aamuna|iltana)?(?= (?:alkaa|avataan|se |"
        r"julk|kerr|nähdään|selviää|on se|koittaa|tapahtuu))|"
        rf"\d{{1,2}}\.(?:\d{{1,2}}\.)?(?= (?:mennessä|asti|alkaen|alkaa|avataan|julk|saakka|"
        rf"lähtien))|\d{{1,2}}\. päivä(?:nä)?|viikolla \d{{1,2}}",
        rf"{_DAY_STEM}(?:aamuna|iltana|isin)?(?:na)|keskiviiko(?:ksi|sta)|{_DAY_STEM}(?:ksi|sta|"
        rf"hin)|{_DAY_STEM}(?:aamuna|iltana|iltapäivänä)|viikonloppuna",
        rf"{_MONTH_STEM}(?:ssa|lla|n|ta|ksi)(?: (?:alku|loppu|puoli|alu|lopu)\w*)?|"
        rf"\d{{1,2}}\.\s?(?:päivä\w*|{_MONTH_STEM}\w*)|\d{{1,2}}\.–\d{{1,2}}\.\s?{_MONTH_STEM}ta",
        r"(?:keväällä|keväänä|kesänä|syksyllä|syksynä|talvena|jouluna|joulun aikaan|pääsiäisenä|"
        r"juhannuksena|vappuna|iltapäivällä|illalla|iltana)",
        r"(?:vuonna|vuoden|vuoteen) (?:20\d\d)|tämän (?:viikon|kuun|vuoden|kevään|syksyn|kesän|"
        r"talven) (?:aikana|lopulla|lopussa|puolella)|kuun (?:alussa|lopussa|vaihteessa)|"
        r"tänään(?= (?:julk|kerr|avat|avaa|allek))",
        rf"{_DAY_STEM}na",
        r"keskiviikkona",
        rf"{_MONTH_STEM}(?:ssa|hun|sta|lla|n alussa|n lopussa)",
        rf"\d{{1,2}}\.\s?{_MONTH_STEM}ta",
        r"(?:tänä )(?:kesänä|talvena)|(?:tänä )?(?:keväällä|keväänä|syksyllä|syksynä|jouluna)",
        r"tällä viikolla|tässä kuussa|tänä vuonna",
        r"vuonna 20\d\d|vuoden 20\d\d",
        r"vuonna \d{4}",
        r"\d{1,2}\.\d{1,2}\.(?!\d)",
    ),
    surely=pattern(
        r"aio(?:mme|taan|vat)?|aikoo|aikovat|tulemme|tulevat? (?:\w+maan|\w+mään)|"
        r"tullaan \w+(?:maan|mään)|(?:on|olemme|ovat|ollaan) (?:\w+ )?(?:\w+(?:massa|mässä))|"
        r"on (?:määrä|tarkoitus|suunnitteilla|tulossa|luvassa|tarkoituksena|aikeissa|sovittu)|"
        r"suunnittelemme|suunnitellaan|luvassa|tulossa",
        r"tulee (?:julki|myyntiin|ulos|voimaan|käyttöön|olemaan)|tulevat (?:julki|myyntiin)|aiomme|"
        r"aikoo|aiotaan|on määrä|on tarkoitus",
    ),
    ours=pattern(
        r"\w{3,}mme|meillä|meille|meiltä|meidän|meidät|meitä|meistä|meihin|yhtiö\w*|firma\w*|"
        r"yritykse\w+|konserni\w*|talo(?:on|sta|n)?|hylly\w*|uusi|uuden|uude\w+|uutta"
    ),
    may_be=pattern(
        r"käyntiin|kiinni|auki|jakoon|myyntiin|markkinoille|(?:tilaisuus|tiedotustilaisuus|"
        r"julkistus|avajaiset|infotilaisuus|info|kokous|julkaisu|lanseeraus|muutto) on",
        r"\w{3,}(?:uu|yy|ee|taa|tää|daan|dään|taan|tään|vat|vät)|pyörähtää|nousee|iskee|"
        r"on (?:tarjolla|myynnissä|valmis|käytössä|auki)",
        r"\w{3,}(?:etaan|etään|itaan|itään|otaan|ötään|utaan|ytään|astaan|ästään|daan|dään|llaan|"
        r"llään|nnaan|nnään|rraan|stetaan)",
        r"(?:\w{2,}(?:amme|ämme|emme|omme|ömme|umme|ymme)(?:kin|ko|han|hän)?)",
        r"(?:luvassa|tiedossa|edessä|odotettavissa|tulossa|tekeillä|suunnitteilla|valmisteilla|"
        r"työn alla|starttaa|startti|tulee|saapuu|saapuvat|vaihtuu|vaihtuvat|päättyy|päättyvät|"
        r"loppuu|loppuvat|nousee|nousevat|laskee|laskevat|"
        r"muuttuu|muuttuvat|jää|jäävät|poistuu|poistuvat|uudistuu|uudistuvat|avautuu|ovat auki|"
        r"on auki|saa|saavat|pitää|pidetään|järjestetään|kuullaan|selviää|ratkeaa|toteutuu|"
        r"käynnistyy|astuu|eläköityy|jättää|ottaa|siirtyvät|palaa|lakkaa|lakkautetaan|hiljenee|"
        r"kaksinkertaistuu|kasvaa|pienenee|väistyy|korvaa|korvataan|tehdään|"
        r"nähdään (?:uusi|ensimmäi)|näkee päivänvalon|lyödään lukkoon|sinetöidään|varmistuu|"
        r"valitaan|nimitetään|nimetään|esittäytyy|lanseeraa|tuomme|viedään|kokeillaan|pilotoidaan|"
        r"testataan|juhlitaan|vihitään|muurataan|puretaan|remontoidaan|remontti|koeajo|"
        r"käyttöönotto|lanseeraus|julkistus|julkaisu|avajaiset|muutto|fuusio|yrityskauppa|"
        r"irtisanomis\w+|lomautu\w+)",
    ),
    will_be=pattern(
        r"selviää|ratkeaa|varmistuu|päätetään|äänestetään",
        r"(?:me|sit|sitten|tehdas|firma|talo|linja|osasto|vuoro) (?:\w+ )?(?:avataan|suljetaan|"
        r"muutetaan|aletaan|alkaa|loppuu|lähetään|"
        r"lähdetään|siirrytään|julkaistaan|pannaan|laitetaan|otetaan|saadaan|vaihdetaan|"
        r"lopetetaan|aloitetaan|pysähtyy|hiljenee)",
        r"(?:päättyy|loppuu|loppuvat|lähtee|lähtevät|alkaa|alkavat|aukeaa|aukeavat|häipyy|katoaa|"
        r"siirtyy|siirretään|lakkautetaan|suljetaan|myydään|ostetaan|pannaan kiinni|"
        r"laitetaan kiinni|menee kiinni|ovet (?:aukeavat|kiinni)|pistetään|tipahtaa|putoaa|"
        r"tömähtää|räjähtää|kolahtaa|lyödään|saadaan|päästään|pääsemme|pääsette|lähdetään|"
        r"muutetaan|aloitetaan|lopetetaan|julkaistaan|julkistetaan|esitellään|kerrotaan|avataan|"
        r"vihitään|starttaa)",
        r"ava(?:amme|taan|utuu|utuvat|an|a|vat)",
        r"aloit(?:amme|etaan|taa|an|tavat)",
        r"alka(?:a|vat)",
        r"käynnisty(?:y|vät)|käynnist(?:ämme|etään)",
        r"julkais(?:emme|taan|en|ee)|julkist(?:amme|etaan|aa|an)",
        r"muut(?:amme|etaan|taa|tavat|an)|muutos",
        r"lan(?:s|ss)ee?ra(?:amme|taan|us)",
        r"tule(?:e|vat|mme)|tulossa",
        r"toimit(?:amme|etaan|taa)",
        r"sul(?:jemme|jetaan|keutuu|kee)",
        r"ilmesty(?:y|vät)",
        r"palk(?:kaamme|ataan)|rekrytoi(?:mme|daan)",
        r"kerromme|kerrotaan|kerron lisää|saa(?:mme)? kertoa|pääse(?:mme|n) kertomaan",
        r"paljast(?:amme|uu|etaan)",
        r"siirry(?:mme|tään|t)|siirtyy",
        r"yhdisty(?:mme|vät|y|tään)",
        r"ote(?:taan|mme) käyttöön",
        r"tuo(?:mme|daan)",
        r"sa(?:amme|adaan)",
        r"lähtee|lähtevät|lähdemme",
        r"valmistu(?:u|vat|massa)",
        r"laajen(?:nee|tuu|namme|netaan)|laajennus",
        r"luovu(?:mme|taan)",
        r"lopet(?:amme|etaan|taa)",
        r"starttaa(?:mme|vat)?",
        r"irtisano\w*|yt-neuvottelu\w*",
        r"esit(?:tel|el)(?:emme|lään|ee)",
        r"on tarkoitus|aiomme|aikoo|aio(?:taan)?",
        r"allekirjoit(?:amme|etaan)",
        r"aja(?:a|vat) meille",
        r"ostamme|ostetaan|myy(?:mme|dään)",
        r"raken(?:namme|netaan|nus alkaa)",
        r"vaihta?(?:mme|uu|detaan)|vaihdamme",
    ),
    has_been=pattern(
        r"ava(?:simme|ttiin|utui|si|sin)|aloit(?:imme|ettiin|ti|in)|alko(?:i|ivat)|käynnistyi\w*|"
        r"julkais(?:imme|tiin|in|i)|julkist(?:imme|ettiin|i)|muut(?:imme|ettiin|ti|in)|"
        r"lanseera(?:simme|ttiin)|"
        r"tuli(?:vat)?|toimit(?:imme|ettiin)|sulje(?:ttiin|imme)|ilmesty(?:i|ivät)|"
        r"palk(?:kasimme|attiin)|oli(?:vat|mme|n)?|olen ollut|opin|opimme|sain|saimme|teimme|"
        r"tein|viime|(?:vuotta|vuosi|kuukautta|viikkoa?|päivää|aikoja|hetki) sitten|eilen|jo\b|"
        r"vietin|vietimme|kävi(?:n|mme)?|valmistui(?:vat|n)?|"
        r"juhli(?:n|mme)|lähti|lähdin|syntyi|päätty\w+|kerto(?:i|ivat)|siirry(?:in|imme)|kuulin|"
        r"juttelin|luin|näin",
    ),
    event=Terms.of(
        "tiedotustil* tilaisuu* infotil* tuotanto lansee* julkais* julkist* julkaisu* avaja* "
        "avaus* avaa* ava* avautu* uudelleenava* sulje* "
        "sulke* lakkaut* lopeta* lopetu* "
        "fuusio* yhdisty* yrityskaup* yritysost* osta* kauppakir* irtisan* lomaut* yt-* "
        "muutosneuv* organisaatiouud* organisaatiomuut* uudelleenorg* "
        "muutto muuto* muutta* muutamme siirry* siirty* laajenn* laajent* laajene* remon* "
        "peruskorj* saneera* rakenn* rakent* "
        "pilot* kokeilu* prototyyp* koeajo* nimenvaih* nimimuut* brändi* ilme* ilmeuud* uudistu* "
        "nimity* nimite* nimeä* seuraaj* toimitusjohtaj* "
        "rekry* palkka* palkkaa* avoin työpaik* hinnankorot* hinnoit* hinnasto* hinnat tulosjulk* "
        "osavuosi* tilinpäät* listautu* neuvottelu* "
        "lakko työsulk* päivity* versio* ominaisuu* malli* mallisto* tuote tuotte* tuotant* "
        "valikoim* kampanj* sovellu* sovelluk* verkkokaup* "
        "verkkosiv* järjestelm* alusta tehdas tehta* halli* varasto* toimipist* konttor* pääkont* "
        "toimitil* myymäl* liike* konee* kone robot* linja* "
        "vuoro* sopimu* tarjouskilp* kumppan* asiakk* asiakas toimit* investo* budjet* eläkeuud* "
        "bonus* kokeil* patent* sertif* auditoi* "
        "takaisinvet* tariff* aikataul* terminaal* lautta* reit* laiva* ravintol* kahvil* ruokala* "
        "yksikk* yksikö* osasto* tiimi* käynnist* aloit* alka* alkaa ulkoist* "
        "vaihtu* vaihda* vaihta* allekirj* käyttöönot* otta* otetaan tulokset tulos uutinen "
        "uutisia suljetaan avataan luovu*"
    ),
    planned=pattern(
        r"\w*(?:fuusio|yrityskaup|yhdistymise|irtisanomisi|muuto|sulkemise|lakkautukse|"
        r"lakkauttamise|myynni)sta (?:päätetään|neuvotellaan|"
        r"keskustellaan|äänestetään)",
        r"(?:yhtiö(?:mme)?|firma(?:mme)?|talo|me|konserni(?:mme)?|tehdas|tehtaamme|osasto(?:mme)?|"
        r"yritys|yrityksemme|konttori(?:mme)?|toimisto(?:mme)?|myymälä(?:mme)?|varasto(?:mme)?|"
        r"verstas|verstaamme) (?:\w+ )?(?:listautuu|muuttaa|muutamme|fuusioituu|yhdistyy|myydään|"
        r"suljetaan|lakkautetaan|vaihtaa (?:omistajaa|nimeä|paikkaa)|siirtyy|siirrymme|laajenee|"
        r"laajennamme|ulkoistetaan|ostetaan|jaetaan|uudistuu)|muutamme \w+(?:lle|an|oon|seen|hin|"
        r"iin|uun|yyn|een)(?= |,|\.|$)|(?:meidät|firma|yhtiö|talo) (?:on )?(?:myyty|ostettu|"
        r"ostetaan|myydään)|listautumi\w+|muutosneuvottelu\w*|yt-neuvottelu\w*|"
        r"neuvottelut (?:alkavat|käynnistyvät|jatkuvat)|(?:olemme|"
        r"ollaan) (?:mukana )?tarjouskilpailu\w+|irtisanomis\w+",
        r"(?:on|ovat|olemme|ollaan) (?:\w+ ){0,2}(?:avaamassa|sulkemassa|julkaisemassa|"
        r"julkistamassa|lanseeraamassa|laajentamassa|muuttamassa|siirtymässä|yhdistymässä|"
        r"palkkaamassa|rekrytoimassa|ostamassa|myymässä|irtisanomassa|lomauttamassa|"
        r"ulkoistamassa|lopettamassa|luopumassa|uudistamassa|uudistumassa|rakentamassa|"
        r"investoimassa|listautumassa|allekirjoittamassa|vaihtamassa|nostamassa|aloittamassa|"
        r"käynnistymässä|käynnistämässä|perustamassa|testaamassa uutta|pilotoimassa|"
        r"kehittämässä (?:jotain|uutta)|tuomassa|viemässä|avautumassa|valmistumassa|muuttumassa|"
        r"vaihtumassa|jäämässä eläkkeelle|lähdössä (?:meiltä|talosta))",
        r"(?:aiomme|aikoo|aikovat|aiotaan|on (?:määrä|tarkoitus|suunnitelmissa|suunnitteilla|"
        r"harkinnassa|valmisteilla|tekeillä|aikeissa|työn alla)|suunnittelemme|suunnitellaan|"
        r"suunnitteilla on|valmistelemme|valmistellaan|harkitaan|"
        r"harkitsemme)(?: \w+){0,4} ?(?:\w*(?:ava|sulk|julk|lansee|laajen|muut|siirt|yhdist|palk|"
        r"rekry|ost|myy|irtisan|lomau|ulkois|lopet|luop|uudis|rakent|invest|listau|vaih|nost|"
        r"aloit|käynn|perust|kokeil|pilot|ottaa käyt|tuoda|uusi)\w*)",
        r"(?:vielä )?(?:julkaisem|julkistam|allekirjoittam|paljastam|lanseeraam)at(?:on|tom\w+)|"
        r"(?:ei|eivät|emme) (?:ole )?(?:vielä |toistaiseksi )?(?:\w+ )?(?:julkaistu|julkistettu|"
        r"kerrottu|julkista|virallista|allekirjoitettu|myynnissä|julkisuudessa)(?: vielä)?|"
        r"ei vielä (?:julki\w*|virallis\w*|kerrottu|saa \w+|voi \w+)|"
        r"(?:odottaa|odottavat|vaille) (?:julkist\w+|julkais\w+|allekirjoit\w+|lanseera\w+)|"
        r"salassa(?: vielä| toistaiseksi)|salassapito\w*|vielä salai\w+|toistaiseksi salai\w+|"
        r"nda:?n? alla|embargo\w*",
        r"(?:neuvottelut|kaupat|kauppa|sopimus|diili|hanke|projekti|fuusio|päätös) (?:on|"
        r"ovat) (?:\w+ )?(?:loppusuoralla|kalkkiviivoilla|viimeistä vaille|allekirjoitusta vaille|"
        r"melkein valmi\w+|nimeä vaille|pian valmis|ovella)|loppusuoralla|kalkkiviivoilla|"
        r"nimeä vaille|(?:melkein|lähes) (?:allekirjoitettu|valmis julk\w+)",
        r"(?:uusi|uutta|uuden|iso|isoa|ison|isoja|suuri|suuria|suurta|jännittäv\w+|merkittäv\w+|"
        r"mullistav\w+) (?:\w+ )?(?:on |ovat )?(?:tulossa|luvassa|tekeillä|suunnitteilla|"
        r"valmisteilla|tiedossa|edessä|työn alla|näköpiirissä)|(?:on|ovat) (?:\w+ )?(?:tulossa|"
        r"luvassa|tekeillä|suunnitteilla|valmisteilla|työn alla|ovella|nurkan takana|"
        r"näköpiirissä)(?= (?:uu|iso|jot|mei|muut|suur|tal|yhti|konsern|myös|tehta|hal))|"
        r"(?:tulossa|luvassa|tekeillä|suunnitteilla|valmisteilla|edessä) (?:on|"
        r"ovat) (?:\w+ )?(?:\w+)|saamme (?:uuden|uudet|uutta|kohta|pian)|meille (?:tulee|"
        r"on tulossa|muuttaa|saapuu) (?:uusi|uudet|uutta|toinen|pian)",
        r"(?:tästä|siitä|asiasta) (?:kuullaan|kuulette|kerron|kerromme|kerrotaan|puhutaan|"
        r"lisää) (?:vielä|pian|lisää|myöhemmin|enemmän|ensi)|lisää (?:tietoa|tästä|asiasta|"
        r"uutisia|luvassa|tulossa|ensi|myöhemmin|pian|kohta|huomenna)|kuulette (?:vielä|pian|"
        r"lisää|kohta)|jatkoa seuraa|odottakaahan|odottakaa vain|saatte (?:pian|kohta|"
        r"vielä) (?:nähdä|kuulla)|pian (?:nähdään|kuullaan|näette|kuulette|se nähdään)",
        r"(?:meidän kesken|näin meidän kesken|jää meidän väliin|pidetään (?:tämä )?(?:omana|"
        r"meidän|salassa)|älkää kertoko(?: vielä)?|ei saisi (?:vielä )?(?:kertoa|sanoa)|"
        r"en saisi (?:vielä )?(?:kertoa|sanoa|puhua)|vaitiolo\w*|suu supussa|huulet sinetöity|"
        r"hys+|hyshys)",
    ),
    not_ahead=pattern(
        r"huomenna on uusi päivä|huomenna taas|ennemmin tai myöhemmin|niin pian kuin|heti kun|"
        r"joka (?:\w+)na|kohta (?:\d+|\w+kymmentä|puoli|kaksi|kolme|kymmenen) vuotta|"
        r"pian (?:kymmenen|\d+) vuotta|ovella (?:seisoi|odotti|oli|koputti|kävi)|ennen (?:kaikkea|"
        r"muinoin|vanhaan|kuin)|viikkoa ennen|"
        r"(?:sitä )?seuraavana (?:päivänä|aamuna) (?:\w+i|oli)|(?:vuoden|viikon|kuukauden|päivän|"
        r"hetken) (?:aikana|kuluessa) (?:\w+(?:in|imme|i|tiin))|viime \w+ (?:lopu|alu|aika|"
        r"jälk)\w+|(?:loman|lomien|kesän) jälkeen (?:\w+(?:in|imme|i))|tulevaisuus on|"
        r"tulevaisuuden (?:tekijä|osaaja)\w*|jälkeen (?:oli|olin|tuli|sain|jäi|sanoi|en|ei)|"
        r"päivän aikana|aikanaan (?:\w+i|oli)",
    ),
    own_plan=pattern(
        r"(?:minä|mä|minun|mun|minulla|mulla|itse) (?:\w+ )?(?:aion|menen|lähden|alan|aloitan|"
        r"olen|teen|haen|tapaan|yritän|muutan|kokeilen|jään|palaan|saan|täytän|on)|(?:aion|menen|"
        r"lähden|yritän|tapaan|haen|muutan|matkustan|juoksen|leivon|siivoan|istutan|maalaan|"
        r"lepään|nukun|herään|treenaan|opiskelen|luen|kirjoitan|teen itse|kokeilen|ostan|vien|"
        r"haen|käyn|soitan|kysyn|katson|ajan|odotan (?:kesää|lomaa|viikonloppua|perjantaita|lunta|"
        r"kevättä|joulua))",
        r"(?:tyttäre|poika|poja|laps|vaimo|miehe|äiti|isä|koira|piha|puutarha|mökki|mökil|opinto|"
        r"tutkinto|gradu|tentti|ajokoe|harrastu|juoksu|treeni|syntymäpäiv|valmistujais)\w*(?:ni|"
        r"llä)\b|oma\w* (?:piha|puutarha|remontti|koti|juoksu|opin)\w*|koulut? (?:alkaa|alkavat|"
        r"loppuu)|vaalit|vaaleissa|olympia\w*|mm-kis\w*|kellot? (?:siirretään|siirtyvät)|"
        r"konsert\w+|ottelu\w*",
    ),
    own_time=pattern(
        r"nähdään(?! (?:uusi|uude|uutta|ensimmäi|mitä|kuka|pian))|tavataan|nähdäänkö|"
        r"palataan (?:asiaan|töihin)|hyvää (?:joulua|viikonloppua|kesää|"
        r"vappua|juhannusta|pääsiäistä|uutta vuotta|päivänjatkoa)|sääennust\w+|ennustee\w+|"
        r"tule(?:kaa)? (?:käymään|kylään|tutustumaan|moikkaamaan|katsomaan|juttelemaan|messuille|"
        r"kahville)|kaikki tervetulleita|ilmoittaudu\w*|kutsu\w* kaik\w+|avoin kaikille|"
        r"pikkujoulu\w*|synttäri\w*|vapaapäiv\w+|vapaalla|vapaata|"
        r"hammaslääkäri\w*|koiran\w*|mustik\w+|sieni\w*|sienest\w+|kalaan|hiihtämään|"
        r"laskettele\w+|uimaan|tiedottee\w+|tiedotettu|julkistettu (?:jo|eilen|viime)|"
        r"kerrottu julki\w*|pörssitiedot\w*|lehdistötiedot\w*",
        r"\w*loma(?!ut)\w*",
        r"syntymäpäiv\w+|synttär\w*|täytän",
        r"viikonlo\w+",
        r"maraton\w*",
        r"häät|häihin",
        r"saunaan|sauna",
        r"mökil\w+",
        r"vapaapäiv\w+",
        r"eläkkeelle",
        r"nähdään(?! (?:uusi|uude|uutta|ensimmäi|mitä|kuka|pian))|tavataan",
        r"hyvää yötä",
        r"avoim(?:et|iin|issa) ov(?:et|iin|issa)",
        r"kaikki ovat tervetulleita|tervetuloa|tule mukaan",
        r"sää|sataa|lunta",
        r"(?:aion|yritän|kokeilen|opettelen|harjoittelen|luen|kysyn|juoksen|uin|pyöräilen|"
        r"hiihdän|kirjoitan)",
        r"oma(?:t|n)? (?:koe|tentti|kurssi)",
        r"herään|nukun",
        r"kellonaik\w+",
    ),
    teaser=pattern(
        r"enää (?:\w+|\d+) (?:aamua|iltaa|vuoroa|unta|tuntia|työpäivää)",
        r"(?:kohta|pian) (?:\w+ )?(?:päästään|pääsen|pääsemme|saadaan|saan|"
        r"saamme) (?:\w+ )?(?:näyttämään|kertomaan|näyttää|kertoa|esittelemään|julkaisemaan|"
        r"paljastamaan)|(?:tämän|sen|muuta|enempää) (?:\w+ )?(?:en|emme) (?:\w+ )?(?:sano|kerro|"
        r"paljasta)|(?:siinä|tässä) kaikki,? mitä (?:sanon|kerron|saan)|"
        r"ei (?:\w+ )?(?:edes )?(?:talossa|henkilöstölle|väelle|"
        r"porukalle) (?:\w+ )?(?:vielä )?kerrottu|ei(?:kä)? (?:siitä )?(?:ole )?(?:vielä "
        r")?(?:edes )?(?:\w+ )?kerrottu",
        r"kunpa (?:jo )?(?:voisin|saisin|voisimme|saisimme)(?: \w+){0,2} (?:kertoa|näyttää|sanoa|"
        r"jakaa|paljastaa)|(?:voisinpa|saisinpa) (?:jo )?(?:kertoa|näyttää|sanoa)|malta(?:n|"
        r"mme) (?:\w+ )?odottaa|en malta (?:\w+ )?odottaa|(?:en|emme|"
        r"ei) (?:\w+ )?malta (?:\w+ )?odottaa, että (?:saan|saamme|pääs)",
        r"(?:jotain|jotakin) (?:\w+ )?(?:isoa|suurta|uutta|hienoa|kivaa|mahtavaa|jännää|"
        r"mullistavaa|ihan muuta|erikoista)? ?(?:on )?(?:tulossa|luvassa|tekeillä|kypsymässä|"
        r"kytemässä|tapahtumassa|ilmassa|hihassa|syntymässä|meneillään)|(?:on|meillä on) (?:ässä|"
        r"jotain) hihassa",
        r"(?:arvatkaa|arvaatteko|arvaa) (?:mitä|mikä|kuka|kuinka|milloin)(?: \w+){0,2} (?:tulossa|"
        r"luvassa|tapahtuu|pian)|jännä(?:t|ä|ttäv\w+) (?:paikat|paikka|edessä|ajat)|"
        r"lähtölasken\w+|laskemme (?:päiviä|öitä)|lasken (?:päiviä|öitä)|(?:merkitse|merkatkaa|"
        r"merkitkää|laita|laittakaa) (?:\w+ )?kalenteri\w*|silmät auki|pitäkää silmä\w*|"
        r"seuratkaa (?:tilannetta|kanavi\w+|sivu\w+)|yllätys (?:tulossa|luvassa)|kuulolla",
        r"(?:en|emme|ei) (?:\w+ )?(?:saa|voi|voida|pysty) (?:\w+ )?(?:vielä )?(?:\w+ )?(?:kertoa|"
        r"sanoa|paljastaa|näyttää|puhua|julkaista|jakaa)(?= (?:vielä|enempää|enemp|mitä|mikä|"
        r"mitään|lisää|kuka|missä|millo|nime|siitä|tästä|ennen|ennenkuin|tarkem)|[,.!])|"
        r"(?:enempää|lisää|tarkemmin) (?:en|emme|ei) (?:\w+ )?(?:voi|saa|voida|paljasta|"
        r"kerro)(?: vielä)?(?! osaa)",
        r"kunpa (?:voisin|saisin)(?: jo)? (?:kertoa|näyttää|sanoa)",
        r"jotain (?:on )?(?:kypsymässä|hautumassa|kytemässä|muhimassa)|(?:kypsyy|hautuu|muhii|"
        r"kytee) jotain",
        r"enää (?:\w+|\d+) (?:päivää|viikkoa|kuukautta|yötä)",
        r"salaisuus vielä|huippusalai\w+",
        r"kohta saa kertoa|vielä hetki salaisuus",
        r"(?:\w+|\d+) (?:päivää|viikkoa|kuukautta) (?:jäljellä|lanseeraukseen|avajaisiin|"
        r"julkistukseen)",
        r"en (?:voi|saa) (?:vielä )?(?:kertoa|sanoa|paljastaa)",
        r"ei (?:voi|saa) vielä (?:kertoa|sanoa|paljastaa)",
        r"emme (?:voi|saa) vielä (?:kertoa|sanoa|paljastaa)",
        r"pysykää kuulolla|pysy kuulolla",
        r"jotain (?:isoa|suurta|uutta|hienoa) (?:on )?(?:tulossa|luvassa|tekeillä)",
        r"isoja uutisia (?:tulossa|luvassa)",
        rf"odottakaa (?:{_DAY})",
        r"ei ole vielä julki\w*",
        r"saa kertoa vasta",
        r"et kuullut tätä minulta",
        r"(?:uutisia|uutinen) luvassa",
        r"pian kerromme lisää|lisää pian",
    ),
    roles=_roles,
    is_role=_is_role,
    not_roles=pattern(
        r"(?:haemme|haetaan|etsimme|etsitään|tarvitsemme|tarvitaan|palkkaamme|haussa|rekrytoimme|"
        r"kaipaamme)(?: \w+){0,3} \w+",
        r"(?:jokainen|joku|kukaan|mikään|kuka|millainen|jokaisen|jokaisella|tyypillinen|"
        r"tavallinen|hyvä|huono|paras|tyytyväinen|oikea|todellinen|ammattitaitoinen|seuraava|"
        r"tuleva|potentiaalinen)(?:n|lle|lla|sta)? (?:\w+ )?(?:asiakas|asiakka\w+|potilas|"
        r"potilaa\w+|kollega\w*|työkaver\w+|johtaja\w*|esihenkilö\w*|pomo\w*|päällikkö\w*|"
        r"hoitaja\w*|opettaja\w*|työntekijä\w*|myyjä\w*|mies|nainen|vanhempi|vieras|kuljettaja\w*|"
        r"hitsaaja\w*)",
        r"(?:yhtenä|eräänä|uutena|nuorena|vanhana|pienenä) (?:\w+na|\w+nä)|oma\w* pomo\w*|"
        r"(?:ryhdyin|aloitin|työskentelen|toimin|kouluttauduin|valmistuin|opiskelen|minusta tuli|"
        r"minusta tulee|tulin) (?:\w+ )?\w+(?:ksi|na|nä|jaksi)",
        r"(?:olen|olin|toimin|työskentelen|tuli|tulee|tulla)\s+(?:\w+\s+){0,3}(?:\w+(?:ksi|na|"
        r"nä)|hoitaja|myyjä|opettaja|kuljettaja|asentaja|hitsaaja|kokki|leipuri|insinööri)",
        r"(?:jokainen|joku|kukaan|mikä|millainen|kuka|joka) (?:\w+ )?(?:asiakas|potilas|oppilas|"
        r"asukas|kollega|johtaja|esihenkilö|mies|nainen)",
        r"asiakas(?:palvelu|lähtöi|kokemu|kohtaami|työ)\w*",
        r"(?:seuraava|tyytyväinen|hyvä) asiakas",
        r"hyvä (?:esihenkilö|pomo|johtaja|kollega|opettaja|hoitaja)\w*",
        r"uusi(?:na)? (?:työntekijä|kollega)nä",
    ),
    named=pattern(
        r"kolleg\w+|työkaver\w+|pomo\w*|esihenkil\w+|harjoittelij\w+|hoitaj\w+|lääkär\w+|"
        r"opettaj\w+|kuljettaj\w+|asentaj\w+|insinöör\w+|kok(?:ki|in)\w*|siivooj\w+|oppila\w+|"
        r"potila\w+|asuk\w+|asiak\w+|naapur\w+|ystäv\w+|mentor\w*|johtaj\w+|rouva|herra|hän\w*|"
        r"kertoi|sanoi|kysyi|näytti|opetti|auttoi|toi|nauroi|hymyili|korjasi|teki|leipoi|kans\w+|"
        r"kanssa|kiitos|kiitän|onnea|onnittelut|tervetuloa|hyvin tehty|ja minä|myynnistä|"
        r"varastosta|taloudesta|vuorosta|tiimi\w+|halusi|keksi|ehdotti|huomasi|lähti|tuli|jäi|"
        r"täytti|sai|soitti",
    ),
    before_person=leading(
        r"(?:[Kk]iito(?:s|kset|ksia)|[Kk]iitän|[Hh]atunnosto|[Tt]erveiset|[Oo]nnea|[Oo]nnittelut|"
        r"[Tt]ervetuloa|[Hh]ei|[Mm]oi|[Tt]apasin|[Kk]iitti),?\s+(?:\w+n\s+)?(?=[A-ZÅÄÖ]\w+(?:lle|"
        r"n|a|ä|,|\.|\s))",
        r"(?:[Hh]erra|[Rr]ouva|[Tt]ohtori|[Pp]rofessori|[Ll]ääkäri|[Hh]oitaja|[Pp]astori)\s+",
        r"(?:kolleg\w+|työkaver\w+|pomo\w*|esihenkilö\w*|harjoittelija\w*|ystävä\w*|mentori\w*|"
        r"kaveri\w*|naapuri\w*|"
        r"työpari\w*|\w*päällikkö\w*|\w*päällikö\w*|\w*johtaja\w*|\w*hoitaja\w*|\w*asentaja\w*|"
        r"\w*mestari\w*|"
        r"siivooja\w*|kokki\w*|kuski\w*|kuljettaja\w*|opettaja\w*|hitsaaja\w*|insinööri\w*|"
        r"sihteeri\w*|"
        r"luottamusmie\w+|vetäjä\w*|seuraaja\w*|edeltäjä\w*|talonmie\w+|laborantti\w*|"
        r"suunnittelija\w*)\s+(?=[A-ZÅÄÖ])",
        r"(?:[Kk]iito(?:s|kset|ksia)|[Kk]iitän|[Ss]uurkiitos|[Kk]iittää|[Hh]atunnosto|[Tt]erveiset|"
        r"[Tt]erveisiä|[Oo]nnea|[Oo]nnittelut|[Oo]nneksi olkoon|"
        r"[Pp]aranemisia|[Tt]ervetuloa|[Hh]yvästi|[Hh]eippa|[Hh]yvä|[Jj]ättikiitos|[Kk]ehut|"
        r"[Kk]unnia|[Kk]redi\w+|[Pp]ropsit|[Rr]espektit|[Ii]so käsi|[Nn]ostan hattua|"
        r"[Kk]yytiä sai),?\s+(?:vielä |kerran |taas |siis |erityisesti |myös |kuuluu |menee |"
        r"meidän |mun )*(?=[A-ZÅÄÖ])",
    ),
    after_person=pattern(r",?\s{1,2}jo(?:ka|lla|lle|nka|lta|ta)"),
    by_maker=leading(r"[Kk]uva(?:aja)?:\s+", r"[Kk]uvan otti\s+"),
    of_a_person=after(
        r"(?:on |oli |ei |jo |myös |taas |sitten |aina |vihdoin |heti |vain |kuitenkin |meille |"
        r"minulle |mulle |minua |minut |meidät |eilen |tänään )*"
        r"(?:sanoi|sanoo|kertoi|kertoo|kysyi|kysyy|näytti|näyttää|opetti|opettaa|selitti|selittää|"
        r"nauroi|nauraa|hymyili|hymyilee|itki|huusi|soitti|kirjoitti|tuli|tulee|toi|tuo|leipoi|"
        r"leipoo|"
        r"auttoi|auttaa|korjasi|korjaa|löysi|huomasi|ehdotti|keksi|ajoi|ajaa|keitti|keittää|lauloi|"
        r"laulaa|aloitti|aloittaa|lopetti|lopettaa|jäi|jää|irtisanoutui|lähti|lähtee|istui|istuu|"
        r"seisoi|muisti|muistaa|unohti|"
        r"tietää|tiesi|osaa|osasi|uskoo|haluaa|halusi|rakastaa|vihaa|asuu|työskenteli|"
        r"työskentelee|veti|vetää|teki|tekee|antoi|antaa|vei|lähetti|lainasi|katsoi|pelasti|"
        r"neuvoi|neuvoo|lupasi|myönsi|väitti|nyökkäsi|kuiskasi|täytti|täyttää|hoiti|hoitaa|piti|"
        r"pitää|sai|saa|palasi|palaa|heräsi|kaatui|opasti|opastaa|perehdytti|kantoi|tarttui|"
        r"voitti|luuli|arveli|vitsaili|innostui|suuttui)",
        r"(?:on|oli) (?:meidän|meillä|meiltä|minun|mun|ollut|ollu|aina|yhä|edelleen|pitkään|"
        r"\w+ssa|\w+ssä|\w+lla|\w+llä|poissa|takaisin|töissä|hiljai\w+|iloi\w+|paras|loistava|"
        r"mahtava|huippu|\w+massa|\w+mässä|\d+)",
        r"(?:kanssa|kans|luona|luokse|mukaan|mielestä|ansiosta|ansiota|tilalle|tilalla|vieressä|"
        r"viereen|jälkeen|lailla|tavoin|oppipoikana|opissa|vuorossa|pöydässä|kahvi\w*|hymy\w*|"
        r"nauru\w*|tapa\w*|idea\w*|kakku\w*|pulla\w*|läksiäis\w+|synttäri\w*|eläk\w+)",
        r"ja (?:minä|mä|minun)",
        r"(?:myynnistä|varastosta|taloudesta|hallinnosta|keittiöstä|huollosta|kunnossapidosta|"
        r"lähettämöstä|ostosta|hankinnasta|vastaanotosta|laboratoriosta|it:stä|hr:stä|palkoista|"
        r"laskutuksesta|markkinoinnista|viestinnästä|tuotannosta|yövuorosta|aamuvuorosta|"
        r"iltavuorosta|toimistosta|verstaalta|linjalta|\w+osastolta|tiskiltä|naapurista)",
    ),
    surely_person=after(
        r"(?:myynnistä|varastosta|taloudesta|hallinnosta|keittiöstä|huollosta|kunnossapidosta|"
        r"lähettämöstä|ostosta|hankinnasta|vastaanotosta|laboratoriosta|it:stä|hr:stä|palkoista|"
        r"laskutuksesta|markkinoinnista|viestinnästä|tuotannosta|yövuorosta|aamuvuorosta|"
        r"iltavuorosta)",
        r"ja (?:minä|mä)\b",
    ),
    with_a_person=ending(
        r"(?:kiitos|kiitokset|kiitoksia|kiitän|onnea|onnittelut|tervetuloa|terveiset|terveisiä|"
        r"hatunnosto|hyvä|kiitti|paranemisia)(?:,)?(?:\s+(?:vielä|kerran|taas|erityisesti|myös|"
        r"kuuluu|menee|meidän))?",
        r"(?:tapasin|kysyin|kerroin|soitin|näin|autoin|kiitin|halasin|ikävöin|kuuntelin|opetin|"
        r"perehdytin|palkkasimme|moikkasin|juttelin|työskentelin|istuin|teimme|tein|meidän|mun|"
        r"minun|minä ja|ja minä ja|sekä|kun|koska|että|vaikka|jonka|nimeltä|nimeltään)",
        r"(?:kolleg\w+|työkaver\w+|pomo\w*|esihenkilö\w*|harjoittelij\w+|mentori\w*|\w*hoitaja\w*|"
        r"kuski\w*|kuljettaja\w*|\w*asentaja\w*|\w*mestari\w*|kokki\w*|\w*päällikkö\w*|"
        r"\w*johtaja\w*|naapuri\w*|ystävä\w*|kaveri\w*|siivooja\w*|hitsaaja\w*|insinööri\w*|"
        r"varaston|myynnin|talouden|huollon|keittiön|lähettämön|hallinnon|taloushallinnon|"
        r"tuotannon|vastaanoton|yövuoron|aamuvuoron|iltavuoron|\w+osaston|laboratorion)",
        r"(?:herra|rouva|neiti|tohtori|täti|setä|vanha|vanhan|nuori|pikku)",
    ),
    health=pattern(
        r"(?:se|sillä|siltä) (?:on|oli|joutui|jäi|sai|meni|lähti) (?:\w+ ){0,2}(?:saikul\w*|"
        r"sairaslom\w*|sairaana|kipeä\w*|"
        r"leikkau\w+|sairaala\w+|raskaana|paksuna|burnout\w*|masis\w*|lääkäri\w+)",
        r"kuivilla|(?:autismin )?kirjolla|(?:tosi|ihan|aivan|niin|syvästi|pahasti) maassa|(?:mopo|"
        r"auto|pyörä|moottoripyörä|työmatka|lasku)?(?:kolari|onnettomuu|turma)\w* (?:jälkeen|"
        r"jäljiltä|takia|vuoksi)|osa-aikai\w+(?=,? (?:koska|kun|selän|polv|nivel|sairau|uupu))|"
        r"nivel\w* (?:\w+ )?(?:eivät|ei|kulu\w+|petti\w*|reistail\w+)|(?:toinen )?rinta (?:on|"
        r"jouduttiin|leikattiin|poistettiin)|arvet|arpensa|arpeaan",
        r"(?:kipsi|kipsin|tikit|sauvat|lasta|lastan|katetri|avanne|niskatu\w+) (?:\w+ )?(?:pois|"
        r"päälle|sai|saatiin|lähti|otettiin)|(?:sai|saatiin) (?:\w+ )?(?:kipsin|tikit|lastan|"
        r"sauvat)|(?:oma|omia|oman) (?:itsensä|oma itsensä)|ei (?:ole |"
        r"enää )?(?:ollut )?oma itsensä|hoidot? (?:ovat|on) (?:\w+ )?(?:ohi|loppu\w*|käynnissä|"
        r"kesken)|vauva (?:mahassa|tulossa|matkalla)|mammalom\w+|vesirok\w+|vihuri\w+|tuhkarok\w+|"
        r"angiina\w*|keuhkoputk\w+|korvatuleh\w+|silmätuleh\w+|uniapnea\w*|nukahti rattiin|"
        r"(?:selän|polvien|polven|sydämen|terveyden|hermojen|jalkojen|käsien|astman|reuman|niskan|"
        r"lonkan|kuulon|näön|sairauden|uupumuksen|masennuksen) (?:takia|vuoksi|tähden)|(?:uuden|"
        r"uudella|uusi|uudet) (?:polve\w+|polvi|lonk\w+|sydäm\w+|munuai\w+|tekonive\w+)|(?:väsyi|"
        r"uupui|palasi loppuun|romahti|hajosi) (?:\w+ )?(?:ja |talvella|keväällä|syksyllä|viime|"
        r"töihin|täysin|kesken)|verenpain\w+|saattohoi\w+|(?:hengitysko|happiviik|trakeo)\w+|"
        r"puolikkaalle|osa-aikai\w+ sairau\w+",
        r"(?:selkänsä|polvensa|sydämensä|olkapäänsä|niskansa|hermojensa|mielensä|päänsä|jalkansa|"
        r"kätensä|silmiensä|korviensa|vatsansa|lonkkansa) (?:kanssa|takia|vuoksi|kunnossa|rikki|"
        r"hajalla|jumissa)|(?:on|oli|ollut|käy|kävi|istuu|joutui) (?:\w+ ){0,4}(?:lääkärissä|"
        r"lääkärillä|sairaalassa|päivystyksessä|röntgenissä|fysioterapiassa|fyssarilla|"
        r"psykologilla|terapiassa|terapeutilla|tutkimuksissa|kokeissa|hoidoissa|neuvolassa|"
        r"synnärillä)|(?:pikkuinen|vauva|poika|tyttö|tytär|esikoinen|kuopus|kaksoset|lapsi|"
        r"lapsenlapsi|perillinen|tulokas) (?:\w+ )?(?:syntyi|syntyivät|näki päivänvalon|"
        r"tuli maailmaan|tulivat maailmaan|saapui)|(?:viikkoa|kuukautta) etuajassa|keskonen|"
        r"keskose\w+|vastasyntyny\w+|"
        r"(?:ei|eivät) (?:enää |aina |oikein )?(?:tuntenut|tunne|tunnista|tunnistanut|muista|"
        r"muistanut|jaksa|jaksanut|kestä|pysty|pystynyt|kävele|näe|kuule|puhu|puhunut|syö|syönyt|"
        r"nuku) (?:\w+ )?(?:vaimoaan|miestään|tytärtään|poikaansa|puolisoaan|omaansa|nimeään|"
        r"meitä|ketään|töissä|nousta|nostaa|portaita|kunnolla|enää|öisin)|pyörätuoli\w*|(?:ei ole|"
        r"eikä ole|ole) (?:\w+ )?(?:näkynyt|ollut töissä|käynyt töissä|"
        r"palannut) (?:\w+ )?(?:sitten|sen jälkeen|elokuun|syyskuun|kesän|talven|kevään|"
        r"viikkoihin|kuukausiin|aikoihin)|(?:poissa|pois|kotona) (?:\w+ )?(?:viikkoja|kuukausia|"
        r"\w+sta (?:asti|lähtien|saakka)|toista (?:viikkoa|kuukautta)|jo (?:kolmatta|toista|"
        r"neljättä))|(?:lyhennet|osa-aikai|puolikas)\w* (?:\w+ )?(?:päiv|viikko|"
        r"työaika)\w* (?:\w+ )?(?:sairau|leikkau|uupumu)\w+|kunto (?:\w+ )?(?:romahti|huononi|"
        r"heikkeni|petti|notkahti)|(?:toinen|toisen|yhden|yksi) (?:jalka|jalan|käsi|käden|silmä|"
        r"silmän|munuainen|munuaisen)",
        r"(?:selkä|polvi|olkapää|lonkka|niska|jalka|käsi|nilkka|ranne|sydän|korva|silmä|maksa|"
        r"munuainen|pää|hermo|kroppa|kunto|terveys|kuulo|näkö|muisti)(?:nsa|nsä|ni|mme|än|"
        r"en)? (?:\w+ )?(?:meni|petti|prakasi|temppuilee|temppuili|reistailee|reistaili|vaivaa|"
        r"vaivasi|kipeytyi|murtui|katkesi|nyrjähti|leikattiin|leikataan|pettää|ei kestä\w*|"
        r"ei toimi|heikkeni|heikkenee|romahti|alkoi (?:oireilla|pettää)|jäi (?:väliin|alle|"
        r"puristuksiin)|juuttui|paloi|turposi|turvoksissa|kipeä|kipeänä|kipsissä|paketissa|poikki|"
        r"sijoiltaan|lukossa)",
        r"(?:selän|polven|olkapään|lonkan|niskan|jalan|käden|nilkan|ranteen|sydämen|silmän|sormen|"
        r"kyynärpään|solisluun|kylkiluun|kallon|nivelen|jänteen|umpisuolen|kaihin|sormet|jalat|"
        r"sormi|jalka) ?(?:\w+ )?(?:leikkau\w+|murtu\w+|vamma\w*|kipu\w*|kivu\w+|operaatio\w*|"
        r"venähdy\w+|revähdy\w+|mursi|katkaisi|satutti|loukkasi|teloi|telonut|menetti|poltti|"
        r"amput\w+|vioit\w+|leikattiin)",
        r"(?:mursi|katkaisi|satutti|loukkasi|teloi|telonut|murtanut|menetti|menettänyt|poltti|"
        r"nyrjäytti|venäytti|repäisi|leikkasi|viilsi|murskasi|vioitti|"
        r"väänsi) (?:\w+ )?(?:\w*(?:selkä|polv|olkapää|lonk|niska|jal|käte|käde|sorm|nilk|rante|"
        r"silm|korv|pää|kylk|solis|varpa|peukalo|kuulo|näkö|nenä|hampa|jänte)\w*)",
        r"(?:on|oli|ollut|jäi|jäänyt|joutui|joutunut|pääsi|lähti|palasi|palannut|tuli|palaa|jää|"
        r"makaa|makasi|meni|vietiin|kuljetettiin|pääsee) (?:\w+ ){0,3}(?:saikulle|saikulla|"
        r"saikulta|sairaslomalle|sairaslomalla|sairaslomalta|sairaalaan|sairaalassa|sairaalasta|"
        r"leikkaukseen|leikkauksessa|leikkauksesta|teholle|teholla|päivystykseen|päivystyksestä|"
        r"ambulanssilla|kuntoutukseen|kuntoutuksesta|kuntoutuksessa|hoitoon|hoidossa|hoidosta|"
        r"katkolle|katkolla|katkolta|osastolle(?= psyk)|petipotilaana|vuodelevossa|vuoteenomana|"
        r"kuumeessa|flunssassa|influenssassa|koronassa|vatsataudissa|kipeänä|kipeä|sairaana|"
        r"poissa sairauden|työkyvyttömänä|työkyvyttömyyseläkkeelle|sairaseläkkeelle|äitiyslomalle|"
        r"äitiyslomalla|äitiyslomalta|äippälomalle|äippälomalla|kuntoutustuelle|kuntoutustuella|"
        r"lepoon|huilaamaan)",
        r"(?:odottaa|odottavat|odottavansa|saa|saavat|saamassa|sai|saivat|syntyy|syntyi|menetti|"
        r"menettivät) (?:\w+ ){0,3}(?:lasta|lapsen|vauvaa|vauvan|kaksosia|kaksoset|kolmosia|"
        r"esikoista|esikoisen|esikoistaan|esikoisensa|kuopusta|perheenlisäystä|toista lastaan|"
        r"pienokaista|poikavauvan|tyttövauvan)|laskettu aika|lasketun ajan|perheenlisäy\w+|"
        r"vauvauuti\w+|vauvamah\w+|viimeisillään|pieniin päin|siunatussa tilassa|vauva syntyy|"
        r"vauva syntyi|äippä\w+|äitiysva\w+|synnytys\w*|synnyt(?:ti|tää|ti|tämään|tämässä)|"
        r"keinohedelmöity\w+|lapsettomuu\w+|aamupahoinvoin\w+",
        r"(?:pää|hermot|voimat|jaksaminen|mieli|mielenterveys|mielialansa|psyyke|"
        r"arki) (?:\w+ )?(?:ei kestä\w*|petti|pettivät|loppuivat|loppui|murtui|romahti|prakasi|"
        r"ei jaksa\w*|maassa|järkkyi)|(?:ei|eivät) (?:enää |oikein )?(?:jaksa|jaksanut|jaksaneet|"
        r"saa unta|saanut unta|nuku|nukkunut|pääse sängystä|päässyt sängystä|pysty nostamaan|kuule|"
        r"kuullut enää|näe kunnolla|voi hyvin|voinut hyvin|kävele|kävellyt)|(?:voi|voinut|voivat|"
        r"voida|vointi) (?:\w+ )?(?:huonosti|pahoin|heikosti|huononi|heikkeni|paremmin|jo hyvin)|"
        r"(?:palanut|paloi|palaa|palamassa|polttanut itsensä|poltti itsensä) loppuun|"
        r"loppuun ?pala\w+|"
        r"ihan (?:rikki|loppu)(?= (?:\w+ )?(?:\.|,|eron|kevään|syksyn|talven|työ))|"
        r"on (?:ollut )?(?:pitkään )?(?:alakuloinen|masentunut|ahdistunut|uupunut|itkuinen|loppu|"
        r"rikki|sekaisin|aivan loppu|ihan loppu)|itku(?:inen|ista|isena)|ryyppää|ryyppäsi|"
        r"juo liikaa|joi liikaa|juopottel\w+|ratkesi juomaan|raitis\w*|raittii\w+|raitistu\w+|"
        r"selvin päin|selvä(?:nä)? (?:vuosi|kuukausi)|aa-ryhm\w+|peliongelm\w+|peliriippuv\w+|"
        r"(?:huume|lääke|alkoholi)\w*(?:riippuv|ongelm|hoito)\w+",
        r"(?:sai|saanut|saaneet|todettiin|löydettiin|löytyi|diagnosoitiin|epäillään|sairastaa|"
        r"sairasti|kärsii|kärsi|parani|toipuu|toipui|hoidetaan|"
        r"selvisi) (?:\w+ ){0,2}(?:\w*(?:syöpä|syövä|syöpää|kasvai|diabete|reuma|ms-tau|ms-taudi|"
        r"parkinson|alzheimer|keliaki|crohn|astma|allergi|adhd|add|autis|epilep|infarkt|"
        r"keuhkokuume|borrelioo|koron|influenss|tulehdu|verenmyrky|tulpa|tukos|aneurysm|diagnoos|"
        r"migreen|kihti|kihdi|kilpirau|anemi|hepatiit|hiv|masennu|bipol|paniikk|unettom|"
        r"unapne)\w*)",
        r"(?:kuuro|sokea|kuurou\w+|sokeu\w+|huonokuuloinen|huonokuuloi\w+|kuulovammai\w+|"
        r"näkövammai\w+|liikuntavammai\w+|liikuntarajoit\w+|kehitysvammai\w+|invalidi\w*|"
        r"pyörätuoli\w*|toisella korvalla|toisella silmällä|ei kuule|kuulo (?:on|meni|heikke)\w*|"
        r"näkö (?:on|meni|heikke)\w*|valkoinen keppi|opaskoira\w*)",
        r"(?:odottaa|odotti|odottavat) (?:\w+ )?(?:leikkau\w+|koetulo\w+|tutkimustulo\w+|lääkärin|"
        r"kuvausaikaa|tuomiota lääkäriltä)|lääkär(?:ille|iltä|issä|iin) (?:\w+ )?(?:joutui|lähti|"
        r"meni|palasi|käski|määräsi|kävi)|(?:meni|joutui|kävi|lähti|"
        r"vietiin) (?:\w+ )?(?:lääkäriin|lääkärille|päivystykseen|sairaalaan|röntgeniin|"
        r"magneettikuvaan|tähystykseen|ensiapuun)|lääkärintodistu\w+|terveyssyi\w+|"
        r"terveydelli\w+ sy\w+|terveyden (?:takia|vuoksi|tähden)|terveyshuol\w+|"
        r"huono(?:n)? (?:kunto|kunnon|terveyden|terveys)|sairaskohtau\w+|"
        r"sairauspoissaol\w+(?! (?:laski|väheni|kasvoi|nousi))",
        r"(?:pikaista|hyvää|nopeaa) (?:paranemista|toipumista)|paranemisia|parane (?:pian|"
        r"nopeasti)|tervehdy\w+ pian|voimia (?:sinulle|hänelle|\w+lle)(?: \w+){0,2} (?:toipum\w+|"
        r"paranem\w+|hoito\w+)|(?:taas|jo|jälleen) (?:jalkeilla|kunnossa|tolpillaan|voimissaan|"
        r"terve|terveenä|kävelee|työkykyinen)|(?:tuli|palasi|on) (?:\w+ )?(?:terveenä|"
        r"kuntoutuneena|toipuneena|parantuneena)|terveen paperit|puhtaat paperit|"
        r"terve(?:ksi)? julistet\w+",
        r"(?:saa|sai|meni|kävi|tarvitsee|söi|syö|ottaa|otti|unohti) (?:\w+ )?(?:terapia\w*|"
        r"lääk(?:keensä|keet|keitä|että|itystä|itys)|särkylää\w+|insuliini\w*|antibiootti\w*|"
        r"masennuslää\w+|unilää\w+|piikki\w*|sytostaat\w+|sädehoi\w+|dialyys\w+|rauhoitt\w+)|"
        r"(?:sädehoi|solunsalpaaj|kemoterapi|syöpähoi|hormonihoi|verensiir|elinsiir|"
        r"luuydinsiir)\w+|(?:kipsi|kipsissä|kipsiin|lastassa|tukiliivi\w*|niskatuki\w*|"
        r"side (?:silmällä|kädessä)|sauvojen kanssa|kepillä kävel\w+|kepin kanssa|ilman keppiä)",
        r"(?:oksens|oksentel|pyörryt|taju(?:ttomana|nsa|ton)|menetti tajun|tajunnan|kouristel|"
        r"kouristus|hengenahdistu|rintakip|rintakivu|vuoti verta|verenvuo|palovamm|haava(?:n|"
        r"nsa)? (?:tikat|ommel|tulehtu)|sai tikk|tikattiin|ommeltiin|sähköisku|myrkyty|paleltu|"
        r"kylmetty|hypoterm)\w*",
        r"\w*kohtau(?:s|ksen|kset|ksia)",
        r"ambulanss\w+",
        r"pyörty\w+|tuupertui|lyyhistyi|sortui",
        r"tik(?:it|kejä|eillä)",
        r"loukkaan\w+|loukkasi|vamm\w+",
        r"sorm\w+ (?:\w+ )?(?:sahaan|poikki|irti)|menetti (?:sormensa|jalkansa|kuulonsa|näkönsä|"
        r"kätensä)",
        r"(?:lonkka|polvi|sydän|selkä|olkapää|silmä|aivo|kaihi|umpisuoli)leik\w+|tekonivel\w*",
        r"jalkeilla",
        r"kainalosauv\w+|kyynärsauv\w+|rollaattor\w+",
        r"insuliini\w*",
        r"verenpaine\w*",
        r"dialyys\w+",
        r"hermoromahdu\w*",
        r"lukihäiriö\w*|luki-häiriö\w*",
        r"poissa töistä sairau\w*",
        r"koron(?:an?|assa|aan|a)",
        r"rokot(?:e|us|ettu|teen)\w*",
        r"pahoinvoi\w+",
        r"ontu\w+|nilkut\w+",
        r"itsemurh\w+",
        r"työkyvyttö\w+|osatyökyky\w*",
        r"saira(?:us|uden|utta|udesta|uslom\w+|stui|stuu|stunut|stumi\w+|ana|s|alle|alla|utensa|"
        r"alasta|alaan|alassa)",
        r"syöpä\w*|syövä\w+",
        r"kasvai\w+",
        r"leik(?:kaus|kauksen|kaukse\w+|attiin|ataan|kauksesta\w*)",
        r"uupu(?:mus|mukse\w+|nut|i|nee\w+|muksen)|loppuunpal\w+|burnout\w*",
        r"masen(?:nus|nukse\w+|tunu\w+|tui)|masennuk\w+",
        r"ahdist(?:us|ukse\w+|unei\w+)",
        r"raska(?:ana|us|uden|udesta)",
        r"diagnoos\w+",
        r"migreeni\w*",
        r"lääk(?:keet|kei\w+|ity\w+|että|keitä)",
        r"diabete\w+|diabeeti\w+",
        r"dementi\w+|muistisai\w+|muistisairau\w*",
        r"aivoinfarkti\w*|sydänkohtau\w+|infarkti\w*",
        r"(?:jal|kä|ran|lon|nil)\w+ (?:murtui|katkesi|meni poikki|nyrjähti)|mursi (?:jalkansa|"
        r"kätensä|ranteensa|lonkkansa|nilkkansa)|murtu(?:i|nut|neen)",
        r"keskenmeno\w*",
        r"adhd\w*",
        r"autis\w+",
        r"allergi(?:nen|a|se\w+|an)",
        r"epileps\w+",
        r"toipu(?:i|u|nut|mi\w+|nee\w+|akseen)",
        r"paran(?:tui|tunut|ee|emi\w+|tumi\w+)|parani",
        r"pikaista paranemista",
        r"kuume\w*",
        r"flunssa\w*",
        r"alkoholi(?:sti|smi|ongelma)\w*",
        r"paniikkikohtau\w+",
        r"astma\w*",
        r"mielentervey\w+",
        r"pyörätuoli\w*",
        r"kuulolait\w+",
        r"aivotärähdy\w+",
        r"terapia\w*",
        r"selkäkip\w+|selkävaiv\w+|selkä kipeä\w*|kipeä\w*",
        r"hoitojakso\w*|sytostaat\w+|kuntoutuks\w+",
        r"saikulla|saikku\w*|saikulta",
        r"sairaala(?:an|sta|ssa)",
        r"äitiyslom\w+",
    ),
    health_terms=Terms.of(
        "burnari* masis* masiks* paksuna lanssi* oksent* oksens* ripuli* räkätau* vatsap* *tauti "
        "*taudin *tautia *taudista *tautiin *taudilla sairaus* sairaud* sairautt* sairastu* "
        "sairasta* sairasti* sairaslom* sairaseläk* "
        "sairaskoht* sairaalah* saikku* saikul* saikut* "
        "flunssa* influens* koronatart* koronaan vatsatau* vatsatauti norovi* noro yskii yskä* "
        "keuhkokuum* poskiontelo* "
        "migreen* päänsär* pyörty* tuupertu* lyyhisty* epilep* aivoinfark* infarkt* aivoverenvu* "
        "halvau* halvaant* "
        "sydänkoht* sydänvik* sydänvai* sydänsairau* ohitusleik* tahdistin* verenpainet* diabet* "
        "insulii* sokeritau* "
        "syöpä* syövä* syöpää kasvaim* kasvain sytostaat* sädehoi* leukemi* melanoom* elinsiir* "
        "dialyys* "
        "diagnoos* uupumu* uupunu* uupunee* loppuunpal* burnout* burn-out* masennu* masentu* "
        "ahdistuneis* ahdistunei* paniikkih* paniikkik* "
        "unettom* univaike* psykiat* psykoos* psykoterap* bipolaar* kaksisuunt* skitsofr* itsemur* "
        "syömishäi* "
        "anoreks* bulim* adhd* autis* asperg* lukihäir* luki-häir* änkyt* tourett* alkoholis* "
        "alkoholiong* päihdeong* päihdeku* "
        "katkaisuhoi* vieroitus* raskaana raskaus* raskaude* raskautt* äitiyslom* keskenmen* "
        "hedelmöity* vaihdevuo* endometr* "
        "nivelrik* nivelreu* reuma* reumaa iskia* välilev* noidannuo* nyrjäht* revähd* murtuma* "
        "kipsissä kipsi kainalosauv* kyynärsau* "
        "rollaat* pyörätuol* protees* kuulolait* kuulovam* ontu* nilkut* aivotäräh* vammautu* "
        "vammaut* loukkaan* amput* ambulan* "
        "tehohoi* teho-osas* saattohoi* kuntoutu* fysioter* toipu* toipil* hoitojaks* lääkity* "
        "antibioo* kipulää* särkylä* "
        "masennuslä* rokotet* pitkäaikaissai* parkinson* alzheim* muistisai* muistihäi* demen* "
        "ms-tau* crohn* keliak* astma* "
        "ihottum* psorias* vyöruus* hepatii* karantee* työkyvyttöm* osatyöky* kuumees* kuumeen* "
        "kuumett* "
        "hermoromah* mielenterveyso* mielenterveyss* vammaise* terveysong* kihti* kilpirauh* "
        "unapne* tinnitus* huimau* borreli* "
        "*leikkauksensa *leikkauksestaan *leikkaukseensa lonkkaleik* polvileik* selkäleik* "
        "sydänleik* olkapääleik* kaihileik* nivelleik* rinta­syö* rintasyö* eturauhas* "
        "tekonivel* tähysty* magneettiku* selkäkip* selkävaiv* selkävik* selkäsär* niskakip* "
        "niskavaiv* hartiavaiv* polvivai* polvivam* lihasrev* jännetul* jännetup* "
        "traumaper* traumat ptsd poskisoi* umpisuol* verenmyrk* veritul* syvälaskimo* tulehdu* "
        "sairausvap* työuupu* työkykyn*"
    ),
    health_words=stems(
        "sairausloma sairastuminen sairastaa uupumus masennus ahdistuneisuus raskaus diagnoosi "
        "migreeni lääkitys diabetes dementia infarkti keskenmeno epilepsia astma paniikkikohtaus "
        "aivotärähdys kuntoutus leikkauspöytä syöpähoito sydänleikkaus polvileikkaus "
        "selkäleikkaus sytostaatti alkoholismi autismi keuhkokuume työuupumus burnout kemoterapia "
        "vatsatauti sairaala sairaus vamma toipilas leukemia reuma päihdeongelma "
        "hoitokoti",
        "fi",
    ),
    not_health=pattern(
        r"(?:kone|linja|moottori|pumppu|auto|pakettiauto|rekka|järjestelmä|palvelin|tietokone|"
        r"tulostin|talous|myynti|markkinat?|bussi|nosturi|kattila|verkko|"
        r"puristin)\w* (?:\w+ ){0,2}(?:kuoli|toipui|toipuu|parani|paranee|oireilee|oireili|hyytyi|"
        r"yskii|yski|temppuilee|vaivaa|kuume\w*|pyörtyi|sairasti|sairastaa|uupui|on (?:kipeä|"
        r"sairas)|halvaantui|diagnosoitiin)",
        r"(?:laser|plasma|poltto|vesi|nurmikon|hiusten|puun|metallin|levyn|teräksen|vesisuihku|"
        r"kaasu|tuki|budjetti|kustannus|palkka|vero|työpaikka|henkilöstö)leik\w+|leikkaus(?:kone|"
        r"pöytä|neste|terä|nopeus|jälki|linja|osasto)\w*|leikkaamo\w*|leik(?:attiin|ataan|kasimme|"
        r"kaamme) (?:levy|teräs|terästä|puu|kustann|budjet|kakku|nauha|nauhaa|paloiksi|hintoja|"
        r"hintaa)\w*|(?:levy|nauha|kakku|teräs|budjetti|kustannukset|lauta)\w* leik\w+|"
        r"sairaanhoi\w+|sairaalan (?!sänky|sängy|sängys)\w+|sairaan (?:hyv\w+|hien\w+|siist\w+|"
        r"hauska\w*|kall\w+|makea\w*|komea\w*|iso\w*|kylm\w+)|työterveys\w*|"
        r"terveyskeskus\w*(?= (?:til|asia))|sairaala(?:n|lle|an)? (?:uude\w+|laajenn\w+|keittiö\w*|"
        r"projekt\w+|katto\w*|hiss\w+|sänky\w*|sänkyjä|laitte\w+|tilau\w+|urak\w+|rakenn\w+)|"
        r"(?:sairauspoissaolo|sairaspoissaolo|tapaturma|poissaolo)\w* (?:\w+ )?(?:väheni\w*|"
        r"laski\w*|puolittui\w*|nousi\w*|kasvoi\w*)|koronavuo\w*|korona-ai\w+|koronan (?:jälkeen|"
        r"aikana)|korona-aika\w*|tarttuva\w* (?:nauru|into|hymy|ilo|innostus)\w*|tartu(?:n|mme|"
        r"taan) (?:toimeen|työhön)|tarttui (?:nauru|into|hymy)\w*|(?:nauru|into|hymy) tarttui|"
        r"tulehtu\w+ (?:ilmapii|välit|tunnelma|keskustelu)\w*|terapeutti(?:nen|sta|se)\w*|"
        r"terapiaa (?:tämäkin|minulle|käsille|sielulle)|parasta terapiaa|oma terapia\w*|"
        r"kuumeisesti|kuumeinen (?:tunnelma|tahti)|(?:joulu|kisa|pakkaus|matka|kevät|mökki|vene|"
        r"auto|lätkä|jääkiekko|hilla|marja|sieni)kuume\w*|jännittää ihan kipeästi|"
        r"kipeästi (?:tarv|kaiv)\w+|addikti|riippuvainen (?:kahvista|suklaasta)|kahviriippuv\w+|"
        r"halvaannut\w+ (?:liiken|kaupun)\w*|liikenne \w+|alkoholiton\w*|alkoholittom\w+|"
        r"sokea (?:piste|pisteen|kulma)|sokkona|sokkotest\w*|ensiapu\w*|ensiapuk\w+|"
        r"tulehdus(?:kipu)? ilmap\w+|verenluov\w+|vertaluov\w+|diagnoos\w+ (?:konee|moottor|"
        r"via)\w*|vikadiagno\w+|(?:vian|moottorin|koneen|auton) diagno\w+|potilastie\w+|"
        r"vamma(?:lta|oilta) vältyttiin|ilman (?:tapaturmia|loukkaantumisia|vammoja)|"
        r"ei (?:loukkaantunut|loukkaantuneita)|kukaan ei loukkaan\w+",
        r"sairaan (?:hyvä|hieno|siisti|makea|kova|nopea)\w*",
        r"kustannusleik\w+|leikkauslista|budjettileik\w+|yt-leikkau\w+|tukkaleik\w+|"
        r"nurmikonleik\w+",
        r"mielenterveys(?:viikko|päivä|kurssi|kortti)\w*",
        r"ensiapu\w*",
        r"retriittiterapia",
        r"allerginen (?:kokouksille|maanantaille|jargonille)",
        r"työterveys\w*",
        r"kisakuume\w*|joulukuume\w*|matkakuume\w*|pelikuume\w*|keväkuume\w*",
        r"kone (?:parani|toipui)\w*",
        r"kuumeis\w+",
        r"kone\w* (?:oli|on) (?:kipeä|sairas)",
        r"huumori on paras lääke",
        r"tulos parani|sää parani|laatu parani|parani (?:tulos|laatu|sää|työnjälki)",
        r"(?:tulos|laatu|työnjälki|vauhti|palvelu|viihtyvyys) (?:paranee|parantui|on parantunut)",
    ),
    somebody=pattern(
        r"sillä (?:on|oli|todettiin)|"
        r"siltä (?:leikattiin|meni)|yks|tyypi\w+|kundi\w*|mimmi\w*|jätkä\w*|kaveri\w*|frendi\w*|"
        r"muija\w*",
        r"\w*(?:asiakas|asiakka\w+|potilas|potilaa\w+|oppilas|oppilaa\w+|asukas|asukka\w+|vieras|"
        r"vieraa\w+)|\w*pomo\w*|\w*johtaja\w*|\w*kolleg\w*|vaimo\w+|rehtori\w*|lapse\w*|lapsi|"
        r"pikkui\w+|perheelle|perheen|vanhu\w+",
        r"\w+(?:nsa|nsä)(?:kin|kaan|kään)?|(?:kaksi|kolme|neljä|viisi|kuusi|puolet|moni|osa|yksi|"
        r"joku|kukaan|jokainen|monta|pari|iso osa|suurin osa) (?:\w+ )?(?:meistä|heistä|teistä|"
        r"tiimistä\w*|vuorosta\w*|porukasta\w*|väestä\w*|osastosta\w*|ryhmästä\w*|työkaver\w+|"
        r"kolleg\w+|kuljettaj\w+|hoitaj\w+|asentaj\w+|ihmis\w+|henkilö\w*|työntekij\w+|hengestä|"
        r"kaveri\w*|oppila\w+|tyttö\w*|naise\w*|mie\w+)",
        r"\w*(?:kaveri|kaverin|kaverilla|kaverille|kaverimme|kaverini)|\w*(?:mestari|mestarin|"
        r"mestarilla)\w*|\w*sihteeri\w*|\w*kuski\w*|\w*insinööri\w*|\w*lääkäri(?:mme|llemme)|"
        r"\w*myyjä\w*|\w*suunnittelija\w*|\w*harjoittelija\w*|\w*(?:siivooja|siistijä|keittäjä|"
        r"tarjoilija|hitsaaja|koneistaja|ohjaaja|kouluttaja|valmentaja|laborantti|tutkija|koodari|"
        r"kehittäjä|varastomies|varastomiehe|huoltomies|huoltomiehe|talonmies|talonmiehe|palomies|"
        r"palomiehe|luottamusmies|luottamusmiehe|toimitusjohtaja|esimies|esimiehe|rehtori|"
        r"kirjanpitäjä|vahtimestari|perehdyttäjä|edeltäjä|seuraaja|konkari|eläkeläi)\w*",
        r"(?:porukka|porukan|porukasta|porukassa|tiimi|tiimin|vuoro|vuoron|vuoromme|osasto|"
        r"osaston|jengi|jengin|väki|väestä|ryhmä|ryhmän|luokka|luokan)\w*|tyttö\w*|tytö\w+|"
        r"nai(?:nen|sen|selle|sta|sella)|mieh\w+|miest\w+|veli|velje\w+|sisko\w*|siskon\w*|täti|"
        r"tädi\w+|setä|sedä\w+|eno|enon|serkku\w*|vanhem\w+|lapse\w+|lasten|poikansa|tyttärensä|"
        r"vaimonsa|miehensä|puoliso\w*|kumppaninsa|herran|rouvan|te|teidän|sinä|sulle|sun|sut|"
        r"hälle|hänkin|hänkään|se kaveri|se tyyppi|tyyppi\w*|heppu\w*|jäbä\w*|jamppa\w*|äijä\w*|"
        r"ukko\w*|akka\w*|emäntä\w*|isäntä\w*",
        r"yksi (?:meistä|matkustajista|asiakkaista|potilaista|asukkaista|oppilaista|meidän)\w*",
        r"herra|rouva",
        r"kesäty\w+",
        r"\w*vetäj\w+|\w*päälli[kk]\w+",
        r"\w*työntekij\w+",
        r"hän(?:en|elle|ellä|eltä|estä|tä|essä)?|heidän|he|heille|kolleg\w+|työkaver\w+|pomo\w*|"
        r"esihenkil\w+|harjoittelij\w+|hoitaj\w+|potila\w+|asuk\w+|oppila\w+|asiak\w+|naapur\w+|"
        r"joku|jonkun|eräs|yksi meistä|puolet|matkustaj\w+|kuljettaj\w+|opettaj\w+|"
        r"johtaj\w+|asentaj\w+|vaimo\w*|mie(?:he|s)\w*|tytär\w*|tyttäre\w+|poi(?:ka|ja)\w*|"
        r"äiti\w*|äidi\w+|isä\w*|sinulle|sinun|sinut|mummo\w*|pappa\w*|rouva\w*|myyjä\w*|"
        r"leipuri\w*|vuorokaver\w+",
    ),
    clause_end=re.compile(
        r"[,;:()\u2013\u2014]|\s-\s|\b(?:ja|mutta|vaan|kun|koska|sillä|joten|vaikka|eikä)\b"
    ),
    myself=pattern(
        r"mulla|mä|mun|mut|minuun|minusta|itsekin|itsellä|makasin|palasin|jouduin|menin|pääsin|"
        r"lähdin|tulin|sairastin|uuvuin|paloin|mursin|loukkasin|satutin|väsyin|masennuin|toivun|"
        r"voin|jaksoin|jaksanut olen|minultakin|minultakaan|\w+(?:lla|llä|lta|ltä|lle|ssa|ssä|sta|"
        r"stä)ni|(?:selkä|polve|jalka|käte|pää|olkapää|silmä|sydäme|sairau|leikkaukse|diagnoosi|"
        r"lääkkee|oma)\w*ni",
        r"minä|minun|minut|minulle|minulla|itse|olen|olin|sairastuin|toivuin|itselläni|oma\w*|"
        r"jäin|sain|kävin",
    ),
    disclosed=pattern(
        r"(?:teen|hoidan|vastaan|istun|olen|käyn|ajan|myyn|pakkaan|siivoan|hitsaan) (?:siellä|"
        r"täällä|sen|niiden|heidän|heillä)|(?:palkkapäiv|palkan|tilinauh)\w+",
        r"(?:pomo|esihenkilö|palkka|kuitti|kulkulupa|työpöytä|työsuhte|vuoro|osasto|linja|halli|"
        r"tehtaa|tehdas|verstaa|pajall|työmaa|firma|talo|porukka|asentaj|suunnittelij|työkaver|"
        r"insinööri|ruokala|tuotantolinja)\w*(?:ni|mme)\b|(?:olen|olin) (?:\w+ ){0,4}(?:duunissa|"
        r"hommissa|palkkalistoilla|harjoittelijana|kesätöissä|kesätyöntekijänä|asentajana|"
        r"suunnittelijana|hitsaajana|työntekijä\w*|töissä)|työskentel\w+|"
        r"(?:pakkaamme|testaamme|huollamme|asennamme|korjaamme|maalaamme|hitsaamme|toimitamme|"
        r"tuotamme|keksimme|paransimme|testasimme|pakkasimme|kokosimme|asensimme|toimitimme|"
        r"rakennan|teen näitä|teen niitä|hitsaan|maalaan|pakkaan|suunnittelen|kehitän|kokosin|"
        r"hitsasin|rakensin|valmistin|asensin|myin)|täällä (?:töissä|meillä)|omaa tuotan\w+|"
        r"olen (?:itse )?(?:ollut )?(?:tekemässä|rakentamassa|suunnittelemassa|kehittämässä|"
        r"mukana tekemässä|puolueellinen|jäävi)|puolueellinen|jäävi|(?:vuosi|vuotta|kuukausi|"
        r"kuukautta|viikko|päivä) (?:täällä|talossa|töissä)|(?:aloitin|tulin) (?:\w+ )?(?:töihin|"
        r"työt|täällä)|uusi työ|työsopimu\w+",
        r"(?:vuotta|vuosi|päivä\w*|viikko\w*|työpäivä\w*)\s+\w+(?:\s+oy)?(?::?ssä|:?ssa|lla|llä)",
        r"kun (?:aloitin|tulin) (?:täällä|tänne|talossa)",
        r"ensimmäinen (?:työ)?päiväni|viimeinen (?:työ)?päiväni",
        r"ole(?:n|mme) (?:\w+ ){0,4}(?:töissä|työssä)",
        r"olen (?:\w+ ){0,3}(?:suunnitellut|tehnyt|rakentanut|koonnut|asentanut|testannut|"
        r"korjannut)",
        r"työskentele(?:n|mme)",
        r"työpaik(?:kani|allani|kamme|assani|allamme|kaani|kaamme)",
        r"työnantaja\w*",
        r"meillä|meidän|meiltä|meille",
        r"työkseni|työssäni|töissä(?:ni)?|työvuoro\w*|vuorossani",
        r"(?:teemme|valmistamme|rakennamme|myymme|suunnittelemme|kehitämme|kokoamme|teimme|"
        r"suunnittelimme|valmistimme|rakensimme|julkaisimme|kehitimme)",
        r"mainos\w*|kaupallinen yhteistyö|ilmoitus:",
        r"tiimi(?:mme|ni|ssäni|ssämme)",
        r"(?:tehtaa|verstaa|toimisto|kauppa|varasto|konee|tuottee|puristime|yritykse|firma)\w*mme",
        r"suunnittelen|valmistan|kokoan|myyn|asennan|huollan|korjaan|testaan|testasin|suunnittelin",
        r"palkka\w*ni|maksaa palkkani",
        r"kollega(?:ni|mme)|työkaveri(?:ni|mme)",
    ),
    source_of_ours=pattern(
        r"\w{4,}mme (?:tulosten|mittausten|testien|lukujen|tilastojen|seurannan|kokeiden|"
        r"laskelmien) mukaan",
        r"meidän (?:\w+ ){0,2}(?:luvu\w+|data\w*|seuranna\w+|mittau\w+|testei\w+|kyselys\w+|"
        r"tutkimuks\w+|tilastoi\w+|"
        r"analyysi\w+|tuloksi\w+|tuloste\w+|mittarei\w+)|(?:viime|edellisen) (?:kvartaalin|vuoden|"
        r"kuun|neljänneksen) (?:\w+ )?(?:luvu\w+|kyselys\w+|mittau\w+|raporti\w+)",
        r"(?:sisäi|talon sisäi|luottamukselli|julkaisem|julkaisematto)\w+ (?:\w*kysely|\w*tutkim|"
        r"\w*selvity|\w*raport|\w*tilasto|\w*mittau|\w*data|\w*analyysi|\w*lu(?:ku|vu)|"
        r"\w*aineisto|\w*auditoin|\w*muistio|\w*barometri)\w*",
        r"\w*(?:asiakaskysely|henkilöstökysely|asiakastyytyväisyyskysely|työhyvinvointikysely|"
        r"työtyytyväisyyskysely|laatumittau|koeajo|kenttäkoke|kokeilu|seurannas|seuranta|laskelm|"
        r"mittaristo|palautekysely|haastattelu|kirjanpido|testeis|testiemme|kokei|anturi|"
        r"kunnossapitodat|tilastoist|barometri)\w*(?:mme|me)(?: mukaan| perusteella| osoittaa|"
        r" osoittavat| kertoo| kertovat| näkyy| selviää| paljasti| näyttää| todistaa)?",
        r"(?:omissa|omien|oman|omasta|omat|omista|meidän|talon|viime vuoden|tuoreen|"
        r"uusimman) (?:\w+ )?(?:\w*testeissä|testien|testien\w*|\w*mittauks\w+|\w*kokei\w+|"
        r"\w*kysely\w*|laskelm\w+|\w*seurann\w+|\w*barometri\w*|\w*\w*tutkimu\w+|"
        r"\w*selvity\w+)(?: mukaan| perusteella| osoitt\w+)?",
        r"(?:asiakas|henkilöstö|työhyvinvointi|asiakastyytyväisyys|työtyytyväisyys|"
        r"laatu)(?:kysely|mittaus|barometri|tutkimus)\w*(?: mukaan| perusteella| osoitt\w+|"
        r" kerto\w+)",
        r"(?:\w*kysely|\w*tutkimukse|selvitykse|tilasto|raporti|\w*mittaukse|data|aineisto|"
        r"tulokse|esittee|arkisto|\w*testi|luku|analyysi|lehde|uutiskirjee|kalvo)(?:mme|stamme|"
        r"istamme|ssamme|issamme)(?:\s+(?:mukaan|perusteella|osoittaa|kertoo|todistaa|sanoo|"
        r"paljasti|osoittavat|kertovat|näkyy|selviää|löytyy))?",
        r"(?:raporttimme|testiemme|lukujemme|mittaustemme|kyselyjemme|tutkimustemme|tilastojemme|"
        r"datamme|kalvoistamme|testimme|lukumme)",
        r"(?:meidän|omasta|oman|omien|omassa|omista)\s+(?:\w+\s+)?(?:\w*kysely\w*|tutkimu\w+|"
        r"raporti\w+|tilasto\w+|mittau\w+|testi\w*|dat\w+|selvity\w+|aineisto\w*|analyysi\w*|"
        r"luvui\w+|luvut)",
    ),
    share_of_ours=pattern(
        r"\d[\d.,]{0,9}\s?(?:%|prosenttia|pros\w*) (?:meistä|porukasta|väestä|henkilöstöstä|"
        r"asiakkaista|tilauksista|toimituksista|meidän \w+)|"
        r"(?:meillä|meidän porukasta|meistä) (?:\w+ )?(?:joka (?:toinen|kolmas|neljäs|viides|"
        r"kymmenes)|\d+\s?%|\d+ prosenttia|yli puolet|valtaosa)",
        r"(?:puolet|kolmasosa|kolmannes|neljännes|kaksi kolmesta|kolme neljästä|neljä viidestä|"
        r"joka (?:toinen|kolmas|neljäs|viides|kymmenes)|yli puolet|reilusti yli puolet|enemmistö|"
        r"lähes kaikki|melkein kaikki|\w+ kymmenestä|\d+ %|\d+ prosenttia|"
        r"\d+ pros\w*)(?: \w+)? (?:\w*(?:asiakka|käyttäj|työntekij|henkilöstö|kuljettaj|vieraa|"
        r"vieras|jäsen|potila|lukij|konei|toimituksi|tilauksi|hoitaj|hitsaaj|väe|väki)\w*mme|"
        r"meidän \w+)",
        r"(?:asiakka|käyttäj|työntekij|henkilöstö|kuljettaj|vierai|jäsen|potilai|lukij|konei|"
        r"toimituksi|tilauksi|hoitaj|väe)\w*mme(?: \w+)? (?:\d[\d.,]{0,9}\s?(?:%|prosenttia)|"
        r"puolet|\w+ kymmenestä|joka \w+|valtaosa|enemmistö|yli puolet|lähes kaikki)",
        r"(?:\d[\d.,]{0,9}\s?(?:%|prosenttia)|(?:kuusi|seitsemän|kahdeksan|yhdeksän|"
        r"\d+)\s+kymmenestä|kolme neljästä|kaksi kolmasosaa|valtaosa|"
        r"suurin osa)\s+(?:\w+\s+)?(?:asiakkaistamme|käyttäjistämme|henkilöstöstämme|"
        r"työntekijöistämme|asiakkaasta\w*|meidän asiakkaista|lukijoistamme|jäsenistämme)",
        r"(?:asiakkaistamme|käyttäjistämme|henkilöstöstämme|työntekijöistämme|"
        r"jäsenistämme)\s+(?:jo\s+)?(?:\d[\d.,]{0,9}\s?(?:%|prosenttia)|(?:kuusi|seitsemän|"
        r"kahdeksan|yhdeksän|\d+)\s+kymmenestä|valtaosa)",
    ),
    measured=pattern(
        r"(?:mitattiin|testattiin|seurattiin|kokeiltiin) (?:\w+ ){0,2}(?:ajan|kertaa|verran)",
        r"(?:kysyttiin|mitattiin|testattiin|laskettiin|kokeiltiin|"
        r"seurattiin) (?:\w+ ){0,2}(?:itse|omalla|meillä|kaikilta|väeltä|henkilöstöltä|"
        r"asiakkailta|porukalta)",
        r"(?:mittasimme|testasimme|laskimme|kysyimme|vertasimme|tutkimme|selvitimme|seurasimme|"
        r"kokeilimme|punnitsimme|kellotimme|analysoimme|haastattelimme|havaitsimme|"
        r"totesimme)(?: \w+){0,3}|(?:testeissämme|mittauksissamme|kokeissamme|laboratoriossamme|"
        r"seurannassamme)",
        r"(?:mittasimme|testasimme|laskimme|kysyimme|vertasimme|tutkimme|selvitimme)(?: \w+){0,3}",
    ),
    compared=pattern(
        r"säästää|säästi|väheni\w*|puolittui\w*|kasvoi|lisääntyi|neljännek\w+|kolmannek\w+|"
        r"puoli\w*",
        r"\d+\w*",
        r"kaksi kertaa|kertaa|puolet|kaksinkertai\w+|kolminkertai\w+",
        r"prosent\w+",
        r"enemmän|vähemmän|parempi\w*|paremmin|nopeam\w+|turvallisem\w+|eniten|vähiten|paras|"
        r"parhai\w+",
    ),
    source_given=pattern(
        r"(?:julkaistu|julkinen|julkisen|julkisessa|julkaistiin|avoin|avoimen|avoimessa) \w*|"
        r"vuosikatsau\w+|vastuullisuusraport\w+|kotisivu\w*|nettisivu\w*|blogi\w*|lue lisää|"
        r"luettavissa|löytyy (?:sivuilta\w*|verkosta|täältä)|tiedottee\w+",
        r"https?://\S+",
        r"www\.\S+",
        r"lähde\s*:",
        r"lähteet\s*:",
        r"\((?:[^()]*\s)?(?:19|20)\d\d\)",
        r"julkaistu\w*|julkaisimme (?:sen|tulokset|raportin)",
        r"linkki\w*",
        r"sivu(?:lla|n)? \d+",
        r"luettavissa",
        r"verkkosivu\w*|sivuillamme",
        r"vuosikertomu\w+ 20\d\d|vuosiraporti\w+ 20\d\d",
        r"kuva\s*:\s*[A-ZÅÄÖ]\w+",
        r"julki(?:nen|sessa|sesta|sen)",
    ),
    picture=pattern(
        r"kuvat? (?:puhu|kerto|todista|sano)\w*|(?:kuvat?|kuvia|kuvaa|video) (?:👇|⬇|⬇️)|"
        r"kuvasta (?:näkee|näkyy|huomaa|puuttuu)|(?:katso|kato|kattokaa|"
        r"katsokaa) (?:\w+ )?(?:noita|tuota|tätä|näitä)",
        r"(?:📷|📸|🖼️?)|(?:tämä|tässä|oheinen|ohessa|viime viikon|aamun|eilinen|eilisen|"
        r"tämän päivän) (?:\w+ )?(?:valo)?kuva\w*|(?:valo)?kuva(?:ssa|sta|n|t|ista|issa)? (?:on|"
        r"ovat|oli|näkyy|näkyvät|näkee|näette|näet|kertoo|näyttää|otettu|otettiin|otti|alla|ohessa|"
        r"yllä|kommenteissa|todistaa|puhuu|takana|edessä|vasemmalla|oikealla|keskellä|etualalla|"
        r"taustalla|mukana|postauksessa)|kuvassa|kuvissa|kuvasta (?:näkyy|näkee|näet|puuttuu)|"
        r"kuvan (?:\w+ )?(?:vasemmassa|oikeassa|mies|nainen|tyyppi|kone|ihmiset|henkilöt|keskellä)|"
        r"(?:otin|napsin|nappasin|räpsin|napsaisin|otettiin|laitan|laitoin|liitän|liitin|jaan|"
        r"julkaisen) (?:\w+ ){0,3}(?:valo)?kuva\w*|"
        r"kuvia (?:\w+ )?(?:avajaisista|päivästä|messuilta|alla|ohessa|kommenteissa|retkeltä|"
        r"\w+sta|\w+stä|\w+lta|\w+ltä)|kuvat? (?:\w+ )?(?:alla|ohessa|yllä|kommenteissa)|"
        r"todistekuva\w*|ryhmäkuva\w*|tiimikuva\w*|yhteiskuva\w*|ennen ja jälkeen|"
        r"vasemmalta oikealle|katso(?:kaa)? (?:nyt )?(?:tätä|näitä|kuvaa|kuvia)",
        r"\((?:kuva|valokuva|kuvat)\)",
        r"katso(?:kaa)?,? (?:kuka|mitä|mikä|tätä)",
        r"\[(?:kuva|valokuva|kuvat)[^\]:]*",
        r"kuva(?:ssa|ssani|n vasemmassa|n oikeassa)",
        r"(?:tässä|ohessa|alla|yllä|oheinen|oheisessa) (?:\w+ )?kuva\w*",
        r"kuva (?:on|näyttää|otettu|kertoo|alla|ohessa|avoimista|tältä|aamun)",
        r"otin (?:tämän |tästä |siitä )?kuva\w*",
        r"(?:katso|katsokaa) (?:\w+ )?kuva\w*",
        r"(?:valo)?kuva\s*:",
        r"selfie\w*",
        r"julist(?:e|eessa|een) (?:\w+ )?(?:alla|ohessa|kertoo|kuvassa)",
        r"pyyhkäise",
        r"kuvaajana",
        r"kuvasin (?:tämän|tässä)",
    ),
    not_picture=pattern(
        r"(?:hyvän|huonon|selkeän|väärän|oikean|paremman|tarkan|kokonais\w*|tilanne)\s?kuva\w*|"
        r"kuva on (?:selvä|sumea|hämärä)|ei (?:\w+ )?(?:kuvia|kuvaa|kuvattu)|ilman kuv\w+|"
        r"kuvia ei|(?:en|emme|ei) (?:\w+ )?(?:otta\w*|ota|saa\w* ottaa|kehdannut ottaa|"
        r"muistanut ottaa) (?:\w+ )?kuv\w+|kuvit\w+|kuvau\w+|kuvaa(?:va|vat|vasti|malla|n|mme|"
        r"vaa)|kuvassa (?:mukana|pysy\w+)|poissa kuvioista|röntgenkuva\w*|piirustu\w+",
        r"koko kuva\w*|iso kuva\w*|kokonaiskuva\w*|isossa kuvassa|mielikuva\w*|kuvassa mukana\w*",
        r"en (?:ottanut|ota) kuva\w*",
        r"ilman kuvaa",
        r"kuva(?:uksen|ta) mukaan",
        r"saa(?:n|t|da) kuvan",
        r"ei kuvaa|kuvaa ei",
    ),
    alt_given=pattern(
        r"(?:alt(?:-teksti)?|vaihtoehtoinen teksti|tekstivastine|kuvan kuvaus|kuvailu|kuvaus|"
        r"\[(?:kuva|valokuva))\s*:\s*\S+(?:\s+\S+){2,}",
    ),
    hashtag_words=vocabulary.FINNISH
    | _TAG_FORMS
    | frozenset(
        "aamu aamun aina aika ajan ala alan apua apu arjen arki arkea asia asiakas asiakkaan "
        "asiakkaat auta auttaa avoin avoimet avoimien elämä elämää ensin ensi ensimmäinen "
        "ensimmäiset eri etä etänä eteenpäin haku hakee haussa hae hei helppo helppoa hieno "
        "hienoa huomen huomenta hyvä hyvän hyvää hyvät hyvin iloa ilo ilman iltaa ilta ihana "
        "ihanaa ihmiset ihminen ilmoitus iso isot itse ja jaa jaksaa jo joka joulu joulua juuri "
        "kaikki kaikille kahvi kahvia kahvin kanssa kaupunki kehitys kehity kehittyy kerro kesä "
        "kesän kesää kevät kevättä kiitos kiva kivaa koko koti kotona koulu koulutus kova kuuluu "
        "kuin kun kuva kuulumiset kysy lapset lapsi liike liikkeelle luonto luontoon luonnossa "
        "lupa maa maailma maan maanantai matka matkalla me meidän meille meillä meiltä meri metsä "
        "metsässä metsään mestari mieli minun minä mukaan mukana muutos myös nyt nähdään nainen "
        "naiset nuoret nuori oikea oikein oma oman omat on onnea onnistuu opi oppii oppia "
        "oppiminen opimme oppimassa osaaminen osaava osaavat ota ovat ovet ovi paikka paikalla "
        "palaute paljon paras parasta parhaat perhe perjantai perjantaita pieni pienet poika "
        "pohjois puhdas puhtaasti puhu puhutaan päivä päivän päivää päivät rakas rakkaus "
        "rakkaudella rauha rento retki reilu reilusti ruoka ruokaa saa sauna se seuraa siellä "
        "sinä sinun suomi suomen suomessa suomalainen sisu syksy syksyn taas tai taito taidot "
        "talo talvi tarina tarinat tee teemme tehtaalla tehdas tehtaan tehdään terveiset "
        "terveisin tiimi tiimin tieto tietoa tulevaisuus tulevaisuuden tule tunne tyttö hitsaan "
        "hitsaa ajan ajaa korjaa korjaan teen rakennan rakentaa olemme enemmän vähemmän turva "
        "turvallinen turvallisesti turvallisuus työ työn työnilo työpaikka työpaikan työpaikalla "
        "työelämä töissä töihin tänään tästä uusi uudet uutta uuden uutiset vaan vain vapaa "
        "vapaus vastuu vastuullisesti verstas verstaalla vesi viikko viikon viikonloppu "
        "viikonloppua voi voimaa vuosi vuoden yhdessä yhteinen yhteistyö yksi yrittäjä yritys yö "
        "ystävä ystävät äiti oppisopimus osaajat tulevat kesätyö kesätyöt kesätöissä kesätöihin "
        "raikas rohkeasti rohkea terve tervetuloa hyvinvointi leipä leivotaan lounas vanhat vanha "
        "koneet kone kierrätys kierrätä säästä energia energiaa ilmasto ilmaston puolesta vuoksi "
        "takia jälkeen ennen kohti".split()
    ),
    hashtag_glue=frozenset(
        "jatkuu onnistuu toimii kulkee elää kannattaa pitää tulee lähtee menee pysyy riittää "
        "löytyy maistuu kuuluu näkyy kestää syntyy alkaa loppuu tekee saadaan tehdään mennään ei "
        "vaan niin mutta joka vielä taas vasta jos miten miksi missä jokainen kukaan koskaan aina "
        "jaksaa ensin perhe rakas kuin olemme aina avoimet avoimien ensimmäinen hyvä "
        "hyvän hyvää ja joka kaikki kaikille"
        "kanssa kun me meidän meille meillä meiltä metsässä mukana nyt oma oman on osaavat ovat "
        "paras parasta puolesta saa tehtaalla töissä töihin turvallisesti vastuullisesti reilusti "
        "rohkeasti yhdessä uusi uudet uutta hyvät iloa omat tänään minun sinun kohti taas tule "
        "vain voi rakkaudella puhtaasti opimme teemme tehdään kesätöissä kesätöihin suomessa "
        "suomalainen puhdas ilman paljon vanhat pienet parhaat verstaalla matkalla oikein "
        "luonnossa luontoon työpaikan päivän vuoden".split()
    ),
    whole_endings=(
        "minen",
        "suus",
        "syys",
        "päivä",
        "viikko",
        "laki",
        "koulutus",
        "ala",
        "taito",
        "turvallisuus",
        "osaaminen",
    ),
    longest_whole=26,
    own_reason=pattern(
        r"oon (?:\w+ ){0,2}(?:ylpeä|iloinen|onnellinen|kiitollinen|otettu|innoissani|oppinut|"
        r"oppinu|hurahtanu\w*|ihastunu\w*|huomannu\w*)|"
        r"(?:diggaan|digaan|fiilistelen|tykkään)(?: \w+){0,2} (?:\w+(?:sta|stä)|siitä|kun|et|että)|"
        r"siks (?:mä|oon|teen|tykkään|jäin|jaksan|haluan)|"
        r"koska (?:oon|mä|mul|musta|tykkään|haluun)|en vaihtais|ei kaduta|mun mielest\w*|(?:opin|"
        r"tajusin|huomasin|ymmärsin) et",
        r"(?:ajattelin|luulin|pelkäsin) (?:ennen|aina|aiemmin|pitkään)",
        r"olisin voinut (?:halata|itkeä|tanssia|nauraa|hyppiä|suudella)|vahingossa, mutta|"
        r"(?:paras|kaunein|hienoin) \w+,? jonka (?:tiedän|olen)|minusta tuli",
        r"(?:mun|minun) (?:kirjoissa\w*|mielestä\w*|silmissä\w*|kokemukse\w+|makuu\w+|juttu\w*|"
        r"paikka\w*|oppi\w*|syy\w*)|(?:siks|siksi) kun|koska mä|(?:siitä|tästä) (?:illasta|"
        r"hetkestä|kerrasta|vuorosta|aamusta|vuodesta|kesästä) (?:lähtien|asti|saakka)|"
        r"ennemmin (?:teen|otan|olen|kysyn)|(?:sanon|sanonpa|sanoin) (?:sen )?(?:ääneen|suoraan|"
        r"rehellisesti)|rehellisesti sanottuna|myönnetään|suoraan sanottuna|multa|"
        r"minulta (?:kysytään|kysyttiin|on kysytty)|(?:mä|minä) (?:tykkään|haluun|"
        r"haluan|uskon|luulen|luulin|aloin|opin|tajusin|rakastan|nautin)|"
        r"en ole (?:mikään )?\w*(?:ihminen|ihmisiä|tyyppi|mies|nainen)|olen (?:vähän |aina |ihan |"
        r"täysin |vannoutunut )?(?:\w+ )?(?:ihminen|ihmisiä|kannalla|puolella|vastaan|"
        r"koulukuntaa)|(?:otan|valitsen|äänestän) (?:\w+ ){0,3}(?:koska tahansa|milloin vain|"
        r"joka kerta)|ihan parasta|parasta (?:ikinä|just|juuri)|siinä (?:on )?(?:syy|minun|mun)|"
        r"tekee (?:minut|mut) |teki (?:minut|mut) |itkettää|itketti|kyynel\w*"
        r"|meinasin (?:itkeä|luovuttaa|lopettaa)|olin (?:vähällä|jo )?(?:luovuttaa|"
        r"lopettaa|itkeä)|minkä (?:takia|vuoksi)|mistä (?:syystä|tykkään|pidän)",
        r"\w+ (?:minua|mua|minut|mut)(?= (?:työss|tähän|tänne|joka|aina|yhä|vielä|niin|tässä|"
        r"alalle|takaisin|ajattelemaan|hymyilemään|nauramaan|pysymään|jatkamaan|miettimään|"
        r"kuuntelemaan|kysymään|oppimaan))|(?:ilahdut|liikut|kosket|yllät|hämmäst|innost|kiehto|"
        r"kiinnost|ihastut|hymyilyt|naurat|itket|jännit|hävet|nolot|pelot|harmit|suretta|suretti|"
        r"ärsyt|kaduttaa|kadutti|mietityt|lämmit|rauhoit|kannust|motivoi|palkits|helpot|herkist|"
        r"ylpeyt|puhutte|säväyt|haiked)\w*(?= (?:minua|mua|aina|yhä|edelleen|vielä|niin|se|että|"
        r"kun|jo|mieltä|sydäntä|joka|eniten|itseäni))|(?:harmitti|jännitti|nolotti|hävetti|"
        r"pelotti|kadutti|nauratti|itketti|hymyilytti|ilahdutti|liikutti|kosketti)"
        r""
        r"",
        r"(?:valitsin|hakeuduin|ryhdyin|rupesin|päätin|lopetin|lakkasin|jätin|vaihdoin|jäin|"
        r"palasin|tulin|lähdin|opettelin|aloin|aloitin|halusin|haluan|en halua|en halunnut|"
        r"kieltäydyin|suostuin)[^.!?]{0,60}\b(?:koska|jotta|siksi|sillä|vaikka|ettei)\b|"
        r"(?:halusin|haluan) (?:olla|tehdä|oppia|auttaa|että|työn|muistaa|ymmärtää|pysyä|jatkaa|"
        r"näyttää)|(?:lupasin|vannoin) (?:itselleni|etten|että en)|en (?:halua|halunnut)|"
        r"(?:kannatan|puolustan|vaalin|kunnioitan|arvostan (?:sitä|eniten|tässä)|ihailen|luotan|"
        r"uskon|häpesin|kyllästyin|unelmoin|haaveilin|elän|kasvoin|vartuin)(?= )(?! (?:kotiin|"
        r"kello|maito|ruoka|bussi|hissi|suihku|kauppaan|lounaalle|töistä))",
        r"(?:olen|oon) (?:\w+ ){0,3}(?:ylpeä|iloinen|onnellinen|kiitollinen|onnekas|etuoikeutettu|"
        r"koukussa|hurahtanut|rakastunut|ihastunut|innostunut|tyytyväinen|liikuttunut|utelias|ujo|"
        r"arka|hermona|kärsimätön|perso|allerginen|huolissani|huolestunut|surullinen|vihainen|"
        r"pettynyt|helpottunut|otettu|yllättynyt|sitä mieltä|aina \w+nut|aina \w+nyt|oppinut|"
        r"huomannut|ymmärtänyt|tajunnut|miettinyt|alkanut|lakannut|"
        r"tässä (?:työssä|ammatissa)|täällä (?:yhä|edelleen|vieläkin)|yhä täällä|tällä alalla|"
        r"hitsaaja, koska|hoitaja, koska|elossa|kotonani)|olin (?:\w+ ){0,3}(?:ylpeä|iloinen|"
        r"onnellinen|kiitollinen|innoissani|hermona|peloissani|väärässä|varma|yllättynyt|"
        r"helpottunut|otettu|pettynyt|vihainen|surullinen|haltioissani|liikuttunut|myyty|"
        r"aivan myyty|hukassa|ujo|lyödä|pakahtua|itkeä)",
        r"koska (?:minä|minun|minua|minulla|minulle|mulla|mun|itse|isäni|äitini|mummoni|pappani|"
        r"joku|täällä|tiedän|tiesin|haluan|halusin|olen|olin|uskon|muistan|pidän|saan|sain|voin|"
        r"osaan|en )|(?:siksi|sen takia|sen vuoksi|tämän takia|tämän vuoksi|tästä syystä|"
        r"siitä syystä|juuri siksi|juuri tästä|juuri tämän|juuri sen)(?: \w+){0,3} (?:minä|minua|"
        r"minut|minulla|minulle|minusta|pidän|teen|jäin|tykkään|valitsin|rakastan|viihdyn|kysyn|"
        r"kerron|kirjoitan|tulin|haluan|halusin|kuuntelen|herään|jaksan|olen|en|tarkistan|"
        r"opettelen|jatkan|palasin|lähdin|ryhdyin)\b|syyni\w*|(?:syy|syynä|"
        r"syitä)(?: \w+){0,2},? (?:miksi (?:minä |juuri |yhä )?(?:olen|teen|jäin|tulin|pidän|"
        r"viihdyn|valitsin)|jäin|tulin|pidän|viihdyn)|(?:takia|vuoksi|tähden) (?:minä |mä |juuri |"
        r"yhä |aina )?(?:olen|pidän|teen|jäin|tulin|herään|jaksan|viihdyn|rakastan|jatkan|valitsin|"
        r"kirjoitan|kerron|kysyn)",
        r"(?:minulle|mulle|itselleni) (?:\w+ ){0,3}(?:merkitsee|merkitsi|riittää|tärkei\w+|"
        r"tärke\w+|parasta|rakas|rakka\w+|arvok\w+|paras)|(?:merkitsee|merkitsi|antaa|antoi|"
        r"tuottaa|tuotti|opetti|sanoo|puhuu|tärkeä\w*|tärkein\w*|rakas|"
        r"riittää) (?:\w+ )?(?:minulle|mulle|itselleni)|(?:tärkeintä|parasta|hienointa|hauskinta|"
        r"kauneinta|upeinta|vaikeinta|rankinta|palkitsevinta|ihaninta|antoisinta|mukavinta|"
        r"yllättävintä|arvokkainta|mieluisinta)(?: \w+){0,4} (?:on|oli|kun|että|työssä\w*|tässä|"
        r"minulle|alalla)",
        r"(?:tuntui|tuntuu|tuntuikin) (?:\w+ )?(?:hyvältä|pahalta|oudolta|mahtavalta|"
        r"ihmeelliseltä|siltä|tärkeältä|merkitykselliseltä|oikealta|kotoisalta|"
        r"epätodelliselta|samalta|juhlalta|voitolta|ihanalta|haikealta|uskomattomalta|"
        r"pelottavalta|helpolta|vaikealta|kivalta|hienolta|upealta|isolta|pieneltä|lämpimältä|"
        r"turvalliselta)|(?:hyvä|mahtava|haikea|kiitollinen|onnellinen|epätodellinen|ylpeä|lämmin|"
        r"outo|huikea|upea) (?:fiilis|olo|mieli|tunne)|tuli (?:\w+ )?(?:hyvä mieli|paha mieli|"
        r"lämmin olo|kyynel|kyyneleet|tippa linssiin|kylmät väreet|olo,)|kylmät väreet|"
        r"tippa linssissä|pala kurkussa|sydän(?:tä|ntä|meni)?\w* (?:lämmit|läikähti|pakahtu|"
        r"sykähd|suli)\w*|jäi (?:\w+ )?(?:mieleen|mieleeni|mietityttämään|kaihertamaan|soimaan)|"
        r"jäi mieleeni|painui mieleeni|en unohda|en koskaan unohda|ei unohdu",
        r"en (?:\w+ )?(?:vaihtaisi|vaihda|luopuisi|kadu|katuisi|unohda|kyllästy|väsy|lopettaisi|"
        r"haluaisi olla|osaisi kuvitella|voisi kuvitella|antaisi pois|olisi (?:\w+ )?(?:uskonut|"
        r"arvannut|selvinnyt|osannut|kehdannut|uskaltanut|ikinä|koskaan)|ole (?:\w+ )?(?:katunut|"
        r"koskaan|ikinä|kertaakaan|vieläkään) ?\w*|usko(?:nut)?(?: \w+){0,3}|tiennyt|ymmärtänyt|"
        r"arvannut|halunnut|pelkää|häpeä|enää (?:\w+ )?(?:pelkää|häpeä|jännitä|oleta|luule|kysy|"
        r"hävettänyt|pidä|usko|ajattele|tee|ota|sano|jätä|osaa|lähde))|(?:tekisin|valitsisin|"
        r"lähtisin|ottaisin|hakisin|jäisin) (?:\w+ )?(?:uudestaan|uudelleen|saman|koska tahansa|"
        r"milloin vain|heti|taas)",
        r"(?:opin|olen oppinut|oppini|opin jo|tänään opin|siitä opin|vasta silloin (?:ymmärsin|"
        r"tajusin|opin)|nyt (?:tiedän|ymmärrän|osaan|uskallan|kysyn|tarkistan|muistan|kuuntelen|"
        r"teen|ajattelen|luotan)|nykyään (?:minä )?(?:kysyn|tarkistan|sanon|teen|osaan|uskallan|"
        r"tiedän|kuuntelen)|siitä (?:lähtien|asti|päivästä|saakka)(?: \w+){0,3} (?:olen|minä|"
        r"\w+nut|\w+nyt|\w+n)\b|sen jälkeen olen|ennen (?:minä )?(?:luulin|pelkäsin|ajattelin|"
        r"häpesin|inhosin|kuvittelin|vihasin)|aiemmin (?:luulin|ajattelin|pelkäsin)|luulin|"
        r"kuvittelin|pelkäsin|en ennen|lapsena|nuorena|"
        r"ensimmäisenä (?:päivänäni|vuotenani|työpäivänä\w*)|kun olin (?:pieni|lapsi|nuori|"
        r"\w+vuotias|\d+))",
        r"(?:isäni|äitini|mummoni|pappani|isoisäni|isoäitini|ukkini|vaarini|opettajani|mentorini|"
        r"tyttäreni|poikani|isä|äiti|mummo|pappa|ukki) (?:aina |usein |kerran |joskus )?(?:sanoi|"
        r"sanoo|opetti|oli|teki|rakensi|kysyi|kysyy|tapasi|kertoi|neuvoi|piti|toisteli)|"
        r"muistutti (?:\w+ )?(?:minua|mua|siitä|isää|äitiä|lapsuu\w+|siitä, miksi|miksi)|"
        r"muistuttaa (?:\w+ )?(?:minua|mua|siitä|miksi)|(?:oma|omat|omia|oman|omaa|omasta|"
        r"omaan) (?:\w+ )?\w*(?:syy|moka|virhee|oppi|unelma|haavee|ylpeyde|tarina|sääntö|motto|"
        r"tapa|suosikki|kokemukse|vastaukse|ilo)\w*ni|(?:unelmani|haaveeni|mottoni|suosikkini|"
        r"lempi\w+|ylpeydenaiheeni|oppini|virheeni|mokani|kokemukseni|tavoitteeni|päivän oppi|"
        r"viikon oppi|vuoden oppi|mokasin|myönnän|tunnustan|häpeäkseni)",
        r"(?:saan|sain|saanut) (?:\w+ ){0,3}(?:voimaa|energiaa|iloa|virtaa|intoa|mielihyvää|"
        r"tyydytystä|kylmiä väreitä|kiksejä|puhtia|auttaa|tehdä (?:työtä|tätä)|olla (?:mukana|"
        r"hyödyksi|avuksi))|(?:ajattelen|mietin|muistan (?:yhä|vieläkin|aina|ikuisesti|sen|"
        r"hetken)|muistelen|ihmettelen|nautin|viihdyn|rakastan|inhoan|vihaan|kaipaan|"
        r"toivon, että (?:joku|useampi|kaikki|me|jokainen)|huomaan|"
        r"ymmärrän|olen huomannut|näen (?:työni|tässä|siinä))(?= )(?! (?:huomenta|"
        r"kaupassa|sinut|teidät|huomenna))|ei (?:mikään|ole mitään|"
        r"voita mikään)(?: \w+){0,4} (?:voita|parempaa|hienompaa|kauniimpaa|palkitsevampaa|niin)|"
        r"mikään ei (?:voita|ole|tunnu)|vaivan arvoi\w+|sen arvoista|(?:paras|kaunein|hienoin|"
        r"ihanin|mukavin|upein|rakkain|tärkein|arvokkain|hauskin|pahin|kamalin|opettavaisin|"
        r"surkein) (?:\w+ )?(?:hetki|hetkeni|osa|puoli|ääni|tuoksu|palaute|neuvo|päivä|työpäivä|"
        r"työ|työpaikka|paikka|oppitunti|lahja|kiitos|palkinto|muisto|näkymä|toimisto|kehu|"
        r"hetkistä)",
        r"ol(?:en|in|in niin) (?:\w+ ){0,2}(?:ylpeämpi|ylpeä|iloinen|iloisempi|onnellinen|"
        r"innoissani|otettu|surullinen|peloissani|kiitollinen|liikuttunut|hämmästynyt|yllättynyt|"
        r"vaikuttunut|rakastunut|helpottunut|hermostunut|pettynyt)",
        r"miksi (?:minä )?(?:olen|teen|jäin|pidän|tulin|valitsin)",
        r"meni (?:\w+ )?(?:vuosia|kuukausia|viikkoja|aikaa)(?:,| ennen)",
        r"^koska",
        r"nukun paremmin",
        r"muutti (?:päiväni|elämäni|ajatteluni|työni)|muuttuivat pysyvästi",
        r"kaipaan|ikävöin|toivon|haaveilen|ymmärsin|kadun",
        r"päiväni pelasti|pelasti päiväni",
        r"en (?:olisi|ole) (?:koskaan |ikinä )?(?:uskonut|arvannut|tiennyt)",
        r"mikä (?:minua )?(?:liikutti|yllätti|ilahdutti|kosketti)",
        r"luulin",
        r"koska (?:minä|minusta|olen|pidän|halusin|haluan|opin|rakastan)",
        r"siksi (?:minä|pidän|teen|jäin|tykkään|valitsin|rakastan|viihdyn)",
        r"(?:pidän|tykkään)(?: \w+){0,3} (?:\w+(?:sta|stä|stani|stäni|stamme|stämme)|siitä|tästä|"
        r"kun|että|eniten"
        r"|erityisesti)\b|(?:nautin|rakastan|viihdyn)",
        r"(?<!en )opin(?! vasta)",
        r"ole(?:n|n niin) (?:\w+ )?(?:ylpeä|iloinen|onnellinen|innoissani|otettu|oppinut)",
        r"ilahdu(?:in|n)|yllätyi?n|innostuin|hämmästyin|liikutuin|ihastuin",
        r"minusta|mielestäni|omasta mielestäni",
        r"par(?:asta|as|haita)\s+(?:\w+\s+)?(?:työssäni|työpäivässäni|hetkiä|työssä)",
        r"lempi\w+",
        r"(?:mi(?:stä|tä|ksi) )(?:minä )?(?:pidän|tykkään|teen|rakastan|opin)",
        r"saa (?:minut|mut) (?:hymyilemään|nauramaan|ajattelemaan)",
        r"sai (?:minut|mut) (?:hymyilemään|nauramaan|ajattelemaan)",
        r"opetti minulle|opetti minut",
        r"muistan (?:vieläkin|yhä|aina)",
        r"huomasin|oivalsin|tajusin",
        r"jännitin|pelkäsin|nolotti",
        r"ennen (?:luulin|ajattelin)|luulin ennen",
        r"iloitsen|olen kiinnostunut|minua kiehtoo|minua ilahdut\w+|tulin (?:iloiseksi|"
        r"hyvälle mielelle)",
        r"jäin miettimään|ajattelen",
    ),
    not_own_reason=pattern(
        r"(?:häntä|heitä|monia|monta|jotakuta|ketään|sinua|teitä|asiakasta|"
        r"kaikkia) (?:\w+ )?\w+(?:tti|ttaa|ttää)|\w+(?:tti|ttaa|ttää) (?:häntä|heitä|monia|monta|"
        r"jotakuta|ketään|sinua|teitä|asiakasta|kaikkia)|koska (?:sataa|satoi|on (?:maanantai|"
        r"perjantai|joulu)|bussi|hissi|juna|tie|kauppa|toimisto)|en (?:muista|mieti|pidä|"
        r"opi)\b(?! enää)|(?:pidän|pidetään) (?:\w+ )?(?:huolta|huolen|kokouksen|puheen|esityksen|"
        r"tauon|lomaa|vapaata|silmällä|kirjaa)|halu(?:an|aisin) (?:tilata|ostaa|kiittää|kutsua|"
        r"varata|toivottaa|kysyä|esitellä|ilmoittaa|muistuttaa|jakaa)|haluatko|muistan (?:ottaa|"
        r"soittaa|viedä)|toivon (?:hyvää|kaikille)|toivotan|luotan, että (?:tulet|soitat)|"
        r"jäin (?:lounaalle|kahville|koukkuun bussi)|minulle (?:sopii|riittää|kahvi|käy)|ole(?:n|"
        r"mme) iloisia voidessamme|ylpeänä (?:esittelemme|ilmoitamme)|olemme (?:ylpeitä|iloisia)",
        r"koska (?:satoi|oli kiinni|kauppa|tie|sää|toimisto)",
        r"en (?:pidä|opi)",
    ),
    thanks=pattern(
        r"(?:hattua|lakkia|kypärää) (?:nostan|päästä)|(?:nostan|nostetaan) (?:\w+ )?(?:hattua|"
        r"lakkia|kypärää|maljaa|hatun)|kumarrus|kiittelee|kiittelen|(?:oot|olet|"
        r"olette|ootte) (?:ihan |aivan |niin )?(?:paras|parhaat|parhaita|kultaa|kulta|aarre|"
        r"huippu|mahtava|mahtavia|ihana|ihania|rautaa|timantti|timantteja|enkeli|sankari|"
        r"sankareita)|(?:päivän|viikon|illan|kuukauden) (?:sankari|pelastaja|enkeli)\w*|respect",
        r"kiitoksia(?: \w+){0,4}|kiitollisuu\w+|suurkiitos|suurkiitokset|jättikiitos|"
        r"erityiskiitos|erityiskiitokset|kiittä(?:isin|kää|ä saa|minen)|kiittelen|"
        r"kiitosta (?:\w+lle|ansaits)\w*|haluan kiittää(?: \w+){0,4}|"
        r"kiitin(?: \w+){0,3}|kiits\w*|kiitti\w*",
        r"(?:propsit|respektit?|respektiä|aplodit|suosionosoitu\w+|kunnia|kunniamaininta|kredi\w+|"
        r"krediitit|kehut|peukku|peukut|kukat|kukkia|mitali\w*|iso peukku|iso käsi|hatunnosto\w*|"
        r"high five|halaus|halit|pisteet|täydet pisteet|terveiset ja kiitos)(?: (?:menee|menevät|"
        r"kuuluu|kuuluvat|sinulle|teille|hänelle|heille|\w+lle))",
        r"ilman (?:sinua|teitä|häntä|heitä|\w+ta|\w+tä|\w+a|\w+ä)(?: \w+){0,2},? (?:en|emme|ei|"
        r"tästä|mikään|olisin|olisimme|olisi) (?:\w+ )?(?:olisi\w*|tulisi|pärjäis\w*|selviäis\w*)|"
        r"olette (?:kultaa|aarteita|parhaita|mahtavia|huippuja|loistavia|ihania|korvaamattomia)|"
        r"olet (?:kultaa|aarre|paras|mahtava|huippu|korvaamaton|ihana|kullanarvoinen|loistava)|"
        r"pelasti(?:t|tte)? (?:\w+ )?(?:päivä\w*|viikko\w*|ilta\w*|nahka\w*)|arvostan (?:suuresti|"
        r"apua\w*|sitä, että|teitä|sinua)|nostan (?:\w+ )?(?:hattua|maljan|peukun)|"
        r"hattu (?:päästä|pois)|kumarran|syvä kumarrus|ansaitsee (?:\w+ )?(?:kiitok\w+|mitalin|"
        r"palkinnon|kukat|aplodit|hatunnoston|kehut)|olen (?:\w+ )?(?:kiitollisuudenvelassa|"
        r"velkaa)|tarjoan (?:kahvit|pullat|lounaan) (?:\w+lle|siitä)|sydämelli\w+ kiit\w+|"
        r"lämmi\w+ kiit\w+",
        r"kiitti(?: \w+){0,4}",
        r"hyvin tehty|hienosti tehty|hyvää työtä",
        r"kumarr\w+|kumarrus",
        r"iso hali|isot halit",
        r"kiito(?:s|kset|ksia|ksen)(?: \w+){0,5}",
        r"kiit(?:än|ämme|täen)(?: \w+){0,5}",
        r"kiitollinen|kiitollisia|kiitollisena",
        r"hatun ?nosto\w*|nostan hattua|hattu päästä",
        r"iso käsi",
        r"arvosta(?:n|mme)(?: \w+){0,4}",
        r"tack(?: \w+){0,2}",
        r"olen velkaa (?:\w+ )?kahvit",
    ),
    not_thanks=pattern(
        r"(?:kukaan|koskaan|harva|harvoin) (?:\w+ )?(?:ei|eivät) (?:\w+ )?(?:kiitä|kiittänyt|"
        r"kiittäneet|sano kiitos|sanonut kiitos)|ei (?:\w+ )?(?:kiitä|kiittänyt|kiitosta|"
        r"kiitoksia|kuullut kiitosta)|kiitos(?:ta)? (?:ei|odottamatta|pyytämättä)|"
        r"ei sanonut kiitosta?|kiitosten (?:määrä|puute)|kiitos (?:nousseiden|laskeneiden|uuden|"
        r"uusien|hyvän sään|leudon|huonon|edullisen|tekoälyn|digital\w+|robotti\w+|"
        r"ohjelmisto\w+)(?: \w+)*|arvostan (?:rehellisyyttä|täsmällisyyttä|hiljaisuutta)|"
        r"kiitospuhe\w*",
        r"ei kiitos|kiitos ei",
        r"kiito(?:s|ksia) (?:kysymästä)",
        r"kiitoskort\w+|kiitosviest\w+",
        r"kiitosta vailla",
        r"(?:sateen|lumen|pakkasen|alennuksen|automaation|ohjelman|uuden) ansiosta",
        r"kiitos (?:sateen|pakkasen|lumen|automaation|koneen|alennuksen)(?: \w+)*",
        r"kiitettäv\w+",
        r"kiitorata\w*",
    ),
    asks=pattern(
        r"(?:kerro|kertokaa|kerrohan|kertokaapa|kerropa)(?: \w+){0,2},? (?:miten|mikä|mitä|missä|"
        r"kuinka|milloin|kuka|minkä|mistä|miksi|onko|teillä|omasi|oma|kommenteissa|kommentteihin|"
        r"vinkkisi|millainen|millä)|(?:jaa|jakakaa|laita|laittakaa|heitä|"
        r"heittäkää) (?:\w+ )?(?:kommentti\w*|vinkki\w*|vinkit|vinkkejä|oma\w*|kokemu\w+|"
        r"ajatuks\w+)|"
        r"(?:kiinnostaa|kiinnostaisi|olisi (?:\w+ )?(?:kiva|hauska|mukava|mielenkiintoista)|"
        r"kuulisin|kuulisin mielelläni|kuulen mielelläni|haluaisin|mielenkiintoista|uteliaana|"
        r"utelias)(?: \w+){0,2} (?:kuulla|tietää|kuulisin|oppia|kuulla,|miten muut|muiden)|"
        r"(?:vinkit|vinkkejä|ideat|ideoita|neuvot|neuvoja|ajatuksia|kokemuksia|kommentteja|"
        r"mielipiteitä)(?: \w+){0,2} (?:otetaan|vastaan|tervetulleita|kaivataan|kaipaan|toivon|"
        r"toivotaan|saa)"
        r"|mitä mieltä (?:olet|olette|te|sinä)|(?:entä|entäs) (?:sinä|te|teillä|"
        r"sinulla|siellä)",
    ),
    not_asked=pattern(
        r"(?:kysyi|kysyy|kysyin|kysymys (?:oli|on|kuului)|kysyttiin|ihmetteli|tiedusteli|sanoi|"
        r"sanoo|huusi|kuiskasi|totesi|vastasi|vastaus)(?: (?:minulta|meiltä|häneltä|asiakas|joku|"
        r"hän|lapsi|pomo))?\s*[:,]\s*\W?",
    ),
)
