"""The lists of English."""

from __future__ import annotations

from collections.abc import Iterator

from lms.practice.checks.lists import Lists, leading, pattern, sharp
from lms.practice.checks.stems import Sentence, stems

_NUMBER = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|"
    r"forty|"
    r"fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|half a|a few|several|a)"
)
_COIN = r"(?:euros?|eur|pounds?|gbp|dollars?|usd|kronor|kroner|quid|grand)"
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
)
_DAY = r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
_SEASON = r"(?:spring|summer|autumn|winter|fall|christmas|easter|year-?end)"
_ROLE = (
    r"(?:operator|patient|pupil|resident|tenant|guest|passenger|student|apprentice|trainee|intern|"
    r"colleague|workmate|teammate|boss|manager|supervisor|foreman|director|ceo|cfo|"
    r"receptionist|nurse|doctor|teacher|driver|technician|electrician|engineer|plumber|painter|"
    r"chef|cook|cleaner|caretaker|welder|fitter|cashier|accountant|secretary|lawyer|"
    r"customer|client|buyer|visitor|neighbour|neighbor|lady|gentleman|woman|man|girl|boy|"
    r"mother|father|grandmother|grandfather|widow|headmaster|landlord|newcomer|recruit|lad)"
)
_CHIEF = (
    r"(?:boss|manager|supervisor|foreman|director|ceo|cfo|apprentice|trainee|intern|landlord|"
    r"receptionist|caretaker|line manager|team leader|headmaster)"
)
_HOW = r"(?:[a-z\-]+\s+)"

_ROLES = pattern(
    rf"(?:one|another)\s+{_HOW}{{1,3}}{_ROLE}",
    rf"(?:my|our|this|that|his|her|their)\s+(?!own ){_HOW}{{0,2}}{_CHIEF}(?!'?s? office)",
    rf"(?:my|our|this|that)\s+(?!own ){_HOW}{{1,3}}{_ROLE}",
    rf"(?:a|an|the|one|my|our|this|that)\s+{_HOW}{{0,3}}{_ROLE}(?:\s+(?:in|at|from|on|"
    rf"of)\s+(?:the\s+|our\s+|my\s+)?[\w\-]+){{0,2}},?\s+(?:who|whose)\b",
    rf"(?:the|this|that)\s+(?:old|young|retired|elderly|new|nice|rude|angry|kind|shy|lovely|same|"
    rf"only|poor|pregnant|deaf|blind|tall|grumpy|sweet)\s+{_HOW}{{0,1}}{_ROLE}",
    rf"(?:an?|one)\s+(?:\d+|[a-z]+)-year-old(?:\s+{_ROLE})?",
    rf"(?:a|one)\s+of\s+(?:my|our)\s+(?:\w+\s+)?{_ROLE}s",
    rf"an?\s+(?:old|young|retired|elderly|rude|angry|lovely|grumpy|confused|drunk|"
    rf"lonely)\s+{_HOW}{{0,1}}{_ROLE}",
)


