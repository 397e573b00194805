/** What people say to a yes/no question, to "did that work?", or instead of an answer. Read without the filler words around. */

/** Whole answers, the ways of saying it divided by bars. */
export const ANSWERS: Readonly<Record<'yes' | 'no' | 'unsure' | 'done-already' | 'not-yet' | 'same' | 'partly', string>> = {
  yes: `
    yes | yea | yeah | yeh | yah | ya | yep | yepp | yup | yupp | yas | yess | yesss | aye | affirmative | sure | sure thing |
    of course | ofc | certainly | definitely | absolutely | correct | right | exactly | indeed | true | i do | i did | i have | i am |
    it is | it does | it did | it has | they are | they do | there is | there are | that is right | that is correct | that is it |
    that is the one | that one | yes i do | yes i did | yes i have | yes it is | yes it does | yes it did | yes please | please do |
    go ahead | go for it | do it | lets do it | let us do it | lets go | sounds good | sounds right | ok | okay | okey | okie | k | kk |
    alright | all right | fine | fine by me | fine with me | good | great | perfect | agreed | i agree | i understand | understood |
    i am sure | yes i am sure | you got it | you bet | why not | uh huh | uhuh | mhm | mmhm | mm hmm | yessir | y | si | sí | ja | oui |
    worked | its working | its working now | it worked | that worked | this worked | works | it works | works now | it works now | working now | it is working |
    it is working now | that fixed it | it fixed it | fixed | fixed it | solved | sorted | that did it | that did the trick |
    it did the trick | did the trick | it helped | that helped | helped | success | it went through | went through | all good now |
    it is fine now | looks good now | looks like it worked | seems to work | seems to work now | seems to have worked |
    it seems to be working | think it worked | i think it worked | i think so | think so | i believe so | i guess so | i suppose so |
    probably | probably yes | pretty sure yes | hell yeah | hell yes | finally yes | finally | it is backing up now | it is going now |
    going now | it is running now | it finished | it is done | it completed`,
  no: `
    no | nope | nop | noo | nooo | nah | nahh | naw | na | nay | negative | not at all | not really | no way | never | of course not |
    definitely not | absolutely not | certainly not | i do not | i did not | i have not | i am not | it is not | it does not |
    it did not | it has not | it will not | they are not | there is not | there is none | none | none of them | none of these |
    neither | no i do not | no i did not | no i have not | no it is not | no it does not | no it did not | no thanks | no thank you |
    no thx | not now thanks | do not | do not do that | rather not | i would rather not | not correct | wrong | that is wrong |
    incorrect | that is not right | that is not it | not it | not that one | n | nein | non | não | yeah no | yea no | yeah nope |
    yeah nah | no way jose | did not work | does not work | it did not work | it does not work | that did not work |
    that does not work | this did not work | not working | it is not working | is not working | still not working |
    still does not work | still did not work | still is not working | still will not work | will not work | not work | no work |
    no luck | no joy | no dice | no success | no good | not good | did not help | it did not help | that did not help | does not help |
    no help | not helping | did not fix it | it did not fix it | that did not fix it | not fixed | not solved | not resolved |
    did not do anything | it did not do anything | that did not do anything | did nothing | it did nothing | that did nothing | does nothing | it does nothing | nothing happened | nothing happens |
    not there | it is not there | they are not there | not in there | nothing there | nothing in there | failed |
    it failed | failed again | it failed again | fails | still fails | still failing | keeps failing | unsuccessful | to no avail |
    without success | i do not think so | do not think so | i doubt it | doubt it | i think not | probably not | i guess not |
    not that i know of | not that i know | not as far as i know | unfortunately not | sadly not | sadly no | unfortunately no |
    afraid not | i am afraid not | nothing | hell no | it got worse | worse | even worse | cannot | i cannot | can not do that |
    i can not do that`,
  unsure: `
    i do not know | do not know | idk | dunno | idek | not sure | i am not sure | unsure | no idea | no clue | i have no idea |
    i have no clue | have no idea | not certain | no idea what that is | no idea how | he does not know | she does not know | they do not know | we do not know | nobody knows | who knows | beats me | hard to say |
    hard to tell | difficult to say | can not tell | i can not tell | cannot say | can not say | can not remember | i can not remember |
    do not remember | i do not remember | do not recall | forgot | i forgot | i forget | maybe | maybe maybe not | perhaps | possibly |
    might be | could be | it depends | depends | not really sure | not quite sure | i am unsure | how should i know | how would i know |
    how do i know | how do i find out | how can i tell | i do not understand | do not understand | i do not get it | do not get it |
    what do you mean | what does that mean | confused | i am confused | huh | what | eh | hm | hmm | hmmm | um | uh | dk | no sé |
    keine ahnung | weiß nicht | je ne sais pas`,
  'done-already': `
    already did | already did that | i already did | i already did that | i did that already | did that already | already tried |
    already tried that | already tried this | already tried it | i already tried | i already tried that | tried that already |
    tried it already | tried this already | tried that | i tried that | i have tried that | tried it | i tried it | i have tried it |
    tried this | i tried this | have tried | have tried that | been there done that | already done | already done that |
    already done this | i have already done that | i have already done this | i have done that | i have done this | have done that |
    done that | done that before | did that | i did that | did it already | did this already | did that before | did that yesterday |
    did that twice | did that three times | tried that twice | tried that before | tried that yesterday | tried that many times |
    tried that 10 times | tried that like 10 times | yes already | yeah tried that | yes tried that | yes already did that |
    yeah already did that | yea did that | yes did that | did all that | tried all that | tried all of that | tried everything |
    i have tried everything | tried all of it | already tried all that | did everything | did that first | did that and nothing |
    tried that did not work | already tried that did not work | already tried no luck | tried that no luck | tried it did not help |
    already checked | already checked that | checked that | i checked that | i already checked | checked already | already restarted |
    already rebooted | already reset | already updated | tried restarting already | tried several times already |
    multiple times already | many times already | twice already`,
  'not-yet': `
    not yet | not yet no | not done yet | not finished | not finished yet | still going | still running | still working on it |
    it is still going | it is still running | still loading | it is loading | still waiting | waiting | i am waiting | in progress |
    it is in progress | still in progress | working on it | i am working on it | doing it now | doing that now | i am doing it now |
    trying now | trying it now | trying that now | i will try | i will try that | i will try it | ill try | ill try that | will try |
    will try that | will do | i will wait | ill wait | will wait | i will let it run | let it run | i will leave it | i will leave it overnight | let me try | let me try that | let me check | let me see | let me look | i will check | i will look |
    checking | checking now | one sec | one second | one moment | one minute | sec | a sec | just a sec | just a second |
    just a minute | just a moment | a moment | moment | moment please | hold on | hang on | hang on a sec | wait | wait a sec |
    wait a minute | give me a minute | give me a sec | give me a second | give me a moment | brb | be right back | later |
    i will do it later | will do later | tonight | i will do it tonight | tomorrow | have not tried | have not tried that |
    i have not tried that yet | i have not tried yet | have not tried it yet | have not checked | have not checked yet | almost done |
    nearly done | so far so good | too early to tell | too early to say | can not tell yet | i do not know yet | do not know yet |
    we will see`,
  same: `
    same | same thing | the same | the same thing | same thing again | same again | same as before | same error | the same error |
    same error again | same message | same message again | same problem | same problem again | same issue | same result | same story |
    same old | exact same | exactly the same | exact same thing | exact same error | exact same message | still same | still the same |
    still the same thing | still the same error | still same error | still same problem | still the same problem |
    still the same message | still same thing | still | still nothing | still no | still no luck | still no change | still stuck |
    still there | still here | still happening | still happens | still broken | still bad | still doing it | still does it |
    still says that | still says the same | still says it | still says so | still shows it | still shows the same | still getting it |
    still getting that | still getting the error | still getting the same error | still get it | still get the error | still an error |
    still error | still full | it is still there | it is still the same | it still does it | it still happens | it still says that |
    it still says the same thing | nothing changed | nothing has changed | nothing different | nothing new | no change | no changes |
    no difference | no different | makes no difference | made no difference | it made no difference | did not change |
    did not change anything | has not changed | does not change anything | unchanged | as before | like before | it came back |
    it is back | the error is back | came back | happened again | it happened again | happens again | did it again | it did it again |
    again | again the same | again same`,
  partly: `
    some of it came back | some of them came back | some came back |
    partly | partially | partial | kinda | kind of | sort of | sorta | somewhat | a bit | a little | a little bit | a little better |
    a bit better | slightly | slightly better | better | better but not fixed | better but not great | it is better | it got better |
    it is a bit better | it is a little better | it is faster but | improved | it improved | some of it | some of them |
    some came back | some are back | some did | some do | some yes some no | half | half of it | half of them | half half | halfway |
    half way | half worked | it half worked | only half | only some | only some of it | only some of them | only a few | not all |
    not all of it | not all of them | not completely | not fully | not entirely | not quite | not everything | most of it |
    most of them | mostly | almost | almost all | nearly | yes and no | yes but no | yes but not all | yes but not everything |
    yes partly | yeah kind of | yeah kinda | yes sort of | more or less | so so | for a while | for a bit | for a minute |
    for a few minutes | worked for a bit | worked for a while | it worked for a while | worked once | it worked once | only once |
    sometimes | sometimes yes sometimes no | on and off | now and then | it got further | got further | further than before |
    it goes further | it got a bit further`,
};

