"""The lists of Finnish: inflected forms are made from stems, or written out where they bend."""

from __future__ import annotations

from collections.abc import Iterator

from lms.practice.checks.lists import Lists, leading, pattern, sharp
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
        *(_plain(stem) for stem in "kollega työkaveri vuorokaveri työntekijä kuljettaja hoitaja "
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
    r"vanha|nuori|uusi|ikäkäs|iäkäs|kiltti|ystävällinen|vihainen|kärsivällinen|mukava|hurmaava|"
    r"eläkkeellä oleva|yksinäinen|äkäinen|ujo|kiukkuinen|väsynyt|pitkä|lyhyt|raskaana oleva|kuuro|"
    r"sokea|tuttu|ihana|hauska|sama|ainoa|entinen|seitsenkymppinen|\d+-vuotias|"
    r"vanha[nl]\w*|nuore\w+|uude\w+|uutta|iäkkää\w*|kiltin|ystävällise\w+|vihaise\w+|"
    r"kärsivällise\w+|"
    r"yksinäise\w+|äkäise\w+|ujo\w*|samalle|saman|ainoa\w+|entise\w+|\d+-vuotia\w+|mukavan|ihana\w+"
)

_ONE = pattern(
    r"eräs|yksi|eräälle|yhdelle|erään|yhden|eräältä|yhdeltä|erästä|yhtä|eräällä|yhdellä",
    r"tämä|tuo|se|tälle|sille|tuolle|tämän|sen|tuon|tältä|siltä|meidän",
)
_OWN = ("ni", "mme", "nikin", "mmekin", "ltamme", "llemme")
_WHO = pattern(r"joka|jolla|jolle|jonka|jolta|jota|jonka")
_AGED = pattern(r"\d+-vuotia\w+", r"\w+kymppi\w+", r"\w+kymmenvuotia\w+")


_BEING = frozenset("oleva olevan olevalle olevalta olevaa".split())


def _is_owner(word: Word, before: Word | None) -> bool:
    """Whether a word says whose chief it is: "kylämme rehtori", "Jokirannan talonmies"."""
    return word.low.endswith("mme") or (word.is_capital and word.low.endswith("n") and bool(before))


