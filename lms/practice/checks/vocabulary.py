"""Everyday words by which run-together hashtags are taken apart, from our own course texts."""

from __future__ import annotations

ENGLISH = frozenset(
    """
able about above accept access accident accord account accounts acquaintance act activity acts
actually add added address addresses adds admired advertisement advertising advice advise advocacy
afraid after afternoon afterwards again against ago agree agreed agreement alarm all allowed
allows almost alone along aloud already also alternative always among and anger angry announce
announced announcement annual another answer answered answering answers any anybody anyone
anything anywhere apart apologise apology app appear applicants applies approved are around
arrives arrow arrows art article ask asked asking asks attempt audience authorities authority
autumn avoid away back background bad badge badly baked baker bakery ban bank banned bar basics
became because become becomes bed been before beforehand began begin beginner beginning begins
begun behind being believe belong belongs belt beside best better between bicycle bicycles big
bigger bill birth black blackmail blame block blue board boat books boots boss both bottle bought
boundary box boxes boy brake brakes breach breaches break breaks breath bridge bring brings
brochure broken brought bubble build building built bus business busy but button buy buyer buys
cake calendar call called caller calls calm came camera can cannot canteen capital caption
captions car card cards care careful cares carried carries carry carrying case cause causes cent
central centre certain certificate chain change changed changes changing channel channels chapter
charge chart chat check checked chief child children choice choose choosing chose chosen circle
city claim claims clapping class classmate clean cleaner cleaning clear clearly clever clicked
clicks client clinic clip clock clocks close closed closes clothes clumsy coast code codes coffee
cold colleague colleagues colour colours come comes coming comment comments common company
compared competitor complaint concern concerns conditions confidential confirm connection consent
constitution consumer contact contacts content contract control conversation cook cooking copy
corner corners correct corrected correction corridor costs could count counted counter counting
country counts course courses court cousin cover covers crane crew crises crisis critical
criticism cross cup curious customer customers cut cyber danger dare data date dates daughter day
days deal dealing deals dear decide decided decides decision decisions deed deeds deepfake defend
delay delete deleted deliveries delivery dental depends depot description deserve deserves desk
detail details development dialogue did different differently dinner directly director disagree
does doing done door doors dose double doubt dough down draft draw drawer drawing drawings drawn
draws drew drive driver drivers drives drop dry drying dsa during duties duty each earlier early
earned easier easiest easily easy effect eight either electrician electricity eleven else
elsewhere emergency emoji employee employees employer employment empty end ended ends enjoy enjoys
enough entrusted even evening evenings event events ever every everybody everyday everyone
everything exactly example excuses executive exist expect expected experience explain explaining
explains explanation expression external extra eye eyes face faces fact facts factual fair fake
fall falls false family far fault fear feed feedback feel feeling feels fellow felt few fewer
field fields fifteen fifth fifty figure figures file fill fills film filmed finance find finding
finds fine finish finished firm firms first fish fit fits fitter five flood floor flowers folded
folder follow followers following follows football for forbid foreman forget forgotten forklift
form forty found four fourth fraud free freedom freedoms freely friend friendly friends from front
frozen full funny future gain gains gap garden gate gave general get gets getting give given gives
glad gladly goes going gone good got great green group groups grow grows guess guesses guest guide
guideline guidelines habit hacked had half hall halves hand handle handled handles hands
handwriting hang hangs happen happened happens happy hard harder hardly harm harmless has hashtag
hashtags hat hats have head headline health hear heard hearing hears heart heavier held help
helped helper helpers helping helps her here hers herself hide hides hiding hijacked him himself
hint his hold holds holiday home honest honestly honour hook hope hopes hospital host hotel hour
hours house how however human hundred hundreds hurry hurt hurts idea idle ill illness incident
included information inside install instead insurance interest interested interesting internal
interview into introduce invent invented invitation invoices its itself jacket jigsaw job jobs
join joined joinery joins joke journal journalist journalists judge judgments just keep keeping
keeps kept kind kindly kinds kitchen knew know knowing knowledge known knows label laboratory
ladder lamp language large larger last lasts late later laugh laughed law lawfully lead leader
leads leak leaked leaks leap learn learned learning learns least leave leaves leaving left legal
legs lemon length lent less lesson let lets letter level lie life lifeguard lift light like liked
likes limit limits line lines link linked lips list listed listen listener lists little live local
location lock locked locks login long longer look looked looking looks lorry lose lost lot loud
love lovely loyalty lunch machine machines made mailbox maintenance make maker makers makes making
man manager managing manner many mark marked marketing marks match mate matter matters may mean
meaning means meant measured measures mechanic media medicines meet meeting meets member memory
mend mended mends mention mentioned mentions message messages met method middle might mill mind
minds mine minor minute minutes miss missed missing mistake mistakes mixed model module moment
moments money month months moral more morning most mostly mother move moved moves moving much
multiple multiplied museum music must mute myself name named names naming narrow natural near
nearest nearly need needed needs neighbour neighbours neither net network networks never new news
newsletter newspaper next nice night nights nine nineteen ninth nobody noise none noon nor normal
north not note notes nothing notice noticed notices notifications now nowhere number numbers nurse
nurses odd off offer offered offers office officer often old older once one ones oneself online
only open opened opening openly opens operation oph opinion opinions order orders ordinary
organisation original other others ought our ours out outside outsiders over overalls owe owed own
owner owners owning owns page pages paid paint painter painting pair pallet paper papunet parcel
parents park part parties parts party pass passed passenger passes passing password passwords past
patience patient patients pattern pay payment payroll pays peace peer people per perhaps
permission person personal persons phishing phone photo photographed photographer picks picture
pictures piece pieces place places plain plainly plan planks planner planners plans plant plants
plate platform please pleased plumber pocket point points police polite politely poor port
position possible post posted poster posts practice praise praises present pressed price prices
pride princeton printed printer privacy private prize probably product professional profile
profiles program programme programs promise promised promises protect protected protection
protects proud proves public publish published publishes pump pumps pupil purchasing purpose put
puts putting quarter question questions queue quick quickest quiet quite quiz quotation quotations
quote quoted quoting railing railway rain raised rang rather reach reaches read reader readers
reading reads ready real really reason reasonably reasons receive receiver reception recipe
recipes recognisable recognise recognised record recovery recruiter red redundancies release
remember remembered remembers remove removed removing repair repairs repeat repeated replace reply
report reported reporting reports request requests required reset resident residents rest result
results retaliation return review reviews rewarded rewards right rights ring ringing rings rise
risk rival roles roof room rooms roses rota rough round rounding route row rude rule rules rumour
run runs rye safe safety said sale sales same sample save saved saves saw sawmill say saying says
scale school schools score screen screens screenshot search searching season second seconds
secrecy secret secrets section sections security see seem seems seen sees seldom sell seller sells
send sender sends sent sentence sentences serious served serves service services set setting
settings settles seven several shall share shared shares sharing sharp she shed sheet shift shifts
shop short should show showed showing showings shown shows shut sick side sides sign signed
signing signs silence silent simply since singer single sister sit site sites sits situation six
sixty size skill skills skips sleep slept slide slip slipped slips slogan slow slowly small
smaller smallest smile social sofa sold some somebody someone something somewhere song soon sorry
sort sound sounds soup source sources spare spares speak speaker speaking speaks special speech
spend spoke spot spread spreading spring staff stamp stand stands stars start started starts
statement statistics status stay stayed staying stays step steps steward stick sticky stiff still
stood stop stopped stops store stories story strange stranger strangers stricter strong strongest
study sturdy subject subjects such sudden suggest suggested suggestion suggests suit suits summary
summer supplier sure surely surprise survey swimming switch system systems table tag tags take
taken takeover takes taking talk talking talks tall tap task tasks taught teaches team teammate
teammates telephone tell telling tells tempting ten tenant tends tent test tests text texts than
thank thanked thanks that the their theirs them themselves then there these they thing things
think thinking thinks third thirty this those though thought thoughts thread threat three through
ties time times tip today together told tomorrow tone tonight too took tool tools topic topics
touch touched towards town trade trades traffic trainee training trains transport travel tree
trick tried tries trip trolling trouble troubles true truefalse trust trusted try tube turn turned
turns twelve twenty twice two typed unanswered uncounted under understand unfair union unknown
unless unsure until unusual urge use used useful user uses using usual usually valuable values van
vendor verdict version very video view visibility visit visitor voice voices voluntary vote vouch
wait waited waiting waits wake walk wall want wanted wants ward warehouse warm warn warning was
watched water wave way ways weak wear web week weekend weeks weigh weighed weighs well went were
wet what whatever when whenever where wherever whether which while who whoever whole whom whose
why wide widen wider will win window winter wish with within without wonder wonders wood word
words work worked worker working workmates workplace works workshop worn worried worry worth would
write writer writes writing written wrong wrongdoing wrote yard year yearly years yellow yes
yesterday yet you your yours yourself
""".split()
)
"""English words."""

