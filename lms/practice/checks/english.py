"""The lists of English."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lms.practice.checks import names, vocabulary
from lms.practice.checks.lists import Lists, Terms, after, ending, leading, pattern, sharp
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
_JOB = (
    r"(?:operator|patient|pupil|resident|tenant|guest|passenger|student|apprentice|trainee|intern|"
    r"colleague|workmate|teammate|co-?worker|deskmate|flatmate|classmate|boss|manager|supervisor|"
    r"foreman|forewoman|director|ceo|cfo|cto|coo|receptionist|nurse|midwife|doctor|surgeon|dentist|"
    r"pharmacist|therapist|carer|teacher|tutor|headteacher|headmaster|driver|courier|postman|"
    r"postwoman|technician|electrician|engineer|plumber|painter|carpenter|bricklayer|roofer|mason|"
    r"chef|cook|baker|butcher|barista|waiter|waitress|bartender|cleaner|janitor|caretaker|porter|"
    r"welder|fitter|machinist|mechanic|assembler|packer|picker|rigger|docker|"
    r"cashier|clerk|shopkeeper|seller|salesman|saleswoman|salesperson|rep|agent|accountant|"
    r"bookkeeper|auditor|analyst|consultant|coordinator|dispatcher|"
    r"designer|developer|programmer|architect|draughtsman|surveyor|inspector|chemist|"
    r"scientist|researcher|lab assistant|assistant|secretary|lawyer|solicitor|paralegal|officer|"
    r"guard|firefighter|paramedic|policeman|policewoman|soldier|pilot|captain|skipper|sailor|"
    r"steward|stewardess|fisherman|farmer|gardener|forester|lumberjack|hairdresser|"
    r"tailor|seamstress|customer|client|regular|buyer|purchaser|visitor|supplier|neighbour|"
    r"neighbor|lady|gentleman|gent|woman|man|guy|bloke|chap|fellow|girl|boy|lad|kid|teenager|"
    r"pensioner|mother|father|mum|dad|parent|grandmother|grandfather|grandma|grandpa|widow|widower|"
    r"couple|student nurse|landlord|landlady|newcomer|recruit|veteran|old hand|old-timer|mentor|"
    r"trainer|instructor|coach|predecessor|successor|team lead|team leader|shift leader|lead|"
    r"project lead|owner|founder|chairman|chairwoman|chair|partner|shift partner|union rep|"
    r"shop steward|storeman|warehouseman|crane driver|forklift driver|temp|freelancer|volunteer)"
)
_CHIEF = (
    r"(?:boss|neighbour|neighbor|manager|supervisor|foreman|forewoman|director|ceo|cfo|cto|coo|"
    r"apprentice|trainee|"
    r"intern|landlord|landlady|receptionist|caretaker|janitor|line manager|team leader|team lead|"
    r"shift leader|headmaster|headteacher|chairman|chairwoman|founder|owner|mentor|predecessor|"
    r"successor|shift partner|deskmate|union rep|shop steward|colleague|workmate|co-?worker|"
    r"teammate|secretary|accountant|storeman|union man)"
)
_HEAD = (
    r"(?:ceo|cfo|cto|coo|managing director|chief executive|plant manager|site manager|"
    r"factory manager|shop manager|store manager|branch manager|head nurse|head chef|head cook|"
    r"shift manager|production manager|sales manager|hr manager|project manager|purchasing manager|"
    r"chairman|chairwoman|mayor|minister|works manager|finance director|sales director|"
    r"head of [a-z]+|chief of [a-z]+|foreman|forewoman|headmaster|headteacher)"
)
_HOW = (
    r"(?:(?!(?:an?|the|your?|my|our|his|her|their|its|is|was|are|were|and|or|to|of|in|for|with|who|"
    r"we|they|i|he|she|it|month|week|day|year|as|at|on|if|when|that|this|by|from|be)\s)[a-z\-]+\s+)"
)
_LOOKS = (
    r"(?:old|older|young|younger|youngest|oldest|retired|elderly|new|newest|nice|nicest|rude|"
    r"furious|kind|kindest|shy|lovely|same|only|poor|pregnant|deaf|blind|tall|short|grumpy|sweet|"
    r"quiet|quietest|loud|friendly|unfriendly|nervous|worried|lonely|tired|confused|drunk|funny|"
    r"stubborn|clever|brave|patient|polite|impatient|difficult|little|big|middle-aged|bald|"
    r"bearded|red-haired|grey-haired|blond|blonde|former|late|long-serving|next-door|first|other)"
)
_PLACE = (
    r"(?:accounts|accounting|sales|finance|it|hr|payroll|marketing|purchasing|procurement|"
    r"logistics|dispatch|maintenance|reception|support|production|quality|the \w+(?: \w+)?|"
    r"our \w+(?: \w+)?|my \w+(?: \w+)?|next door|upstairs|downstairs|across the \w+|line \w+|"
    r"room \w+|ward \w+|bed \w+|flat \w+|number \w+|seat \w+)"
)
_DOES = (
    r"(?:told|said|says|asked|asks|showed|shows|taught|explained|laughed|smiled|cried|shouted|"
    r"yelled|swore|called|rang|wrote|came|comes|went|goes|left|leaves|brought|brings|made|makes|"
    r"gave|gives|took|takes|fixed|fixes|found|finds|helped|helps|saved|forgot|lost|dropped|broke|"
    r"spilled|spilt|sat|sits|stood|stands|looked|looks|sent|sings|sang|has|had|does|did|keeps|kept|"
    r"wants|wanted|needs|thinks|thought|knows|knew|always|never|still|just|once|quit|resigned|"
    r"retired|retires|turned|turns|joined|started|got|gets|was|is)"
)

_A_ROLE = re.compile(rf"{_JOB}s?")
_ROLES = pattern(
    rf"(?:one|another)\s+{_HOW}{{1,3}}{_JOB}",
    rf"(?:my|our|this|that|his|her|their)\s+(?!own ){_HOW}{{0,2}}{_CHIEF}(?!'?s? office)",
    rf"(?:my|our|this|that)\s+(?!own ){_HOW}{{1,3}}{_JOB}",
    rf"(?:a|an|the|one|my|our|this|that)\s+{_HOW}{{0,3}}{_JOB}(?:\s+(?:in|at|from|on|"
    rf"of)\s+(?:the\s+|our\s+|my\s+)?[\w\-]+){{0,2}},?\s+(?:who|whose)\b",
    rf"(?:the|this|that)\s+{_LOOKS}\s+{_HOW}{{0,1}}{_JOB}",
    rf"(?:the|this|that|a|an|one)\s+{_HOW}{{0,2}}{_JOB}\s+"
    rf"(?:from|in|at|on|behind|with|of)\s+{_PLACE}",
    rf"(?:an?|one)\s+(?:\d+|[a-z]+(?:-[a-z]+)?)-year-old(?:\s+{_JOB})?",
    rf"(?:an?|one|the|this|our)\s+{_HOW}{{0,2}}{_JOB},?\s+(?:aged\s+)?(?:\d\d|in (?:his|her|their) "
    r"(?:late |early |mid-)?(?:teens|twenties|thirties|forties|fifties|sixties|seventies|"
    r"eighties))",
    rf"(?:a|one)\s+of\s+(?:my|our)\s+(?:\w+\s+)?{_JOB}s",
    rf"an?\s+{_LOOKS}\s+{_HOW}{{0,1}}{_JOB}",
    rf"an?\s+(?:colleague|workmate|co-?worker|teammate)(?:\s+of\s+mine)?(?=\s+{_DOES})",
    rf"an?\s+{_HOW}{{0,2}}{_JOB}\s+of\s+(?:mine|ours)",
    r"(?:my|our)\s+(?!customer|client|visitor|guest|supplier|kid|mother|father|mum|dad|parent|"
    rf"grand|girl|boy|own\b){_JOB}(?=\s+{_DOES}\b)",
    rf"an?\s+(?:{_LOOKS}\s+)?(?:lady|gentleman|man|woman|father|mother|girl|boy|lad|widow|widower|"
    r"couple|"
    r"grandmother|grandfather|teenager|pensioner|dad|mum)(?=\s+(?:told|said|asked|cried|shouted|"
    r"laughed|"
    r"smiled|sat|stood|came|counted|danced|fainted|hugged|brought|waited|wept|thanked|walked|"
    r"stopped|"
    r"gave|paid|left|called|rang|wrote|lost|forgot|sang|kissed|took|wanted)\b)",
    r"an?\s+(?:guy|man|woman|lady|girl|lad|couple)\s+with\s+[a-z]+\s+[a-z]+",
    r"the\s+(?:quiet|nice|rude|loud|grumpy|funny|kind|angry|shy|old|young|new)\s+one\s+who",
    r"(?:the|our|my)\s+new\s+(?:summer|night|office|temp|shop|holiday)\s+(?:worker|helper|hand|"
    r"girl|boy|kid)",
    r"(?:the|our|my)\s+ward\s+sister",
    rf"(?:a|an|one|this|that|the)\s+{_HOW}{{0,2}}"
    r"(?:guy|man|woman|lady|girl|lad|bloke|chap|fellow|boy)\s+"
    r"(?:[a-z]+\s+){1,4}(?:who|whose)\b",
    r"(?:the|our|my)\s+(?:oldest|youngest|newest|longest-serving|only)\s+(?:[a-z]+\s+){1,2}(?:on|"
    r"in|of|at)\s+"
    r"(?:our|my|the)\s+[a-z]+",
    rf"(?:the|our)\s+(?:new\s+|old\s+|former\s+)?{_HEAD}",
    r"(?:someone|somebody|a person|one person)\s+(?:in|on|from|at)\s+(?:my|our)\s+[a-z]+",
    r"(?:the|a)\s+(?:guy|girl|man|woman|lady|lad|bloke|chap)\s+"
    r"(?:who|from|at the|in the|on the|behind the|next to)(?=\s)",
    r"(?:my|our)\s+(?:desk|office|lab|shift|bench|locker)\s?-?(?:neighbour|neighbor|mate|partner)",
    r"the\s+(?:father|mother|son|daughter|wife|husband|widow|brother|sister)\s+of\s+(?:a|an|one|"
    r"our|"
    r"my|the)",
)


def _roles(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Somebody by what they are: "one very patient operator", "my boss"."""
    for match in _ROLES.finditer(sentence.text):
        yield match.start() + sentence.start, match.end() + sentence.start


