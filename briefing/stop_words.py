"""Words that carry no topic, by language: function words, and the small change of headlines.

Own lists, written from the closed word classes of each language (articles, pronouns, prepositions, conjunctions,
auxiliaries) plus the words that any headline may hold ("says", "live", "heute"). Forms are as `briefing.words` makes
them: lower case, accents kept, no apostrophes. A word that is missing costs little: the counts of the stream find it.
"""

from __future__ import annotations

ENGLISH = """
a about above after again against all also am an and any are arent as at be because been before being below between
both but by can cant cannot could couldnt did didnt do does doesnt doing dont down during each few for from further
get gets got had has have having he her here heres hers him his how i if im in into is isnt it its itself ive just
let like made make makes may me might more most much must my no nor not now of off on once one only or other our out
over own per put s said same say says saying she shes should so some still such t take takes than that thats the
their them then there theres these they theyre this those through to too two under until up upon us very via was
wasnt way we were werent what whats when where which while who whom whos whose why will with within without wont
would wouldnt yet you your youre first last new news old day days week weeks year years month months hour hours
today tomorrow yesterday monday tuesday wednesday thursday friday saturday sunday live update updates updated latest
breaking video watch photos photo pictures report reports reported reportedly exclusive opinion analysis explainer
explained according amid among back going go come know need told tell tells see look set want people time many
really thing things
"""
"""English: function words as in every list of this kind, and about 60 words that headlines are made of."""

GERMAN = """
aber alle allem allen aller alles als also am an andere anderen anderer anderes auch auf aus bei beim bin bis bist
da dabei dadurch dafür dagegen daher damit dann daran darauf darf darüber das dass dazu dein dem den denen denn der
deren des dessen deutlich dich die dies diese diesem diesen dieser dieses doch dort du durch ein eine einem einen
einer eines einige er es etwa etwas euch euer für gegen geht gibt habe haben hat hatte hatten hätte hier hinter ich
ihm ihn ihnen ihr ihre ihrem ihren ihrer im immer in ins ist ja jede jedem jeden jeder jedes jetzt kann kein keine
keinen keiner können könnte machen macht man mehr mein mit muss müssen nach nachdem neben neue neuen neuer neues
nicht nichts noch nun nur ob oder ohne schon sehr seien sein seine seinem seinen seiner seit sei sich sie sind so
sogar soll sollen sollte sowie über um und uns unser unter viel viele vom von vor war waren warum was weil weiter
welche wenn wer werde werden wie wieder will wir wird wo wollen worden wurde wurden würde zu zum zur zwar zwei
zwischen montag dienstag mittwoch donnerstag freitag samstag sonntag heute gestern morgen jahr jahre jahren tag tage
tagen woche uhr prozent sagt sagte laut bericht ticker liveticker aktuell video news
"""
"""German."""

FRENCH = """
a ai alors après au aucun aucune aussi autre autres aux avait avant avec avoir beaucoup bien c ça car ce cela celle
celui ces cet cette ceux chaque chez ci comme comment contre d dans de depuis derrière des dès deux devant doit donc
dont du elle elles en encore entre est et été être eu eux fait faire faut fois furent il ils j jamais je jusque
jusqu l la là le les leur leurs lors lorsque lui m ma mais me même mes moi moins mon n ne ni non nos notre nous on
ont ou où par parce parmi pas pendant peu peut plus plusieurs pour pourquoi près puis qu quand que quel quelle
quelles quels qui quoi s sa sans se selon sera ses si sa soi soit son sont sous sur ta te tes toi ton tous tout
toute toutes très trop tu un une va vers vos votre vous y ans an année années jour jours heure heures aujourdhui
hier demain semaine mois lundi mardi mercredi jeudi vendredi samedi dimanche direct vidéo vidéos infos actualité
nouveau nouvelle nouveaux
"""
"""French; the clitics (l', d', qu') are split off by the word pattern."""

SPANISH = """
a al algo algunas algunos ante antes aquí así aún aunque bajo bien cada casi como cómo con contra cual cuál cuando
cuándo cuatro de del desde después donde dónde dos durante e el él ella ellas ellos en entre era eran es esa esas
ese eso esos esta está estaba están estar estas este esto estos fue fueron ha había hace hacen hacer hacia han hasta
hay hoy la las le les lo los más me menos mi mientras mientras muy nada ni no nos nosotros nuestra nuestro o otra
otras otro otros para pero poco por porque porqué puede pueden pues que qué quien quién quienes se sea según ser
será si sí sido sin sino sobre son su sus también tan tanto te tiene tienen toda todas todo todos tras tres tu tú
tus un una unas uno unos va van vez y ya yo lunes martes miércoles jueves viernes sábado domingo ayer mañana año
años día días hora horas semana mes meses nueva nuevo nuevas nuevos vídeo video directo vivo última último noticias
dice dijo
"""
"""Spanish."""