/** Words of which a yes may consist that is meant without any "but" or "perhaps". */
export const PLAIN_YES: ReadonlySet<string> = new Set(
  `yes yea yeah yeh yah ya yep yepp yup yupp yas yess yesss aye y ok okay okey okie k kk sure alright all right fine correct exactly indeed of
  course certainly definitely absolutely affirmative agreed agree understand understood i do did have am we it is that please thanks
  thank you go ahead for on with lets let us now and oh true confirm confirmed proceed perfect great good`.split(/\s+/),
);

/** Said around an answer without changing it. */
export const ANSWER_FILLERS: ReadonlySet<string> = new Set(
  'lol lmao haha hahaha ha um umm uh uhm er erm well so oh ah ahh ugh like just pls please thanks thank you ty thx sorry man mate bro dude sir mam maam ma hey hi hello anyway though now then honestly actually literally tbh imo and but hmm hm xd omg wtf ffs damn dang geez god jeez fuck fucking shit bloody really very unfortunately sadly again too guys buddy friend dear love darling bot i guess think afraid see'.split(
    ' ',
  ),
);

/** Words that only say "I have read it". */
export const ACKNOWLEDGING: ReadonlySet<string> = new Set([
  'ok',
  'okay',
  'okey',
  'okie',
  'k',
  'kk',
  'alright',
  'sure',
  'understood',
  'right',
  'fine',
]);