ENGLISH = Lists(
    lang="en",
    first_names=names.IN_ENGLISH,
    names_and_words=names.WORDS_IN_ENGLISH,
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
        r"(?:[A-ZÅÄÖ][a-zåäö]+(?:['\u2019]s)?\s+(?:& )?){1,2}(?:Kitchens?|Shipping|Cafe|Café|"
        r"Stores?|Shops?|"
        r"Markets?|Supermarket|Brewing|Builders|Building|Construction|Contractors|Engineering|"
        r"Electric|Electronics|Industries|Industrial|Products|Furniture|Interiors|Joinery|Joiners|"
        r"Sawmills?|Mills?|Steel|Metals?|Machinery|Machines|Tools|Plastics|Packaging|Paper|Print|"
        r"Printing|Printers|Press|Media|Design|Studios?|Systems|Software|Solutions|Services|"
        r"Technologies|Tech|Consulting|Partners|Partnership|Associates|Brothers|Bros|Sons|Company|"
        r"Co|Corporation|Corp|Trading|Transport|Haulage|Freight|Lines?|Ferries|Cruises|Airways|"
        r"Marine|Shipyards?|Boats|Harbour|Port|Rail|Railways|Buses|Coaches|Taxis?|Cars|Auto|Tyres|"
        r"Fisheries|Seafood|Meats?|Butchers|Bakers|Bakeries|Creameries|Creamery|Coffee|Roasters|"
        r"Chocolates?|Catering|Restaurants|Hotels|Spa|Gym|Fitness|Clinics|Dental|Dentists|Health|"
        r"Healthcare|Care|Opticians|Vets|Nursery|Gardens?|Greenhouses|Estates?|Properties|Property|"
        r"Realty|Bank|Savings|Finance|Capital|Ventures|Invest|Wind|Solar|Power|Water|Waste|"
        r"Recycling|Cleaning|Laundry|Security|Fashion|Clothing|Shoes|Jewellers|Toys|Sports|"
        r"Outdoors|Cinemas?|Theatres?|Publishing|Books|Telecom|Networks?|Robotics|Pharma|"
        r"Laboratories|Labs|Chemicals|Paints|Glass|Cement|Concrete|Roofing|Plumbing|Heating|Lifts|"
        r"Elevators|Works|Hotel|Clinic|School|Restaurant|Farms?|Bakery|Foods|"
        r"Brewery|"
        r"Bank|Hospital|Garage|Windows|Logistics|Group|Holding|Dairy|Homes|Pharmacy|Airlines|"
        r"Motors|"
        r"Timber|Textiles|Energy|Insurance|Housing)"
    ),
    house_words=frozenset(
        "kitchen bakery cafe café restaurant farm farms foods shop store stores garage motors "
        "brewery dairy salon bar grill deli boats yard joinery garden gardens logistics transport "
        "shipping homes windows timber textiles hotel clinic pharmacy sons brothers".split()
    ),
    does_business=after(
        r"(?:has |have |had |just |finally |also |already |now |then |never |still )*"
        r"(?:ordered|orders|paid us|pays us|paid (?:their|the|for)|pays (?:their|the|for|us)|"
        r"bought|"
        r"buys|signed|signs|renewed|renews|extended (?:the|their|its|our)|cancelled|cancels|"
        r"canceled|"
        r"complained|complains|returned (?:the|our|a|two)|hired us|called us (?:in|out)|"
        r"chose (?:us|our)|picked (?:us|our)|switched to (?:us|our)|asked (?:us|for (?:a|an|our))|"
        r"owes? us|wants? (?:us|our|a (?:new|bigger|second))|needs? (?:us|our)|uses? our|"
        r"accepted (?:our|the)|approved (?:our|the)|rejected (?:our|the)|turned (?:us|our) |"
        r"invited us|invoiced us|supplies us|supplied us|delivers (?:to )?us|delivered (?:to )?us|"
        r"drives for us|works with us|worked with us|rents|rented|leases|leased|replaced|replaces|"
        r"is (?:our|one of our|a) \w*\s?(?:customer|client|partner|supplier)|gets? (?:its|"
        r"their) \w+ "
        r"from us|trusts? us|leaves us|left us|is leaving us|came back to us|gave us|sent us|"
        r"sends us)",
        r"(?:['\u2019]s )?(?:order(?:s|ed)?|contract|invoice) (?:is|was|has|went|came|left|"
        r"arrived)",
    ),
    begins_business=True,
    of_theirs=after(
        r"(?:new |old |biggest |latest |next |entire |whole |main |own )*"
        r"(?:orders?|contract|warehouse|plant|factory|kitchens?|depot|buyers?|purchasing|"
        r"procurement|"
        r"invoices?|roof|project|delivery|deliveries|production (?:line|manager)|line (?:two|one|"
        r"\d)|"
        r"premises|vessel|ferry|branch|stock|tender|account|renovation|boiler|cold store|machines?|"
        r"site|gates?|head office|office|shipment|consignment|refurbishment|extension|job|lifts?)",
    ),
    business_with=ending(
        r"(?:deliver\w*|shipp?\w*|s[eo]nt|sends?|sold|sells?|install\w*|built|build(?:s|ing)?|made|"
        r"mak(?:e|ing)|loaded|loading|load|lorry|truck|van|order|parcel|pallets?|truckload|batch|"
        r"job|gig|project|"
        r"invoice[sd]?|quot(?:e|ed|es)|offer(?:ed|s)?|tender|meeting|visit(?:ed|s|ing)?|workshop|"
        r"demo|"
        r"training|trained|contract|deal|agreement|bid|shipment|delivery|consignment|crew|people|"
        r"folks|"
        r"team|guys|engineers?|buyers?|purchasing|procurement|kitchen|warehouse|plant|factory|site|"
        r"roof|"
        r"yard|reception|repair(?:s|ed|ing)?|servic(?:e|ed|ing)|fix(?:ed|ing)?|fitt(?:ed|ing)|"
        r"paint(?:ed|ing)?|clean(?:ed|ing)?|audit|inspection|maintenance|delegation|visitors|"
        r"machine|"
        r"press|line|lifts?|boiler|gates?|windows|kitchens|order(?:s|ed)?|bought|buy)"
        r"(?:\s+[\w\-]+){0,4}?\s+(?:to|for|at|from|with|by)(?:\s+the)?",
        r"(?:work(?:ed|ing|s)?|sign(?:ed|ing|s)?|negotiat\w+|partner\w*|cooperat\w+|collaborat\w+|"
        r"team(?:ed|ing) up|do(?:ing)? business|did business|a (?:deal|contract|call|meeting))"
        r"(?:\s+[\w\-]+){0,2}\s+(?:with|for)",
        r"(?:won|lost|landed|got|kept|visited|serve|supply|supplied|invoiced|audited)(?:\s+over)?",
        r"(?:customer|client|supplier|partner|reseller|subcontractor|competitor)s?,?(?:\s+(?:is|"
        r"was|"
        r"like|called|named|such as))?",
    ),
    deal_with=ending(
        r"(?:signed|agreed|negotiated|deal|contract|agreement|order|tender|quote|"
        r"partnership)(?:\s+[\w\-]+){0,5}\s+(?:with|for|from|to)",
    ),
    about_business=pattern(
        r"customers?|clients?|suppliers?|partners?|orders?|ordered|invoice[ds]?|contracts?|quotes?|"
        r"quoted|deliver(?:y|ies|ed)?|delivering|shipments?|shipped|tenders?|deal|signed|"
        r"install(?:ed|ing)?|"
        r"buys?|bought|sold|supply|supplied|complain(?:t|ed)|warranty|renewed|pays? us|paid us|"
        r"for us|"
        r"from us|with us|chose us|pallets?|project for|reference",
    ),
    public=pattern(
        r"(?:[A-Z]\w+ ){1,4}(?:Act|Regulation|Centre|Center|Directive|Ministry|Authority|"
        r"Agency|"
        r"Institute|Council|Union|Requirements|Times|Championships?|Cup|Games|Day|Week)|red cross|"
        r"statistics finland|united nations|european (?:union|commission)|black friday|"
        r"(?:mother|father|women|valentine)'s day|independence day|new year(?:'s)?|"
        r"(?:helsinki|times|daily) (?:times|news)|university of \w+|\w+ university|world (?:cup|"
        r"war)|"
        r"tax (?:office|administration)|fire (?:brigade|department)|city of \w+|"
        r"(?:north|south|east|west|new|great|northern|southern|eastern|western|"
        r"central) [A-Z]\w+(?= )",
    ),
    never_names=Terms.of(
        "*ings mondays fridays i'm finns swedes germans estonians poles norwegians danes "
        "ukrainians "
        "somalis eu uk usa ok okay ps fyi hr it ceo nb asap diy q1 q2 q3 q4 h1 h2 ai pdf gdpr iso "
        "street road avenue university airport station north south east west"
    ),
    ordinary=Terms.of(
        "a about above across after again against all almost alone along already also although am "
        "among an and another any anybody anyone anything are around as ask asked at away back bad "
        "be because been before behind being believe below beside besides best better between big "
        "both boss bosses bring but buy by call came can cannot can't careful clean clients close "
        "cold come congratulations could customers day days dear despite did didn't do does "
        "doesn't "
        "doing done don't doing down during each early either eight eighteen eighty eleven enough "
        "eventually even ever every everybody everyone everything except few fifteen fifty finally "
        "first five folks for forget forty four fourteen friends from full fun funny get getting "
        "give glad go good got great had half hands happy hardly has hats have haven't having he "
        "hello help her here hers hey hi high his honestly hope how however hundred hundreds i if "
        "imagine in indeed inside instead into is isn't it its it's just keep kudos lads ladies "
        "last "
        "lately later less let let's lets like listen little long look lots love lovely luckily "
        "made "
        "make many maybe me meanwhile meet men met might mind mine more morning most mostly much "
        "must "
        "my myself near nearly neither never new next nice night nine nineteen ninety no nobody "
        "none "
        "nor not nothing now nowadays of off often oh ok okay old on once one only onto open or "
        "order "
        "other others our ours out outside over own people perhaps please plenty probably proud "
        "put "
        "quick quite rarely rather read really recently remember right sadly said same say see "
        "seems "
        "seven seventeen seventy several she should shout since six sixteen sixty small so some "
        "somebody someone something sometimes somewhere soon sorry staff start still stop such "
        "suddenly sure take tell ten than thank thanks that that's the their them then there "
        "there's "
        "these they they're things think thirteen thirty this those thousand thousands three "
        "through "
        "thus time to today together tomorrow tonight too tools toward twelve twenty twice two "
        "under "
        "unfortunately unless unlike until up upon us use used usually very wait want was wasn't "
        "watch we welcome well we're were what whatever what's when whenever where whether which "
        "while who whoever who's whose why will wish with within without won't work workers "
        "working "
        "would wow wrong yes yesterday yet you you're your yours "
        "company factory machine machines spreadsheets meetings meeting management finance sales "
        "marketing production quality safety reception maintenance logistics procurement "
        "purchasing "
        "security legal support engineering payroll accounts dispatch accounting compliance coffee "
        "snow rain winter spring summer autumn trust patience curiosity experience honesty "
        "feedback "
        "silence routine luck nature history reality technology software science gravity life "
        "headquarters parliament google rumour word legend story tradition law rule rules shoutout "
        "*ing *ly *ness *ment *tion *tions *ity *ists *ers *ors *ism *ance *ence"
    ),
    money=pattern(
        r"half (?:the )?price|at cost(?: price)?|(?:ten|twenty|thirty|forty|fifty|five|fifteen|"
        r"\d+) (?:euros |per cent |percent |%\s?)?off (?:every|each|the|their|our|for|all|per)|"
        r"(?:\w+|\d+) points (?:of )?margin|margin (?:of|came to|is|was) (?:\w+|\d+) points",
        r"(?<!#)\d[\d.,]{0,6}\s?k(?! (?:run|race|steps|people|followers|rows|lines|views))",
        r"(?:€|£|\$)\s?\d[\d ,.]{0,14}(?:\s?(?:k|m|bn|million|thousand))?",
        r"\d[\d ,.]{0,14}\s?(?:k|m|bn|million|thousand)?\s?(?:€|£|\$|" + _COIN + r")",
        rf"(?:{_NUMBER}[\s\-]+(?:and\s+)?){{1,5}}{_COIN}",
        r"\d[\d ,.]{0,14}\s?(?:€|£)/\w+",
    ),
    large_number=pattern(
        r"\d{1,4}[.,]\d\d(?![.,\d])",
        r"\d[\d,.]{0,9}\s?(?:k|m|bn|million|thousand|billion)",
        r"\d{1,3}(?:[ ,.]\d{3}){1,3}",
        rf"(?:{_NUMBER}[\s\-]+(?:and\s+)?){{0,3}}(?:hundred|thousand|million)",
    ),
    share=pattern(
        r"(?:half|a third|a quarter|a fifth|two thirds) (?:of|off) (?:the |our |"
        r"their )?(?:list )?price",
        r"\d[\d.,]{0,9}\s?(?:%|per\s?cent|percent)",
        rf"{_NUMBER} per\s?cent",
    ),
    of_things=after(
        r"(?:of (?:the|our|them|us|all)|(?:[a-z\-]+ )?(?!month|months|year|years|week|hour|in\b|"
        r"for\b|a\b|an\b|per\b|less\b|more\b)"
        r"(?:[a-z\-]+s|people|men|women|children|km|kg|mm|cm|metres?|litres?|kilos?|tonnes?|"
        r"degrees?))",
    ),
    about_price=pattern(
        r"hourly (?:pay|rate)|my pay|day rate|pay(?:slip| packet)?",
        r"eaten|swallowed|burn(?:ed|t|s) through|gone into|spent|sunk|went in at|came in at|"
        r"asked for|asking|landed at|settled (?:at|on)|beat|undercut|knocked|shaved|per (?:tonne|"
        r"kilo|metre|hour|day|head|piece|unit|person)|an hour|a (?:day|piece|tonne|kilo)|"
        r"on the books|in the till|payroll|damages|penalt(?:y|ies)|grant|funding|loan|debt|losses|"
        r"savings?",
        r"salar(?:y|ies)|wages?|fee|fees|charg(?:e|es|ed)|saved? us|lost us|earn(?:s|ed)?|made us|"
        r"won|order book|order was|order of|investment|invested|funding|costing|estimate[ds]?|"
        r"valued at|sum|settled",
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
    share_of_price=pattern(
        r"discounts?|discounted|off|margins?|cheaper|dearer|prices?|priced|pricing|mark-?up|rebate|"
        r"raise[ds]?|pay rise|salary|salaries|wages?|bonus|under (?:the|our|their)|below (?:the|"
        r"our|"
        r"their)|over (?:the|our|their)|quote[ds]?|bid|tender|turnover|revenue|profits?|costs?|"
        r"cheap|"
        r"sales (?:were|are|rose|fell|grew|dropped|went)|sold|list price|competitors?(?:'s)?|"
        r"budget|"
        r"offer(?:ed)?|fees?|commission|tariff|rent|interest|invoice|knocked|deal|stake|shares",
    ),
    small_money=pattern(
        r"(?:raised|collected|donated|gave|saved up) (?:\w+ )*(?:for|to) (?:\w+ )*(?:charity|"
        r"children|"
        r"ward|school|hospice|shelter|cancer|cause|campaign|fund|club|red cross)|charity|"
        r"fundrais\w+|"
        r"donat(?:ed|ion|ions)|whip-?round|collection tin|raffle|tombola|bake sale|cake sale",
        r"second-?hand|my (?:first |old |new )?(?:bike|car|phone|boots|shoes|rent|fridge|sofa|"
        r"guitar)|"
        r"parking (?:fine|ticket)|fine|deposit|vending machine|petrol|cinema|sandwich|pizza|beer|"
        r"souvenir|taxi|snack|stamps?|library|fare|entrance fee|admission|billion|"
        r"(?:found|lost) (?:a |an |one |two |five |ten |\d+ )",
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
        r"(?:at|by|before|until|around|come|from|after)\s+(?:midsummer|new year|year[\s\-]end|"
        r"christmas|easter|the turn of the year|month[\s\-]end)",
        r"(?:once|when|as soon as|after) (?:the )?(?:snow|ice|frost) (?:has |is )?(?:gone|melts?|"
        r"melted|goes|clears)|(?:once|when|as soon as) (?:the )?(?:permits?|papers?|paperwork|"
        r"contract|deal|ink|board|approval|lawyers|deal) (?:is|are|has|have|comes?|says?|dries|"
        r"signs?|approves?)(?: \w+)?",
        r"(?:the )?week after next|the (?:weekend|week|month) after|in the (?:spring|autumn|fall|"
        r"new year)|come (?:spring|autumn|summer|winter|monday|january|february|march|april|may|"
        r"june|july|august|september|october|november|december)|in (?:a few|a couple of|two|three|"
        r"four|five|six|eight|ten|twelve|\d+) (?:short |more )?(?:days|weeks|months|"
        r"sleeps)(?:' time| time)?",
        r"(?:as of|starting|from) (?:today|monday|tuesday|wednesday|thursday|friday|january|"
        r"february|march|april|may|june|july|august|september|october|november|december|the first|"
        r"the \d+(?:st|nd|rd|th)?)",
        r"(?:the )?(?:following|coming|upcoming)\s+(?:week|month|year|quarter|spring|summer|"
        rf"autumn|winter|{_SEASON}|{_MONTH}|{_DAY})",
        r"(?:early|late|mid|the end of|the beginning of|the start of|sometime|"
        rf"some time)\s+(?:in\s+)?next\s+(?:week|month|year|quarter|{_SEASON})",
        r"(?:some ?time |any ?time |later )?(?:next|this coming) (?:week|month|year|quarter|"
        r"half-year|season|term)",
        r"next year's|next month's|next week's|tomorrow's|this time next (?:week|month|year)",
        r"the day after tomorrow",
        r"(?:in|within|inside)\s+(?:a few|a couple of|the next few|the coming|under|less than|"
        r"about|"
        rf"around|only|just|exactly|{_NUMBER}|\d+)\s*(?:{_NUMBER}|"
        r"\d+)?\s*(?:and a half )?(?:hours|days|weeks|months|years)(?:'? time)?",
        rf"(?:{_NUMBER}|\d+|a)\s+(?:days?|weeks?|months?|years?|fortnight)\s+(?:from now|"
        r"from today|to go|away|until|left)",
        rf"(?:a|two|three)\s+(?:weeks?\s+)?(?:on|from)\s+{_DAY}",
        r"(?:over|during|in|within) the (?:next|coming) (?:few )?(?:days|weeks|months|years|"
        r"half-year)",
        r"(?:by|before|until|till|after|come|towards)\s+(?:early |late |mid-?|the end of |"
        r"the start of |the )?"
        rf"(?:{_SEASON}|{_MONTH}|{_DAY}|midsummer|new year|the holidays|the summer holidays|"
        r"(?:year|month|week|quarter|summer|winter|autumn|spring)(?:'s)?[\s\-]end|"
        r"end of (?:the )?(?:year|month|week|quarter|summer|spring|autumn|winter))",
        r"(?:at|towards|before|by|until) (?:the )?(?:end|turn|close) of (?:the |this )?(?:year|"
        r"month|week|quarter|summer|spring|autumn|winter|season)",
        r"later (?:this|in the) (?:week|month|year|spring|summer|autumn|winter|day|afternoon)",
        r"(?:as of|from|starting|effective|beginning|commencing)\s+(?:from\s+)?(?:on\s+)?(?:the\s+"
        rf")?(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?)?"
        rf"(?:{_MONTH}|{_DAY}|{_SEASON}|the new year|next \w+|tomorrow)(?:\s+\d{{1,2}}(?:st|nd|rd|"
        r"th)?)?(?:\s+on(?:wards?)?)?",
        r"(?:very |quite |pretty )?shortly|any (?:day|minute|moment|week) now|in the near future|"
        r"in due course|one of these days",
        r"(?:in )?(?:q[1-4]|h[12]|the (?:first|second|third|fourth|last|final) (?:quarter|"
        r"half))(?: of)? (?:20\d\d|next year)",
        r"(?:just |right )?(?:around|round) the corner|on the horizon|in the pipeline|"
        r"in the works|imminent",
        r"starting (?:next|in|on) \w+|after the (?:summer|holidays|summer break|winter break|"
        r"new year)",
        rf"(?:this|on)\s+(?:coming|upcoming)\s+{_DAY}|the first of {_MONTH}|{_DAY} week",
        rf"next\s+(?:week|month|year|quarter|{_SEASON}|{_MONTH}|{_DAY})",
        r"tomorrow",
        r"(?:in|within)\s+(?:a few|two|three|four|six|\d+|a couple of)\s+(?:days|weeks|months)",
        r"in\s+a\s+(?:week|month|fortnight)",
        r"coming\s+(?:weeks?|months?|days)",
        r"later this (?:week|month|year)",
        r"(?<!as )(?<!how )(?<!too )(?:very\s+|pretty\s+|quite\s+)?soon(?!er)(?! as)",
        rf"from\s+(?:{_MONTH})\s+on(?:wards)?",
        r"before long",
        r"by the end of the (?:year|month|week)",
        r"by\s+(?:" + _SEASON + r"|" + _MONTH + r"|" + _DAY + r")",
        r"the new year",
    ),
    time_open=pattern(
        rf"(?:for|all of|throughout) {_MONTH}",
        r"tonight",
        rf"(?:on|by|until|before|from|for|to|till) the (?:\d{{1,2}}(?:st|nd|rd|th)|first|second|"
        rf"third|fourth|fifth|tenth|fifteenth|twentieth)(?: of {_MONTH})?",
        rf"(?:this|on|by|for|until|over)\s+(?:the\s+)?(?:{_DAY}|weekend|friday night|"
        rf"monday morning)|week \d{{1,2}}",
        rf"(?:at|over|for|around|during)\s+(?:the\s+)?(?:{_SEASON}|midsummer|new year|weekend)",
        r"(?:by|before|after|until|at the (?:end|start|beginning) of|in the middle of|"
        rf"towards the end of)\s+(?:the\s+)?(?:{_MONTH}|{_SEASON}|{_DAY})",
        rf"(?:the\s+)?(?:first|second|third|last|\w+th|\w+-first|\w+-second)\s+(?:of\s+)?{_MONTH}",
        r"(?:in |during )?(?:q[1-4]|h[12])(?: 20\d\d)?|(?:in |during )?the (?:first|second|third|"
        r"fourth|last|final) (?:quarter|half)",
        r"this (?:autumn|spring|summer|winter|afternoon|evening|season|half-year)",
        rf"{_DAY}(?:'s)?(?=\s+(?:is|will|we|morning|afternoon|evening|the|at)\b)",
        rf"(?:every|each)\s+{_DAY}\s+from|mid-{_MONTH}|midsummer|year[\s\-]end",
        rf"(?:in|of)\s+{_MONTH}\s+20\d\d|{_MONTH}\s+20\d\d",
        rf"(?:on|this|until|till)\s+{_DAY}(?:\s+(?:morning|afternoon|evening|night))?",
        rf"(?:in|from|this|since)\s+(?:early\s+|late\s+|mid-?)?{_MONTH}|(?:from|this|since|"
        rf"in early|in late)\s+{_SEASON}|in (?:the )?(?:spring|autumn|fall)",
        rf"(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}",
        rf"{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?",
        r"in\s+q[1-4]",
        r"in\s+20\d\d",
        r"this\s+(?:week|month|year|quarter)",
    ),
    surely=pattern(
        r"'ll|is (?:scheduled|due|set|expected|planned) (?:to|for|on|in)|are (?:scheduled|due|set|"
        r"expected|planned) (?:to|for)|plan(?:s|ning)? to|prepar(?:e|es|ing) (?:to|for)|"
        r"until then|upcoming",
        r"will|won't|shall|going to|gonna|about to|'ll",
    ),
    ours=pattern(
        r"we|we're|we'll|our|ours|us|the (?:company|firm|plant|factory|board|owners|management)"
    ),
    may_be=pattern(
        r"(?:is|are) (?:being )?(?:\w+ed|built|shut|cut|sold|split|taken|given|written|broken|"
        r"thrown|drawn)(?: (?:off|down|up|out|over))?|(?:conference|announcement|briefing|meeting|"
        r"launch|opening|unveiling|event|presentation|ceremony) is|(?:stops?|pauses?|rests?|"
        r"closes?)|from (?:january|february|march|april|may|june|july|august|september|october|"
        r"november|december)|(?:is|are) (?:in|out|on|off|ready|here|done)",
        r"(?:gets?|takes? over|joins?|changes?|stops?|ends?|shuts?|becomes?|replaces?|goes|go up|"
        r"rises?|"
        r"falls?|drops?|kicks? off|takes place|holds?|hosts?|publish(?:es)?|presents?|unveils?|"
        r"reveals?|"
        r"introduces?|switch(?:es)?|merge|splits?|retires?|leaves?|hires?|lets? go|lays? off|"
        r"lands?|"
        r"rolls? out|delivers?|ships?|expands?|is out|is due|is ready|is here|is over|are ready|is"
        r" (?:scheduled|planned|expected|meant|supposed|likely|bound)|are (?:scheduled|planned|"
        r"expected|"
        r"meant|supposed|likely|bound)|(?:we|they) (?:have|sign|build|test|add|cut|buy|sell|raise|"
        r"begin|pilot|try|run|do|say goodbye|welcome))",
    ),
    will_be=pattern(
        r"^(?:flying|heading|off|leaving|starting|moving|opening|launching|presenting|going|"
        r"driving|travelling|"
        r"visiting)",
        r"(?:(?:is|are) (?:revealed|known|announced|published|launched|opened|closed|signed|shown|"
        r"told|decided|named|chosen|picked|released|unveiled|presented|replaced|moved|merged|sold|"
        r"renamed|demolished|loaded|delivered|inaugurated|switched|shut|cut|introduced|handed|"
        r"expected))|(?:begin|start|end|leave|close|open|move|launch|go|rise|fall|come|merge|ship|"
        r"retire|stop)(?= (?:in|on|at|next|from|again|up|down|out|live|public|this|tomorrow|by|"
        r"after|for))",
        r"(?:so |and |apparently |rumou?r has it |i hear |turns out )?(?:they|we)(?:'re|"
        r" are) (?:\w+ )?(?:shutting|closing|opening|moving|selling|merging|cutting|dropping|"
        r"letting|laying|getting|bringing|ending|scrapping|killing|pulling|giving|buying|taking|"
        r"going|launching|starting|switching|hiring|building|turning|putting)",
        r"(?:drops|lands|kicks off|goes out|goes on sale|goes up|goes down|goes public|goes on|"
        r"hits the (?:shelves|shops|road|market)|rolls off|ships out|doors open|premieres?|"
        r"debuts?|is (?:when|the day)|will|'ll)",
        r"(?:we|they|it|the \w+|our \w+(?: \w+)?|the \w+ \w+|which|that|who|customers|everyone|"
        r"everybody|people|he|she)(?:'re|'s| are| is)\s+(?:now |finally |also |all |both |not |"
        r"no longer |still )?"
        r"(?:getting|taking|having|presenting|testing|piloting|trialling|rolling|joining|replacing|"
        r"stepping|leaving|retiring|coming|going|changing|raising|lowering|renaming|rebranding|"
        r"reorganising|reorganizing|restructuring|renovating|installing|unveiling|revealing|"
        r"publishing|"
        r"selling|buying|acquiring|investing|signing|negotiating|delivering|adding|dropping|ending|"
        r"stopping|shutting|splitting|joining|running|holding|hosting|putting|turning|giving|"
        r"migrating|upgrading|relocating|breaking ground|doing|setting up|bringing|becoming|"
        r"getting rid)",
        r"expect(?:ing|s)? (?:to|a|an|the|our)|hop(?:e|es|ing) to|plan(?:s|ning)? to|aim(?:s|"
        r"ing)? to|intend(?:s)? to|"
        r"prepar(?:e|es|ing) (?:to|for)|getting ready|gearing up|due|scheduled|planned for|"
        r"deadline|looking forward",
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
    event=Terms.of(
        "conference press-conference briefing lines plants factories halls launch* relaunch* "
        "unveil* announc* reveal* releas* rollout go-live opening openings "
        "reopening "
        "closure closing closures shutdown merg* takeover acquisition* acquir* buyout layoff* "
        "lay-off* "
        "redundan* restructur* reorgani* relocat* expansion* expand* extension renovat* "
        "refurb* reconstruction groundbreaking pilot pilots prototype* rebrand* renam* "
        "appointment appointed successor recruit* vacancies hire hires hiring headcount "
        "price-rise pricing results figures quarterly interim ipo listing "
        "negotiations talks strike lockout update upgrade* migrat* version "
        "feature features edition model models collection assortment product products campaign "
        "app website webshop platform system plant factory hall warehouse branch "
        "depot headquarters premises machine machines robot robots line production "
        "shift contract tender deal partnership agreement customer client supplier ceo "
        "investment invest investing budget reform pension bonus trial patent certification audit "
        "recall tariff timetable terminal ferry route ship vessel delivery deliveries shipment "
        "shop store "
        "showroom canteen office offices move moving site unit department team"
    ),
    planned=pattern(
        r"(?:we|they|the (?:company|firm|plant|factory|office|shop|canteen|department|warehouse|"
        r"whole \w+)|our (?:\w+ )?(?:company|firm|plant|factory|office|shop|department|team|"
        r"warehouse|site|branch))(?:'re|'s| are| is) (?:\w+ )?(?:moving (?:to|house|out|in\b|from|"
        r"into)|going public|merging|closing(?: down)?|shutting(?: down)?|being (?:sold|bought|"
        r"closed|merged|moved|split)|for sale|launching|laying off|getting (?:a|two|three|new)|"
        r"splitting|relocating|taking over|buying|selling|bringing out|changing (?:its|our|their|"
        r"the) (?:name|logo|owner)|cutting|letting (?:people|\w+) go|opening (?:a|our|another|up))",
        r"we(?:'ve| have) been (?:sold|bought|acquired|taken over)|(?:going|goes) public|"
        r"initial public offering|(?:notice|notices) (?:of|will|to)|(?:change|co-?operation|"
        r"redundancy) (?:negotiations|talks)|in the running for|(?:short-?listed|in the (?:final|"
        r"tender))|(?:under|in) (?:negotiation|preparation)|fingers crossed for (?:the|our)|"
        r"plans? (?:are|is) (?:ready|drawn|on the table)",
        r"(?:test|trial) (?:runs?|drives?) (?:start|begin)s?|(?:big|great|huge|major) (?:changes|"
        r"things|news|plans) (?:\w+ )?(?:ahead|afoot|coming|await)",
        r"(?:we|they|the (?:company|firm|board|owners|management|factory|plant|group)|"
        r"our (?:company|"
        r"plant|factory|team|shop|office|boss|ceo)|i hear we|it looks like we)(?:'ll| will|"
        r"'re going to| are going to| is "
        r"going to|'re about to| are about to| is about to|'re planning to| are planning to| is "
        r"planning to| plans? to| intends? to|'re preparing to| are preparing to| is preparing to|"
        r"'re getting "
        r"ready to| are set to| is set to|'re looking to| are looking to| might| may|'d like to|"
        r" hope to| want to)"
        r"(?: \w+){0,2} (?:open|launch|close|shut|move|merge|expand|hire|recruit|acquire|buy|sell|"
        r"release|"
        r"announce|reveal|unveil|publish|introduce|switch|migrate|cut|reduce|lay off|let|"
        r"restructure|"
        r"reorganise|rename|rebrand|raise|double|replace|outsource|build|relocate|ship|enter|"
        r"pilot|discontinue|scrap|phase out|list|float|invest|split|double)",
        r"(?:yet|about|waiting|ready|due|still) to be (?:announced|published|released|revealed|"
        r"launched|"
        r"unveiled|signed|made public)",
        r"(?:coming|launching|opening|arriving) (?:very )?soon",
        r"(?:not|n't) (?:been )?(?:announced|published|public|official|released|signed|"
        r"launched)(?: \w+)? yet|"
        r"(?:is|was|are|has)(?:n't| not) (?:yet )?(?:been )?(?:announced|public|official|released|"
        r"out)(?: yet)?|not yet (?:announced|published|"
        r"public|official|released|signed|on sale|told)|unannounced|unreleased|embargo(?:ed)?|"
        r"pre-?launch",
        r"(?:almost|nearly|about to be|close to being|as good as|practically) (?:signed|sealed|"
        r"agreed|announced|finished)|"
        r"close to (?:signing|a deal)|(?:ink|signature)s? (?:is|are|will be) (?:nearly|almost|"
        r"missing)|final (?:round|stretch|stages?) of "
        r"(?:the )?(?:talks|negotiations|tender)",
        r"(?:new|big|bigger|exciting|major|huge) (?:\w+ )?(?:things?|news|changes?|announcements?|"
        r"products?|models?|"
        r"chapter|era|plans) (?:is |are )?(?:on the (?:way|horizon)|coming|ahead|in store|afoot|"
        r"await|to come|around the corner|in the (?:works|pipeline|making))",
        r"(?:is|are) (?:on (?:its|the|their) way|in the (?:works|pipeline|making)|"
        r"being (?:prepared|planned|kept secret|finalised)|just around the corner|"
        r"about to (?:change|open|close|launch|start|begin|end|happen|get|become|move|leave|go|"
        r"grow|double))",
        r"(?:wait|just wait) (?:until|till) you (?:see|hear)|you(?:'ll| will) (?:see|hear|"
        r"find out) (?:soon|more|why|in|on|what)|"
        r"more (?:on (?:this|that)|about (?:this|that|it)|to come|details|information) (?:soon|"
        r"later|to follow|will follow|next|shortly|when)|"
        r"details to follow|to be continued|sneak peek|teaser|first look at what",
        r"(?:between you and me|between us|off the record|keep (?:it|this) (?:quiet|to yourselves?|"
        r"between us)|"
        r"my lips are sealed|sworn to secrecy|signed an? nda|mum's the word|shh+|"
        r"not supposed to (?:say|tell|share|know|post)|"
        r"should(?:n't| not) (?:really )?(?:be )?(?:say(?:ing)?|tell(?:ing)?|shar(?:e|ing)|"
        r"post(?:ing)?) this|(?:can't|cannot|may not) (?:say|tell|share|show|talk about)"
        r" (?:what|it|more|much|who|anything|where|when|which|you)(?! because))",
    ),
    not_ahead=pattern(
        r"(?:get well|feel better|hope to|see you|talk|back|better|recover) (?:very )?soon|"
        r"soon after(?:wards)?|(?:spent|took|takes|lasted|for|once|twice|times|within|"
        r"got \w+ \w+) (?:\w+ )?in (?:two|three|four|a|\d+) (?:days|weeks|week|month|hours)",
        r"tomorrow is another day|like there is no tomorrow|here today,? gone tomorrow|no tomorrow|"
        r"every (?:coming|next) \w+|as soon as|sooner or later|(?:so|too|very) soon after|next to|"
        r"(?:was|were|had been) (?:\w+ ){0,3}(?:the )?next (?:day|week|morning|month)|"
        r"the next (?:day|morning)|"
        r"(?:quit|left|retired|stopped|finished) (?:last|in|on) \w+|by the end of (?:the day|it)|"
        r"before (?:christmas|easter|summer) last year|until (?:last|this|now|then|today|recently)",
    ),
    own_plan=pattern(
        r"i(?:'ll| will|'m going to| am going to|'m| am| plan to| hope to| want to| have to|"
        r" need to| must| can)(?! (?:\w+ )?(?:told|sure|allowed))",
        r"my (?:own )?(?:first |last |next |new )?(?:course|exam|training|interview|appointment|"
        r"flight|train|run|race|class|evening|"
        r"daughter|son|kids?|wife|husband|mother|father|dog|garden|bike|home|house|studies|degree|"
        r"thesis|shift|alarm)",
        r"(?:try|do|read|call|write|ask|think|sleep|rest|come|go|start) (?:it |that |again |"
        r"me )*(?:again )?(?:tomorrow|next time)",
        r"(?:talk|speak|read|write|hear|meet) (?:to )?(?:you )?(?:again )?(?:tomorrow|soon|"
        r"next week)|back (?:at it|to work|to normal)|"
        r"get well|take care|exam|school (?:starts|begins)|elections?|match|olympics|world cup|"
        r"concert|clocks? (?:go|change)",
    ),
    own_time=pattern(
        r"annual leave|time off|my (?:leave|honeymoon|first (?:marathon|race))|"
        r"go(?:ing)? (?:fishing|camping|skiing|hiking|swimming|home)|half-?marathon|"
        r"come (?:and (?:see|visit|say|have|meet)|along|by)|drop (?:in|by)|everybody is welcome|"
        r"all (?:are )?welcome|open to (?:all|everyone|the public)|"
        r"you are (?:all )?(?:welcome|invited)|sign up (?:here|at|by)|register (?:here|at|by)|"
        r"christmas party|"
        r"see (?:you|each other)|happy (?:new year|weekend|easter|christmas)|merry christmas|"
        r"good morning|have a (?:good|nice|great|lovely)|forecast|sunrise|sunset|"
        r"announced (?:in public|publicly|in the press|last|yesterday|on \w+day)|press release|"
        r"as (?:the|we) (?:papers?|press|told)|public(?:ly)? (?:announced|told)|"
        r"stock exchange release",
        r"(?<!the )holidays?|vacation|birthday|(?:my|the) weekend|good weekend|marathon|"
        r"my own (?:course|exam)|wedding|sauna|"
        r"cottage|"
        r"my (?:exam|shift|turn|day off|alarm)|parental leave|day off|retire|asleep|see you|"
        r"good night|"
        r"join us|everyone is welcome|open house|open day|hear(?:ing)? from you|weather|(?:rain|"
        r"snow)(?= (?:is|will|tomorrow|on|in|all|again|for))|"
        r"(?:i|i'm|i'll)(?: \w+){0,3} (?:try|learn|read|ask|write|run|swim|cycle|practise|call my)",
    ),
    teaser=pattern(
        r"(?:one|two|three|four|five|six|seven|eight|nine|ten|\d+) more (?:mornings|shifts|"
        r"working days|evenings)",
        r"(?:something|it|the big one|news|more|the (?:new|next) \w+|the wait) (?:\w+ )?(?:drops?|"
        r"lands?|breaks|ends|is over|goes public) (?:on|this|next|in|at|tomorrow|tonight|"
        r"soon)(?: \w+)?",
        r"that(?:'s| is) all i(?:'m| am) (?:saying|allowed to say)|i(?:'ve| have) said too much|"
        r"more than i(?:'m| am| can)? ?(?:should|allowed)|(?:you|we)(?:'ll| will) (?:all )?(?:see|"
        r"hear|know|find out) (?:it )?(?:soon|on|in|next|before|what|why)|(?:wink wink|"
        r"nudge nudge|watch this|stay put)|(?:someone|somebody|a certain \w+|a big name|"
        r"a (?:really )?big (?:customer|client|name|order)) (?:is|will be) (?:coming|joining|"
        r"moving)",
        r"i (?:am|'m) (?:sworn|bound) to|if (?:only )?(?:you knew|i could tell you)|"
        r"wish i could (?:tell|say|show|share)",
        r"(?:can(?:not|'t)|could(?:n't| not)) (?:wait|stop smiling) (?:to (?:show|tell|share|"
        r"reveal|announce)|until (?:you|we|everyone))",
        r"something (?:is )?(?:afoot|in the air|up our sleeves?)|(?:we|they) (?:have|"
        r"'ve got) something (?:\w+ )?up (?:our|their) sleeves?",
        r"(?:one|two|three|four|five|six|seven|eight|nine|ten|\d+) more (?:sleeps|days|weeks|"
        r"nights|months)",
        r"save the date|mark your calendars?|keep your eyes (?:open|peeled)|guess what(?:'s|"
        r" is) coming|drum ?roll",
        r"the countdown|t minus|d-?day|big (?:reveal|announcement|day)|surprise (?:is )?coming",
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
    is_role=lambda low: _A_ROLE.fullmatch(low) is not None,
    not_roles=pattern(
        r"(?:as|like|be|being|become|becoming|is|are|makes?|an? (?:good|great|real|true|better|"
        r"bad|decent|perfect))\s+(?:an?\s+)?(?:good|great|real|true|better|bad|decent|perfect|"
        rf"typical|happy|average)\s+{_HOW}{{0,2}}{_JOB}",
        r"(?:looking|look|search\w*|need|hire|hiring|recruit\w*|want|seek\w*|find|"
        rf"wanted)\s+(?:for\s+)?(?:an?|our|the)\s+{_HOW}{{0,3}}{_JOB}",
        r"(?:any|every|each|no|some|which|what|whatever|if an?|when an?|"
        rf"whether an?)\s+{_HOW}{{0,3}}{_JOB}",
        r"(?:our|my)\s+(?:own\s+)?(?:best|first|next|favourite|dear|valued|loyal|biggest|new|"
        r"future|potential|other|dairy)\s+(?:customer|client|visitor|guest)(?=[\s.,!?]+(?!who))",
        r"first\s+(?:customer|client|visitor)\s+(?:is|of the day)|the other (?:man|woman|guy|one)",
        rf"(?:as|i am|i'm|was|be|become|becoming|being|became|like|every|any|no|each|what|which|"
        rf"for)\s+(?:a|an|one|the)?\s*{_HOW}{{0,3}}{_JOB}",
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
        r"(?:colleagues?|workmates?|teammates?|co-?workers?|boss|manager|apprentice|trainee|intern|"
        r"friend|mentor|supervisor|neighbour|foreman|called|named|nurse|doctor|teacher|driver|chef|"
        r"cook|cleaner|electrician|engineer|technician|operator|welder|director|predecessor|"
        r"successor|assistant|caretaker|receptionist|leader|lead|partner in crime|buddy),?\s+",
        r"(?:[Tt]hank(?:s| you),?(?: so much| a lot| very much| again)?,?(?: to| goes to| go to|"
        r" for)?|"
        r"[Ss]pecial thanks(?: to| go to)?|[Pp]raise (?:to|for)|[Bb]ig up|[Pp]rops to|"
        r"[Rr]espect to|"
        r"[Rr]aise a glass to|[Cc]redit (?:to|goes to)|[Gg]rateful to|[Aa]pplause for|"
        r"[Hh]appy (?:birthday|retirement),?(?: to)?|[Gg]et well(?: soon)?,?|[Gg]oodbye,?(?: to)?|"
        r"[Ff]arewell,?(?: to)?|[Ss]orry,?|[Dd]ear|[Bb]ravo,?|[Cc]heers,?)\s+",
    ),
    after_person=pattern(
        r",?\s{1,2}who(?:se)?",
        r"\s{1,2}(?:in|from|at) (?:the )?(?:accounts|sales|finance|it|hr|"
        r"reception|dispatch|maintenance|purchasing|logistics|marketing|payroll|support|warehouse)",
    ),
    by_maker=leading(r"(?:[Pp]hoto|[Pp]icture|[Ii]mage)(?: by|:)\s+"),
    of_a_person=after(
        r"(?:has |had |have |just |also |always |never |still |once |then |finally |again |really |"
        r"from \w+ |and i )*"
        r"(?:said|says|told|tells|asked|asks|showed|shows|taught|teaches|explained|explains|"
        r"laughed|laughs|"
        r"smiled|smiles|cried|cries|shouted|rang|wrote|came (?:in|over|back|by|to)|brought|brings|"
        r"baked|"
        r"bakes|helped|helps|fixed|fixes|found|finds|noticed|suggested|insisted|invented|taught|"
        r"drove|"
        r"drives|cooked|cooks|sang|sings|joined|retired|retires|resigned|quit|stayed|stays|saved|"
        r"carried|caught|whispered|nodded|promised|admitted|agreed|argued|sat|stood|stands|sits|"
        r"slept|"
        r"remembered|remembers|forgot|knows|knew|thinks|thought|believes|wants|wanted|loves|hates|"
        r"lives|works|worked|runs|ran|led|leads|made (?:me|us|the|a|it)|makes (?:me|us|the|it)|"
        r"gave me|took (?:me|over|the)|sent me|lent me|looked|looks|did|does|is (?:our|my|the|a|an|"
        r"\w+ing|"
        r"back|on|off|away|still|always|\d\d)|was (?:our|my|the|a|an|\w+ing|back|on|off|there|"
        r"right|born|\d\d)|"
        r"has (?:been|worked|a|the|kept|made|left|an)|who|turned \d+)",
        r"and (?:i|me|my)",
        r",? (?:our|my|the|an?) (?:\w+ ){0,2}(?:colleague|boss|manager|nurse|doctor|teacher|driver|"
        r"engineer|"
        r"apprentice|trainee|mentor|foreman|welder|electrician|receptionist|cleaner|cook|chef)",
        r"(?:in|from|at|of) (?:the )?(?:accounts|accounting|sales|finance|it|hr|reception|dispatch|"
        r"maintenance|purchasing|logistics|"
        r"marketing|payroll|support|warehouse|kitchen|office|lab|stores|workshop|night shift|"
        r"front desk)",
    ),
    surely_person=after(
        r"(?:has |had |just |also |always |never |still |once |then |finally |really |quietly |"
        r"in \w+ |from \w+ |and i )*"
        r"(?:said|says|told (?:me|us)|asked (?:me|us|if|whether|how|why)|showed (?:me|us)|"
        r"taught (?:me|us)|"
        r"explained|laughed|laughs|smiled|smiles|shouted|rang|wrote|brought|baked|helped (?:me|us)|"
        r"fixed|"
        r"noticed|suggested|whispered|nodded|promised|admitted|retired|retires|resigned|stayed|"
        r"drove|cooked|"
        r"sang|sings|remembers|forgot|knows|cried|lent me|gave me|turned \d+)",
        r"(?:in|from|at|of) (?:accounts|accounting|sales|finance|it|hr|reception|dispatch|"
        r"maintenance|purchasing|logistics|"
        r"marketing|payroll|support|the (?:warehouse|kitchen|office|lab|stores|workshop|"
        r"night shift|front desk))",
        r"and i\b",
    ),
    with_a_person=ending(
        r"(?:thanks|thank you|kudos|credit|congratulations|welcome|goodbye|farewell|happy birthday|"
        r"bravo|cheers)"
        r",?(?:\s+(?:to|for|goes to|also to|again))?",
        r"(?:met|asked|told|helped|showed|taught|thanked|called|rang|emailed|hugged|saw|missed|"
        r"miss|"
        r"congratulate[ds]?|introduced|trained|replaced|replaces|phoned|texted|mentored|hired)",
        r"(?:chat|chatted|chatting|talk|talked|talking|coffee|lunch|breakfast|sat|sitting|worked|"
        r"work|shift|walk|walked|"
        r"spoke|evening|morning|day|laughed|ride|rode|trip)(?:\s+[\w\-]+){0,2}\s+with",
        r"(?:me and|and me and|together with|alongside|like|when|while|because|as|where|after|"
        r"until|since|says|said|named|called|asks)",
        r"(?:colleagues?|workmates?|teammates?|co-?workers?|boss|manager|apprentice|trainee|mentor|"
        r"nurse|"
        r"driver|foreman|welder|engineer|technician|chef|cook|cleaner|director|ceo|neighbour|"
        r"friend|lead|leader|operator|intern|partner),?",
        r"(?:mr|mrs|ms|miss|dr|sister|uncle|aunt|granny|old|little|young|big)\.?",
    ),
    health=pattern(
        r"(?:away|off|out) (?:for )?(?:\w+ )?(?:days|weeks|months) after|after (?:the|a|his|her|"
        r"their) (?:\w+ )?(?:crash|accident|fall)|(?:in|has|wears|with|wearing) (?:a|his|her|"
        r"their) (?:\w+ )?(?:bandage|sling|cast|brace|splint|neck brace)|same (?:disease|illness|"
        r"condition|diagnosis)|on the (?:autism )?spectrum|(?:very|so|really|"
        r"pretty) low(?= (?:lately|since|these|after|all)|[.,!])|joints? (?:can|won|are|gave|"
        r"hurt)\S*|part[\s\-]time (?:because|after|since|due)|with (?:only )?one (?:ear|eye|hand|"
        r"leg|lung|kidney)|(?:his|her|their|the) scars?|one breast|breast (?:is )?(?:gone|removed)",
        r"(?:not |n't )(?:been )?(?:quite )?(?:himself|herself|themselves)|(?:his|her|their|"
        r"the \w+'s|\w+'s|its) (?:back|knee|hip|heart|shoulder|neck|foot|leg|hand|arm) (?:went|"
        r"goes|gave|gives|played|plays|acts|acted|is (?:bad|gone|killing)|again)|(?:treatments?|"
        r"chemo|radiation) (?:is|are|was|were) (?:over|done|finished|working|starting)|palliative|"
        r"terminal(?:ly)? ill|(?:his|her|their|the|a) (?:cast|plaster|stitches|splint|brace|sling|"
        r"catheter|stoma) (?:off|on|out|came)|(?:is|was|are|were|been|born|nearly|almost|"
        r"completely) (?:deaf|blind|paralysed|disabled|mute|bald from)|"
        r"(?:been|stayed|is|was) (?:dry|sober|clean) (?:for|since)|sleep apnoea|apnoea|"
        r"chest infection|(?:because of|due to|with) (?:his|her|their) (?:\w+ )?(?:back|knees?|"
        r"hips?|heart|nerves|health|shoulder|lungs|hearing|eyes|eyesight|asthma|diabetes|illness|"
        r"leg|hands?|head)|(?:wore|worn|burned|burnt) (?:himself|herself|themselves) out|"
        r"new (?:knee|hip|heart|kidney|liver|valve)|(?:nervous|nerves) (?:wreck|gave way)",
        r"(?:hasn't|has not|haven't|have not) (?:been (?:in|at work|here|back|well|seen)|"
        r"come (?:in|back)|worked)(?: \w+)? since|away since|gone since|(?:been )?(?:off|away|"
        r"out) (?:again |now |still )?(?:since|for (?:a|the|two|three|four|five|six|several|many|"
        r"\w+) (?:\w+ )?(?:weeks?|months?))|(?:the|his|her|their) back again|back trouble|bad back|"
        r"(?:at|to|from|see(?:s|ing)?|saw) (?:the|a|his|her|their) (?:doctor|doctor's|physio|"
        r"therapist|psychologist|psychiatrist|surgeon|specialist|hospital|clinic|shrink|counsellor|"
        r"chiropractor|midwife|gp)|"
        r"(?:little one|baby|daughter|son|twins|grandchild|girl|boy) (?:was|is|has been|arrived|"
        r"came)(?: \w+){0,3} (?:born|early|into the world|last night|yesterday|this morning|today|"
        r"premature\w*)|newborn|new arrival|three kilos|burn(?:s|t|ed|ing)? out|"
        r"no longer (?:recognised|recognises|knew|knows|remembers|remembered)|(?:didn't|doesn't|"
        r"did not|does not) (?:recognise|remember|know) (?:his|her|their|me|us) ?(?:wife|husband|"
        r"daughter|son|own|name|anymore|any more)|one (?:leg|arm|hand|eye|kidney|lung)|(?:half|"
        r"quarter|reduced|shorter) (?:days|hours|time) (?:since|after|because of) (?:his|her|the)|"
        r"can(?:not|'t) (?:manage|lift|stand|take) (?:any ?more|any longer|the)|"
        r"white (?:as a sheet)|grey in the face|lost (?:so much )?weight|thin(?:ner)? than",
        r"(?:got|has got|have got|going|went|fell|falls|been|being|felt|feeling|feels|became|is|"
        r"was|are|were|be|looks?|looked)(?: \w+)? (?:ill|sick|poorly|unwell|faint|dizzy|feverish)",
        r"(?:off|out|away|home|down|in bed) (?:sick|ill|with (?:the |a |an |her |his |"
        r"their )?(?:flu|cold|fever|back|knee|virus|bug|stomach|migraine|broken|bad|covid|"
        r"pneumonia|bronchitis|"
        r"burnout|stress|depression|exhaustion|concussion|infection|sprained|chest|throat|nerves|"
        r"kidney|slipped|\w+itis))",
        r"signed off|sick (?:note|day|days|list|child|pay)|called in sick|rang in sick|"
        r"phoned in sick|calls? in sick|doctor's (?:note|orders|appointment)",
        r"(?:caught|catch|has|had|got|with) (?:a|the) (?:nasty |bad |terrible |heavy )?(?:cold|"
        r"bug|virus|flu|chill|fever)|running a temperature|high temperature|stomach (?:bug|flu|"
        r"ulcer)|food poisoning",
        r"(?:his|her|their|my \w+'s|\w+'s|a|the|one|both|two|three) (?:\w+ )?(?:broken|fractured|"
        r"sprained|twisted|torn|dislocated|bruised|injured|bad|sore|swollen|frozen|artificial|new|"
        r"replaced|dodgy|wonky|stiff) "
        r"(?:back|knee|knees|hip|hips|leg|legs|arm|arms|shoulder|wrist|ankle|foot|feet|hand|"
        r"finger|thumb|toe|neck|rib|ribs|heart|lung|kidney|liver|collarbone|elbow|tendon|ligament|"
        r"disc|eye|ear)",
        r"(?:broke|breaks?|fractured|sprained|twisted|tore|dislocated|bruised|injured|hurt|cut|"
        r"crushed|smashed|burnt|burned|scalded|trapped|lost|did|put|pulled|threw|slipped|jammed|"
        r"caught|ruptured|severed|wrecked|damaged|strained) (?:(?:his|her|their|two|three|a|one|"
        r"both|some)) (?:\w+ )?"
        r"(?:back|knee|knees|hip|leg|legs|arm|arms|shoulder|wrist|wrists|ankle|foot|hand|hands|"
        r"finger|fingers|thumb|toe|toes|neck|ribs?|eye|eyes|ear|head|collarbone|elbow|tendon|"
        r"ligament|disc|achilles|muscle|hearing|sight|eyesight|voice|hair|memory|baby|tooth|teeth|"
        r"nose|skull|spine|pelvis|hamstring)",
        r"(?:his|her|their|mr \w+'s|mrs \w+'s) (?:\w+ )?(?:heart|back|knees?|hips?|shoulder|lungs?|"
        r"kidneys?|liver|nerves|hearing|eyesight|sight|memory|hands|joints|stomach|skin|thyroid|"
        r"blood|health|condition|illness|disease|mind|mood|head)"
        r" (?:is|was|are|were|has|had|have|gave|gives|went|goes|got|gets|hurts?|started|stopped|"
        r"keeps?|failed|played|acts?|won't|let|failing|aches?)",
        r"(?:heart|kidney|liver|lung|bone marrow) (?:transplant|failure|bypass|valve|surgery|"
        r"trouble|disease|condition)|bypass|pacemaker|stent",
        r"(?:knee|hip|back|heart|eye|ear|shoulder|skin|hand|foot|brain|throat|cataract|hernia|"
        r"tonsil|wisdom tooth|bowel|prostate|breast) (?:operation|surgery|replacement|problems?|"
        r"trouble|pain|injury|specialist|infection|disease|cancer|op|scan)",
        r"(?:under the knife|intensive care|emergency room|a&e|casualty department|operating table|"
        r"in a (?:cast|sling|brace|coma|hospital|wheelchair|neck brace|dark place|bad way)|"
        r"in plaster|on (?:a )?drip|on oxygen|on crutches|"
        r"on a stretcher|on the mend|on medication|on painkillers|on antidepressants|on tablets|"
        r"on the waiting list for)",
        r"(?:had|having|has|needs?|needed|got|gets|getting|awaiting|waiting for|before|after|for|"
        r"from|recovering from|the|her|his|their) (?:\w+ )?(?:operation|surgery|biopsy|transplant|"
        r"chemotherapy|radiotherapy|physio|physiotherapy|scan results|test results|blood tests?|"
        r"mri|x-?rays?)",
        r"test(?:ed|s)? positive|positive test|waiting for (?:the |her |his |their )?(?:test |"
        r"scan |biopsy |blood )?results (?:from the (?:doctor|hospital|lab)|of (?:the|her|his|"
        r"their) (?:scan|test|biopsy))",
        r"(?:all clear|back on (?:his|her|their|your|the) feet|up and about|walking again|"
        r"good as new|speedy recovery|better soon|feel better|recover soon|road to recovery|"
        r"long recovery|full recovery|fully recovered|take it easy|"
        r"has recovered|have recovered|is recovering|are recovering|recovers|in remission|(?:he|"
        r"she|they|\w+'s) (?:is |are )?(?:gets? better|getting better)|feeling (?:much )?better|"
        r"well again|healthy again|fit again)",
        r"(?:expecting|having|had|lost|due) (?:a|her|their|his|the|our|another)? ?(?:first |"
        r"second |third )?(?:baby|child|twins|triplets|little one)|(?:is|are|"
        r"'s) expecting(?! (?:a (?:\w+ )?(?:delivery|call|visit|visitor|parcel|rise)|the|to|more|"
        r"us|that|it))|"
        r"baby (?:is )?due|due date|morning sickness|in labour|gave birth|giving birth|"
        r"waters broke|(?:eight|seven|six|five|four|nine|\d+) months (?:gone|along|pregnant)|"
        r"maternity (?:leave|ward|cover)|baby bump|trying for a baby|ivf|fertility",
        r"(?:nervous|mental|complete) (?:breakdown|collapse|exhaustion)|had a breakdown|"
        r"stress(?:-related)? leave|mental(?:ly)? (?:ill|illness|unwell|exhausted|struggling)|"
        r"panic attack|panic disorder|"
        r"not (?:himself|herself|themselves|coping|sleeping|eating)|(?:end of|at) (?:his|her|"
        r"their) (?:tether|rope|wits' end)|worn (?:him|her|them)self out|(?:worked|"
        r"work) (?:himself|herself|themselves) (?:sick|ill|into)|"
        r"(?:has|have|had) been (?:so |very |really )?(?:low|down|depressed|struggling|unwell|"
        r"poorly|in a bad way|in hospital|off|under the weather)(?= (?:since|for|lately|all|after|"
        r"with|again|ever)|[.,!])|"
        r"struggl(?:es|ed|ing) with (?:his|her|their|depression|anxiety|addiction|drink|drinking|"
        r"alcohol|weight|mental|health|sleep|grief|stress|dyslexia|an? \w+ disorder)|"
        r"under the weather|in tears every|"
        r"(?:he|she|they) can(?:not|'t) (?:sleep|get out of bed|lift|hear|see|walk|use)|"
        r"could(?:n't| not) (?:get out of bed|lift (?:his|her|their) arm|walk|breathe|move (?:his|"
        r"her|their))|short of breath|chest pains?|trouble (?:breathing|sleeping|walking|hearing|"
        r"seeing)|"
        r"(?:personality|eating|anxiety|bipolar|sleep|obsessive\S*|mental) disorder|self-?harm|"
        r"drinking (?:problem|again|too much)|(?:drug|drink|gambling) problem|(?:alcohol|drug|"
        r"gambling) addiction|stopped drinking|off the (?:bottle|drink|wagon)|sober",
        r"(?:one|his|her|their|hard|deaf|blind|partially) (?:in|of) (?:one|the left|the right|his|"
        r"her|their|hearing|both)? ?(?:ears?|eyes?|hearing|sighted)|hard of hearing|"
        r"hearing (?:loss|aids?|problem|impair\w+)|partially sighted|"
        r"going (?:deaf|blind)|visually impaired|colour-?blind|(?:has|have|with|lives with|"
        r"living with|suffers? from|suffered|suffering|diagnosed with|treated for|got|having|"
        r"had) (?:a |an |the |her |his |their |severe |bad |chronic |mild |terrible |rare )*"
        r"(?:ms|als|hiv|ptsd|ocd|adhd|add|ibs|copd|rsi|parkinson's|alzheimer's|crohn's|asperger's|"
        r"down'?s syndrome|tourette'?s|lupus|gout|coeliac disease|celiac disease|pain|disability|"
        r"disease|disorder|syndrome|condition|heart|hernia|ulcer|cold|virus|infection|allergy|"
        r"rash|stammer|stutter|lump|cyst|blood clot|clot|fit|fits|accident at work)",
        r"(?:threw|throwing|throws) up|(?:got|get|had|needed|with) (?:\w+ )?stitches|bleeding|"
        r"unconscious|black(?:ed|ing) out|blood everywhere|poor health|ill health|failing health|"
        r"for health reasons|health (?:reasons|scare|problems?|troubles?|issues?|condition|took a|"
        r"is (?:not|failing))|"
        r"(?:on|takes|taking|took|taken|needs|forgot|without) (?:his|her|their) (?:meds|"
        r"medication|medicine|pills|tablets|insulin|inhaler|injections?)|rehabilitat\w+|sick-?bed|"
        r"bedridden|(?:his|her|their) illness",
        r"weight loss|lost (?:a lot of )?weight|gained weight|overweight|hot flushes|menopause|"
        r"period pains?|hysterectomy|mastectomy|prostate|vasectomy|colonoscopy|abortion|"
        r"overdose\w*",
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
    health_terms=Terms.of(
        "disease* illness illnesses ailment* influenza pneumonia bronchitis tonsillitis sinusitis "
        "meningitis "
        "appendicitis migraine* epilep* seizure* cardiac diabet* insulin cancer* tumour* tumor* "
        "chemo "
        "chemotherapy radiotherapy lymphoma leukaemia leukemia melanoma remission biopsy "
        "mastectomy "
        "dialysis hospitalis* hospitaliz* diagnos* prognosis relapse* convalesc* crutches "
        "wheelchair "
        "prosthe* dyslexi* autis* asperger* bipolar schizo* psychiatr* psychos* "
        "depressed depression depressive anxiety burnout burn-out burned-out burnt-out insomnia "
        "suicid* anorexi* "
        "bulimi* alcoholi* detox pregnan* maternity miscarr* stillborn stillbirth menopaus* "
        "endometriosis "
        "arthritis rheumat* osteopor* sciatica hernia fracture* fractured sprain* dislocat* "
        "concuss* "
        "amputat* ambulance paramedics hospice medication antibiotics antidepressant* painkillers "
        "tranquillis* parkinson's alzheimer's dementia crohn's coeliac eczema psoriasis shingles "
        "measles tuberculosis hepatitis contagious quarantine* asthma* paralys* stammer* stutter* "
        "tourette* ptsd adhd ocd covid corona vertigo tinnitus vomit* nausea fainted fainting "
        "collapsed feverish unwell  thrombosis sepsis aneurysm embolism "
        "cirrhosis gastritis colitis diarrhoea jaundice anaemi* anemi* rehab rehabilitation "
        "pacemaker limping "
        "wheelchairs stroke-stricken disabled disability handicapped sick-leave"
    ),
    health_words=stems(
        "illness cancer burnout depression pregnancy diagnosis diagnosed migraine medication "
        "diabetes dementia miscarriage epilepsy asthma concussion pneumonia chemotherapy "
        "leukaemia arthritis hospital hospitalised surgery tumour autism adhd vertigo insomnia "
        "bipolar sepsis",
        "en",
    ),
    not_health=pattern(
        r"(?:machine|line|engine|press|pump|motor|system|server|car|van|lorry|truck|computer|"
        r"printer|market|economy|sales|business|bus|crane|boiler|network|"
        r"patient record)s? (?:\w+ ){0,2}(?:died|collapsed|recovered|recovers|broke down|is sick|"
        r"was sick|is ill|is depressed|got better|is better|feeling better|burnt out|burned out|"
        r"had a (?:breakdown|fit|seizure|stroke))",
        r"(?:data|file|disaster|heat|energy|economic|cost|debt|market|disk|system) recovery|"
        r"scar tissue|home ?sick|sea ?sick|love ?sick|sick and tired|worried sick|lame excuse|"
        r"blind (?:spot|test|tasting|date|alley)|"
        r"(?:health|safety|medical|hospital|pharma\w*|disability|accessibility|"
        r"mental[\s-]health) (?:care|industry|technology|sector|week|day|course|training|"
        r"equipment|devices?|project|customer|client|check list|budget|talk|webinar|policy|"
        r"awareness)",
        r"broken (?:sensor|machine|link|bolt|english|window|part|pump|line)s?|bad (?:back-?up|"
        r"leg of|hand of)|stroke (?:of|order|engine)|two-stroke|four-stroke|(?:paint|brush|piston|"
        r"swim) ?strokes?|in stitches|pain in the neck|pain points?|no pain|"
        r"headache for|nervous energy|exhaust (?:pipe|fan|system|gas|valve)|operation (?:manual|"
        r"hours|costs?|mode|theatre)|in operation|came into operation|(?:a|the) (?:big|smooth|"
        r"whole|crane|rescue) operation|"
        r"(?:accident|injury|sick(?:ness|[\s-]leave)?|sick-leave|fall) (?:free|rates?|figures|"
        r"statistics|numbers|prevention|reports?|days? (?:fell|dropped|rose|went))|(?:no|zero|"
        r"without) (?:accidents?|injur(?:y|ies))|accident-free|"
        r"(?:diagnos\w+|cured?) (?:the )?(?:fault|problem|machine|engine|error|software|ham|"
        r"concrete|resin|paint|meat)|resin|concrete|fever of|cabin fever|spring fever|gold fever|"
        r"world cup fever|infectious (?:laugh\w*|smile|enthusiasm|energy)|"
        r"contagious (?:laugh\w*|smile|enthusiasm|energy|joy)|virus (?:scan|protection|alert)|"
        r"computer virus|allergic to (?:mon\w+|early|change|nonsense)|addicted to|addictive|"
        r"(?:coffee|chocolate|work|sugar)aholic|coffee addict|workaholic|"
        r"schizophrenic|autistic about|disabled (?:the|access|toilet|parking|account|button|"
        r"feature)|sober (?:look|design|colours?)|exhausted but happy|therapy dog|dog therapy|"
        r"retail therapy|psycholog(?:y|ical) (?:safety|of)|psychological(?:ly)? (?:safe|safety)|"
        r"blood (?:donor|donation|oranges?|drive)|donat\w+ blood|"
        r"first[\s-]aid\w*|defibrillator|(?:flu|covid) (?:jabs?|season)|vaccination (?:day|"
        r"offered)|bandage[sd]? (?:in turn|once|each)",
        r"sick of",
        r"hospital (?:laundry|district|kitchens?|beds?|project|roof|lifts?|customers?|wards?|"
        r"departments?|staff|corridors?|order|orders|site|extension|pharmacy|food)",
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
        r"\w*(?:leader|manager|boss|director|operator|supervisor|foreman|apprentice|trainee|"
        r"colleague|workmate|neighbour)(?:'s)?",
        r"(?:the|a|this|our|my|one|another|every) (?:\w+ ){0,2}(?:nurse|doctor|welder|fitter|baker|"
        r"cook|chef|cleaner|clerk|engineer|mechanic|operator|electrician|plumber|painter|carpenter|"
        r"assistant|"
        r"secretary|accountant|designer|developer|planner|buyer|seller|cashier|waiter|waitress|"
        r"pensioner|veteran|volunteer|student|newcomer|mentor|trainer|coach|partner|friend|lady|"
        r"woman|man|guy|girl|boy|lad|kid|"
        r"child|baby|couple|family|temp|guard|officer|pilot|captain|courier|postman|farmer|owner|"
        r"founder|chairman|landlord|caretaker|porter|widow|regular|person|member|employee|worker|"
        r"docker|foreman|packer|picker)",
        r"(?:everyone|everybody|nobody|anyone|no one|many|several|some|half|most|three|four|five|"
        r"two|both|all|another|one) (?:of (?:us|them|our|the|my)|in (?:the|our)|from (?:the|our))|"
        r"(?:the|our|half the|whole|night|day|morning|late|early) (?:\w+ )?(?:team|shift|crew|gang|"
        r"department|office|kitchen crew|ward|class|squad|bunch)|"
        r"herself|himself|themselves|mr|mrs|ms|dr|mum|dad|mother-in-law|grandmother|grandfather|"
        r"grandma|grandpa|uncle|aunt|cousin|sister-in-law|children|kids|"
        r"employees?|staff|workers?|co-?workers?|colleague's|boss's|\w+mates?|pupils?|students?|"
        r"members?|veterans?|people|folks",
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
    clause_end=re.compile(
        r"[,;:()\u2013\u2014]|\s-\s|\b(?:and|but|while|because|so|although|then)\b"
    ),
    myself=pattern(r"i|i'm|i've|i'd|my|me|myself"),
    disclosed=pattern(
        r"(?:my|our) (?:\w+ )?(?:employer|workplace|shift|bench|boss|manager|foreman|department|"
        r"production|line|hall|canteen|site|lab|design|engineers|welders|designers|colleague|crew|"
        r"payslip|badge|desk|office)|i(?:'ve| have) (?:been )?(?:worked|been) (?:here|there|"
        r"with us)|we (?:have )?(?:test|tested|pack|packed|ship|shipped|assemble|service|serviced|"
        r"paint|weld|put together|invented|manufacture|improved|worked on|call it)|"
        r"i(?:'m| am) (?:the|one of the|an?) (?:\w+ ){0,2}(?:people|person|engineer|designer|"
        r"welder|fitter|developer|tester|assembler|nurse|planner|employee|trainee|apprentice|"
        r"team)|i(?:'ve| have) (?:\w+ )?(?:built|made|designed|assembled|tested|installed|sold|"
        r"painted|welded|worked)|(?:full )?disclosure|(?:yes|and yes|admittedly),? i work|biased|"
        r"where i work|made by us|from our|of ours|one of ours|we (?:who )?work (?:at|for|here)|"
        r"started (?:at|with|here)|new (?:job|role) (?:at|with)|employee|employed|pays? me|hired|"
        r"my first (?:week|month|year)",
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
        r"(?:our|an|the|my) (?:own )?(?:internal|in-house|unpublished|"
        r"confidential) (?:\w+ ){0,2}(?:survey|study|research|report|data|figures|statistics|"
        r"stats|measurements|tests?|poll|findings|numbers|analysis|audit|trial|dashboard|memo)",
        r"our (?:own )?(?:\w+ ){0,2}(?:measurements|trials?|experiments|audit|logs?|records|"
        r"dashboard|calculations|statistics|stats|lab|laboratory|sensors|customer feedback|"
        r"feedback|questionnaire) (?:\w+ )?(?:shows?|says?|found|finds?|proves?|tells?|reveals?|"
        r"confirms?|suggests?|indicates?|counted|measured)",
        r"(?:from|according to|based on|as per|in|by|per) (?:our|the company's|"
        r"my employer's) (?:own )?(?:\w+ ){0,2}(?:trials?|experiments|audit|logs?|records|"
        r"dashboard|calculations|questionnaire|barometer|feedback|measurement|lab|laboratory|"
        r"materials?|handbook|presentation|intranet|memo|white ?paper|interviews)",
        r"we (?:found|have found|know|can show|have shown|proved|have proved|"
        r"discovered)(?: out)? (?:from our \w+ )?that (?:\w+ )*?(?:\d|half|twice|most|one in|"
        r"two in|nine|eight|seven|three|more|fewer|less)",
        r"(?:a|one|our|last year's|this year's|the latest) (?:\w+ )?(?:staff|employee|customer|"
        r"personnel|in-house|satisfaction|wellbeing|job satisfaction) (?:survey|poll|study|"
        r"barometer|questionnaire)",
        r"(?:from|according to|based on|as per|in|by)\s+our\s+(?:own\s+)?(?:\w+\s+){0,2}"
        r"(?:survey|study|research|report|data|figures|statistics|stats|measurements|tests?|"
        r"brochure|archives?|slides?|deck|poll|findings|experience shows|numbers|analysis|"
        r"database|magazine|newsletter)",
        r"our\s+(?:own\s+)?(?:\w+\s+){0,2}(?:survey|study|research|report|data|figures|"
        r"statistics|poll|tests|numbers|analysis|findings)\s+(?:\w+\s+)?(?:shows?|says?|found|"
        r"finds?|proves?|tells?|reveals?|confirms?|suggests?)",
    ),
    share_of_ours=pattern(
        r"\d[\d.,]{0,9}\s?(?:%|per\s?cent|percent) of (?:us|the (?:staff|team|crew|shift|plant|"
        r"firm|company|workforce|orders|deliveries))|(?:half|most|one in (?:three|four|five|ten)|"
        r"two thirds|three quarters) of (?:us|the (?:staff|crew|workforce))(?= (?:said|say|would|"
        r"want|feel|answered|think))",
        r"(?:half|a third|a quarter|two in three|three in four|one in (?:three|four|five|ten)|"
        r"two out of three|three out of four|four out of five|nine in ten|eight in ten|"
        r"every (?:second|third|fourth|fifth|tenth)|"
        r"\w+ in (?:ten|three|four|five)|the majority|over half|more than half|almost all|"
        r"nearly all)(?: of)? (?:of )?our (?:\w+ )?(?:customers?|clients?|users?|staff|employees?|"
        r"people|readers|guests|members|machines|deliveries|orders|products|colleagues|drivers|"
        r"passengers|patients|visitors|tenants|students|workers)",
        r"(?:\d[\d.,]{0,9}\s?(?:%|per\s?cent)|\w+ (?:out )?of (?:ten|10)) (?:of )?(?:our|"
        r"the) (?:\w+ )?(?:machines|deliveries|orders|products|colleagues|drivers|passengers|"
        r"patients|visitors|tenants|students|workers|respondents|welders|nurses)(?= (?:said|say|"
        r"would|answered|told|feel|felt|think|arrive|are|were|have|had|want|prefer|come))",
        r"(?:\d[\d.,]{0,9}\s?(?:%|per\s?cent)|(?:six|seven|eight|nine|"
        r"\d+)\s+(?:out\s+)?of\s+(?:ten|10)|three quarters|two thirds|"
        r"most)\s+of\s+our\s+(?:\w+\s+)?(?:customers|clients|users|staff|employees|people|"
        r"readers|guests|members)",
        r"(?:six|seven|eight|nine|\d+)\s+out\s+of\s+(?:ten|10)\s+(?:of\s+our\s+)?(?:customers|"
        r"clients|users)",
    ),
    measured=pattern(
        r"we (?:have |ourselves |also |just )*(?:tried|timed|weighed|tracked|logged|monitored|"
        r"studied|interviewed|analysed|analyzed|ran (?:the|a|our) (?:numbers|test|survey|trial|"
        r"pilot)|did (?:a|our own) (?:test|survey|study))",
        r"(?:our|in our|in my) (?:own )?(?:tests?|trials?|measurements?|lab|laboratory|pilot),?",
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
        r"as (?:told|reported|published) (?:in|on|by)|press release|(?:our|the|"
        r"from the) (?:public )?(?:annual|sustainability) report|(?:published|public|"
        r"open) (?:report|study|figures|data|results|survey|statistics)|(?:on|"
        r"from) our (?:website|home ?page|blog)|find (?:it|them|the (?:report|study|"
        r"results)) (?:on|at|here)|read (?:more|it|the (?:report|study)) (?:on|at|here)|"
        r"according to (?:the )?(?:\w+ )?(?:ministry|institute|university|statistics|newspaper)",
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
        r"(?:📷|📸|🖼️?)|(?:this|these|my|our|today's) (?:\w+ )?(?:picture|photo|photograph|image|"
        r"snapshot|selfie|pic|snap)s?|(?:the|an old|a) (?:\w+ )?(?:picture|photo|photograph|image|"
        r"snapshot|selfie|pic|snap)s? (?:is|was|were|are|shows?|says?|tells?|taken|from|proves?|"
        r"below|above|here|attached|captures?)|(?:picture|photo|photograph|image|"
        r"pic)s? (?:attached|below|above|in the comments)|^(?:an? )?(?:\w+ )?(?:picture|photo|"
        r"pic)s? (?:of|from)|(?:picture|photo|pic) proof|as (?:you can see|the (?:picture|photo)|"
        r"seen|shown|pictured)|"
        r"(?:took|taken|snapped|shot|posting|sharing|sharing a|here are|enjoy|add(?:ed|ing)|"
        r"attach(?:ed|ing)) (?:\w+ ){0,3}(?:photos?|pictures?|pics?|selfies?|snaps?|photographs?)|"
        r"(?:before|after) and (?:before|after) (?:photos?|pictures?)|(?:screenshot|infographic|"
        r"poster|chart|graph) (?:below|above|attached|shows)|on the (?:left|right)(?:,| is| in)|"
        r"caption this|from left to right|left to right|behold",
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
        r"(?:no|without|forgot|instead of|never|not) (?:\w+ ){0,3}(?:pictures?|photos?|selfies?|"
        r"pics?|photograph)|picture (?:books?|frames?|of health)|in the picture about|put (?:you|"
        r"me|us|her|him) in the picture|photos? (?:are|were|is) not (?:allowed|permitted)|"
        r"photo (?:shoot|lab|shop)|took part|(?:paint|painted|painting|draw|drew|get|"
        r"got) (?:\w+ )?pictures?",
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
    hashtag_words=vocabulary.ENGLISH
    | frozenset(
        "tuned stay best ever team life love my our worth waiting wait finally home sweet away "
        "days night shift nightshift fun facts fact truth honest talk real talk small big wins win "
        "early bird late coffee lover behind scenes scene next level chapter step by ready set go "
        "lets get it done job jobs well made proudly better safe than sorry every counts count "
        "matters matter handle hands handmade boots boot bolt bolts nut bolt torque lunch brunch "
        "coffee crew lads girls vibes mood feels squad gang life lives living lover lovers goals "
        "bakery baker bakers welder welders nurse nurses driver drivers engineer engineers roof "
        "roofing paint painter wood steel iron sparks spark grease noise dawn dusk shifts nights "
        "mornings mondays fridays weekends tuesdays thursdays payday tired awake pride grow share "
        "caring cares lead leads digital sustainability sustainable innovation innovate circular "
        "economy zero carbon net plan planet recycle recycling reuse repairing fixing making "
        "building baking cooking driving sailing cleaning teaching nursing hiring moving growing "
        "winning trying proudly hard soft old school new normal throwback flashback motivation "
        "inspired inspire grateful thankful blessed gratitude appreciate customers customer "
        "service first aid kit tool box toolbox belt hat hats helmet vest glove gloves mask masks "
        "zone site sites load loads truck trucks lorry van vans bus buses train trains tram crane "
        "cranes forklift ship shipyard harbour port ferry rail rails road roads bridge bridges "
        "tunnel house houses homes kitchen oven bread loaf cake tea time out wins loss win lose "
        "fail fails mistakes happen happens learned lesson lessons tips trick tricks hack hacks "
        "ask asks anything everything something someone everyone anyone who whose which whom dont "
        "cant wont isnt im ive lets its thats were youre theyre "
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
        "manship",
        "working",
        "making",
        "building",
        "keeping",
        "smith",
        "craft",
        "crafts",
        "man",
        "men",
        "woman",
        "women",
        "house",
        "yard",
        "proof",
        "wear",
        "ware",
        "care",
        "ful",
        "less",
        "able",
        "graphy",
        "metry",
        "ics",
        "ist",
        "ists",
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
        r"i could have (?:hugged|kissed|cried|danced|laughed|sung)|(?:best|nicest|worst|finest|"
        r"loveliest|sweetest|only) \w+ i (?:know|have|need|want|ever|can)|i ended up"
        r"",
        r"(?:there,? )?i said it|in my book|if you ask me|(?:unpopular|honest|personal) opinion|"
        r"hot take|change my mind|hand on heart|i stand by|i(?:'m| am) (?:firmly |very much |all |"
        r"totally |strictly )?(?:in (?:the|favour|two minds)|against|for (?:the|it)|on the side of|"
        r"with (?:the|those) who|a \w+ (?:person|guy|man|woman|girl) )|(?:give|gives) me (?:a|the|"
        r"an?) \w+ (?:any day|every time)|that's (?:why|"
        r"how) i|that is (?:why|how|what) i|i don't (?:do|care|mind|believe|think|want|need|like|"
        r"trust|buy|see why)|i do not (?:do|care|mind|believe|think|want|need|like|trust|see why)|"
        r"i never (?:thought|knew|wanted|tire|regret|get|believed|dreamed)|i went back (?:to|"
        r"because)|i can't (?:stand|imagine|think|help|do without)|i know (?:now|why)|"
        r"i(?:'ve| have) (?:come to|learned|learnt|started to|stopped|always|never|grown|decided|"
        r"changed|found (?:that|out))|not for me|(?:this|that)(?:'s| is) why|"
        r"(?:and )?i mean it|call me (?:old|a|crazy|boring|sentimental)|"
        r"my (?:kind|idea) of|my (?:whole |entire )?(?:reason|why|rule|view|hope|dream|trick)"
        r"|i still (?:get|feel|think|love|smile|remember|believe|hear|dream|can't|"
        r"cannot)|i realise|i realize|i hated|i loved|i was (?:scared|terrified|afraid|ashamed|"
        r"wrong)",
        r"i (?:\w+ )?(?:chose|choose|became|become|decided|stopped|quit|gave up|promised|swore|"
        r"vowed|started|began|applied|signed up|stayed|stay|switched|went into|came (?:back|here)|"
        r"left|joined|got into|volunteered)(?: \w+){0,8} (?:because|since|so that)",
        r"(?:i|i'm|i've|i'd|me|my)\b[^.!?]{0,90}\bbecause\b(?! of (?:the|a) (?:weather|rain|snow|"
        r"traffic|strike))",
        r"because (?:i|i'm|i've|i'd|it (?:makes|gives|keeps|reminds) me|my)(?= )",
        r"(?:the|one|a big|main|biggest|real) (?:\w+ )?reason (?:why |that )?(?:i|i'm|i've)|"
        r"my (?:\w+ )?reasons?|(?:that|"
        r"this|it)(?:'s| is| was)(?: exactly| also)? (?:the reason|why|what)(?: \w+){0,2} (?:i|me|"
        r"my|keeps|got)",
        r"(?:keeps?|kept|drives?|drew|draws|got|gets|brought|brings|moves?|motivates?|inspire[sd]?|"
        r"attract\w*|fascinates?|excites?|pulls?|pushe[sd]|struck|touche[sd]|humble[sd]|bothers?|"
        r"bothered|annoy\w*|scares?|scared|worrie[sd]|amaze[sd]|delight\w*|surprise[sd]|impress\w*|"
        r"reward\w*|calms?|energi[sz]e\w*|"
        r"thrill\w*|interests?|puzzle[sd]|stuck with|stays? with|stayed with|haunts?|changed|"
        r"changes|convinced|hooked|saved|shaped|formed) (?:me|my mind|my (?:life|day|week|view|"
        r"thinking|way))(?! (?:at|in|to) \d)",
        r"(?:gives?|gave) me (?:\w+ )?(?:energy|hope|joy|goosebumps|chills|peace|pleasure|"
        r"strength|purpose|a (?:kick|reason|lump|sense|feeling|lift|smile)|confidence|courage|"
        r"the (?:feeling|courage))",
        r"(?:matters?|means?|meant|mattered|worth|important|dear|special) (?:so much |a lot |"
        r"more |most |everything |the world |a great deal )?to me|for me,? (?:it is|it's|that is|"
        r"that's|this is|personally|work is)|to me,? (?:it is|it's|that is|that's|this is)|"
        r"what (?:matters|counts|gets|keeps|drives|moves|makes|made|gives|brings|bothers|"
        r"surprised) me",
        r"i (?:would|could|will|'d|'ll)? ?(?:not|never) (?:\w+ )?(?:swap|trade|change (?:it|jobs|"
        r"places|this)|forget|go back|give (?:it|this) up|tire|regret\w*|get (?:tired|enough|used|"
        r"bored)|want (?:any|another)|look(?:ed)? back|stop(?:ped)?|felt|do anything else|"
        r"think of it)|(?:wouldn't|won't|couldn't|can't|haven't|don't|didn't) (?:ever )?(?:swap|"
        r"trade|change (?:it|jobs|places)|"
        r"forget|go back|imagine|regret|get enough|look back|think i would|know i could|expect|"
        r"want to be|dare)",
        r"i(?:'d| would) (?:rather|do it (?:all )?again|choose|pick (?:this|it)|still|"
        r"say (?:that )?(?:it|the|this)|recommend|love to|like (?:people|more|others|us|"
        r"everyone) to)|i prefer|i choose|i want (?:people|others|somebody|someone|every\w*|"
        r"to (?:be|understand|keep|work|go on))|all i (?:want|wanted)|i do (?:it|this|"
        r"what) (?:for|because|i)",
        r"i (?:have |had |just |finally |only |never |slowly |then |suddenly |still |also |really |"
        r"always |once |first )*(?:understood|realised|realized|learned|learnt|discovered|"
        r"figured out|saw that|noticed|remembered|grasped|came to (?:see|think|love|like|"
        r"understand)|fell in love|"
        r"was wrong|got it wrong|had it wrong|changed my mind|feared|dreaded|trust|trusted|"
        r"admire[ds]?|treasure|value|respect|cherish|appreciate how|live for|care about|care for|"
        r"thrive|daydream|dreamt|dreamed|enjoyed|loved|liked|hated)(?! like (?:a|the) (?:file|"
        r"meeting))",
        r"i(?:'m| am| was| feel| felt|'ve been| have been| get| got| still get|"
        r" still feel) (?:\w+ )?(?:grateful|thankful|tired of|terrified|shy|shocked|stunned|"
        r"speechless|content|at home|alive|useful|needed|at peace|honoured|privileged|addicted|"
        r"homesick|jealous|embarrassed|overwhelmed|emotional|goosebumps|butterflies|a kick out|"
        r"angry|frightened|hopeful|optimistic|worried|obsessed|passionate|enthusiastic|"
        r"allergic to)",
        r"i (?:used to|never used to|grew up|always (?:wanted|thought|knew|dreamed|dreamt|loved|"
        r"liked)|have always|had always|still (?:think|get|feel|remember|love|believe|smile|hear|"
        r"have (?:the|that))|no longer|can still|can't help|cannot help|could not help|"
        r"couldn't help|for one|know (?:how|what) it (?:feels|is like|means)|know why|"
        r"keep (?:thinking|coming back|wondering)|get to)",
        r"(?:as a (?:child|kid|boy|girl|student|trainee|beginner)|when i was (?:a|an|little|young|"
        r"new|small|\w+teen|\d+|in)|in my (?:first|early|younger|own|\w+ties)|years ago,? i|"
        r"ten years ago i|once upon a time i|since then,? i|ever since,? i|from (?:then|"
        r"that day) on,? i|now i (?:know|understand|see|think|ask|write|say|always|check|listen|"
        r"start|never)|today i (?:know|understand|would)|these days i|nowadays i|after that,? i)",
        r"my (?:(?:grand)?(?:mother|father|mum|dad|ma|pa)|parents|uncle|aunt|teacher|daughter|"
        r"son) (?:always |used to |once |still )?(?:said|say|says|told|taught|worked|was|did|made|"
        r"built|had|asked|asks|thinks|showed|would)|reminds? me|reminded me|i am reminded|"
        r"makes me want|made me want|taught me|teaches me|it dawned on me|lesson (?:learned|"
        r"learnt|for me)|my lesson|lump in my throat|tears? in my|my heart|goosebumps|butterflies",
        r"my (?:biggest|greatest|best|worst|happiest|proudest|favourite|small|little|personal|"
        r"secret|guilty|humble|own) (?:\w+ )?(?:moment|moments|lesson|mistake|pleasure|joy|day|"
        r"memory|reason|opinion|dream|fear|wish|reward|belief|rule|takeaway|insight|victory|win|"
        r"pride|part|surprise|hope|regret|success|motto|goal|view)|my (?:pride|motto|dream|"
        r"takeaway|belief|philosophy|rule|conviction|passion|calling|motivation|advice)|"
        r"i take pride",
        r"(?:best|nicest|loveliest|finest|worst|hardest|funniest|strangest|prettiest|"
        r"most (?:beautiful|important|rewarding|honest|useful|fun|satisfying|"
        r"\w+)) (?:\w+ )?(?:part|bit|thing|moment|feeling|job|minute|hour|sound|smell|view|lesson|"
        r"compliment|feedback|day|advice|thank-you|reward|office)(?: \w+){0,3} (?:about|of my|"
        r"of this|of the job|i|when)",
        r"(?:there is|there's|nothing|hardly anything|few things) (?:nothing |something |"
        r"no \w+ )?(?:\w+ )?(?:beats?|better than|quite like|like (?:the|a|that|when|seeing|"
        r"hearing)|as (?:good|satisfying) as)|never gets old|worth every|"
        r"it feels? (?:\w+ )?(?:good|great|right|strange|odd|wonderful|unreal|wrong|lovely|warm|"
        r"special|important)|it felt like|felt (?:good|great|right|strange|proud|seen|like)|"
        r"what a feeling",
        r"i am (?:here|in this job|in this trade|in it) (?:for|because|to)|i'm (?:here|"
        r"in this job|in this trade|in it) (?:for|because|to)|why (?:i'm|i am|i've|"
        r"i have) (?:\w+ )?(?:still|here|in|doing|so|a|never|been|stayed)|i work (?:here|in|with|"
        r"as|at)\b[^.!?]{0,40}\b(?:because|so that|for the)|(?:i|me) too,? (?:was|had|have)",
        r"i (?:really |also |just |secretly |simply |quietly |openly |particularly |especially |"
        r"sometimes |always |still |absolutely |do )+(?:like|love|enjoy|miss|hate|admire|want|"
        r"need|value|feel|hope|care|mean it)|i like|i love|i enjoy|i(?:'m| am) (?:a )?(?:fan|"
        r"believer|big fan)|(?:who|what) would have (?:thought|guessed)|i had no idea|"
        r"i did not (?:know|expect|think|believe|dare|understand)|little did i know",
        r"i(?:'m| am| was| feel| felt|'ve been) (?:\w+ ){0,2}(?:prouder|excited|thrilled|lucky|"
        r"touched|amazed|sad|scared|afraid|ashamed|humbled|nervous|hooked|delighted|impressed|"
        r"happier|in love|convinced)",
        r"why do i|why i",
        r"it took me",
        r"i would say",
        r"changed my (?:days|mind|life|work)",
        r"i (?:\w+ )?(?:sleep better|wish(?! (?:you|them|her|him|everyone|all))|miss|hate|care|"
        r"wonder|dream|"
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
        r"i (?:\w+ )?(?:believe|find (?:it \w+ )?that|feel that|figure|reckon)|i (?:still |"
        r"really |honestly |always |often )?think(?= (?:that|of|about|we|people|everyone|every|"
        r"the|this|more|you|it is (?:the|a|worth|important|time)))",
        r"(?:best|nicest|hardest|finest) part of my",
        r"i used to",
        r"are why i",
        r"i never get tired of",
        r"taught me",
        r"i remember",
    ),
    not_own_reason=pattern(
        r"i (?:would|'d) (?:like|love) (?:to|your|a|some|you)"
        r"|i (?:think|believe|find|guess|suppose) (?:so|not|"
        r"it is on|it's on|(?:the|it) (?:file|key|meeting|bus|lift|shop|office))|i hope (?:you|to|"
        r"it|that|everyone|all|they|she|he)|i care for your|"
        r"i like your (?:post|picture|comment)|(?:if|do|did|would|should|may|can|could) i (?:like|"
        r"love|enjoy|think|feel)|because (?:it was|the) (?:closed|raining|late|dark|monday|friday|"
        r"shop|road|lift|bus|truck)|i noticed (?:the|a) (?:typo|time|door)|for me,? please|"
        r"i wonder if (?:you|anyone|anybody|someone) (?:could|can|has|have)|"
        r"feels like (?:monday|friday|winter|summer|minus)|felt like (?:an hour|ages)|"
        r"best (?:part|thing) (?:about|of) (?:a |the )?(?:friday|weekend|sandwich)|i remember to|"
        r"we are proud|proud (?:sponsor|partner|owner)",
        r"because (?:of|it was (?:raining|closed)|the (?:shop|road|office|weather))",
        r"i think (?:it was|the meeting|the file|we meet)",
        r"would i like",
        r"if i like",
        r"do i think",
    ),
    thanks=pattern(
        r"take a bow|(?:you're|you are|she's|he's|she is|he is|they are|they're) (?:a |an |the |"
        r"absolute )?(?:star|stars|legends?|gems?|heroes|hero|lifesavers?|angels?|treasures?|"
        r"godsend|rock)|(?:my|our|the) hero(?:es)?|credit where|full (?:credit|marks) to|"
        r"hand(?:s)? up for|here's to (?:you|the|our|my|[A-Z]\w+)|love you (?:all|guys|lot)|"
        r"owe (?:you|him|her|them|\w+)",
        r"thanx|thx|ty\b|cheers,? (?:everyone|everybody|all|folks|team|mates?|lads|guys)|"
        r"a thousand thanks|thankful(?: to| for)?(?: \w+){0,4}|gratitude(?: \w+){0,4}|"
        r"with gratitude",
        r"(?:could|would)(?:n't| not| never) have (?:\w+ ){1,6}without (?:you|her|him|them|"
        r"the \w+|my \w+|our \w+|[A-Z]\w+)|without (?:you|her|him|them|[A-Z]\w+|"
        r"our \w+)(?: \w+)?,? (?:i|we|this|it|nothing|none)(?:'d| would| could)",
        r"(?:big|warm|special|sincere|heartfelt|huge|massive) (?:hand|thank-you|thank you|thanks|"
        r"applause|round of applause|praise|respect|credit|shout-?out)|round of applause|(?:props|"
        r"respect|credit|applause|compliments|congratulations|congrats|flowers|medal|hugs?) (?:to|"
        r"for|goes to|go to)(?: \w+){0,4}|"
        r"(?:raise|raised|lift) (?:a|my|our) (?:glass|cup|mug|hat)(?: to)?|(?:take|took|taking|tip|"
        r"tipped) (?:off )?my hat(?: off)?(?: to)?|you (?:rock|saved (?:my|the|our) (?:day|week|"
        r"skin|bacon))|saved (?:my|our) (?:day|skin|bacon|week|life)|i owe (?:you|him|her|them|it)|"
        r"much obliged|i'm indebted|i am indebted|so grateful|grateful (?:to|for|that)|"
        r"deserves? (?:a |the |all the |our |my |more )?(?:medal|thanks|praise|credit|applause|"
        r"raise|hug|cake|flowers)|"
        r"what would (?:i|we) do without|(?:we|i) (?:really |truly |do )?appreciated?(?! that)|"
        r"appreciate (?:it|you|the|that|how)|you made (?:my|our)|hero(?:es)? of the (?:day|week)|"
        r"bless (?:you|her|him|them)",
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
        r"thanks,? (?:but|i'll pass)|thanks (?:him|her|them|us|the customer)(?: \w+)*|praise for|"
        r"without (?:you|a \w+) (?:knowing|noticing|asking)|in no thanks|thankfully|"
        r"appreciates? in value|a thankless|(?:ask|asked|asking|expect|expecting|"
        r"waiting) for (?:a )?(?:thanks|thank-you)|(?:never|nobody|no one|not|"
        r"hardly) (?:\w+ ){0,3}(?:says?|said|got|gets|hears?|heard|a) (?:a )?thank(?:s| you)|"
        r"thanks to (?:a|an|that|this|those|these|all (?:the|that)|some|one|no|good|bad|lower|"
        r"higher|global|climate|strong|weak|poor|my own|two|three|ai|the (?:new|old|cold|heat|"
        r"wind|sun|storm|strike|delay|machine|software|system|update|sensor|robot|discount|"
        r"weather))(?: \w+)*",
        r"no,? thanks?(?: you)?",
        r"thanks,? but no",
        r"thanks to (?:the )?(?:rain|snow|weather|frost|discount|new|a|cheap|our|its|their|"
        r"software|automation|better|this)(?: \w+)*",
        r"thank-you (?:cards?|notes?|letters?)",
        r"thankless",
        r"thanks for nothing",
    ),
    asks=pattern(
        r"anyone (?:else|know|knows|got|have|tried|here)(?: \w+){0,8}\?",
        r"(?:please |do |so |now |and )?tell (?:me|us)(?: in the comments)?,? (?:how|what|which|"
        r"where|who|when|why|if|whether|about|your|in)",
        r"(?:let me|let us) know (?:how|what|which|where|if|whether|your|in|who)|(?:curious|keen|"
        r"eager|interested|happy|nice|fun|would love|'d love|would like|'d like|love) to (?:hear|"
        r"know|learn|read) (?:how|what|which|where|your|from|about|who|if|more|other|others|"
        r"whether)|"
        r"(?:curious|wondering) (?:how|what|which|if|whether|about how) (?:you|others|other|anyone|"
        r"people)|share your|drop (?:your|a) (?:\w+ )?(?:tips?|comment|answer|thoughts?|favourite)|"
        r"your (?:tips|thoughts|turn|ideas|experiences?|suggestions)(?: \w+)? (?:are )?(?:welcome|"
        r"please|below|in the)|"
        r"(?:any|all) (?:tips|ideas|suggestions|advice|thoughts)(?: \w+)* (?:welcome|appreciated|"
        r"please)|(?:tips|ideas|suggestions|advice|answers) (?:are )?(?:very |most )?welcome|"
        r"ask me anything|i wonder (?:how|what|which) (?:you|others|other)",
    ),
    not_asked=pattern(
        r"(?:asked|asks|ask|asking|wondered|wonders|said|says|shouted|whispered|question was|"
        r"question is|question|answer)(?: (?:me|us|her|him|them|the \w+|my \w+|"
        r"our \w+))?\s*[:,]\s*\W?",
    ),
)