FINNISH = frozenset(
    """
aamulla aamun aamuna act activity aidan aihe aiheen aiheesi aiheet aiheetonta aiheille aiheista
aiheita aiheryhmä aihetta aihetunniste aika aikaa aikaan aikana aikoina aikojaan aikomus aikoo
aina ainakin aineisto aiot aivan aja ajaa ajalle ajalta ajan ajantasainen ajat ajatella ajattelee
ajattelen ajattelet ajatuksesi ajatus ajoissa ala alalla alalta alan alas alasi alastasi aletaan
alhaalta alihankkija alkaa alkaen alkaisi alkavat alkoi alku alkuperäisen alkuun all alla alle
allergiat aloilla aloita aloitan aloitat aloittaa aloittanut aloitti aluksi alun alussa alusta
ammatista ammatti ammattilainen ammattiliiton ammattisi analyysi anna annan annat annetaan annettu
annettua annoit ansaitsee ansaitsevat ansiosta antaa antamaan antanut antavat anteeksi
anteeksiantoa antoi applause apu apua apuna arat arkea artiklan arvaile arvailua arvata arvaus
arvioidun arvioitava arvoa arvoinen arvoisesta arvoista arvokas arvokasta arvostele arvostella
arvostelu arvostelua arvosteluja arvostelun arvostelussa arvostelut arvot arvoton asema asemassasi
asentaa asentaja asentajan asetuksilla asetuksille asetus asia asiaa asiaan asiakas asiakaslista
asiakasta asiakkaalle asiakkaalta asiakkaan asiakkaana asiakkaat asiakkaiden asiakkaille
asiakkaita asialle asiallinen asian asiasi asiassa asiasta asiat asioihin asioita askel askeleesi
askeleet askelta asti audience aukeaa auki aukioloaika aukko aukon auringossa auta auto auttaa
auttaja auttajalle auttajat auttajien auttajille auttamaan auttamisesta auttamista auttaneet
auttanut auttavat auttoivat avaa avaamasi avaat avain avajaisia avajaisten avanneet avannut avasit
avata avautunut avioero avoimella avoimelle avoimesti avoimista avoin ban before blackmail blocks
bussi bussia bussissa caption care certificate channel checked clicks clock codes conditions
consent constitution contract copyright correction critical criticism data dates deci deepfake
defamation define delay details directive disclosure dsa duty edelleen edellinen edes edessä
edessäsi edun effect ehdoitta ehdota ehdotat ehdottaa ehdotti ehdotuksen ehkä ehtii ehtinyt eikä
eilen eivät eivätkä eli ellei ellet elokuu elämä elää emme emmekä empii enemmän enempää
englanniksi enimmäkseen eniten enkä ennalleen ennen ennestään ensi ensimmäinen ensimmäiseen
ensimmäiselle ensimmäisen ensimmäisenä ensimmäisestä ensimmäiset ensimmäistä ensin enää epäilet
epäillyt epäily epälojaalista epävarma eri erillään erityinen eroavat erottaa erottavat esihenkilö
esihenkilölle esihenkilöltä esihenkilön esihenkilösi esiin esillä esimerkiksi esimerkillä
esimerkin esimerkkejä esimerkki esine esittää esitys estää eteen eteenpäin etkä etsi etsii etsimme
etsimään etsit etsiä ettei etten ettet että etu etuajassa etukäteen external fake feed fields gdpr
guideline haavi hacked hae haittaa hajottavat hakee hakijaa haku hallituksen halu halua haluaa
haluaisi haluaisin haluaisit haluaisivat haluat haluatko haluavat halustasi haluta halutessasi
hana hanke harjoittelija harmittomaksi harva harvat harvoin hashtag hattu hattua hatun havainto
heidän heidät heille heillä heiltä heinäkuu heistä heitä helpers helpoin helpointa helpompi helpon
helposti helppo helppoa hengen hengestä henki henkilökunta henkilöstö henkilöstön henkilötieto
hernekeitosta heti hetken hetkestä hetket hetkeä hetki hieno hienoa hienon hiipua hiljaa hiljainen
hiljaiset hiljaisuuden hiljaisuus hiljaisuuteen hiljenee hinnat hint hinta hintaan hissi hissin
historia hitaasti hoidat hoitaa hoitaja hoitoa hoitotasolla honour hotellin huhu huhun huolehtivat
huolesta huolettaa huoli huoltaa huomaa huomaamatta huomaat huomaavat huomata huomenna huone
huoneeseen huoneessa huonetta huono huonosti huulet hymy hyppy hyvin hyviä hyvä hyväksy hyväksyi
hyväksynyt hyväksyttiin hyväksyttyyn hyvän hyvänä hyvät hyvätkin hyvää hyödyllinen hyöty hyötyy
hyötyä hälyttimistä hälytyksen hän hänelle hänellä häneltä hänen hänestä hänet häntä hätänumero
idea ihaillut ihan ihminen ihmiseen ihmiselle ihmiseltä ihmisen ihmisenä ihmisestä ihmiset
ihmisille ihmisillä ihmisiltä ihmisistä ihmisiä ihmisten ihmistä ikkuna ikkunan ikä ilahtuu
illalla illan illoista ilman ilmeisesti ilmi ilmoitan ilmoittaa ilmoittanut ilmoituksen
ilmoitukset ilmoituksia ilmoitus ilo iloa iloinen iloksi ilta iltaan iltaisin iltana incident
innostaa iskulauseita iskulausetta iso isolla isommat ison isossa istuu isä itse itsekin itsellesi
itseltäsi itseltään itsenäsi itsesi itsestäsi itsestään itseään jaa jaan jaat jaetaan jaettu jakaa
jakama jakamaan jakaminen jakamisen jakamisesta jakamista jakanut jakoi jakoja jakojen jakopainike
jalkaa jamk jaoit jarrut jatka jatkaa jatkan jatkat jatkuu jatkuuko johda johdeta johon johonkin
johtaa johtaja johtajalle johtajan johtava johtui joiden joihin joilla joille joina joissa joista
joita joka jokainen jokaiseen jokaisella jokaiselle jokaiselta jokaisen jokaisessa jokaisesta
jokaista jokin joksikin joku jolla jollakin jollakulla jolle jollekulle jolloin jolta joltakulta
jona jonka jonkin jonkun jono jopa jos joskus jossa jossain jossakin josta jostain jostakin jota
jotain jotakuta joten jotka jotta joudu joutua joutuu judgments juliste julkaise julkaisee
julkaisemaan julkaisemisen julkaisemista julkaisemme julkaisen julkaiset julkaisitpa julkaissut
julkaista julkaisu julkaisua julkaisuasi julkaisuja julkaisujen julkaisun julkaisuni julkaisunsa
julkaisusi julkaisussa julkaisusta julkaisustasi julkaisut julkaisuun julki julkinen julkisessa
julkisesta julkisesti julkiset julkista julkistaa julkistamaton julkistaminen julkistanut
julkistettiin julkisuuteen juristia jutellaan juttelivat juttu juttua juttusi jutun jutussa
jutusta juuri jyrkkä jäi jäisi jälkeen jälkeenpäin järjestykseen järjestys jäsen jätetty jätetään
jättäisin jättäminen jättämistä jättänyt jättää jätä jätän jätät jää jäädä jäänyt jäävät kaapattu
kaapatun kaavion kaaviossa kadonnut kahdella kahdelle kahdelta kahden kahdessa kahdesta kahdesti
kahta kahteen kahvikupin kahvilla kahvin kahvipöydässä kaiken kaikesta kaikilla kaikille kaikilta
kaikissa kaikkea kaikki kaikkia kaikkien kaikkiin kaipaa kakku kaksi kaksitoista kalenterissa
kalvo kalvolla kalvon kamera kameran kanava kanavaa kanavaan kanavan kanavassa kanavat kanavia
kannalta kannata kannattaa kannattaisi kannella kansio kansion kanssa kanssaan kantaa kapeista
kappaletta karkea karkean kassalla kasvaa kasvoja kasvosi kasvot katkaisin katoaa katsaus katselee
katso katsoa katsoen katsomaan katsomme katson katsonut katsoo katsotaan katsottavaa katsovat
kattaa katto kauan kauanko kaukana kauniin kauniisti kaunis kaupan kaupassa kauppa kauppaa
kaupungin kaupungissa kaupungista kaupunki kautta kaveri kaverille kaverin kehityksestä kehota
kehu kehuja kehujen kehut kehuu kehä kehää keikat keikkaan keitä keksi keksii keksitty keksityt
kello kellonaika kellonajat keltainen kenelle kenellekään kenellä kenelläkään keneltä keneltäkään
kenen kenenkään kenenä kenestäkään kenttä kerralla kerrallaan kerran kerro kerroin kerroit kerron
kerrot kerrota kerrotaan kerrotaanko kerrottava kerrottavaa kerrottavani kerrottavasi kerrotte
kerrottu kerrottuna kerta kertaa kertaan kertoa kertoi kertoisi kertoisit kertomaan kertomatta
kertominen kertomisen kertomisesta kertomista kertonut kertoo kertooko kertovat kertyy kerätä
keskeltä kesken keskenään keskinäinen keskitettyyn keskiviikko keskustelu keskustelua keskusteluja
keskustelun keskustelusta kestää kestääkö ketju ketjua ketjun ketjussa ketjusta ketkä ketä ketään
kevyin keväällä keväänä kieli kielletty kielto kieltäytyä kieltää kierros kiertävä kiertää kiinni
kiinnosta kiinnostaa kiire kiireesti kiirettä kiitetään kiitos kiitti kiittää kiitän kiität
kilpailija kilpailijalle kilpailijan kilpailu kiristys kirjaa kirjaimella kirjallisen kirjanpitoa
kirjautuminen kirjautumisen kirjoita kirjoitan kirjoitat kirjoiteta kirjoitetaan kirjoitettiin
kirjoitettu kirjoitit kirjoittaa kirjoittaen kirjoittaisi kirjoittaisin kirjoittaja kirjoittajaa
kirjoittajan kirjoittanut kirjoittavat kirjoitti kirjoitus kkv klikatumpi klikkasi klikkaukset
klikkauksia klinikalla koe koetta kohdalla kohdassa kohdat kohta kohtaa kohtaan kohteliaasti
kohtelias kohtuudella kokeen kokeile kokeilit kokeilla kokeillaan kokeillut kokeilu kokemuksesi
koki koko kokoaa kokonainen kokouksen kokouksessa kollega kollegaa kollegat kolmannen kolmanteen
kolmas kolme kolmea kolmeen kolmella kolmelle kolmelta kolmen kolmena kolmesta kolmesti
kommentille kommentin kommentista kommentistasi kommentit kommentoi kommentoida kommentteja
kommentti kommenttia kommenttiin kommenttisi kompastuu kone koneen koneeseen koneesta koneista
kontakteille kontakteista kontakteja kontakti kontaktit koodi koodia koodin koossa koota koottu
kopio kopioi kopion kopiota kori korjaa korjaaja korjaaminen korjaat korjannut korjasi korjasit
korjata korjataan korjatkaa korjattu korjatusta korjauksen korjaus korkealla kortin kortissa
kortteineen kortti korttia korttinsa korvaa korvat koska koskaan koske koskee kosketeltava
kosketti koskeva koskevat koski koti kotiin kotoa kotona koukku koulun koulutusta kova kovaa
kovalle kovasti kriisissä kriisit kuhunkin kuin kuinka kuiskaa kuitenkaan kuitenkin kuiva kuka
kukaan kukin kuljettaja kulkea kulkee kulkeminen kulkevat kulkukortista kulkukortti kulkuoikeus
kulkuoikeutta kullekin kuluessa kuluneen kulunut kuluu kummankin kummasta kumpi kumpikin kun
kunhan kunnes kunnioittanut kunnon kunnossa kuormat kursseista kursseja kurssi kurssilla kurssin
kurssista kurssit kussakin kuten kutsu kutsun kutsutaan kuukauden kuukausi kuukausia kuukautta
kuule kuulee kuulet kuulevat kuuli kuulisin kuulit kuulla kuullaan kuulluksi kuullut kuulon
kuulosta kuulostaa kuultu kuulu kuulua kuulut kuuluu kuuluvat kuun kuuntele kuusi kuusikymmentä
kuussa kuva kuvaa kuvaamisen kuvaan kuvaat kuvaavan kuvakaappaus kuvan kuvansa kuvasi kuvassa
kuvassasi kuvasta kuvat kuvata kuvaus kuvia kuvien kyllä kyllää kylmistä kyltti kymmeneen
kymmeneltä kymmenen kymmenessä kymmenestä kymmentä kynä kyse kyseessä kysele kyselee kysellä
kysellään kysely kyselyn kysy kysyi kysyisit kysyjälle kysyminen kysymisestä kysymykseen
kysymyksen kysymyksesi kysymyksestä kysymykset kysymyksiin kysymyksistä kysymyksiä kysymys
kysymystä kysymättä kysymään kysyn kysynyt kysyt kysyttiin kysytty kysytään kysyvät kysyy kysyä
kädet kärsiä käsi käsiala käsiin käsin käsissä käsissään käsitellä käsitellään käsittelee käsitti
käske kätesi kävi kävit käy käydä käydään käyneet käynnistää käynyt käytettävissä käytetään
käyttäjän käyttävän käyttää käyttö käyttöä käyttöön käyty käytä käytävä käytössä käyvät käänne
käännä käänsi käänteen kääntyy kääntää laajempi laajenna laatikkoa laatikon laatikossa laboratorio
lain lainaa lainata lainataan lainauksia lainaus lainkaan laista laitteet laki lakia lakitiimille
lamppu lang lankasi lappu lapsen lapset lapsi lapsikin laske laskea laskee laskemaan laskematta
laskeminen laskemista lasketaan laskettiin laski lasku laskuja laskun lasta lasten lause lauseen
lauseesta lauseilla lausetta lauta lautoja lavan law lead ledford leikkauksesta leima leimautua
leipomon lepoa lepää levittäminen leviäminen leviävä licence liian liikaa liikkuvat liitosta
liittyvä liittyy liittyä liittää liity limit linja linjaus link linkin linkistä linkki
lipsahdukseen lipsahduksen lipsahdus lipsahtanut lipsahti lista listaa listan listat lisäksi
lisäsi lisätä lisää lisään lomalla lomaviikot lopettaa loppuu loppuun lopulta lopussa lopusta
loput loukattu loukkaa loukkaantui loukkauksesta lounaalla lounaan lounaaseen loyalty lue luen
luet luetaan luetaanko luetellaan luettelo luetteloa luettelon luettelossa luettu luettuasi lukea
lukee lukematta lukemista lukeneet lukenut lukevat luki lukien lukija lukijaa lukijalle lukijan
lukijana lukijasi lukijat lukijoille lukijoita lukisi lukittu lukko lukkoa luku lukua lukuja
lukumäärä lukuna lukunsa lukuun luo luokkakaveri luona luonnoksen luonnoksesta luonnos luonteva
luota luotetaan luottaa luottamus luottamusmies lupa lupaa lupaan lupansa lupauksen lupaus
lupausta luule luulee luulisi luulisit luulla luullut luultavasti luvallinen luvallisesti luvan
luvannut luvata luvataan luvattu luvuista luvun luvusta luvut lyhyen lyhyesti lyhyt lykätä lähde
lähdettä läheiset lähellä lähes lähetetty lähetin lähetti lähettäjä lähettänyt lähettää lähetä
lähetän lähimpänä lähin lähtee lähteen lähteitä lähtevät lähteä lähti lämmin lämmöllä lämpimästi
läpi läpäise läpäisee lääkkeet löydä löyhät löysi löysit löytyy löytäminen löytämään löytäneet
löytänyt löytävät löytää maa maaliskuu maaliskuuhun maanantain maanantaina mahdollinen mahdollista
mahdu mahtuu mahtuvat maine mainita mainitaan mainitse mainitsee mainitsematta mainitset mainitsi
mainokseksi mainoksella mainos mainosta maksa maksaa maksamaan makseta maksetaan maksettu maksoi
maksua maksun malliin mallimme manipulointi mark marketing match matkaa matkustaja matkustajasta
media median meidän meille meillä meiltä meistä meitä melkein mene menee menen menetelmän meni
menisi mennessä mennyt mennä menossa merkinnät merkintä merkintää merkit merkitse merkitsee
merkitty merkittynä merkityksen merkkejä merkki messuilla mieleen mielelläni mielelläsi mielellään
mielensä mielesi mielessä mielestä mielestäsi mieli mielipide mielipiteellä mielipiteen
mielipiteet mielipiteitä mieltä mieluiten mieluummin mies mieti mietin mietit miettii miettimään
mihin mihinkin mihinkään miksei miksen mikset miksi mikä mikäkin mikään miljoonaa millainen
millaisia millaista mille milloin millä miltä minkä minne minnekin minnekään minua minulla minulle
minulta minun minusta minut minutes minuun minuutilta minuutin minuutissa minuutti minuuttia minä
missä missäkin missään mistä mistään mitattiin mitattu miten mitenkään mitkä mittaa mitä mitäkin
mitään moduuli molemmat molemmille molempien monday monelle monelta monessa moni moniko monta
montako muiden muihin muilla muille muillekin muilta muissa muista muistaa muistat muistavat
muistetaan muistiin muistiinpano muistiinpanot muistilappu muistista muistuttaa muita mukaan
mukaasi mukaisesti mukana mukanasi mukava multiple muodossa muoto museon musiikkia musta mutta
muttei muu muualla muuallakin muualle muualta muuksi muulta muun muusta muut muuta muutakin
muutama muutaman muutamasta muutamat muuten muutettu muutit muutkin muutoksen muutos muutosta
muuttaa muuttanut muutti muuttua muuttui muuttuu muutu mykistää myy myydä myyjä myyjän myynnin
myyvä myöhemmin myöhemmäksi myös myöskään myöten märän määrä määrällä määrät naapureita naapuri
naapurin nappia nauraa nauru need nekin neljä neljäkymmentä neljällä neljän neljäntoista neljäs
neljässä neljästä neljään neuvo neuvoa neuvoo niiden niihin niille niillä niiltä niin niissä
niistä niitä niksi niksin nimeltä nimen nimeni nimensä nimesi nimet nimetä nimeä nimeämättä nimeää
nimi nimissä nimissäsi nimistä nimiä noin nolla nopeasti nopeimmin nopein nostaa nosturia nosturin
notification nousee nousi nousu nukkumaan nukkunut nuku nukut numero numeron numeroon numerosi
numerot nuoli nurkan nurkassa nurkat nurkka nurkkia nurses nykyinen nykyään nyt näe näen näet
nähdä nähneet nähnyt nähtiin nähty näille näillä näin näistä näit näitä näkee näkemys näkevä
näkevät näki näkisi näkivät näkyi näkyisi näkymä näkyviin näkyvissä näkyvyyden näkyvyys
näkyvyytemme näkyvyyttä näkyvät näkyy näkyykö näkyä näköinen nämä näy näytettiin näytetä näytetään
näytin näytti näyttänyt näyttävä näyttävät näyttää näyttö näyttökertoja näytä näytän näytät
näytöllä näytön näytöt odota odotan odotetaan odotettu odottaa odottamaan odottanut odottavat
odotus ohi ohikulkijat ohittaa ohjaa ohjaat ohjata ohjauksen ohjaus ohje ohjeet ohjelma ohjelmaa
ohjelman ohjelmasta ohut oikea oikeaa oikeaan oikeaksi oikealla oikealle oikealta oikean oikeassa
oikeasta oikeastaan oikeasti oikeat oikein oikeita oikeudessa oikeus oikeutta ole olemassa
oleminen olemme olen olenko olet oletko oleva olevaa olevalla olevalta olevan olevani olevasi
olevia oli oliko olin olisi olisin olisit olisivat olit olivat olla ollaan olleet ollenkaan ollut
oma omaa omaan omaiset omalla omalle omalta oman omana omani omansa omasi omassa omasta omat omia
omiani omiasi omien omiin omilla omille omin omissa omista omistaa omistaja omistajaa onhan onkin
onko opas opettaa opettanut opettelee opettelen opetti opetuksen opetus oph opin opit oppi oppia
oppii oppilas oppiminen oppimisesi oppimisesta oppinut oppisi oppivat order organisaatio
organisaation osa osaa osaat osaavat osaisi osakkeen osakkeilla osakkeita osallistua osan osana
osasto osastollasi osat osin osoita osoite osoittaa osoittautuu osoittavat osoitteen ostaa ostaja
ostajan ostajia ostamaan osti osui osuu osuudesta osuus osuuteni osuutesi ota otan otat oteta
otettu otit otsikkoa ottaa ottamaan ottanut ottavat otti oulu outo outoa outoja ovat ovatko ovea
oveen oven ovet ovi ovia ovien ovista pahoillani paid paikalla paikallaan paikan paikassa paikasta
paikat paikka paikkaa paikkaan paikkaansa paikkansa painaa painetaan paketista paketti pakko pala
palaa palaan palamaan palan palapelin palaset palaute palautetaan palautetta palauttaa palautus
palautussivua palaverin palaverissa paljasta paljastaa paljon paljonko palkasta palkinto palkittu
palkki palkkiot palvelee palvellut palvelu palvelua palveluissa palvelulle palvelun palvelussa
palveluun pane panee panen panet pani panna paperi paperirullaa paperissa papunet paranee
paranemista parantunut paras parasta paremmin parempaa parempi parhaiten pari parilla
parkkeeraavat passwords pattern pelkkä pelottaa perhe perille perjantaihin perjantaina perua
perunut perusteella perusteet perusteltu perustelu perustiedot perustuslaki peräkkäin perämies
perään pesulan pettää peukalo phishing photo pian pidemmälle pidempi pidempään pidetty pidetään
pidä pidän pidät pieleen pielessä pienellä pienempi pienen pienentää pienenä pienessä pienestä
pieni pienimmillään pieniä pientä piilopaikkaa piilottaa piilottele piireissä piiri piirretään
piirrä piirustukset pikaista pikkukuvat pilaa pilaavat pintasi piste pisteet pisteitä piti pitkä
pitkäksi pitkälle pitkän pitkästyttää pitkää pitkään pitäisi pitämään pitänyt pitävät pitää
pitääkö pledge pohjoisessa pohtii poika pois poissa poista poistaa poistamaan poistaminen
poistamista poistan poistanut poistettu poisti police poliisi poliisille poliisin pomo portilla
portista porukan porukka position potilaalle potilaalta potilaan potilas princeton private
profiili profiiliaan profiiliasi profiiliin profiilin profiilisi profiilissa profiilista profile
promise public publish puhe puheeksi puhelimeen puhelimen puhelimessa puhelimessasi puhelin puhelu
puhelun puhelussa puhelusta puhetta puhu puhua puhui puhuja puhuminen puhumista puhun puhunut
puhut puhuta puhutaan puhuttavaa puhuu puhuvat pullon pumpun pumput punaista punnitaan punnitsee
punnitsemaan puolaa puoleen puolella puolelle puolelta puolen puoleni puolesi puolesta puolestani
puolestasi puolet puoli puolituntisen puolta puolustaa puolustele putkessa putket puu puuttui
puuttuu puutu pysty pysyt pysyvät pysyy pysyä pysäkit pysäytti pysäyttää pyydettiin pyydetty
pyydetä pyydetään pyydä pyydän pyydät pyynnön pyynnöt pyyntö pyyntönsä pyyntöä pyysi pyytäjä
pyytämättä pyytänyt pyytää pyörii pyöriä pyörän päin päiville päivitetty päivä päivän päivänä
päivässä päivästä päivästäsi päivät päivää päivään päivääsi pätee pätevät päädyin pääkonttoriin
päälle päällä päältä pääse pääsee pääset pääsi pääsisi päässä päästä päästää päätellä päätetään
päätteeksi päättyi päättyvät päättyy päättänyt päättävät päättää päätät päätöksestä pörssiyhtiö
pöydälle pöydän pöytään questions quotation quote raha rahaa rahat raja rajaa rajansa rajasi rajat
rajojen rannikolla raportissa raportoi raportti raskaampaa raskaan ratkaise ratkaisee ratkaisevat
ratkaisi ratkaista ratkaisusta rauha rauhaan rauhallisen rauhallisena rauhasi rauhassa
rauhoittaisi rauhoitu reach readiness ready reaktiota reason rehellinen rehellisen rehellisesti
rehellistä reilu reilua reilulta reilusti reitin reitti reittiä rekrytoija resepti reseptit
retaliation reunassa reviews riippuu riipu riittävän riittävät riittää riitä rikkoo ring
rinnakkain risk riski riskin rivi rivillä rivin rivissä rivistä rivit riviä rohkeutta role roolisi
rouvista ruudunlukija ruusuillesi ryhmä ryhmässä ryhmästä ryhmää ryhmään saa saada saadaan saako
saamaan saan saaneet saanko saanut saappaat saat saattoi saavat sahalla sahan sai sairaalan
sairaana sait salailu salaista salaisuuden salaisuudet salaisuus salasana salasanaa salasanalla
salasanan salasanat salasanoja salassa salassapito sallii sallittua sallivat sama samaa samaan
samalla samalta saman samana samassa samasta samoin samoja sana sanaa sanaakaan sanaan sanalla
sanan sanansa sananvaltaa sanasi sanasta sanat sano sanoa sanoi sanoilla sanoin sanoisi sanoissa
sanoista sanoivat sanoja sanomatta sanon sanonut sanoo sanot sanotaan sanottavaa sanottiin sanottu
sanottuna sanotusta sanovat sata satamassa sateessa sattuu satuttaa scale screenshot search
seinälle seinällä seinän seisoi seisoisi seisoo seistä seitsemän seitsemästä sekin sekoittuvat
sekuntia sekä selittää selityksiä selitystä sellainen sellaisena sellaisenaan sellaisesta
sellaista selvin selvisi selvittää selviä selviää selvä selvän selvässä selvästi sen senkin serkku
settings seuraa seuraajasi seuraajia seuraaminen seuraava seuraavaa seuraavaan seuraavaksi
seuraavalla seuraavalta seuraavan seuraavana seuraavasta seuraavat seurannut seurasi seurata seven
siellä sieltä siihen siinä siirsi siirtyy siirtää siis siisti siitä sijaan sijainti sijasta
sikseen siksi sillasta sille silloin silloinkin sillä silmien silmä silmäsi silta silti siltä
single sinne sinua sinulla sinulle sinulta sinun sinusta sinut sinä sinäkin sisäinen sisäiseen
sisäistä sisällä sisällöstä sisältö sisältöä sisään sitten sitä sivu sivua sivujen sivulla
sivullaan sivullasi sivulle sivulleen sivun sivuni sivusi sivussa sivustolla sivut skill skills
slip slogan social soita soitan soitat soitetaan soitettiin soitit soittaa soittaja soittamaan
soittamatta soittanut soittavat soitti soitto someohje somesta sometilin sopii sopikaa sopisi
sopiva sopivan sopivat sosiaalisen sovellukseen sovellus sovellusta sovi sovittiin sovittu special
spokesperson ssa start status sujuvasti sulje suljet suljettu suljetussa sulkee summary
sunnuntaina suodattimen suoja suojaa suojaisi suojattu suora suoraan suorittanut suostui
suostumista suostumus suostunut suostut suostuu suulla suunnalta suunnitellaan suunnitelma
suunnitelman suunnitelmat suunnittelee suunnittelija suuntaan suuremmat suuressa suuri suurimman
suurin suurta syillä syistä syitä syksynä syntyi syntyy syväväärennös syy syyhyn syyn syynsä
syystä syyt syyttämistä syytä syötti sähkö sähköasentaja sähköposti sähköpostilla sähköpostin
sähköpostisi sähköpostista säilytä säilytän sävy säädä säännöistä säännöksensä säännön säännöt
sääntö sääntöä säästänyt säästää taakse taas tag tahansa tai taikinan taito taitosi taivasta takaa
takaisin takana takia takki tallentaa talo talon taloon talossa talosta talousjohtaja talteen
talvella talven tapa tapaa tapaat tapahdu tapahtui tapahtunut tapahtuu tapasi tapauksessa
tapauksesta tapaus taputtavat tarina tarinaa tarinaan tarinaasi tarinan tarinansa tarinasi
tarinassa tarinassani tarinasta tarinat tarinoista tarjoaa tarjoat tarjota tarjotaan tarjottava
tarjouksen tarjouksia tarjous tarjousten tarkista tarkistaa tarkistanut tarkkailluksi tarkoita
tarkoitat tarkoitetaan tarkoitettu tarkoittaa tarkoittavat tarkoituksen tarkoitus tarpeellisia
tarpeen tarvinnut tarvita tarvitaan tarvitse tarvitsee tarvitset tarvitsevat taskuun taulu taulun
tauolla tauon tauot tausta taustalla tavalla tavallinen tavalliseen tavallisena tavallisessa
tavallisesta tavallisista tavan tavannut tavanomaisen tavattu tavoita tavoite tavoittaa
tavoitteita teaches tee teen teet teette tehdä tehdään tehnyt tehtaalla tehtiin tehty tehtävä
tehtäväsi tehtävää teidän teidät teille teillä teiltä teimme tein teistä teit teitä tekee
tekemistä tekemä tekemän tekemässä tekemään tekevän tekevät teki tekijä tekijän tekijänsä tekijää
tekisi tekisimme tekisit tekivät teko tekoja tekosi tekoäly tekoälyllä tekoälyn tekoälystä
tekstejä teksti tekstin tekstinä tekstisi tekstissä tekstit tekstitys tekstiä teon teosta teot
terveydestä terveys testi testin testistä testiä tests text tie tiedetä tiedetään tiedoilla tiedon
tiedossa tiedot tiedottaa tiedotteeseen tiedotuksessa tiedä tiedän tiedät tien tienviitat ties
tiesi tieto tietoa tietoja tietojen tietosuojaa tietosuojan tietoturva tietoturvaa tietoturvaan
tietoturvalle tietoturvasta tietä tietäisimme tietävien tietäväsi tietävät tietää tiimi tiimille
tiimillesi tiimiltä tiimiläisesi tiimimme tiimin tiimisi tiimissä tiimissäsi tiimiä tiistaina
tilaajalle tilalle tilauksen tilauksesta tilauksia tilaus tilausnumeron tili tilille tilillesi
tilillä tililläsi tililtä tililtäsi tilin tilisi tiliä tiliäsi tiloissa time tiskillä tiskiltä
title tiukempaa tiukempi todeksi todella todellinen todista todistaa todistus toimi toimia toimii
toiminnan toiminnasta toimintaa toimistoon toimit toimittaja toimittajalle toimittajat
toimittajien toimitus toinen toinenkin toiseen toisella toiselle toisen toisessa toisesta toiset
toisiaan toisin toista toistaa toisten toisteta toistuu toive toiveen toivon toivoo toivot
toivotaan topics torstaihin torstain torstaina tosiasiat tosiasioita totta toukokuussa translates
trolling truefalse trukkia trust tule tulee tuleeko tulemme tulet tuleva tulevaa tulevaisuus
tulevat tuli tulisi tulla tullut tuloksen tuloksensa tuloksesta tulokset tulos tulosta tulta tunne
tunnet tunneta tunnetaan tunnetuksi tunnin tunnissa tunnista tunnistaa tunnistat tunnistettava
tunnisti tunnu tunnustaa tuntee tunteet tunteina tuntematon tuntemattoman tunteminen tuntemus
tuntevat tunti tuntia tuntiin tuntua tuntuu tuntuvat tuo tuoda tuolla tuollaista tuomio tuomisen
tuon tuore tuosta tuota tuotetta tuottaa tuotteen tuotteesta turn turvalliselta turvallisuus
tuskin tutki tutkia tutkimuksen tutkimuksesta tutkimusta tuttu tutut tuulella tuuraajaa tyhjä
tyhjän tykkäys typerästi tytär työ työelämässä työhön työhösi työkalu työkalua työkaluja työkalut
työkaluun työkavereille työkaveri työkaveria työkaverien työkaverille työkaverin työkaverisi
työkaverista työkaverit työlle työmaan työn työnantaja työnantajaan työnantajaasi työnantajalle
työnantajan työnantajani työnantajasi työnantajasta työntekijä työntekijälle työntekijän
työntekijää työpaikan työpaikasta työpaikka työpaikkaa työpaikkasi työpäivästä työpäivästäsi
työpöydästäsi työsi työskentelee työskentelevä työssä työssäni työssäsi työstä työstäsi työstään
työsuhde työsuhteelle työsuhteen työsuhteessa työtehtävä työtehtävästä työtuttuja työtutuille
työtä työtäni työtään työvuoroja tähdet tähän tälle tällä tällöin tältä tämä tämän tämänkin tänä
tänään tärkein tärkeää täsmällisesti tässä tästä tätä täynnä täyttyvät täyttyy täyttää täällä
töihin töissä töitä ucpd uhataan uhkaus uimahallin ulkoa ulkoinen ulkoiseen ulkona ulkopuolella
ulkopuolelta ulkopuolinen ulos ulospääsy unohtuu unohtuvat ura useammin useimmat useimmiten
useimpia usein useita user uskalla uskaltaa uskoa uskollisuuden uskollisuus uskoo uskotaan uskottu
uskovat uudella uudelle uuden uudesta uudestaan uudet uusi uusia uuteen uutinen uutiset uutisia
uutta vaadi vaaditaan vaan vaara vaarassa vaatii vahingossa vahinko vahvin vahvista vahvistaa vai
vaieta vaihdat vaihdetaan vaihe vaiheet vaihetta vaihtaa vaihtanut vaihteli vaihtuu vaihtuvat
vaikea vaikeaa vaikeampi vaikeneminen vaikka vaikkapa vaikuttaa vaikuttaisi vaikutuksen
vaikutuksesta vaikutus vaikutusta vailla vaille vain vaivaa vakava vakuuta valeprofiili
valeprofiilin valinneet valinta valintaa valintasi valita valitse valitsee valitsen valitset
valitsi valittaa valittu valitukset valmiin valmiina valmiita valmis valmista valmistajalla
valmistajan valo valokuva valokuvaajan valokuvaan valokuvattu valon valosta vanha vanhaa vanhaan
vanhalla vanhan vanhassa vanhasta vanhat vanhempi vanhenee vapaa vapaaehtoista vapaalla vapaana
vapaasti vapaata vapaita vapauden vapaudet vapauksien vapaus vapauteesi vapautta varalle varalta
varassa varastossa varikolla varikon varma varmaa varmaan varman varmasti varmemmalta varmista
varmistaa varmistat varmistetaan varmistusta varmuuden varoittaa varoittavat varoituksen varoitus
varoitusta varovaisuutta varten vartin vasemmalla vasta vastaa vastaajia vastaamaan vastaamatta
vastaaminen vastaamisen vastaamista vastaan vastaat vastaavalle vastaavat vastaisit vastannut
vastasi vastata vastataan vastatoimet vastattu vastaukseen vastauksen vastaukseni vastauksesi
vastauksessa vastauksesta vastaukset vastauksia vastaus vastausta vastoin vedin velkaa velvoittaa
velvollisuus verkkokauppa verkkoon verkossa verkosta verkosto verkoston verkostossa verkostot
verran verrata verrataan verrattiin versio verstaan vesilaitoksen vettä vetää vian video
videokanava videon videoon videot vie viedä viedään vielä vieläkään vien vieraan vieraat vieraille
vieras vierasta viereen viereinen vierekkäin vieressä viestejä viesti viestillä viestin
viestinnälle viestintä viestintää viestintään viestinä viestiryhmään viestisi viestissä viestit
viestiä viety vihaa vihainen vihaista vihjeet vihreä viideltä viidennellä viidestä viikko viikkoa
viikkoja viikolla viikon viikonlopun viikossa viikosta viime viimeinen viimeiseen viimeisen
viimeisenä viimeisintä viimeksi viisi viisikymmentä viiteen viiteentoista viittaa viittä viivaa
vika vikaan vilahti vilkaisu vilpittömästi vinkki virhe virheesi virheestä virheitä virke virkettä
virkkeellä virkkeen virkkeeseen virta vitsi vitsin voi voidaan voimassa voimme voin voinut voisi
voisiko voisin voit voita voittaa voitu voivat volunteers vuodelta vuoden vuodessa vuodesta
vuokralainen vuoksi vuonna vuoro vuorolista vuoron vuoropuhelu vuorossa vuoroväli vuosi vuosia
vuosittain vuotaa vuotanut vuoto vuotta väelle vähemmän vähintään vähäinen vähällä vähän väite
väittää väkenne väkesi väkeä väki väliin välin välittäkö välittänyt välittömästi välitä välitän
välität väliä väljempi väreistä väriä värähtää väsynyt väärennettyjä vääriin väärin väärä väärän
väärästä väärää väärään what wrong wrongdoing yhdeksältä yhdeksän yhdeksänteen yhdelle yhdellä
yhdeltä yhdeltätoista yhden yhdessä yhdestä yhteen yhteenvedon yhteenveto yhteenvetoa yhteinen
yhteiseen yhteistä yhtenä yhteys yhteyshenkilö yhteytesi yhteyttä yhtiö yhtiön yhtä yhtäkään
yhtään yhä yksi yksikään yksin yksitoista yksityinen yksityisasia yksityisasiat yksityisellä
yksityisen yksityisenä yksityisesti yksityiskohta yleensä yleistä yleisölle yleisön yleisöä yli
yliopisto ylittää yllä yllätti ylpeys ylpeä ylös ymmärtää you yritti yrittämällä yrittää
yritykselle yrityksen yrityksessä yrityksestä yrityksiä yritys yrityskauppa yritysten yritystä
ystävien ystäviesi ystäville ystävä ystävälle ystävällinen ystävällistä ystävän ystävät yöllä yön
yöstä yövuoroja äidille äidin äiti äkillinen älä äläkä ääneen äänellä äänen äänensä äänesi ääni
ääniviesti ääniviestillä ääniviestin ääntä
""".split()
)
"""Finnish words, with the forms they take."""