def _roles(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Somebody by what they are: "eräs ystävällinen potilas", "pomoni", "hoitaja, joka"."""
    words = sentence.words
    for index, word in enumerate(words):
        before = words[index - 1] if index else None
        first = words[index - 2] if index > 1 else None
        if _AGED.fullmatch(word.low) and index + 1 < len(words):
            if words[index + 1].low in _ROLES:
                yield word.start, words[index + 1].end
            elif word.text[0].isdigit():
                yield word.start, word.end
        if word.low not in _ROLES:
            continue
        follows = words[index + 1].low if index + 1 < len(words) else ""
        if before is not None and _ADJECTIVE.fullmatch(before.low):
            begins = first if first is not None and _ONE.fullmatch(first.low) else before
            yield begins.start, word.end
        elif before is not None and (
            _ONE.fullmatch(before.low)
            or before.low in _BEING
            or (word.low in _CHIEFS and _is_owner(before, first))
        ):
            yield before.start, word.end
        elif first is not None and _ONE.fullmatch(first.low) and first.low != "se":
            yield first.start, word.end
        elif _WHO.fullmatch(follows) or (word.low in _CHIEFS and word.low.endswith(_OWN)):
            yield word.start, word.end


FINNISH = Lists(
    lang="fi",
    first_names=tuple(
        "Aaro Ahmed Aino Aki Aleksi Anja Anna Anne Anneli Annika Anni Antero Anton Antti Anu Ari "
        "Arja Arto Arttu Arvo Asta Birgit Daniel Eero Eeva Eija Elias Elina Ella Emil Emilia Emma "
        "Erik Erkki Essi Eva Fatima Hanna Hannele Hannu Harri Heidi Heikki Heli Helena Henna "
        "Henrik Hilkka Iida Ilkka Ines Irma Jaana Jaakko Jani Janne Jari Jarkko Jarmo Jenni Joni "
        "Joonas Jonna Jorma Jouni Juha Juhani Jukka Juho Jussi Jyrki Kaarina Kaija Kaisa Kalle "
        "Kari Katja Katri Kimmo Kirsi Kirsti Kristiina Laura Lauri Lea Leena Leo Liisa Linda "
        "Maarit Maija Maria Marja Marjatta Marjut Mari Marika Marko Markku Martti Matias Matti "
        "Merja Mia Mika Mikael Mikko Milla Minna Mirja Mohammed Nadia Niina Niko Nina Noora Oili "
        "Olli Oskari Oskar Otto Outi Päivi Paula Pauli Pekka Pentti Pertti Petra Petri Pia Pirjo "
        "Raija Raimo Reijo Riikka Riitta Risto Ritva Roope Ronja Saara Saija Salla Sami Samir "
        "Samuli Sanna Sara Sari Satu Seija Selma Seppo Simo Sini Sirpa Sofia Susanna Tapani Tapio "
        "Teemu Teppo Terhi Tero Tiina Timo Tomi Tommi Toni Tuomas Tuula Tuomo Ulla Valtteri Veera "
        "Veikko Vesa Ville Virpi Yusuf Aapo Ada Adam Agneta Aila Aili Ainikki Aisha Alex Alina "
        "Amanda Amina Armi Arttu Atte Aukusti Axel Benjamin Carita Christian Dora Eetu Eila Eino "
        "Ellen Elli Elsa Emma Enni Ester Eveliina Fanni Frans Gustav Hamid Hassan Helmi Hermanni "
        "Hugo Ida Iina Iiris Inka Inkeri Ivan Jalmari Jasmin Jere Jesse Joel Johanna Johannes "
        "Jonas Jonne Julia Justus Kaapo Karim Karoliina Kerttu Kirsikka Klaus Konsta Lasse Lasse "
        "Leevi Lilja Lotta Luukas Mauno Meeri Meri Mikaela Milja Miro Mona Natalia Neea Nelli "
        "Nora Oliver Omar Onerva Oona Orvokki Osmo Otso Paavo Pihla Pinja Rasmus Reetta Reino "
        "Roni Sakari Salli Sanni Santeri Santtu Sauli Sebastian Sisko Sofie Sonja Stefan Sulo "
        "Svetlana Taavi Taina Taneli Tarja Tarmo Teija Tellervo Topi Touko Tuomo Tyyne Ursula "
        "Urho Valma Vappu Varpu Venla Vilma Viivi Vilho Väinö Yasmin Ylva".split()
    ),
    names_and_words=frozenset(
        "anna mari satu sini kari meri sulo vappu touko valma lilja helmi topi salli taina onerva "
        "hannu asta armi".split()
    ),
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
        r"[A-ZÅÄÖ][a-zåäö]+n\s+(?:Tila|Klinik\w+|Ikkuna|Leipomo|Panimo|Konepaja|Kauppa|Kaupan|"
        r"Tilan|Koti|Kodit|Auto|Apteekki|"
        r"Sairaala|Kone|Sähkö|Energia|Vesi|Osuuskauppa|Satama|Saha|Meijeri|Hotelli)(?:n|lle|lla|"
        r"lta|ssa|ssä|sta|stä|iin|an)?",
    ),
    money=pattern(
        r"(?:€|£|\$)\s?\d[\d ,.]{0,14}(?:\s?(?:k|m|milj|M))?",
        rf"\d[\d ,.]{{0,14}}\s?(?:k|milj\.?|miljoona\w*|M|t)?\s?(?:€|£|\$|{_COIN})(?:/\w+)?",
        rf"{_NUMBER}\s+(?:miljoonaa\s+|tuhatta\s+|sataa\s+)?(?:euro\w*|tonni\w*)",
        r"\d+(?::lla)?\s?(?:e|€)/(?:kk|h|t|m2|kpl|tunti|kuukausi)",
        r"\w*(?:sataa|tuhatta|kymmentä|miljoonaa)\s+euro\w*",
        r"\w*(?:kympillä|satasella|tonnilla|kymppiä|satasen|tonnin)",
    ),
    large_number=pattern(
        r"\d[\d,.]{0,9}\s?(?:miljoon\w+|tuhat\w*|tuhan\w*|milj\.?|tonni\w*)",
        r"\d{1,3}(?:[ .]\d{3}){1,3}",
        r"\w*(?:tuhatta|tuhannella|miljoonaa|miljoonalla|sataatuhatta|tuhannen|miljoonan)",
    ),
    share=pattern(r"\d[\d.,]{0,9}\s?(?:%|prosent\w+|pros)(?::\w+)?", rf"{_NUMBER}\s+prosent\w+"),
    about_price=pattern(
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
    small_money=pattern(
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
        rf"ensi\s+(?:viiko\w+|viikko\w*|kuu\w*|vuo\w+|vuod\w+|{_SEASON}|{_DAY}|{_MONTH_STEM}\w*)",
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
        r"(?:ennen|jouluun|kesään|vappuun|juhannukseen) mennessä",
        r"myöhemmin tänä (?:vuonna|keväänä|syksynä)",
    ),
    time_open=pattern(
        rf"{_DAY_STEM}na",
        r"keskiviikkona",
        rf"{_MONTH_STEM}(?:ssa|hun|sta|lla|n alussa|n lopussa)",
        rf"\d{{1,2}}\.\s?{_MONTH_STEM}ta",
        r"(?:tänä )?(?:keväällä|keväänä|kesällä|kesänä|syksyllä|syksynä|talvella|talvena|jouluna)",
        r"tällä viikolla|tässä kuussa|tänä vuonna",
        r"vuonna 20\d\d|vuoden 20\d\d",
        r"vuonna \d{4}",
        r"\d{1,2}\.\d{1,2}\.(?!\d)",
    ),
    surely=pattern(
        r"tulee (?:julki|myyntiin|ulos|voimaan|käyttöön|olemaan)|tulevat (?:julki|myyntiin)|aiomme|"
        r"aikoo|aiotaan|on määrä|on tarkoitus",
    ),
    will_be=pattern(
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
        r"\w{3,}(?:etaan|etään|itaan|itään|otaan|ötään|utaan|ytään|astaan|ästään|daan|dään|llaan|"
        r"llään|nnaan|nnään|rraan|stetaan)",
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
    own_time=pattern(
        r"\w*loma(?!ut)\w*",
        r"syntymäpäiv\w+|synttär\w*|täytän",
        r"viikonlo\w+",
        r"maraton\w*",
        r"häät|häihin",
        r"saunaan|sauna",
        r"mökil\w+",
        r"vapaapäiv\w+",
        r"eläkkeelle",
        r"nähdään|tavataan",
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
        r"pysykää kuulolla|pysy kuulolla|kuulolla",
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
    not_roles=pattern(
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
        r"(?:kollega|työkaveri|pomo|esihenkilö|harjoittelija|ystävä|mentori|kaveri|naapuri)(?:ni|"
        r"mme|lleni|ltani|ani)\s+",
    ),
    after_person=pattern(r",?\s{1,2}jo(?:ka|lla|lle|nka|lta|ta)"),
    by_maker=leading(r"[Kk]uva(?:aja)?:\s+", r"[Kk]uvan otti\s+"),
    health=pattern(
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
    health_words=stems(
        "sairausloma sairastuminen sairastaa uupumus masennus ahdistuneisuus raskaus diagnoosi "
        "migreeni lääkitys diabetes dementia infarkti keskenmeno epilepsia astma paniikkikohtaus "
        "aivotärähdys kuntoutus leikkauspöytä syöpähoito sydänleikkaus polvileikkaus "
        "selkäleikkaus sytostaatti alkoholismi autismi keuhkokuume työuupumus burnout kemoterapia "
        "vatsatauti sairaala sairaus vamma toipilas kasvain leukemia reuma päihdeongelma "
        "hoitokoti",
        "fi",
    ),
    not_health=pattern(
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
        r"yksi (?:meistä|matkustajista|asiakkaista|potilaista|asukkaista|oppilaista|meidän)\w*",
        r"herra|rouva",
        r"kesäty\w+",
        r"\w*vetäj\w+|\w*päälli[kk]\w+",
        r"\w*työntekij\w+",
        r"hän(?:en|elle|ellä|eltä|estä|tä|essä)?|heidän|he|heille|kolleg\w+|työkaver\w+|pomo\w*|"
        r"esihenkil\w+|harjoittelij\w+|hoitaj\w+|potila\w+|asuk\w+|oppila\w+|asiak\w+|naapur\w+|"
        r"joku|jonkun|eräs|yksi meistä|tiimi\w*|puolet|matkustaj\w+|kuljettaj\w+|opettaj\w+|"
        r"johtaj\w+|asentaj\w+|vaimo\w*|mie(?:he|s)\w*|tytär\w*|tyttäre\w+|poi(?:ka|ja)\w*|"
        r"äiti\w*|äidi\w+|isä\w*|sinulle|sinun|sinut|mummo\w*|pappa\w*|rouva\w*|myyjä\w*|"
        r"leipuri\w*|vuorokaver\w+",
    ),
    myself=pattern(
        r"minä|minun|minut|minulle|minulla|itse|olen|olin|sairastuin|toivuin|itselläni|oma\w*|"
        r"jäin|sain|kävin"
    ),
    disclosed=pattern(
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
        r"(?:\d[\d.,]{0,9}\s?(?:%|prosenttia)|(?:kuusi|seitsemän|kahdeksan|yhdeksän|"
        r"\d+)\s+kymmenestä|kolme neljästä|kaksi kolmasosaa|valtaosa|"
        r"suurin osa)\s+(?:\w+\s+)?(?:asiakkaistamme|käyttäjistämme|henkilöstöstämme|"
        r"työntekijöistämme|asiakkaasta\w*|meidän asiakkaista|lukijoistamme|jäsenistämme)",
        r"(?:asiakkaistamme|käyttäjistämme|henkilöstöstämme|työntekijöistämme|"
        r"jäsenistämme)\s+(?:jo\s+)?(?:\d[\d.,]{0,9}\s?(?:%|prosenttia)|(?:kuusi|seitsemän|"
        r"kahdeksan|yhdeksän|\d+)\s+kymmenestä|valtaosa)",
    ),
    measured=pattern(
        r"(?:mittasimme|testasimme|laskimme|kysyimme|vertasimme|tutkimme|selvitimme)(?: \w+){0,3}",
    ),
    compared=pattern(
        r"\d+\w*",
        r"kaksi kertaa|kertaa|puolet|kaksinkertai\w+|kolminkertai\w+",
        r"prosent\w+",
        r"enemmän|vähemmän|parempi\w*|paremmin|nopeam\w+|turvallisem\w+|eniten|vähiten|paras|"
        r"parhai\w+",
    ),
    source_given=pattern(
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
    hashtag_words=frozenset(
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
        r"ol(?:en|in|in niin) (?:\w+ ){0,2}(?:ylpeämpi|ylpeä|iloinen|iloisempi|onnellinen|"
        r"innoissani|otettu|surullinen|peloissani|kiitollinen|liikuttunut|hämmästynyt|yllättynyt|"
        r"vaikuttunut|rakastunut|helpottunut|hermostunut|pettynyt)",
        r"miksi (?:minä )?(?:olen|teen|jäin|pidän|tulin|valitsin)",
        r"meni (?:\w+ )?(?:vuosia|kuukausia|viikkoja|aikaa)(?:,| ennen)",
        r"^koska",
        r"nukun paremmin",
        r"muutti (?:päiväni|elämäni|ajatteluni|työni)|muuttuivat pysyvästi",
        r"itkin|nauroin|hymyilin|kaipaan|ikävöin|mietin|toivon|haaveilen|ymmärsin|kadun",
        r"päiväni pelasti|pelasti päiväni",
        r"en (?:olisi|ole) (?:koskaan |ikinä )?(?:uskonut|arvannut|tiennyt)",
        r"mikä (?:minua )?(?:liikutti|yllätti|ilahdutti|kosketti)",
        r"luulin",
        r"koska (?:minä|minusta|olen|pidän|halusin|haluan|opin|rakastan)",
        r"siksi (?:minä|pidän|teen|jäin|tykkään|valitsin|rakastan|viihdyn)",
        r"(?:minä )?(?:pidän|tykkään|nautin|rakastan|viihdyn|innostun)",
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
        r"koska (?:satoi|oli kiinni|kauppa|tie|sää|toimisto)", r"en (?:pidä|opi)"
    ),
    thanks=pattern(
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
        r"ei kiitos|kiitos ei",
        r"kiito(?:s|ksia) (?:kysymästä)",
        r"kiitoskort\w+|kiitosviest\w+",
        r"kiitosta vailla",
        r"(?:sateen|lumen|pakkasen|alennuksen|automaation|ohjelman|uuden) ansiosta",
        r"kiitos (?:sateen|pakkasen|lumen|automaation|koneen|alennuksen)(?: \w+)*",
        r"kiitettäv\w+",
        r"kiitorata\w*",
    ),
)