/** Pictures that answer by themselves. */
export const ANSWER_PICTURES: readonly (readonly [RegExp, 'yes' | 'no' | 'unsure'])[] = [
  [/👍|👌|✅|✔|🙌|💯|🎉|🥳|🆗|☑/u, 'yes'],
  [/👎|❌|🚫|✖|⛔|🙅/u, 'no'],
  [/🤷|❓|❔|🤔|😕/u, 'unsure'],
];

/** Beginnings that settle a longer sentence: "nope, it still says the same". Tried from the longest on. */
export const OPENINGS: Readonly<Record<string, 'yes' | 'no' | 'unsure' | 'done-already' | 'not-yet' | 'same' | 'partly'>> = {
  yes: 'yes',
  yeah: 'yes',
  yea: 'yes',
  yep: 'yes',
  yup: 'yes',
  ya: 'yes',
  sure: 'yes',
  correct: 'yes',
  affirmative: 'yes',
  no: 'no',
  nope: 'no',
  nah: 'no',
  'yeah no': 'no',
  'yeah nope': 'no',
  'yeah nah': 'no',
  'yea no': 'no',
  'yea nah': 'no',
  still: 'same',
  'yes and no': 'partly',
  'yeah kind of': 'partly',
  'yeah kinda': 'partly',
  'yes kind of': 'partly',
  'yes but only': 'partly',
  'yes but not': 'partly',
  'yeah but not': 'partly',
  'yes partly': 'partly',
  'not yet': 'not-yet',
  'no not yet': 'not-yet',
  'no idea': 'unsure',
  'no clue': 'unsure',
  'not sure': 'unsure',
  'i am not sure': 'unsure',
  'i do not know': 'unsure',
  'do not know': 'unsure',
  idk: 'unsure',
  'i have no idea': 'unsure',
  'already did': 'done-already',
  'already tried': 'done-already',
  'i already': 'done-already',
  'already done': 'done-already',
  'yes i already': 'done-already',
  'yes already': 'done-already',
  'yeah already': 'done-already',
  'yes tried': 'done-already',
  'yeah tried': 'done-already',
  'yes i tried': 'done-already',
  'tried that': 'done-already',
  'i tried that': 'done-already',
  'i have tried that': 'done-already',
  'tried all': 'done-already',
  'tried every': 'done-already',
  'i tried all': 'done-already',
  'i tried every': 'done-already',
  'i have tried all': 'done-already',
  'i have tried every': 'done-already',
  'did that': 'done-already',
  'i did that': 'done-already',
};