PORTUGUESE = """
a à ainda além algumas alguns ante antes ao aos apenas após aquela aquele as às assim até cada com como contra cada
da das de dela dele delas deles depois desde deve disse diz do dois dos duas durante e é ela elas ele eles em
enquanto entre era eram essa essas esse esses esta está estão estar estas este estes eu faz fazer foi foram há isso
isto já la lhe lhes lo mais mas me mesmo meu minha muito na nas nem nesta neste no nos nós nossa nosso não num numa
o onde os ou para pela pelas pelo pelos pode podem por porque qual quando quanto que quem são se sem ser será seu
seus sido sob sobre sua suas também tão te tem têm ter teve toda todas todo todos três tu um uma umas uns vai vão
você segunda terça quarta quinta sexta feira sábado domingo hoje ontem amanhã ano anos dia dias hora horas semana
mês meses nova novo novas novos vídeo vídeos vivo última último veja saiba notícias
"""
"""Portuguese."""

ITALIAN = """
a ad agli ai al alla alle allo anche ancora avere aveva c che chi ci ciò coi col come con contro così cui d da dagli
dai dal dalla dalle dallo degli dei del della delle dello dentro di dopo dove due durante e è ed ecco era erano
essere fa fare fino fra fu gli ha hanno ho i il in io l la le lei li lo loro lui m ma mai me meno mentre mi mio
molto ne negli nei nel nella nelle nello noi non nostra nostro o ogni oltre oggi ora per perché però più poi prima
proprio può quale quali quando quanto quella quelle quelli quello questa queste questi questo qui sarà se sei sempre
senza si sia sono sopra sotto stata stati stato su sua sue sugli sui sul sulla sulle suo suoi t tra tre troppo tu
tutta tutte tutti tutto un una uno v va verso vi via voi lunedì martedì mercoledì giovedì venerdì sabato domenica
ieri domani anno anni giorno giorni ore settimana mese mesi nuova nuovo nuovi nuove video diretta ultime notizie
"""
"""Italian; the elided articles (l', un', dell') are split off by the word pattern."""

DUTCH = """
aan af al alle alleen als altijd andere anders ben bij binnen daar dan dat de deze die dit doen door dus een eens er
ermee even gaan gaat geen geweest haar had hadden heb hebben heeft hem hen het hier hij hoe hun ik in is ja je kan
kon kunnen maar me meer men met mij mijn moet moeten na naar niet niets nog nu of om omdat onder ons onze ook op
over per sinds te tegen toch toen tot tussen twee u uit uw van veel via voor waar waarom wanneer want waren was wat
we weer wel welke werd werden wie wil wij wordt worden zal ze zelf zich zij zijn zo zonder zou zouden zullen maandag
dinsdag woensdag donderdag vrijdag zaterdag zondag vandaag gisteren morgen jaar jaren dag dagen week weken uur
nieuwe nieuw nieuws video live volgens zegt
"""
"""Dutch."""

RUSSIAN = """
а без более бы был была были было быть в вам вас весь во вот все всего всех вы где да даже для до его ее её если
есть еще ещё же за здесь и из или им их к как какой когда кто ли либо между меня мне может можно мой мы на над надо
наш не него нее неё нет ни них но ну о об один однако он она они оно от очень перед по под после при про с сам свои
своей свой своих себя со стал стала стали так также такой там те тем то того тоже той только том тот три ты у уже
хотя чего чей чем через что чтобы эта эти этого этой этом этот я понедельник вторник среду среда четверг пятницу
пятница субботу суббота воскресенье сегодня вчера завтра год года году лет день дня дней час часов неделю месяц
новый новые новая видео фото онлайн новости заявил сообщил
"""
"""Russian."""

LISTS: dict[str, str] = {
    "en": ENGLISH,
    "de": GERMAN,
    "fr": FRENCH,
    "es": SPANISH,
    "pt": PORTUGUESE,
    "it": ITALIAN,
    "nl": DUTCH,
    "ru": RUSSIAN,
}
"""ISO 639-1 code -> the list, words parted by white space."""