def _roles(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Somebody by what they are: "one very patient operator", "my boss"."""
    for match in _ROLES.finditer(sentence.text):
        yield match.start() + sentence.start, match.end() + sentence.start


ENGLISH = Lists(
    lang="en",
    first_names=tuple(
        "Aino Alan Alex Alice Andrew Anna Anne Anton Antti Arvo Ben Birgit Carl Carol Catherine "
        "Charlotte Chris Claire Dan Daniel David Diana Elias Elena Elizabeth Ella Emil Emily Emma "
        "Eric Erik Eva Fiona Frank George Hanna Hannah Harry Heidi Helen Helena Henrik Henry Ian "
        "Ines Jack James Jane Janet Jari Jenny Jessica Joanna Joe Johanna John Joonas Joseph "
        "Julia Jussi Kaija Kaisa Karen Karl Kate Katja Kevin Kirsi Laura Lauri Leena Leo Liam "
        "Liisa Linda Lisa Louise Lucy Lukas Maija Maria Marie Marjut Martha Martin Mary Matti "
        "Maya Mia Michael Mika Mikko Minna Mohammed Nadia Nick Nina Noor Olivia Oskar Paul Pauli "
        "Pekka Peter Petra Priya Rachel Rebecca Richard Riitta Robert Ronja Rosa Ruth Sam Sami "
        "Samir Sanna Sara Sarah Selma Simon Sofia Sophie Stefan Steve Susan Tapio Thomas Tiina "
        "Timo Tom Tomas Veera Vera Victor Ville Yusuf Zara Aaron Adam Agnes Aisha Albert Amanda "
        "Amina Amy Angela Annika Arthur Astrid Barbara Bella Bob Brian Bruno Cecilia Christina "
        "Clara Dennis Derek Diego Donna Dora Doris Edward Eero Eino Elin Ellen Elsa Eman Erika "
        "Ernest Esther Fatima Felix Finn Freya Gabriel Gary Greta Gustav Hamid Hassan Hugo Ida "
        "Igor Ilse Ingrid Iris Isabel Ivan Jacob Jane Jason Jean Jens Jesper Jim Johan Jonas "
        "Jonathan Jonna Jose Josephine Juan Judith Juha Karim Kati Keith Kenneth Klara Kristina "
        "Lars Layla Lena Lily Lotta Luca Luis Magnus Malin Marco Margaret Mario Marko Mats "
        "Matthew Melissa Miguel Milla Miriam Mona Monica Nancy Natalie Nora Oliver Omar Oscar "
        "Otto Pamela Patricia Patrick Paula Pedro Per Philip Pia Rafael Ralph Reeta Rita Roger "
        "Ronald Roy Saara Salma Sandra Sebastian Sharon Sheila Sina Sirpa Stella Stephen Sven "
        "Sylvia Tanya Tariq Teresa Theo Tina Tony Tove Ulla Ursula Valerie Vincent Walter Wanda "
        "Wendy William Yasmin".split()
    ),
    names_and_words=frozenset("frank jack victor ruth per dan carol iris ivan lily joy".split()),
    before_customer=leading(
        r"(?:[Oo]ur|[Mm]y|[Aa]|[Tt]he|[Nn]ew|[Oo]ld|[Bb]ig|[Bb]iggest|[Ll]oyal|[Nn]ewest|"
        r"[Dd]ear)\s+"
        r"(?:(?:new|old|big|loyal|long-time|dairy|key|other|good|favourite|first|latest)\s+)*"
        r"(?:customers?|clients?|accounts?|partners?|suppliers?|buyers?),?\s+"
        r"(?:(?:the|called|named|at|is|was|company)\s+)?",
        r"(?:[Cc]ustomer|[Cc]lient|[Pp]artner|[Ss]upplier)\s*:\s*",
        r"(?:deal|contract|agreement|order)\s+(?:with|from|for)\s+",
        r"signed (?:up )?with\s+",
    ),
    after_customer=pattern(
        r",?\s{1,2}(?:is|are|was|became|has become|who is|one of)\s+(?:a |an |one of |our )*"
        r"(?:\w+\s+)?(?:customers?|clients?)",
        r",\s{1,2}(?:a|an|our)\s+(?:\w+\s+)?(?:customer|client)",
    ),
    company=sharp(
        r"(?:[A-ZÅÄÖ][\w&\-]+\s+){1,3}(?:Oyj|Oy|Ab|AB|Ltd|Limited|Inc|GmbH|plc|PLC|LLC|AG|ApS|"
        r"A/S)\b"
    ),
    house=sharp(
        r"(?:[A-ZÅÄÖ][a-zåäö]+\s+){1,2}(?:Hotel|Clinic|School|Restaurant|Farms?|Bakery|Foods|"
        r"Brewery|"
        r"Bank|Hospital|Garage|Windows|Logistics|Group|Holding|Dairy|Homes|Pharmacy|Airlines|"
        r"Motors|"
        r"Timber|Textiles|Energy|Insurance|Housing)"
    ),
    money=pattern(
        r"(?:€|£|\$)\s?\d[\d ,.]{0,14}(?:\s?(?:k|m|bn|million|thousand))?",
        r"\d[\d ,.]{0,14}\s?(?:k|m|bn|million|thousand)?\s?(?:€|£|\$|" + _COIN + r")",
        rf"(?:{_NUMBER}[\s\-]+(?:and\s+)?){{1,5}}{_COIN}",
        r"\d[\d ,.]{0,14}\s?(?:€|£)/\w+",
    ),
    large_number=pattern(
        r"\d[\d,.]{0,9}\s?(?:k|m|bn|million|thousand|billion)",
        r"\d{1,3}(?:[ ,.]\d{3}){1,3}",
        rf"(?:{_NUMBER}[\s\-]+(?:and\s+)?){{0,3}}(?:hundred|thousand|million)",
    ),
    share=pattern(r"\d[\d.,]{0,9}\s?(?:%|per\s?cent|percent)", rf"{_NUMBER} per\s?cent"),
    about_price=pattern(
        r"quote[sd]?",
        r"offer(?:s|ed)?",
        r"bid",
        r"tender",
        r"package",
        r"deal",
        r"worth",
        r"contract",
        r"budget",
        r"invoice[sd]?",
        r"turnover",
        r"revenue",
        r"sold|sell|buy|bought|paid|pay",
        r"competitor(?:s|'s)?",
        r"a (?:month|year)|per (?:month|year|hour)",
        r"order",
        r"raise",
        r"bonus",
        r"discounts?",
        r"off",
        r"margins?",
        r"cheaper",
        r"prices?",
        r"priced",
        r"mark-?up",
        r"rebate",
        r"list price",
        r"cost(?:s|ed)?",
        r"profit",
        r"raise|pay rise|salary|wages?",
    ),
    small_money=pattern(
        r"coffees?",
        r"lunch(?:es)?",
        r"buns?",
        r"bus",
        r"tickets?",
        r"pocket",
        r"flea market",
        r"coins?",
        r"lottery",
        r"jar",
        r"bet",
        r"piggy bank",
        r"ice cream",
        r"doughnuts?",
    ),
    months={
        "january": 1,
        "february": 2,
        "march": 3,
        "april": 4,
        "may": 5,
        "june": 6,
        "july": 7,
        "august": 8,
        "september": 9,
        "october": 10,
        "november": 11,
        "december": 12,
    },
    time_ahead=pattern(
        rf"next\s+(?:week|month|year|quarter|{_SEASON}|{_MONTH}|{_DAY})",
        r"tomorrow",
        r"(?:in|within)\s+(?:a few|two|three|four|six|\d+|a couple of)\s+(?:days|weeks|months)",
        r"in\s+a\s+(?:week|month|fortnight)",
        r"coming\s+(?:weeks?|months?|days)",
        r"later this (?:week|month|year)",
        r"(?:very\s+)?soon",
        rf"from\s+(?:{_MONTH})\s+on(?:wards)?",
        r"before long",
        r"by the end of the (?:year|month|week)",
        r"by\s+(?:" + _SEASON + r"|" + _MONTH + r"|" + _DAY + r")",
        r"the new year",
    ),
    time_open=pattern(
        rf"(?:on|this|until|till)\s+{_DAY}(?:\s+(?:morning|afternoon|evening|night))?",
        rf"(?:in|from|this|since)\s+(?:early\s+|late\s+|mid-?)?(?:{_MONTH}|{_SEASON})",
        rf"(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}",
        rf"{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?",
        r"in\s+q[1-4]",
        r"in\s+20\d\d",
        r"this\s+(?:week|month|year|quarter)",
    ),
    surely=pattern(r"will|won't|shall|going to|gonna|about to|'ll"),
    will_be=pattern(
        r"will|won't|shall|going to|gonna|'ll|about to|is to|are to|set to|due to",
        r"(?:we|they|it|company|factory|plant|shop|team|version|model|line|office)'?(?:re|"
        r"s)?\s+(?:now\s+)?"
        r"(?:opening|launching|moving|starting|closing|hiring|merging|releasing|shipping|expanding|"
        r"announcing|switching|introducing|cutting|building|taking over|laying off|doubling)",
        r"(?:is|are)\s+(?:opening|launching|moving|starting|closing|hiring|merging|releasing|"
        r"shipping|"
        r"expanding|coming(?: out)?|arriving|switching|introducing|leaving|taking over|"
        r"going live|being)",
        r"(?:come out|are out|opens?|launches|starts|begins|closes|ships|arrives|moves|goes live|"
        r"comes out|drives for us|"
        r"drive for us|takes over|merges|rolls out)",
        r"(?:to|can(?:not)?|can't|may)\s+(?:\w+\s+)?(?:announce|reveal|launch|open|tell|publish|"
        r"say)",
        r"announcement",
        r"launch(?: day)?",
        r"release date",
        r"opening day",
        r"go-live",
        r"stay tuned",
    ),
    has_been=pattern(
        r"opened|launched|moved|started|began|closed|hired|merged|released|shipped|arrived|"
        r"came out|went live|"
        r"announced|switched|introduced|was|were|had|did|went|learned|learnt|finished|ended|got|"
        r"made|spent|"
        r"last|ago|yesterday|since|published|told|became|met|happened|celebrated|turned",
    ),
    own_time=pattern(
        r"holidays?|vacation|birthday|weekend|marathon|my own (?:course|exam)|wedding|sauna|"
        r"cottage|"
        r"my (?:exam|shift|turn|day off|alarm)|parental leave|day off|retire|asleep|see you|"
        r"good night|"
        r"join us|everyone is welcome|open house|open day|hear(?:ing)? from you|weather|rain|snow|"
        r"(?:i|i'm|i'll)(?: \w+){0,3} (?:try|learn|read|ask|write|run|swim|cycle|practise|call my)",
    ),
    teaser=pattern(
        r"i wish i could (?:show|tell|say|share)",
        r"something (?:is |very )?(?:brewing|cooking|growing)",
        r"(?:only |just )?(?:\w+|\d+) (?:days|weeks|months|sleeps) (?:until|to go|left|before)",
        r"countdown",
        r"under wraps",
        r"top secret|hush-hush",
        r"(?:cannot|can't|can not|not allowed to|must not) (?:say|tell|reveal|"
        r"share)(?: \w+){0,3} (?:yet|but|more|before)",
        r"stay tuned",
        r"watch this space",
        r"big(?:ger)? news (?:is |are )?(?:coming|ahead|on|soon|next)",
        r"something (?:big|huge|new|great) (?:is )?(?:coming|brewing|ahead|on the way)",
        r"wait (?:for|until|till) " + _DAY,
        r"more (?:news )?(?:soon|next week|on " + _DAY + r")",
        r"keep an eye on " + _DAY,
        r"not public yet",
        r"before it is announced",
        r"you (?:did not|didn't) hear it from me",
    ),
    roles=_roles,
    not_roles=pattern(
        rf"(?:as|i am|i'm|was|be|become|becoming|being|became|like|every|any|no|each|what|which|"
        rf"for)\s+(?:a|an|one|the)?\s*{_HOW}{{0,3}}{_ROLE}",
        r"next customer|the customer is|customer service|first customer in mind",
    ),
    named=pattern(
        r"colleagues?|workmates?|teammates?|boss|manager|supervisor|foreman|apprentice|trainee|"
        r"intern|"
        r"nurse|doctor|teacher|driver|technician|engineer|chef|cook|cleaner|pupil|patient|resident|"
        r"customer|client|neighbour|neighbor|friend|mentor|director|ceo|mr|mrs|ms|dr|"
        r"he|she|his|her|him|told|said|asked|showed|taught|helped|brought|laughed|smiled|and i|"
        r"from (?:accounts|sales|finance|it|the \w+)|at the desk|fixed|made|baked|with|thanks?|"
        r"thank you|"
        r"congratulations|welcome|well done",
    ),
    before_person=leading(
        r"(?:[Tt]hank(?:s| you),?(?: to)?|[Kk]udos to|[Ss]hout-?out to|[Hh]ats off to|[Cc]heers to|"
        r"[Cc]ongratulations,?(?: to)?|[Ww]ell done,?|[Ww]elcome,?|[Gg]ood luck,?(?: to)?|[Mm]et|"
        r"[Hh]i|[Dd]ear)\s+",
        r"(?:Mr|Mrs|Ms|Dr|Sir|Professor|Father|Sister|Nurse|Officer)\.?\s+",
        r"(?:colleague|workmate|teammate|boss|manager|apprentice|trainee|intern|friend|mentor|"
        r"supervisor|neighbour|foreman|called|named),?\s+",
    ),
    after_person=pattern(
        r",?\s{1,2}who(?:se)?",
        r"\s{1,2}(?:in|from|at) (?:the )?(?:accounts|sales|finance|it|hr|"
        r"reception|dispatch|maintenance|purchasing|logistics|marketing|payroll|support|warehouse)",
    ),
    by_maker=leading(r"(?:[Pp]hoto|[Pp]icture|[Ii]mage)(?: by|:)\s+"),
    health=pattern(
        r"seizures?",
        r"ambulance",
        r"fainted|collapsed|passed out",
        r"stitches",
        r"injur(?:y|ed|ies)",
        r"(?:lost|hurt|cut|burnt|burned|crushed) (?:a|his|her|their|two) (?:finger|leg|arm|eye|"
        r"hand|foot|back|knee|fingers|hearing|sight|voice)",
        r"(?:hip|knee|heart|shoulder|back|eye|brain) (?:replacement|operation|surgery|problems?|"
        r"trouble|condition)",
        r"walking again",
        r"off (?:work|sick)",
        r"crutches",
        r"insulin",
        r"blood pressure",
        r"dialysis",
        r"(?:nervous )?breakdown",
        r"dyslexi[ac]",
        r"eczema|psoriasis",
        r"contagious",
        r"stress leave",
        r"operation went",
        r"limp(?:s|ing)?",
        r"covid",
        r"vaccinat(?:ed|ion)",
        r"sick(?:[\s\-]leave)?",
        r"ill(?:ness)?",
        r"cancer",
        r"tumou?r",
        r"surgery",
        r"operated on",
        r"burn(?:t|ed)[\s\-]?out|burnout",
        r"depress(?:ed|ion)",
        r"anxiety",
        r"pregnan(?:t|cy)",
        r"diagnos(?:is|ed)",
        r"migraines?",
        r"medicin(?:e|es|ation)|medication|pills",
        r"diabet(?:es|ic)",
        r"dementia",
        r"stroke",
        r"heart attack",
        r"broke (?:his|her|their) (?:leg|arm|hip|wrist|foot|ankle)",
        r"broken (?:leg|arm|hip|wrist|foot|ankle)",
        r"chemo(?:therapy)?",
        r"rehab",
        r"miscarriage",
        r"adhd",
        r"autis(?:m|tic)",
        r"allergic",
        r"epilepsy",
        r"recover(?:y|ed|ing|s)? from",
        r"(?:after|before) (?:the|her|his|their|an?) operation",
        r"back on (?:his|her|their) feet",
        r"get well",
        r"in hospital",
        r"hospitalised",
        r"flu",
        r"alcoholi(?:c|sm)",
        r"panic attacks?",
        r"asthma",
        r"cured",
        r"mental health",
        r"wheelchair",
        r"hearing aid",
        r"infection",
        r"fever",
        r"concussion",
        r"therapy",
        r"back pain|bad back",
    ),
    health_words=stems(
        "illness cancer burnout depression pregnancy diagnosis diagnosed migraine medication "
        "diabetes dementia miscarriage epilepsy asthma concussion pneumonia chemotherapy "
        "leukaemia arthritis hospital hospitalised surgery tumour autism adhd vertigo insomnia "
        "bipolar sepsis",
        "en",
    ),
    not_health=pattern(
        r"sick of",
        r"sick (?:joke|beat|trick)",
        r"ill at ease",
        r"mental health (?:week|day|course|training)",
        r"first aid",
        r"health and safety",
        r"ill-\w+",
        r"medicine ball",
        r"stroke of (?:luck|genius)",
        r"depressed (?:price|market|key)s?",
        r"retail therapy",
        r"allergic to (?:meetings|mondays|jargon|paperwork|spreadsheets|exclamation)",
        r"the machine(?:'s)? recover\w*",
        r"fever pitch",
        r"disk recovery",
        r"taste of (?:his|her|their) own medicine",
        r"best medicine",
        r"infection control",
    ),
    somebody=pattern(
        r"one of (?:the|our|my)",
        r"passengers|patients|residents|pupils|guests",
        r"people in (?:our|my) team",
        r"he|she|his|her|him|they|their|them|colleagues?|workmate|teammate|boss|manager|"
        r"supervisor|foreman|"
        r"apprentice|trainee|intern|patients?|resident|pupil|customer|client|neighbour|neighbor|"
        r"somebody|someone|you|your|guest|passenger|tenant|director|ceo|driver|technician|teacher|"
        r"wife|husband|daughter|son|mother|father|brother|sister|one of us|two of us|"
        r"half the team|the team",
    ),
    myself=pattern(r"i|i'm|i've|i'd|my|me|myself"),
    disclosed=pattern(
        r"(?:years?|months?|day|week|shift) (?:at|with|here)",
        r"i joined|when i (?:started|joined|began)",
        r"my (?:first|last) day",
        r"hired me",
        r"i get paid|my salary|my employer",
        r"(?:as|being) an employee",
        r"i (?:\w+ )?(?:work|worked)(?: \w+){0,2} (?:at|for|in|here|as|with|on)",
        r"i(?:'m| am) (?:an? )?(?:\w+ ){0,3}(?:at|with) ",
        r"my (?:employer|workplace|job|team|company|firm|shift|colleagues?)",
        r"our (?:company|team|factory|plant|shop|workshop|own|new|latest|product|press|firm|"
        r"office|customers?|warehouse|people)",
        r"we (?:make|build|sell|made|built|design|designed|produce|launched|develop|developed|"
        r"assemble)",
        r"at work",
        r"i (?:design|designed|build|built|make|made|sell|sew|assemble|test|tested|install|"
        r"repair|service)(?:ed)? (?:the|it|them|these|this|those)",
        r"advert(?:isement|ising)?",
        r"paid partnership",
        r"disclosure",
        r"i am employed",
        r"(?:where|here) i work",
        r"colleagues? of mine",
        r"my colleagues",
        r"we at",
        r"here at",
        r"employee of",
        r"who (?:makes|pays) (?:it|me|my salary)",
        r"pays my (?:salary|wages)",
        r"works? for me",
    ),
    source_of_ours=pattern(
        r"(?:from|according to|based on|as per|in|by)\s+our\s+(?:own\s+)?(?:\w+\s+){0,2}"
        r"(?:survey|study|research|report|data|figures|statistics|stats|measurements|tests?|"
        r"brochure|archives?|slides?|deck|poll|findings|experience shows|numbers|analysis|"
        r"database|magazine|newsletter)",
        r"our\s+(?:own\s+)?(?:\w+\s+){0,2}(?:survey|study|research|report|data|figures|"
        r"statistics|poll|tests|numbers|analysis|findings)\s+(?:\w+\s+)?(?:shows?|says?|found|"
        r"finds?|proves?|tells?|reveals?|confirms?|suggests?)",
    ),
    share_of_ours=pattern(
        r"(?:\d[\d.,]{0,9}\s?(?:%|per\s?cent)|(?:six|seven|eight|nine|"
        r"\d+)\s+(?:out\s+)?of\s+(?:ten|10)|three quarters|two thirds|"
        r"most)\s+of\s+our\s+(?:\w+\s+)?(?:customers|clients|users|staff|employees|people|"
        r"readers|guests|members)",
        r"(?:six|seven|eight|nine|\d+)\s+out\s+of\s+(?:ten|10)\s+(?:of\s+our\s+)?(?:customers|"
        r"clients|users)",
    ),
    measured=pattern(
        r"we (?:have )?(?:measured|tested|counted|surveyed|compared|calculated|polled)",
        r"we asked (?:our|a hundred|\d+)",
    ),
    compared=pattern(
        r"\d+",
        r"twice",
        r"half",
        r"times",
        r"percent|per cent",
        r"more|fewer|less|better|faster|"
        r"safer|longer|most|least|best|only|double[sd]?",
    ),
    source_given=pattern(
        r"https?://\S+",
        r"www\.\S+",
        r"sources?\s*:",
        r"\((?:[^()]*\s)?(?:19|20)\d\d\)",
        r"published (?:in|on|by|last|this)",
        r"link (?:in|below|to)",
        r"page \d+",
        r"you can read (?:it|the)",
        r"on our (?:web ?site|web page|public page)",
        r"annual report 20\d\d",
        r"photo by",
        r"public(?:ly)? (?:report|available)",
    ),
    picture=pattern(
        r"\((?:photo|pic|picture|image)s?\)",
        r"look (?:who|what|at this)",
        r"\[(?:picture|photo|image|img|pic)[^\]:]*",
        r"in (?:the|this|my) (?:picture|photo|pic|image)",
        r"(?:see|look at|here is|here's) (?:the|a|my|this) (?:\w+ )?(?:picture|photo|pic|image|"
        r"snap|poster)",
        r"pictured",
        r"(?:picture|photo|pic|image) (?:below|above|attached)",
        r"(?:the|this) (?:picture|photo) (?:shows|is from|was taken|says)",
        r"snapped (?:this|a)",
        r"took (?:this|a) (?:picture|photo|pic)",
        r"left in the (?:picture|photo)",
        r"(?:swipe|scroll) for (?:pictures|photos|more)",
        r"(?:photo|picture|pic)\s*:",
        r"selfie",
    ),
    not_picture=pattern(
        r"(?:big|bigger|whole|full|clear|rosy) picture",
        r"get the picture",
        r"picture this",
        r"no (?:picture|photo)",
        r"without a (?:picture|photo)",
        r"picture perfect",
        r"out of the picture",
        r"did(?:n't| not) take (?:a|any) (?:picture|photo)s?",
    ),
    alt_given=pattern(
        r"(?:alt(?: text)?|text alternative|(?:picture|image|photo) description|description|"
        r"\[(?:image|picture|photo))\s*:\s*\S+(?:\s+\S+){2,}",
    ),
    hashtag_words=frozenset(
        "a about able after again agree air alive all alone already also always am among an and "
        "animal answer any anything are arm around art ask at autumn away baby balance ball band "
        "bank bar base bath battle bear because become bed been before begin behind being believe "
        "below between bird birth bit black body born both bottom box boy boys brave break "
        "breakfast bridge bright bus but call came camp campaign caring case catch cause chair "
        "challenge chance cheer chef child children choice choose circle clever close coach coast "
        "coat color colour common community company connect control corner count country couple "
        "course cover cow crew cross crowd culture curious cycling dance dark date dear decide "
        "deliver did different dinner dirty discover doctor dog doing done dress drink drop dry "
        "dust each ear easier east edge egg eight electric else enjoy enough equal even evening "
        "ever example face fact fall famous far fast father favorite favourite fear feel feet few "
        "fight final finger finish five flag flow flower fly folk foot forever form forward four "
        "fox frame freedom fridge fruit gate gave gift girl glad god gold gone got grandma grass "
        "grew ground guess guide hair half happen harbour hat hate having he healthy hear heavy "
        "her hide high him his hit holiday honest hope horse hospital huge human hundred ice if "
        "imagine important inspire island jump kid kids king kiss knee lady land language large "
        "late laugh law lead leaf leading least left leg lesson let letter level lie like likes "
        "line list listening living load lose lost lots lucky mail main map mark match matter "
        "matters maybe meal mean means member men message mile milk million minute minutes miss "
        "mistake mistakes mood moon moment most mother motor mountain mouth moved name near need "
        "neighbour nine nobody noise nose note nothing number ocean oil once onward our pain "
        "paint pair paper park pass past path pay pen perfect pet phone piece pink places planet "
        "plate please plus pocket pool poor possible potato power pretty problem proof protect "
        "pull push queen quiet quite race raise reach real reason red rich river role roll roof "
        "rope round rule run running sad said sail sand saw say score seat second secret seven "
        "shape share sharing she sheep shine ship short should shoulder shout sick silver since "
        "sing single sister sit six size sky sleep slow small smell smile snow soap soil someone "
        "something son soon sorry sound space special speed spirit spot square stage stand star "
        "stick still stone stories strange strength stronger study such sugar suit sure swimming "
        "tail tall tax tell ten test than then these those thought thousand three through throw "
        "tiny tired toe tomato tonight took tooth tower toy trade tree trick trouble truck trust "
        "truth turn twice type uncle understand unit until useful van very village visit wage "
        "wake war wear weekend weight wheel while whole wide wife wind window wine wing wish wolf "
        "wonder wonderful wore worry worth wrong yard yellow yesterday yet young zoo about after "
        "again art at autumn away back be beat behind best better big bike blue book boat bread "
        "brew bring build building business buy by cafe cake can car care career change channel "
        "chat city class clean clear climate close clothes club code coffee cold come company "
        "construction cook cool craft customer cut cycle daily dairy data day days deep design "
        "desk digital do door down dream drive early earth easy eat education electric end energy "
        "engine every everyday experience expert eye factory fair family farm fashion field find "
        "fire first fish fit fix floor follow food for forest free fresh friday friend friends "
        "from front full fun future garden get girl girls give glass go goal goals goes going "
        "good great green group grow growth hall hand hands happy hard have head health heart "
        "heat hello help here hero heroes high hiking hire hiring history hold home hot hour "
        "house how human idea ideas image in industry inside inspire is it items jam job jobs "
        "join joy just keep kind kitchen know knowledge lab last leader leaders leadership learn "
        "learning leave less life lift light line listen little live local long look love lunch "
        "machine made make maker making man many market master me meet meeting metal mind mindset "
        "modern monday money month more morning motivation move music my nature network never new "
        "news next nice night no north not nothing now of off office old on one only open order "
        "our out outdoor over own pack paper part party people person photo pic picture place "
        "plan plant plastic play point post power practice press pride print private product "
        "project proud public put quality question quick rail rain read ready real repair rest "
        "ride right road rock room run safe safety sale sales same save school science sea season "
        "see sell service share shift shoes shop show side sign simple skill skills small smart "
        "snow so social soft solar some song south space speak spring stand start state station "
        "stay steel step stop store story street strong student style success summer sun sunday "
        "support sustainable sweet swim table take talk tea teach teacher team teams teamwork "
        "tech technology thank thanks that the their there they thing things think this thursday "
        "tie time tip tips to today together tomorrow too tool tools top touch town track trade "
        "train training travel tree trip true try tuesday two under up update us use video view "
        "visit voice wait walk wall want warm waste watch water way we wear weather web wednesday "
        "week weekend welcome weld welding well west what when where white who why wild will win "
        "wind winter with woman women wood woods word words work worker workers working workplace "
        "works workshop world write year years yes you young your youth zero".split()
    ),
    hashtag_glue=frozenset(
        "a about after all and are at be by can do for from get go have how i in is it just keep "
        "made make me my no not of off on our out over so that the this to together up us we what "
        "when where who why will with you your behind every first like than but because he she "
        "her his if then there these those when".split()
    ),
    whole_endings=(
        "ship",
        "tion",
        "tions",
        "ity",
        "ment",
        "ments",
        "ness",
        "ing",
        "ability",
        "ology",
        "isation",
        "ization",
        "ism",
        "ence",
        "ance",
    ),
    longest_whole=17,
    own_reason=pattern(
        r"i(?:'m| am| was| feel| felt|'ve been) (?:\w+ ){0,2}(?:prouder|excited|thrilled|lucky|"
        r"touched|amazed|sad|scared|afraid|ashamed|humbled|nervous|hooked|delighted|impressed|"
        r"happier|in love|convinced)",
        r"why do i|why i",
        r"it took me",
        r"i would say",
        r"changed my (?:days|mind|life|work)",
        r"i (?:\w+ )?(?:sleep better|wish|miss|hate|care|wonder|dream|cried|laughed|smiled|"
        r"realise|understood|understand|regret)",
        r"in the world, i",
        r"(?:best|worst|nicest|strangest|first) \w+ (?:i have|i've|of my)",
        r"what (?:struck|surprised|moved|made) me",
        r"made my (?:day|week|year)",
        r"i never (?:knew|thought|expected)",
        r"^because",
        r"(?:that|which|this|here) is why i",
        r"why i (?:like|love|enjoy|became|chose|do|went|still|keep|came)",
        r"i (?:\w+ )?(?:like|love|enjoy|learned|learnt|admire|prefer|realised|realized|noticed|"
        r"discovered)",
        r"i(?:'m| am| was| feel| felt) (?:\w+ )?(?:proud|glad|happy|surprised|curious|moved|"
        r"nervous|relieved|fascinated)",
        r"what i (?:like|love|enjoy|learned|learnt) ",
        r"makes? me (?:smile|happy|proud|think|laugh|feel)",
        r"made me (?:smile|happy|proud|think|laugh|feel)",
        r"my favou?rite",
        r"in my (?:opinion|view|experience)",
        r"i (?:\w+ )?(?:think|believe|find|found it|hope)",
        r"(?:best|nicest|hardest|finest) part of my",
        r"i used to",
        r"are why i",
        r"i never get tired of",
        r"taught me",
        r"i remember",
    ),
    not_own_reason=pattern(
        r"because (?:of|it was (?:raining|closed)|the (?:shop|road|office|weather))",
        r"i think (?:it was|the meeting|the file|we meet)",
        r"would i like",
        r"if i like",
        r"do i think",
    ),
    thanks=pattern(
        r"cheers (?:to|for)(?: \w+){0,6}",
        r"shout-?outs?(?: \w+){0,4}",
        r"well done",
        r"bravo",
        r"thank(?:s| you)(?: \w+){0,6}",
        r"many thanks",
        r"(?:i am|i'm|we are|so|very) grateful",
        r"hats off",
        r"kudos",
        r"i owe (?:\w+ ){0,3}(?:a coffee|thanks|one)",
        r"(?:big|warm|special) (?:hand|thank-you|thanks)",
        r"much appreciated",
        r"i appreciate",
    ),
    not_thanks=pattern(
        r"no,? thanks?(?: you)?",
        r"thanks,? but no",
        r"thanks to (?:the )?(?:rain|snow|weather|frost|discount|new|a|cheap|our|its|their|"
        r"software|automation|better|this)(?: \w+)*",
        r"thank-you (?:cards?|notes?|letters?)",
        r"thankless",
        r"thanks for nothing",
    ),
)
