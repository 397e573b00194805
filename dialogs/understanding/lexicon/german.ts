/** What people say to a conversation in German. */
import type { Lexicon } from './lexicon.ts';

export const GERMAN: Lexicon = {
  answers: {
    yes: `
      ja | jo | jup | jep | joa | jaa | jaaa | jawohl | klar | na klar | natürlich | sicher | auf jeden fall | unbedingt | genau | stimmt | richtig |
      korrekt | ganz genau | ja bitte | ja gerne | gerne | gern | okay | ok | in ordnung | passt | gut | alles klar | mach das | machen wir |
      los gehts | ja hab ich | hab ich | habe ich | ja ist es | ist es | ja ist so | so ist es | ja das ist es | einverstanden | verstanden |
      ich verstehe | ich denke schon | denke schon | glaube schon | ich glaube schon | ich glaube ja | wahrscheinlich | vermutlich ja | bestimmt |
      hat funktioniert | es hat funktioniert | das hat funktioniert | hat geklappt | es hat geklappt | das hat geklappt | funktioniert |
      es funktioniert | funktioniert jetzt | jetzt funktioniert es | es funktioniert jetzt | klappt | es klappt | klappt jetzt | jetzt klappt es |
      geht | es geht | geht jetzt | jetzt geht es | jetzt gehts | es geht jetzt | es geht wieder | geht wieder | läuft | es läuft | läuft wieder |
      läuft jetzt | hat geholfen | das hat geholfen | das wars | das war es | gelöst | behoben | erledigt | ist durchgelaufen | durchgelaufen |
      fertig | ist fertig | endlich | endlich geht es | das wars danke | alles gut jetzt`,
    no: `
      nein | nee | ne | nö | nöö | nein nein | auf keinen fall | keinesfalls | niemals | nie | gar nicht | überhaupt nicht | nicht wirklich |
      leider nein | leider nicht | nein leider nicht | nein danke | lieber nicht | will ich nicht | möchte ich nicht | falsch | stimmt nicht |
      das stimmt nicht | nicht richtig | keins | keine | keiner | keines davon | keins davon | nichts davon | nichts | glaube nicht |
      ich glaube nicht | denke nicht | ich denke nicht | eher nicht | wohl nicht | nicht dass ich wüsste | hat nicht funktioniert |
      es hat nicht funktioniert | das hat nicht funktioniert | hat nicht geklappt | es hat nicht geklappt | das hat nicht geklappt |
      funktioniert nicht | es funktioniert nicht | klappt nicht | es klappt nicht | geht nicht | es geht nicht | das geht nicht | läuft nicht |
      hat nicht geholfen | das hat nicht geholfen | hilft nicht | bringt nichts | hat nichts gebracht | brachte nichts | ohne erfolg |
      kein erfolg | kein glück | fehlgeschlagen | schon wieder fehlgeschlagen | schlägt fehl | nicht gelöst | nicht behoben | es passiert nichts |
      nichts passiert | hab ich nicht | habe ich nicht | kann ich nicht | ich kann nicht | ist es nicht | gibt es nicht | schlimmer | noch schlimmer`,
    unsure: `
      weiß nicht | ich weiß nicht | weiß ich nicht | weiß ich leider nicht | keine ahnung | kein plan | ka | kp | null ahnung | ich habe keine ahnung |
      bin nicht sicher | ich bin nicht sicher | nicht sicher | bin mir nicht sicher | ich bin mir nicht sicher | unsicher | vielleicht | kann sein |
      könnte sein | möglich | möglicherweise | eventuell | kommt drauf an | schwer zu sagen | kann ich nicht sagen | weiß ich nicht mehr |
      weiß nicht mehr | vergessen | hab ich vergessen | erinnere mich nicht | verstehe ich nicht | verstehe nicht | ich verstehe nicht |
      wie meinst du das | was heißt das | wie finde ich das raus | woher soll ich das wissen | wie sehe ich das | hä | häh`,
    'done-already': `
      schon gemacht | hab ich schon gemacht | habe ich schon gemacht | das hab ich schon gemacht | das habe ich schon gemacht | bereits gemacht |
      habe ich bereits gemacht | schon probiert | hab ich schon probiert | habe ich schon probiert | schon versucht | hab ich schon versucht |
      habe ich schon versucht | bereits versucht | schon ausprobiert | hab ich alles schon | schon erledigt | schon getan | schon geprüft |
      hab ich schon geprüft | schon nachgesehen | schon neu gestartet | hab ich schon neu gestartet | schon aktualisiert | gestern schon |
      mehrmals schon | schon mehrmals | schon zweimal | schon alles probiert | alles schon probiert | alles schon versucht | hab ich doch schon |
      ja schon gemacht | das hatte ich schon`,
    'not-yet': `
      noch nicht | moment | einen moment | moment mal | sekunde | eine sekunde | minute | warte | warte kurz | augenblick | gleich | sofort | später |
      mache ich gleich | mach ich gleich | mach ich jetzt | ich versuche es | ich probiere es | probier ich | versuch ich | wird gemacht |
      ich schau mal | ich schaue nach | mal sehen | mal schauen | bin dabei | ich bin dabei | läuft noch | es läuft noch | lädt noch | dauert noch |
      noch nicht fertig | ist noch nicht fertig | noch dabei | fast | fast fertig | heute abend | morgen | mach ich später |
      noch nicht probiert | noch nicht versucht | hab ich noch nicht | hab ich noch nicht gemacht`,
    same: `
      dasselbe | das gleiche | das selbe | immer noch | immer noch nicht | immer noch dasselbe | immer noch das gleiche | gleicher fehler |
      der gleiche fehler | derselbe fehler | selber fehler | gleiche meldung | dieselbe meldung | gleiches problem | dasselbe problem |
      das gleiche problem | geht immer noch nicht | funktioniert immer noch nicht | klappt immer noch nicht | es geht immer noch nicht |
      geht noch immer nicht | geht weiterhin nicht | unverändert | keine änderung | keine veränderung | nichts geändert | hat sich nichts geändert |
      hat nichts geändert | kein unterschied | wie vorher | wie zuvor | genau wie vorher | wieder dasselbe | wieder das gleiche | schon wieder |
      wieder der fehler | kommt wieder | kommt immer noch | steht immer noch da | hängt immer noch | immer noch voll | bleibt gleich | weiterhin`,
    partly: `
      teilweise | zum teil | halb | zur hälfte | die hälfte | nur die hälfte | ein bisschen | bisschen | etwas | etwas besser | ein bisschen besser |
      besser | jein | ja und nein | nicht ganz | nicht alles | nicht alle | nicht vollständig | nur manche | nur einige | einige | manche |
      das meiste | fast alles | mehr oder weniger | so halb | geht so | manchmal | ab und zu | kurz | kurzzeitig | eine weile | nur kurz |
      ging kurz | kam weiter`,
  },
  openings: {
    yes: 'ja | jo | klar | jep',
    no: 'nein | nee | nö | ne',
    same: 'immer noch | noch immer',
    partly: 'ja und nein | jein | ja aber nur | ja aber nicht',
    'not-yet': 'noch nicht | nein noch nicht',
    unsure: 'keine ahnung | weiß nicht | ich weiß nicht | weiß ich nicht | bin mir nicht sicher | ich bin nicht sicher',
    'done-already': 'schon gemacht | hab ich schon | habe ich schon | das hab ich schon | das habe ich schon | ja schon | ja hab ich schon',
  },
  plainYes:
    'ja jo jup jep joa jaa jaaa jawohl klar na natürlich sicher auf jeden fall unbedingt genau stimmt richtig korrekt ganz bitte gerne gern okay ok in ordnung einverstanden verstanden verstehe ich wir habe hab das ist es so mach machen wir weiter los danke und jetzt',
  fillers:
    'also na ja naja äh ähm hm hmm tja ach oh mensch bitte danke sorry entschuldigung leider halt eben mal doch ehrlich gesagt eigentlich und aber so nun jetzt dann hallo hi lol haha ich glaube denke wirklich wieder schon alles klar man ey boah',
  acknowledging: 'ok okay gut verstanden klar alles passt',
  commands: {
    human: `
      kann ich jemanden anrufen | kann mich jemand anrufen | ruft mich jemand an | ruf mich an | rufen sie mich an | telefonnummer vom support | kann ich anrufen | wo kann ich anrufen |
      echter mensch | echten menschen | richtigen menschen | richtiger mensch | mit einem menschen | mit einem mitarbeiter | mit einer mitarbeiterin |
      mit einer person | mit jemandem sprechen | mit jemandem reden | mit wem sprechen | einen mitarbeiter | menschlichen support | mit dem support |
      mit dem kundendienst | mit dem kundenservice | kundendienst | kundenservice | support hotline | telefonnummer vom support |
      jemand soll mich anrufen | rufen sie mich an | ruft mich an | verbinde mich mit | verbinden sie mich | mich verbinden | ihren chef |
      deinen chef | vorgesetzten sprechen | =mensch | =mitarbeiter | =person | =einen menschen | =support | =berater | =ein mensch bitte`,
    help: `
      =hilfe | =hilf mir | =hilfe bitte | =ich brauche hilfe | =bitte helfen | =kannst du mir helfen | was kannst du | wie funktioniert das hier |
      wie funktioniert dieser chat | =optionen | =menü | =befehle | wobei kannst du helfen`,
    'start-over': `
      von vorne | von vorn | nochmal von vorne | neu anfangen | von neuem anfangen | fangen wir neu an | noch einmal von vorne | ganz von vorne |
      =neustart des chats | =neu beginnen | =chat zurücksetzen`,
    back: `
      =zurück | =einen schritt zurück | =zurück bitte | =vorherige frage | =rückgängig | eine frage zurück | habe mich vertippt | hab mich verklickt |
      habe mich verklickt | falsch geklickt | falsch geantwortet | antwort ändern | falsche antwort gegeben`,
    skip: `
      =überspringen | =weiter zur nächsten | =nächste frage | =nächste | =überspring das | =auslassen | diese frage überspringen |
      diesen schritt überspringen | frage überspringen | das überspringen | will ich nicht sagen | möchte ich nicht sagen | das will ich nicht machen |
      etwas anderes versuchen | was anderes probieren | =was anderes | andere lösung | nächster vorschlag`,
    how: `
      wie mache ich das | wie mach ich das | wie geht das | wie prüfe ich das | wie kann ich das prüfen | wie finde ich das heraus |
      wie finde ich das raus | wie sehe ich das | wo sehe ich das | wo finde ich das | wo ist das | wo steht das | zeig mir wie | erklär mir wie |
      was meinst du | was meinst du damit | wie meinst du das | was heißt das | was bedeutet das | was ist das | verstehe ich nicht |
      ich verstehe das nicht | verstehe nicht | weiß nicht wie | weiß nicht wo | =wie | =wo | =wie denn | =wie geht`,
    'not-there': `
      finde ich nicht | finde das nicht | ich finde es nicht | die option gibt es nicht | den menüpunkt gibt es nicht | das menü gibt es nicht |
      gibt es bei mir nicht | gibts bei mir nicht | ist bei mir nicht da | den punkt habe ich nicht | den punkt gibt es nicht | habe ich nicht im menü |
      sehe ich nicht | sieht bei mir anders aus | heißt bei mir anders | fehlt bei mir | die option fehlt | der knopf fehlt | kein solcher knopf`,
    'is-safe': `
      will nicht verlieren | nicht verlieren | nicht verliere | angst um meine | angst dass ich | ohne etwas zu verlieren | verliere ich etwas | verliere ich dabei |
      ist das sicher | ist es sicher | ist das gefährlich | ist es gefährlich | ist das riskant | ist das ein risiko | gibt es ein risiko |
      kann da was passieren | kann dabei was passieren | kann da etwas passieren | kann etwas kaputt gehen | kann was kaputt gehen |
      mache ich etwas kaputt | mach ich was kaputt | geht dabei etwas verloren | geht dabei was verloren | wird es dadurch schlimmer`,
    diagnosis: `
      was ist das problem | was ist die ursache | woran liegt es | woran liegt das | woran kann das liegen | woran könnte es liegen | was ist los mit |
      was stimmt nicht mit | was ist kaputt | warum passiert das | wieso passiert das | warum macht es das | warum ist das so | ist es kaputt |
      ist mein handy kaputt | ist das handy kaputt | ist es die hardware | hardware oder software | liegt es am kabel | liegt es am handy |
      bin ich schuld | habe ich etwas falsch gemacht | hab ich was falsch gemacht`,
    cost: `
      was kostet das | was kostet es | wie viel kostet das | wie viel kostet es | wieviel kostet das | kostet das etwas | kostet das was |
      ist das kostenlos | ist das gratis | ist das umsonst | muss ich dafür zahlen | muss ich etwas bezahlen | muss ich was bezahlen | =preis | =kosten`,
    privacy: `
      wer liest das | wer liest hier mit | wer kann das lesen | liest hier jemand mit | wird das gespeichert | wird dieser chat gespeichert |
      werden meine daten gespeichert | speicherst du | speichert ihr | wird das aufgezeichnet | ist das vertraulich | ist der chat vertraulich |
      ist das anonym | was passiert mit meinen daten hier | gebt ihr meine daten weiter | wo werden meine daten gespeichert | datenschutz | =dsgvo`,
    who: `
      bist du ein bot | bist du ein roboter | bist du eine maschine | bist du ein mensch | bist du echt | bist du eine ki | bist du chatgpt |
      bist du ein programm | ist das ein bot | ist das eine ki | rede ich mit einem bot | schreibe ich mit einem bot | wie heißt du | wer bist du |
      was bist du | hast du einen namen | wer hat dich gemacht | für wen arbeitest du | arbeitest du für | bist du von`,
    'hands-off': `
      mach du das | mach du es | mach das für mich | mach es für mich | kannst du das machen | kannst du das für mich machen | kannst du es machen |
      auf mein handy zugreifen | auf mein telefon zugreifen | mit meinem handy verbinden | mein handy fernsteuern | fernwartung | fernzugriff |
      teamviewer | bildschirm teilen | meinen bildschirm sehen | in mein konto schauen | in meinem konto nachsehen | in mein konto einloggen`,

    overwhelmed: `
      zu kompliziert | zu schwierig | zu schwer für mich | zu technisch | überfordert | kenne mich nicht aus | kenn mich nicht aus |
      kenne mich damit nicht aus | kenn mich damit nicht aus | zu alt dafür | verstehe nur bahnhof | versteh nur bahnhof | verstehe das alles nicht |
      verstehe gar nichts | versteh gar nichts | blicke nicht durch | blick nicht durch | blick nicht mehr durch | schaffe das nicht | schaff das nicht |
      schaffe ich nicht | schaff ich nicht | kann das nicht alleine | kann das nicht allein | zu viele schritte | =ich gebe auf | =ich geb auf`,
    why: `
      warum fragst du | wieso fragst du | warum willst du das wissen | wieso willst du das wissen | wozu brauchst du das | warum ist das wichtig |
      was hat das damit zu tun | warum sollte ich | wieso sollte ich | was soll das bringen | wofür ist das | =warum | =wieso | =weshalb | =wozu |
      =warum denn | =und warum`,
    repeat: `
      was sollte ich nochmal machen | was sollte ich machen | was hast du vorher gesagt | was hast du gerade gesagt | was hast du gefragt |
      kannst du das wiederholen | bitte wiederholen | wiederhole die frage | wiederhol das | wie war die frage | was war die frage | was hast du gesagt |
      wie waren die schritte | zeig die schritte nochmal | die schritte nochmal | sag das nochmal | =nochmal | =nochmal bitte | =wie bitte |
      =noch einmal bitte | =was jetzt | =und jetzt | =und nun | =was nun | =was soll ich jetzt tun | =was mache ich jetzt`,
    greeting: `
      =hallo | =hallöchen | =hi | =hey | =guten tag | =guten morgen | =guten abend | =moin | =moin moin | =servus | =grüß gott | =grüezi |
      =hallo guten tag | =hallo zusammen | =tag | =na | =hallo wie gehts | =wie gehts | =wie geht es dir | =jemand da | =ist da jemand`,
    thanks: `
      vielen dank | danke schön | dankeschön | danke sehr | tausend dank | besten dank | danke für die hilfe | danke für deine hilfe | sehr nett von dir |
      du bist der beste | du bist super | du hast mich gerettet | =danke | =ok danke | =danke dir | =merci | =super danke`,
    goodbye: `
      =tschüss | =tschüs | =tschau | =ciao | =bis dann | =bis später | =bis bald | =bis morgen | =auf wiedersehen | =schönen tag noch | =gute nacht |
      =ich muss los | =muss weg | =das war alles | =das wars | =sonst nichts | =nichts weiter | =vergiss es | =egal | =schon gut | =passt schon |
      =ende | =beenden | =tschüss bis bald | =danke tschüss`,
    'just-fix': `
      sag mir einfach wie | sag einfach was ich tun soll | sag mir einfach was ich machen soll | gib mir einfach die lösung | gib mir die lösung |
      nur die lösung | einfach die lösung | keine fragen mehr | zu viele fragen | hör auf zu fragen | ohne die ganzen fragen | komm zum punkt |
      frag nicht so viel | =lösung | =die lösung | =reparier es | =mach es einfach`,
    solved: `
      problem gelöst | ist gelöst | hat sich erledigt | ist erledigt | ist behoben | funktioniert jetzt | funktioniert wieder | jetzt funktioniert es |
      es funktioniert wieder | geht jetzt wieder | jetzt geht es wieder | es geht wieder | geht wieder | gehts wieder | jetzt gehts wieder | klappt jetzt | jetzt klappt es |
      läuft jetzt wieder | läuft wieder | endlich geht es | endlich funktioniert es | hat endlich geklappt | alles wieder da | ist alles wieder da |
      backup ist durch | ist durchgelaufen | =funktioniert | =geht | =geklappt | =hat geklappt | =gelöst | =behoben | =erledigt | =läuft`,
    'not-solved': `
      hat nicht funktioniert | hat nicht geklappt | hat nicht geholfen | funktioniert nicht | funktioniert immer noch nicht | geht immer noch nicht |
      klappt immer noch nicht | immer noch kaputt | nicht gelöst | nicht behoben | problem ist wieder da | ist wieder da der fehler |
      tritt wieder auf | kommt wieder | nichts davon hat geholfen | nichts hilft | nichts funktioniert | nichts geht mehr | alles probiert |
      schon alles versucht | geht schon wieder nicht`,
    apology: '=sorry | =entschuldigung | =tschuldigung | =tut mir leid | =mein fehler | =ups | =verzeihung | entschuldige meine wortwahl',
    anger: `
      scheiße | scheiss | schrottteil | schrott handy | schrotthandy | dieser schrott | das ist schrott | so ein schrott | drecksding | drecksteil | treibt mich in den wahnsinn | macht mich wahnsinnig | macht mich verrückt | ich habe genug davon | ich hab genug davon | ich drehe durch | ich dreh durch | ich könnte heulen | ich bin verzweifelt | bin verzweifelt | verdammt | verdammte | verflucht | so ein mist | so ein scheiß | was für ein scheiß | leck mich | arschloch | idiot | idioten |
      das ist lächerlich | lächerlich | eine frechheit | unverschämtheit | unverschämt | inakzeptabel | nutzlos | du bist nutzlos | dummer bot |
      blöder bot | scheiß bot | blödes ding | drecks handy | scheiß handy | mistding | ich hasse | ich bin sauer | ich bin wütend | bin stinksauer |
      stinksauer | ich hab die schnauze voll | schnauze voll | nase voll | mir reicht es | mir reichts | zeitverschwendung | nie wieder kaufe ich |
      schlechtester service | hörst du überhaupt zu | hörst du zu | du hörst nicht zu | du hilfst mir nicht | das hilft nicht weiter | das bringt nichts |
      habe ich schon gesagt | hab ich schon gesagt | hab ich doch gesagt | wir drehen uns im kreis | halt die klappe | bist du dumm | du bist dumm | ich verklage | anwalt einschalten | das kann doch nicht wahr sein | wollt ihr mich verarschen | kotzt mich an`,
    which: `
      welches handy meinst du | welches telefon meinst du | welches von beiden | welches der beiden | auf welchem handy | auf welchem telefon |
      das alte oder das neue | das neue oder das alte | altes oder neues | neues oder altes | =welches handy | =welches telefon | =welches | =bei welchem`,
    grief: `
      ist gestorben | gestorben ist | ist verstorben | verstorben | verstorbene | verstorbener | verstorbenen | verstorbenes | ist tot | ist von uns gegangen |
      nach ihrem tod | nach seinem tod | seit ihrem tod | seit seinem tod | todesfall | beerdigung | meine frau verloren | meinen mann verloren |
      meine mutter verloren | meinen vater verloren | meinen sohn verloren | meine tochter verloren`,
    'data-gone': `
      sind meine daten weg | sind meine daten verloren | ist alles weg | ist jetzt alles weg | ist alles verloren | sind meine fotos weg |
      sind die fotos weg | sind meine bilder weg | für immer weg | für immer verloren | endgültig weg | habe ich alles verloren | hab ich alles verloren |
      verliere ich meine | verliere ich alles | verliere ich daten | werden meine daten gelöscht | wird alles gelöscht | werden meine fotos gelöscht |
      löscht das meine | löscht das alles | kann man sie noch retten | kann man das noch retten | sind sie noch zu retten | gibt es noch hoffnung |
      noch hoffnung | sind meine sachen weg | sind meine kontakte weg | sind meine chats weg | ist mein zeug weg | ist das jetzt alles weg |
      sind meine daten sicher | sind meine fotos sicher`,
    'is-normal': `
      ist das normal | ist es normal | ist sowas normal | normal dass das | wie lange dauert | wie lange soll das | wie lange dauert das normalerweise |
      wie lange noch | wie lange braucht | dauert das immer so lange | dauert das so lange | muss das so lange dauern | hängt es oder |
      ist das zu lange | wie viele stunden dauert`,
    wait: `
      =moment | =einen moment | =warte | =warte kurz | =warte mal | =sekunde | =eine sekunde | =augenblick | =ich probiere es | =ich versuche es |
      =probier ich | =versuch ich | =mach ich | =mache ich | =bin dabei | =ich schau mal | =ok probiere ich | =ok ich probiere es | =ok mach ich |
      =ok ich versuche es | =läuft noch | =es läuft jetzt | =läuft jetzt | =es sichert jetzt | =es lädt jetzt`,
    continue: `
      =weiter | =weitermachen | =mach weiter | =machen wir weiter | =fortfahren | =fortsetzen | =bin wieder da | =ich bin wieder da | =bereit |
      =fertig weiter | =ok weiter | wo waren wir | weiter wo wir waren | wo wir aufgehört haben | zurück zu meinem problem | ohne einen menschen weiter`,
    queue: `
      platz in der warteschlange | position in der warteschlange | noch in der warteschlange | wie lange muss ich warten | wie lange muss man warten |
      wie lange warte ich noch | wie lange dauert die wartezeit | wie viele sind vor mir | wann kommt jemand | wann kommt endlich jemand |
      wann antwortet jemand | wann meldet sich jemand | =wann`,
    withdraw: `
      brauche keinen menschen | brauche niemanden mehr | brauche keine person | kein mensch nötig | aus der warteschlange | anfrage abbrechen |
      anfrage zurückziehen | übergabe abbrechen | =abbrechen | =abbruch | =brich ab`,
  },
  noCode: `
    kein code | keinen code | ohne code | kein fehlercode | keinen fehlercode | ohne fehlercode | keine fehlernummer | ohne fehlernummer | keine nummer |
    keinen fehler code | kein fehler code | keine fehlermeldung | ohne fehlermeldung | kommt kein code | steht kein code | zeigt keinen code |
    zeigt keinen fehler | wird kein code angezeigt | es gibt keinen code | keine meldung | ganz ohne code`,
  places:
    'erste ersten erster erstes | zweite zweiten zweiter zweites | dritte dritten drittes | vierte vierten viertes | fünfte fünften | sechste sechsten | siebte siebten | achte achten',
  negators: 'nicht kein keine keinen keinem keiner nie niemals ohne weder noch',
  transparent:
    'der die das den dem des ein eine einen einem einer mein meine meinen meinem dein ist sind war es so sehr wirklich mehr genug ganz richtig am an im in mit zu zum zur habe hab hat haben gibt mir mich sich irgendwie problem probleme liegt',
  breakers: 'aber obwohl weil sondern während trotzdem jedoch',
  supposers: 'wenn falls ob könnte sollte würde vielleicht bis sobald',
  askers: 'ist sind war hat habe haben kann können soll sollte muss darf wird geht gibt',
  coordinators: 'und oder beide beides sind ist der die das mein meine auch sowie alles',
  joiners: 'und ausserdem auch sowie zudem',
  additions:
    'ausserdem | und mein | und meine | und auch | zudem | noch ein problem | anderes problem | zweites problem | zweitens | dazu noch',
  faults: 'problem probleme ursache schuld fehler grund',
  corrections:
    'ich meine | ich meinte | meinte ich | gemeint ist | genauer gesagt | besser gesagt | quatsch | nein halt | moment doch | doch nicht | sorry ist | sorry es ist | ich habe mich geirrt | hab mich geirrt | korrektur | stattdessen | eigentlich',
  questions:
    'wie was wo wann warum wieso weshalb wer welche welcher welches welchen kann können könnte ist sind war hat habe soll sollte muss darf wird geht gibt woher wohin wieviel wozu womit',
  defining:
    'was ist | was sind | was bedeutet | was bedeuten | was heißt | was heisst | was meinst du mit | was meinen sie mit | was meint ihr mit | was ist mit | was verstehst du unter | was versteht man unter | was soll | was ist denn | erklär | erkläre | erklär mir | erklären sie mir | weiß nicht was | weiss nicht was | keine ahnung was | verstehe nicht was | versteh nicht was | nie gehört von | noch nie von | bedeutung von',
  articles:
    'denn eigentlich genau bitte mal der die das den dem des ein eine einen einem einer dieser diese dieses diesem so überhaupt ist bloß nochmal mit nun jetzt hier',
  defined: 'ist sind bedeutet bedeuten heißt heisst eigentlich genau bitte denn nochmal überhaupt sein soll das es meint hier so gehört',
  pointing: 'was ist das | was heißt das | was heisst das | was bedeutet das | was soll das sein',
  noAnswers: true,
};
