-- Deploy salesflow:realtime/lexicon_words to pg
-- requires: realtime/lexicon
-- stateful: words and word parts of everyday sales talk, German and English, by what they mean.

begin;
set local role salesflow_owner;

insert into public.signal_words (concept, language, word)
select g.concept, g.language, w.word
from (values
  ('no', 'de', '
    kaum keen* kein* keinerlei koa* ned nee nein net ni nich nicht nichts nie niemals niemand nimmer nit
    nix ohne weder'),
  ('no', 'en', '
    aint arent cannot cant couldnt didnt doesnt dont hadnt hardly hasnt havent isnt nah neither never no
    nobody none nope nor not nothing shouldnt wasnt werent without wont wouldnt'),
  ('yes', 'de', 'abgemacht absolut definitiv einverstanden gern gerne ja jawohl jep jo klar natuerlich unbedingt'),
  ('yes', 'en', 'absolutely agreed certainly definitely gladly sure yeah yep yes yup'),
  ('i', 'de', 'i ich ma mei mein meine meinem meinen meiner mich mir'),
  ('i', 'en', 'i id ill im ive me mine my myself'),
  ('we', 'de', 'ma mer mia mir uns unser* unsre wir'),
  ('we', 'en', 'our ours us we wed well were weve'),
  ('you', 'de', 'dein* dich dir du eich euch euer* eure* ihnen ihr ihre* ihrem ihren sie'),
  ('you', 'en', 'u ur yall you your youre yours youve'),
  ('please', 'de', 'bitt bitte bitten bitteschoen'),
  ('please', 'en', 'kindly please pls plz'),
  ('thanks', 'de', 'besten dank danke dankeschoen merci vielen'),
  ('thanks', 'en', 'cheers ta thank thanks thankyou thx'),
  ('want', 'de', 'bitten haett haett* haetten moecht* will wollen wolln wuensch* wuerd wuerde*'),
  ('want', 'en', 'like need wanna want wish would'),
  ('can', 'de', 'kann kannst koennen koennt* koennten konnt*'),
  ('can', 'en', 'able can could'),
  ('must', 'de', 'mueesst* muess* muessen muesste* muss soll*'),
  ('must', 'en', 'gotta has have must need needs'),
  ('price', 'de', '
    *beitraege *beitrag *betrag *gebuehr *kosten *preis *preise *preisen *preises *rate *raten *summe
    *tarif betrag* endbetrag gebuehr* gesamtpreis* honorar* investition* kalkulation* kaufpreis* kosten*
    kostenpunkt kostet pauschal* preislich* preisliste* stundensatz* summe* tagessatz* tarif* zahl*
    zahle*'),
  ('price', 'en', '
    amount charge charges charging cost costs fee fees figure* investment pay paying price* pricing
    quote* quoted rate rates subscription sum tag'),
  ('expensive', 'de', '
    apothekenpreis* gesalzen* happig* heftig* hochpreisig* kostenintensiv* kostspielig* mondpreis*
    preisintensiv* saftig* sauteuer* stolzer teuer* teuerer teur* tuer tueuer tuuer ueberteuert* ueppig*
    unbezahlbar* unerschwinglich* wucher* zteuer ztueuer'),
  ('expensive', 'en', '
    costly dear dearer dearest exorbitant expensive extortionate hefty overpriced pricey pricier pricy
    prohibitive robbery steep steeper unaffordable'),
  ('cheap', 'de', '
    bezahlbar* billig* erschwinglich* fair* gratis guenstig* kostenguenstig* kostenlos* preiswert*
    schnaeppchen* umsonst'),
  ('cheap', 'en', 'affordable bargain cheap* fair free inexpensive reasonable'),
  ('too', 'de', 'deutlich viel* vue z ziemlich zu zuviel'),
  ('too', 'en', 'bit much so too way well'),
  ('high', 'de', '
    ausserhalb darueber doppelt* drueber hoch hoeher* hoeheren hohe* jenseits mehr oberhalb sprengen
    sprengt sprengte ueber ueberschreit* uebersteig* ueberstieg*'),
  ('high', 'en', 'above beyond double exceed* high higher more out outside over range reach'),
  ('low', 'de', '
    billiger bruchteil* darunter drittel* drunter guenstiger haelft haelfte* niedriger* runter unter
    weniger'),
  ('low', 'en', 'below cheaper fraction half less lower match third under undercut*'),
  ('money', 'de', '
    asche cent chf eur euro euros franken geld* kapital knete kohle mille moneten oecken tausend
    tausender'),
  ('money', 'en', 'bucks cash dollars dosh eur euro euros gbp grand k money pounds quid usd'),
  ('currency', 'any', '$ chf eur gbp usd £ €'),
  ('budget', 'de', '
    *budget *budgets ersparnis* erspart* etat* finanzen finanziell* geldbeutel* geldboerse kasse konto
    limit* mittel portemonnaie* rahmen schmerzgrenze* spielraum*'),
  ('budget', 'en', 'afford* budget* cashflow ceiling finances financially funding funds limit margin* max purse wallet*'),
  ('afford', 'de', '
    aufbringen drin finanzierbar* hinkommen leisten rechtfertigen stemm* stemmen tragbar* verkraft*
    vertretbar* vertreten'),
  ('afford', 'en', 'afford* justify spare stretch swing'),
  ('discount', 'de', '
    *rabatt entgegen entgegenkommen nachlass* preisnachlass* prozent* rabatt* sonderkonditionen
    verhandel* verhandl*'),
  ('discount', 'en', 'bursar* discount* haggle knock negotiat* reduce* reduction wiggle'),
  ('worth', 'de', 'amorti* gegenwert lohnen lohnenswert lohnt rechnet rentabel rentier* verhaeltnis wert'),
  ('worth', 'en', 'justif* payback roi value worth'),
  ('shock', 'de', '
    *gold boah ernst ernsthaft gold hallo irre puh scherz schlucken spinnt uff verrueckt wahnsinn witz
    wow'),
  ('shock', 'en', 'crazy gold gulp insane joking kidding kidney laugh ouch ridiculous seriously unreal wow yikes'),
  ('vendor', 'de', '
    *agentur *anbieter *anbietern *anbieters *dienstleister *installateur *partner agentur* anbieter*
    bestandsanbieter* dienstleister* grosshaendler* haendler* hersteller* installateur* konkurren*
    lieferant* mitbewerb* rahmenvertrag* spediteur* steuerberater* systemhaus* vermittler* versorger*
    wettbewerb*'),
  ('vendor', 'en', '
    accountant* agencies agency bookkeeper* college competition competitor* consultancy contractor*
    fitter* forwarder* installer* lessor outfit provider* reseller* rival* supplier* vendor*'),
  ('other', 'de', 'ander* anderswo anderweitig andre* fremd* jemand sonstwo wem wen woanders'),
  ('other', 'en', 'alternative* another different else elsewhere other others somebody someone'),
  ('current', 'de', '
    alt* bestehend* bisherig* derzeitig* ehemalig* eigen* fest* frueher* gewohnt* jetzig* langjaehrig*
    vertraut* vorhanden* vorherig*'),
  ('current', 'en', 'current* existing incumbent last longstanding old own present previous regular usual'),
  ('use', 'de', '
    arbeit* benutz* betreuen betreut einsetz* erledig* hab haben habn ham hamma hat hom laeuft laufen
    machen macht nutz* setzen uebernimmt verwend*'),
  ('use', 'en', '
    cover* covers does doing got handle* has have lease looks on provides run running runs use used uses
    using with work*'),
  ('already', 'de', 'bereits eh jahrelang laengst scho schon seit sowieso'),
  ('already', 'en', 'ages already been long since years'),
  ('stay', 'de', '*treu bleib* bleiben treu verbleiben'),
  ('stay', 'en', 'keep loyal remain* stay* stick* sticking'),
  ('satisfied', 'de', 'aufgehoben eingespielt gluecklich* happy versorgt wunschlos zufrieden*'),
  ('satisfied', 'en', 'content covered happy love pleased satisfied served sorted'),
  ('switch', 'de', 'abloes* tausch* trenn* umsteig* umstell* umstieg* wechsel*'),
  ('switch', 'en', 'chang* leave migrat* mov* replac* switch*'),
  ('chosen', 'de', '
    ausgewaehlt beauftragt bestellt entscheid* entschied* festgelegt gekauft genommen gewaehlt geworden
    unterschrieben vergeben wurde zugesagt zuschlag*'),
  ('chosen', 'en', 'awarded booked bought chose* chosen decide decided going opted ordered picked settled signed went'),
  ('bound', 'de', '*vertrag bindung* gebunden laufzeit* lizenz* restlaufzeit* vertrag*'),
  ('bound', 'en', 'agreement bound committed contract* licence license locked tied'),
  ('free_already', 'de', 'dabei inklusive mitgemacht'),
  ('quote_offer', 'de', '*angebot angebot* kostenvoranschlag* offerte*'),
  ('quote_offer', 'en', 'bid bids estimate* offer* proposal* quote* tender'),
  ('at', 'de', 'auf bei beim mit vom von zu zum zur'),
  ('at', 'en', 'at by for from on than to using with'),
  ('name_prep', 'de', 'als auf bei gegenueber mit nutzen von zu'),
  ('name_prep', 'en', 'at by from like on than to use using with'),
  ('compare', 'de', '*unterschiedlich als anders besser gegenueber unterschied* vergleich* wie'),
  ('compare', 'en', 'better compar* differ* instead like than unlike versus vs'),
  ('later', 'de', '
    *jahr ab danach demnaechst erst eventuell folgejahr fruehestens irgendwann kuenftig nach nachher
    naechst* nochmal nochmals spaeter vielleicht wieder'),
  ('later', 'en', 'after afterwards again earliest eventually later maybe next once perhaps sometime then till until'),
  ('before', 'de', 'bevor bis davor frueher solange vor vorher'),
  ('before', 'en', 'before by prior till until'),
  ('period', 'de', '
    april august dezember februar ferien fruehjahr* fruehling halbjahr* herbst jaenner jahr* jahresende*
    januar juli juni kw maerz mai monat* monate* neujahr november oktober ostern pfingsten q1 q2 q3 q4
    quartal* saison* september sommer* sommerpause weihnacht* winter* woche* wochen'),
  ('period', 'en', '
    apr april aug august autumn christmas dec december easter fall feb february holidays jan january jul
    july jun june mar march may month* nov november oct october q1 q2 q3 q4 quarter season sep sept
    september spring summer term week* winter year*'),
  ('now', 'de', '
    aktuell augenblick derzeit gegenwaertig gerade grad grade heuer jetz jetzt moment momentan vorerst
    zeit zurzeit'),
  ('now', 'en', 'atm currently moment now present presently right rn yet'),
  ('busy', 'de', '
    *saison *stopp abschluss* arbeit audit* ausgebucht* ausgelastet* baby baustelle* beschaeftigt
    eingespannt einstellungsstopp* ernte* fusion* hochbetrieb hochzeit* inventur* jahresabschluss
    kapazitaet* kopf krank* kurzarbeit luft neubau op personalmangel prioritaet* reha schwanger* stau
    stress* umbau* umgebaut umstellung* umzug* urlaub zugeschuettet'),
  ('busy', 'en', '
    audit* baby bandwidth buried busy capacity chaos drown* exams flat harvest head hectic merger move
    moving overload* plate priorit* refurb* relocat* renovat* slammed snowed staffed stocktake surgery
    swamped tied twins wedding'),
  ('postpone', 'de', '
    aufgeschoben aufschieb* eis gestoppt pausier* ruht verschieb* verschob* verschoben vertag* wart
    warten zurueckstell*'),
  ('postpone', 'en', 'backburner defer* delay* freeze frozen hold park* pause* paused postpon* shelv* shelved wait*'),
  ('timeword', 'de', '
    *zeitpunkt frueh moment schlecht timing ungelegen unguenstig* unpassend verfrueht zeitlich
    zeitpunkt*'),
  ('timeword', 'en', 'bad early moment premature soon time timing wrong'),
  ('again', 'de', 'erneut fragen meld* melde melden nachfragen nochmal nochmals wieder zukommen'),
  ('again', 'en', 'again ask back check circle ping revisit touch try'),
  ('trust', 'de', '*vertrauen glaub* trau traue trauen traut vertrau*'),
  ('trust', 'en', 'believe* confidence confident faith trust*'),
  ('doubt', 'de', '
    bauchgefuehl bauchweh bedenk* bezweifl* geheuer haken misstrau* mulmig* nervoes risik* riskant*
    skepsis skeptisch* sorge* unseri* unsicher* unwohl verdaecht* verunsicher* vorsichtig* wohl zweifel*
    zweifelhaft'),
  ('doubt', 'en', '
    catch cautious comfortable concern* doubt* dubious hesitant iffy nervous risk* sceptic* skeptic*
    sketchy suspicious* uncomfortable uneasy wary worr*'),
  ('fraud', 'de', '
    abzock* betrueg* betrug* fake gauner* gelogen haustuer* hokuspokus humbug kriminell* luege* luegen
    luftnummer masche* nepp* pyramiden* scharlatan* schaumschlaeger* schneeball* schwindel* unserioes*
    verarsch* versprech* versprochen wunder*'),
  ('fraud', 'en', '
    air bogus buzzword* con cowboy* crook* dodgy fake fishy fraud* hot hype liar* lied lying oil ponzi
    promise* promised pyramid rip ripped scam* shady snake'),
  ('serious', 'de', 'echt garantie* garantier* legit serioes* serioese*'),
  ('serious', 'en', 'genuine guarantee* legit legitimate real reputable'),
  ('proof', 'de', '
    akkredit* belastbar* belege* beweis* bewertung* bilanz* erfahrung erfahrungsberichte fallstudie*
    haftpflicht* handelsregister* handelsregistereintrag* impressum kundenstimme* nachweis* pruefbar*
    referenz* rezension* sterne versicherung* zertifi*'),
  ('proof', 'en', '
    accredit* certif* credentials evidence guarantee* insurance proof rating* reference* registered
    registration review* testimonial* track trustpilot verif*'),
  ('burned', 'de', '
    beschiss* enttaeuscht gebrannt* hereingefallen lehrgeld reinfall reingefallen reingelegt schlechte*
    tisch verarscht verbrannt*'),
  ('burned', 'en', 'burned burnt cheated conned let mess ripped stung tricked'),
  ('unknown_firm', 'de', '
    adresse dahinter erst find finde firma firmensitz gehoert hinter jung* kenn kenne markt neu neue
    sitz sitzt'),
  ('unknown_firm', 'en', 'address around based behind company exist find heard know new overnight who young'),
  ('privacy', 'de', 'bankdaten cloud daten* datenschutz* kundendaten server* speicher* zugriff'),
  ('privacy', 'en', 'access breach* data hosted privacy secure security server*'),
  ('boss', 'de', '
    *chef *chefin *direktor *leiter *leiterin *leitung *vorstand abteilungsleiter* aufsichtsrat*
    behoerd* beirat* betriebsleit* betriebsrat* boss chef* chefitaet controlling direktor* eigentuemer*
    eigentuemerversammlung* einkauf* gemeinderat* geschaeftsfuehr* geschaeftsleitung* gesellschafter* gf
    gremium* hauptverwaltung* headquarter* inhaber* konzern* leitung* moasta mutterkonzern* oberst*
    pfarrgemeinderat* prokurist* rechtsabteilung* schulamt* stadtrat* teamlead* vergabestelle*
    vermieter* verwaltungsrat* vollversammlung* vorgesetzt* vorsitz* vorstaend* vorstand* zentrale*'),
  ('boss', 'en', '
    board boss* ceo cfo chair committee* council dean department director* executive* finance governor*
    head headquarters hq landlord landlord* lead leadership legal management manager* matron md owner*
    partner* principal procurement shareholder* supervisor* trustee*'),
  ('family', 'de', '
    bruder eltern familie frau gatte* gattin geschwister kinder lebensgefaehrt* mama mann mutter oma opa
    papa partner* schwester schwiegervater sohn tochter vater'),
  ('family', 'en', '
    brother dad family father fiance* hubby husband missus mother mum parents partner siblings sister
    spouse wife'),
  ('decide', 'de', '
    *befugt abgesegnet abgestimmt absegn* abstimm* befindet befug* befugnis beschliess* beschlossen
    beschluss* bestimm* einverstanden entscheid* entscheidung* entscheidungs* entschied* erlaub*
    freigabe* freigeb* freigegeben genehmig* kompetenz* mitreden mitzureden unterschriftsberechtigt*
    verantwort* zeichnungsberechtigt* zugestimmt zusag* zustimm* zustimmung*'),
  ('decide', 'en', '
    agree* approv* authoris* authority authoriz* call calls clear* cleared commit consent* decid*
    decision* final permission power promise say sign signoff signs vote* votes voting word'),
  ('ask_first', 'de', '
    abklaer* absprech* abstimm* beraten bereden bespr* durchsprech* fragen intern* klaeren rede reden
    rueckfragen ruecksprache'),
  ('ask_first', 'en', 'align ask check clear consult discuss internally pass run speak talk'),
  ('not_me', 'de', '
    allein alleine angestellt* assistent* azubi* haende melden nur praktikant* sachbearbeit* selber
    selbst zustaendig*'),
  ('not_me', 'en', 'alone apprentice assistant clerk decide grade hands intern just myself only own pay'),
  ('need', 'de', '
    *bedarf bedarf* benoetig* brauch* brauchn einsatzmoeglich* fehlt gebrauchen mehrwert* noetig*
    notwendig* nutzen sinn verwendung* zweck'),
  ('need', 'en', 'benefit* necessary need* point purpose require* requirement* use want'),
  ('useless', 'de', '
    erledigt eruebrigt irrelevant quatsch sinnlos* ueberdimensioniert* ueberfluess* unbrauchbar*
    unnoetig* warum wofuer wozu zwecklos'),
  ('useless', 'en', 'irrelevant nonsense overkill pointless redundant unnecessary useless waste why'),
  ('works_fine', 'de', '
    *gestellt abgedeckt ausgestattet auskomm* bestens einwandfrei funktionier* genuegt klappt laeuft
    langt passt problemlos reichen reicht versorgt zurecht'),
  ('works_fine', 'en', 'covered does enough equipped fine good handled job okay running set sorted suffic* suits well works'),
  ('diy', 'de', 'eigene* excel hand intern kalender kopf notizbuch* papier* selber selbst stift* zettel*'),
  ('diy', 'en', 'diary excel hand inhouse notebook* ourselves paper pen pencil self spreadsheet*'),
  ('small', 'de', '
    allein* drei einmann* hobby* klein* leute miet* pension* privat* rente* rentner* ruhestand zwei
    zweimann*'),
  ('small', 'en', 'band hobby man micro one people rent renting retire* retiring small three tiny two'),
  ('problem', 'de', 'einwaende einwand* problem* sache schwierigkeit* thema'),
  ('problem', 'en', 'concern* issue* matter objection* problem* trouble worry'),
  ('interest', 'de', '
    abgeneigt angetan begeister* fan gefaellt gefallen gespannt interess* neugier* neugierig* reiz*
    spannend* ueberzeug* vielversprech*'),
  ('interest', 'en', '
    appeal* convinc* curious excit* fascinat* impress* interest* intrigu* keen like listening love
    promising tempted'),
  ('great', 'de', '
    ausgezeichnet begeistert bestens cool fantastisch freu* freut geil genial* gut* hammer hervorrag*
    herzlich* klasse kompliment* liebe* lob mega perfekt* prima respekt schoen* spitze stark* super
    toll* top wunderbar'),
  ('great', 'en', '
    ace amazing awesome best brilliant chuffed compliment* congrats congratulations cool excellent
    fantastic glad gold good great happy incredible love lovely nice perfect super superb wonderful'),
  ('bad', 'de', '
    aerger* aergerlich* beschwer* beschwerde* chaos enttaeusch* frech* frechheit furchtbar* katastroph*
    maengel mangel* mies* nerv nervt patzig* peinlich* reicht reklam* respektlos* sauer schlamp*
    schlecht* schrecklich* skandal unfreundlich* unmoegl* unprofession* unterirdisch unversch*
    unverschaemt* wuetend zumutung'),
  ('bad', 'en', '
    angry annoying appalling awful bad chaos complain* complaint* disappoint* disgrace* disgusted
    disrespect* fed furious horrible poor ridiculous rude shocking terrible unacceptable unimpressed
    unprofessional useless worst'),
  ('broken', 'de', '
    abgestuerzt absturz* ausfall* ausgefallen beschaed* beschaedigt* defekt* falsch* fehlen fehler*
    fehlt funktioniert geht haengt kaputt schief* stimmt stuerzt undicht* unvollstaendig* verspaet*'),
  ('broken', 'en', '
    broke broken crack* crash* damaged defect* down error* fail* failed fault* faulty incomplete
    incorrect late leak* missing wrong'),
  ('refund', 'de', '
    behebung entschuldig* ersatz erstatt* frist gutschreib* gutschrift* korrektur* korrigier*
    nachbesser* nachlass nachliefer* reparier* rueckerstatt* schadenersatz stellungnahme'),
  ('refund', 'en', 'apolog* compensat* correct* credit deadline fix* put refund* repair* replac*'),
  ('waiting', 'de', '
    endlich gewartet immer keiner mal niemand reaktion rueckmeldung rueckruf seit tagen vereinbart
    versprochen warte* wartet wochen zugesagt zum'),
  ('waiting', 'en', '
    again agreed asked days finally ignored nobody promised reaction response since still time times
    waited waiting weeks'),
  ('expect', 'de', 'aufforder* bestehe erwart* forder* verlang*'),
  ('expect', 'en', 'demand* expect* insist*'),
  ('invoice', 'de', 'abbuch* abgebucht berechnet gebucht mahnung* rechnung*'),
  ('invoice', 'en', 'bill* billed charged debited invoice*'),
  ('stop', 'de', '
    absehen abzusehen aufhoeren aufhoern einstell* ende genug hoer hoert schluss stop stopp stoppen
    unterlass*'),
  ('stop', 'en', 'cease desist end enough halt quit refrain stop stopp stops'),
  ('unsubscribe', 'de', '
    abbestell* abbestellen abmeld* abmelden abo abonnement ausgetragen austrag* austragen widerruf*
    widersprech* widerspruch*'),
  ('unsubscribe', 'en', 'cancel opt opted optout revok* revoke* unsub unsubcribe unsubscribe* unsubscription withdraw*'),
  ('delete', 'de', '
    aussortier* blockier* entfern* geloescht heraus loesch* nehmen nehmt nimm raus rausnehm* sperr*
    streich* streicht tilg* vernicht*'),
  ('delete', 'en', '
    block* cross delete* destroy erase* erasure get lose off purge remov* scrub strike suppress* take
    wipe'),
  ('list', 'de', '
    *liste *verteiler adressliste* bestand datenbank* datensaetz* infobrief* kartei* karteien liste*
    mailingliste* newsletter* system verteiler*'),
  ('list', 'en', 'books crm database file list lists mailing newsletter* records system'),
  ('contact_noun', 'de', '
    *kontakt angebote anruf* anschreiben e email* infos kontakt* kontaktaufnahme* mail* mails nachricht*
    post sms werbe* werbemails werbung* whatsapp* zusendung*'),
  ('contact_noun', 'en', '
    ads adverts approach call* communication* contact* correspondence e email* mail* mailings marketing
    message* msg msgs newsletter* promo* sms spam stuff text*'),
  ('contact_verb', 'de', '
    angeschrieben anruf* anschreib* bekomm* belaestig* erhalten hoeren hoern kontaktier* kriegen lesen
    meld* melden ruft schick* schreib* send* zukommen zusend*'),
  ('contact_verb', 'en', '
    bother* call calling contact* email* get hear message messaging receive* ring send* text texting
    write writing'),
  ('more', 'de', 'erneut je kuenftig* mehr nochmal weiter* wieder zukuenftig*'),
  ('more', 'en', 'again any anymore ever further future longer more nomore'),
  ('leave', 'de', 'frieden lass lasst lassts ruh ruhe verschon*'),
  ('leave', 'en', 'alone be leave lose peace spare'),
  ('data_law', 'de', '
    anwalt anzeige art artikel auskunft datenschutz* datenschutzbehoerde dsgvo einwilligung* gdpr
    personenbezog* wettbewerbszentrale zustimmung'),
  ('data_law', 'en', 'article consent erasure gdpr ico lawyer permission personal privacy regulator report*'),
  ('my_number', 'de', '*nummer adresse* angaben daten handynummer* kontaktdaten mailadresse* nummer* rufnummer*'),
  ('my_number', 'en', 'address data details info number*'),
  ('auto_word', 'de', '
    abwesend* abwesenheit* abwesenheitsnotiz* automatisch* automatische* automatisiert* autoreply
    autoresponder eingangsbestaetigung* empfangsbestaetigung* generiert* lesebestaetigung* maschinell*
    systemnachricht*'),
  ('auto_word', 'en', 'acknowledg* auto automated* automatic* autoreply autoresponse receipt unmonitored'),
  ('away', 'de', '
    abwesend* betriebsferien betriebsurlaub buero dienstreise* elternzeit* erreichbar feiertag*
    fortbildung geoeffnet geschaeftsreise* geschlossen haus karenz krankgeschrieben kur mutterschaft*
    mutterschutz oeffnungszeit* sabbatical unterwegs urlaub*'),
  ('away', 'en', '
    annual away business closed conference holiday* hours leave maternity office ooo parental paternity
    reopen* reopens sabbatical sick travelling vacation'),
  ('bounce', 'de', '
    *zustellung empfaenger* fehlercode mailbox mailserver mailsystem postfach* postmaster unzustell*
    zielserver zugestellt zustell*'),
  ('bounce', 'en', '
    bounced daemon deliver* delivery mailbox mailer postmaster quarantined quota recipient* rejected
    smtp undeliver* undeliverable undelivered'),
  ('ticket', 'de', '
    arbeitstag* bearbeitung* eingegangen erfasst geduld kundenportal referenznr* registriert serviceteam
    ticket* ticketnummer* vorgang* vorgangsnummer* werktag*'),
  ('ticket', 'en', '
    agent assigned business case desk enquiry logged processed queue received reference registered reply
    request respond ticket* working'),
  ('return_on', 'de', 'dringend* eilig* rueckkehr vertretung* weitergeleitet wieder zurueck zwischenzeit'),
  ('return_on', 'en', 'access back colleague covering forwarded limited monitored respond return* urgent'),
  ('meeting', 'de', '
    *gespraech *termin begehung besichtig* besuch* call demo erstgespraech gespraech* kaffee meeting*
    praesentation* teams telefonat* telefonier* termin* treff* videocall* videogespraech* vorfuehr*
    vorstellung zoom'),
  ('meeting', 'en', '
    appointment* call chat coffee conversation demo meet meeting* presentation slot survey teams video
    viewing visit* zoom'),
  ('call_me', 'de', '
    anrufen anschauen ausmessen kommen quatschen rueckruf ruf rufen ruft sprechen telefonieren treffen
    vorbei vorbeikomm* vorbeischau* vorstellen zeigen zurueckruf* zusammensetz* zusammensetzen'),
  ('call_me', 'en', 'call catch come discuss drop meet phone pop ring show sit speak swing talk visit'),
  ('reschedule', 'de', 'alternativ* anders nachholen neuer statt umleg* verleg* verschieb* verschoben vorverleg*'),
  ('reschedule', 'en', 'instead move moving postpone push rearrange* reschedul* shift'),
  ('suits', 'de', '
    ausmachen frei geht ginge haetten klappt moeglich passen passt recht uhrzeit vereinbar* vorschlag*
    wann zeit'),
  ('suits', 'en', 'arrange available convenient could fancy free how possible set slot suggest suit* time when work'),
  ('day', 'de', '
    abend* di dienstag* do donnerstag* fr freitag* frueh heute mi mittag mittwoch* mo montag* morgen
    nachmittag* sa samstag* so sonntag* uebermorgen uhr vormittag* wochenende'),
  ('day', 'en', '
    afternoon am evening fri friday* mon monday* morning noon pm sat saturday* sun sunday* thu thurs
    thursday* today tomorrow tue tues tuesday* wed wednesday* weds week'),
  ('cancel', 'de', '
    abgesagt absag* ausfallen cancel entfaellt schaff* schaffe spaeter stau streichen verhindert
    verspaet*'),
  ('cancel', 'en', 'apolog* cancel* delayed late make running scrap stuck'),
  ('confirm', 'de', 'alles bestaetig* bleibt dabei dann geht klar notiert passt sehen steht'),
  ('confirm', 'en', 'confirm* good noted ok on perfect see stands then works'),
  ('today', 'de', '
    augenblicklich gleich heute jetzt min minuten schnell schnellstmoeglich* sofort spontan stunde*
    umgehend unverzueglich'),
  ('today', 'en', 'asap away hour immediately instantly min minutes now once quickly right straight today tonight'),
  ('urgent', 'de', 'asap brandeil* dringend* eilig* eilt hilfe notdienst notfall* pressiert sofort'),
  ('urgent', 'en', 'asap critical emergency help hurry immediately quick quickly urgent*'),
  ('deadline', 'de', 'bis ende frist* spaetestens stichtag*'),
  ('deadline', 'en', 'before by deadline due end latest until within'),
  ('contract', 'de', '
    *auftrag *formular *vertrag auftrag* auftragsbestaetigung* bestellschein* bestellung* rechnung
    unterlagen vertraege vertrag* vertragsunterlag*'),
  ('contract', 'en', 'agreement* contract* form invoice order* paperwork po'),
  ('sign', 'de', 'signier* unterschreib* unterschrieben unterschrift* unterzeichn*'),
  ('sign', 'en', 'countersign* sign* signature'),
  ('buy', 'de', '
    anmeld* anmelden annehmen beauftrag* bestell* buch* erteil* gekauft kauf* meld nehm* ordern zusag*
    zuschlagen'),
  ('buy', 'en', 'accept* book* buy* enrol* order* proceed purchase* register reserve* take'),
  ('go_ahead', 'de', '
    abgemacht anfangen beginn* beginnen dabei deal einverstanden gehts go gruenes licht los loslegen
    machen start starten startet'),
  ('go_ahead', 'en', 'agreed ahead begin* commence deal go green in kick proceed sold start* thumbs'),
  ('payment', 'de', '
    *raten *zahlung abbuch* abschlag* anzahl* bezahl* finanzier* kuendigungsfrist* lastschrift* leasing
    mindestlaufzeit* raten ratenzahl* skonto teilbetr* ueberweis* vorkasse zahlen zahlung* zahlungs*
    zahlungsziel*'),
  ('payment', 'en', '
    debit* deposit* finance instal* invoice* leasing milestone* monthly net notice pay* payment* split
    spread term terms transfer* upfront'),
  ('human', 'de', '
    berater* echt* jemand* kollege* kundenberater* mensch* menschlich* mitarbeiter* persoenlich* person
    real* technik*'),
  ('human', 'en', '
    adviser advisor agent being employee human* living member person real representative somebody
    someone staff'),
  ('bot', 'de', '
    *bot *stimme assistent* automat* bot* chatbot* computer* ki kuenstlich* maschine* programm roboter*
    sprachassistent*'),
  ('bot', 'en', 'ai artificial assistant automat* bot* canned chatbot* computer* machine* program robot*'),
  ('wrong_who', 'de', '
    befasst bestimmt falsch* gemeint irrtuemlich* irrtum* private* privatnummer* verkehrt* versehen
    vertan verwaehl* verwechs* zustaendig*'),
  ('wrong_who', 'en', 'confus* dialled intended meant mistake* mistaken mix* private responsible wrong'),
  ('role_left', 'de', 'ausgeschieden hausmeister* mehr nachfolg* uebernommen verlassen'),
  ('role_left', 'en', 'caretaker left longer moved replaced replacement successor'),
  ('refer', 'de', '
    ansprechpartner* empfehl* empfohlen frag* heisst kontakt* meld* melden richtige ruf* schreib*
    sprech* tipp versuch* wend*'),
  ('refer', 'en', 'ask contact deals handled handles message reach recommend* ring shout speak talk touch try'),
  ('relative', 'de', '
    bekannt* bruder chorleit* cousin* freund* kolleg* kumpel nachbar* nebenan onkel schwaegerin schwager
    schwester sohn tante tochter vermieter'),
  ('relative', 'en', '
    aunt brother buddy colleague* cousin* daughter friend* mate neighbor* neighbour* pal sister son
    uncle'),
  ('looking', 'de', 'braeuchte braucht gebrauchen interess* such*'),
  ('looking', 'en', 'after could interested looking needs searching wants'),
  ('phone', 'any', '0171 07700 durchwahl dw ext tel'),
  ('question', 'de', 'gibt gibts ob wann warum was welche* welcher wer wie wieviel wo woher worin'),
  ('question', 'en', 'are can do does how is what when where which who why'),
  ('hello', 'de', 'geehrte* gruezi guten hallo hi liebe* moin sehr servus tag'),
  ('hello', 'en', 'dear good hello hey hi'),
  ('holiday_wish', 'de', 'besserung feiertage* geburtstag* glueckwunsch* gratul* ostern weihnachten wuensch*'),
  ('holiday_wish', 'en', 'birthday congratulat* happy holidays merry wish* wishes'),
  ('send', 'de', 'broschuere* details erzaehl* her info* infos prospekt* rueber schick* send* unterlagen zeig*'),
  ('send', 'en', 'brochure* details further hear info* information more send share show tell'),
  ('how_it_works', 'de', 'ablaeuft ablauf* ablaufen aussehen dahinter funktionier* naechsten schritt* vorgehen weiter'),
  ('how_it_works', 'en', 'include* involve* look looks next step* work works'),
  ('number', 'any', '0'),
  ('ask', 'any', '?'),
  ('cry', 'any', '!')
) as g (concept, language, words)
cross join regexp_split_to_table(btrim(g.words, E' \n'), '\s+') as w (word);

commit;
