/**
 * What people say to an open question, and what that is. A block is `open question: what it is`, then ways of saying it.
 * side: something else is asked, nothing is answered. none: neither. Anything else with `=` is a fact told.
 */
export const ANSWER_TABLE = `
fix: yes
yes | yeah | yep | yup | yes!! | yess | Yes it did | yes that worked | it worked | worked | works now | its working | it's working again | that did it
that fixed it | fixed | fixed it thanks | solved | problem solved | it works!!! | omg it worked | wow that worked | all good now | good now | perfect, it works
success | finally works | yes thank you | hooray it works | it went through | that solved it | yeah that helped | that helped | it helped | yes its fine now
👍 | ✅ | sí | ja | yes, it is working now | ok it worked | it is fixed

fix: no
no | nope | nah | no it didnt | no it did not work | didn't work | didnt help | not working | doesn't work | that did not help | still doesn't work | no luck
nothing | it failed | failed again | negative | not really | unfortunately not | sadly no | no :( | no, sorry
still not working | did nothing | no success | that didnt do anything | it did not fix it | 👎 | nein | it's not working | not fixed | won't work

fix: same
same | same thing | same error | no change | nothing changed | no difference | still broken | still the same | same as before | exactly the same | the same message again | same issue | same result
still there | it still says that | still stuck | still happening | still getting the error | same error again | no its the same

fix: done-already
already did that | did that already | i already tried that | tried that already | i've done that | i did that yesterday | been there done that | already done
i tried that before | done that twice | I have already tried this | tried it before | already did

fix: not-yet
ok | ok thanks | sure | alright | will do | got it | i will try | let me try | trying now | ok i'll try that | okay | on it | give me a minute | thanks, will try

slot network: unsure
i don't know | idk | dunno | no idea | not sure | i'm not sure | unsure | no clue | how would i know | i have no idea | dont know | can't tell | hard to say | maybe | beats me

slot network: network=ok
its fine | wifi is fine | good | works fine | strong | full bars | yes it works | all good | it's fast | fast | stable | the wifi is good | internet is fine | no problems there
wifi is great | it is ok | pretty good | very fast

slot network: network=problem
slow | very slow | it keeps dropping | bad | weak | wifi is bad | it's slow | terrible | unstable | the connection is weak | keeps cutting out | it drops a lot

slot storage: storage=ok
plenty | plenty of space | lots of space | enough | i have enough | more than enough | 100gb free | not full | there is room | loads

slot storage: storage=full
full | its full | almost full | no space | no space left | nearly full | it is full | 48 of 50 gb | not enough | none left | only 200 mb left

slot updates: updates=current
up to date | it's up to date | latest | yes up to date | everything is updated | newest version | all updated | it says up to date

slot updates: updates=outdated
there is an update | an update is waiting | outdated | not updated | update available | it's old | there is an update available

slot platform: platform=ios
iphone | an iphone | its an iphone | i have an iphone | apple | iPhone | ipad | the apple one | iphone 12

slot platform: platform=android
android | samsung | an android | its a samsung | pixel | galaxy s21 | a samsung phone | android phone

fix: no
it did nothing at all | not at all | nope, none of it works | no it failed again

slot screen: screen=recovery
the cable and a computer | a cable | cable and laptop picture

fix: partly
a bit | a little better | partly | kind of | some of it came back | only some of them | better but not all | half of it | somewhat

slot platform: correction platform=android
wait, actually android | no, android | sorry i meant android | actually it's a samsung | i mean android

slot network: correction network=problem
actually the wifi is bad | no wait, it's slow | sorry, i meant it keeps dropping

fix: side
will this erase my photos? | how long does that take? | is that safe? | what does that do? | do i need wifi for this? | will i lose anything? | can i do that later? | is it free?
what happens to my messages? | why do i have to do that? | does it cost anything? | how long will it take?

slot network: side
why do you ask? | where do i find that? | how do i check that? | where can i see that? | is that important? | what is wifi calling?
`;
