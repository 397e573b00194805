/**
 * What people say to the conversation itself, divided by bars. A phrase is found anywhere in a message; one that begins with
 * "=" only when it is all that is said.
 */
import type { Command } from '../../heard.ts';

export const COMMANDS: Readonly<Record<Command, string>> = {
  human: `
    real person | real human | actual person | actual human | live person | live agent | live chat | human agent | human being |
    human please | a human now | speak to a human | talk to a human | speak with a human | talk with a human | chat with a human |
    speak to a person | talk to a person | speak to someone | talk to someone | speak with someone | talk with someone |
    speak to somebody | talk to somebody | chat with someone | speak to an agent | talk to an agent | connect me to | connect me with |
    transfer me to | put me through | get me a person | get me a human | get me an agent | get me someone | get me your manager |
    get me the manager | get me your supervisor | i want a human | i want a person | i want an agent | i need a human |
    i need a person | i need an agent | want to talk to support | talk to support | speak to support | speak to customer service |
    talk to customer service | customer service number | support phone number | phone number for support | can i call you |
    can i call someone | someone call me | can you call me | could you call me | please call me | can somebody call me | can anyone call me | could somebody call me | somebody call me | is there a number i can call | a number to call | can i call somebody | can i call anyone | give me a call | call me back | speak to your manager | talk to your manager | speak to a supervisor |
    speak to a manager | talk to a manager | talk to a representative | speak to a representative | =human | =agent | =person |
    =operator | =representative | =manager | =supervisor | =advisor | =a person | =a human | =an agent | =real person now |
    =person now | =human now | =someone real | =support agent | =customer service | =customer support | =talk to a person |
    =give me a person`,
  help: `
    =help | =help me | =help please | =please help | =i need help | =need help | =can you help | =can you help me |
    =can you help me please | =could you help me | =sos | =what can you do | =what can you help with | =what do you do |
    =how does this work | =how do you work | =menu | =main menu | =options | =show menu | =what are my options | =commands | =?`,
  'start-over': `
    start over | start again from the beginning | start from scratch | start from the beginning | begin again from the start |
    from the top please | =restart | =reset | =restart chat | =restart the chat | =restart conversation | =restart this conversation |
    =reset chat | =reset conversation | =new chat | =new conversation | =begin again | =start again | =clear chat | =start fresh |
    =lets start over | =can we start over | forget everything i said | forget all i said | forget what i said`,
  back: `
    =back | =go back | =undo | =previous | =one step back | =step back | =previous question | =last question | =back please |
    =take that back | =i take that back | =can i go back | =can we go back | =undo that | go back one step | go back a step |
    go back to the previous question | go back to the last question | change my last answer | change my answer |
    i clicked the wrong button | i pressed the wrong button | clicked wrong | pressed the wrong | wrong button | i misclicked |
    =misclick`,
  skip: `
    =skip | =skip it | =skip this | =skip that | =skip question | =skip this question | =skip this step | =next | =next one |
    =next question | =next step | =next fix | =pass | =move on | =another one | =something else please | =try something else |
    =anything else | =what else | =other options | =other ideas | =different fix | skip this one | skip that one | skip this step |
    next one please | i would rather skip | i do not want to do that | i do not want to do this | i do not want to try that |
    i can not do that | i can not do this | can not do that right now | do not want to answer | is there another way |
    is there any other way | any other way | something else i can try | anything else i can try | what else can i try | another option | what else can i do | what else could i try |
    is there anything else | got anything else | any other ideas | any other idea | any other options | something different`,
  how: `
    how do i check that | how do i check this | how do i check it | how do i check | how can i check | how to check |
    how do i see that | how can i see that | how can i see this | how do i see this | how would i see | where do i see this | where would i see | how do i find that | how do i find this | how do i find out | how can i find out | how do i do that |
    how do i do this | how do i do it | how can i do that | how can i tell | how do i tell | how would i know | how do i know that |
    where do i find that | where do i find this | where do i find it | where do i see that | where can i see that |
    where can i find that | where do i check | where do i look | where is that | where is this setting | where is that setting |
    where exactly | show me how | tell me how | explain how | explain that | what do you mean | what does that mean | what is that |
    i do not understand | i do not understanding | not understanding this | no understand this | i do not get it | =how | =how? | =how so | =where | =how to | =which one | =explain | =i do not know how |
    do not know how | no idea how | i do not know where | do not know where to look`,
  which: `
    which phone do you mean | which one do you mean | which phone are you talking about | which phone is that for | on which phone | for which phone |
    which of the two | which of the phones | the old or the new | the old one or the new one | old or new phone | the new or the old |
    the new one or the old one | new or old phone | my old phone or | my new phone or | on the old one or | on the new one or |
    =which phone | =which one do i check | =which device | =old or new | =new or old | =both phones | =which of them`,
  'not-there': `
    can not find it | can not find that | can not find the setting | can not find the button | can not find the option |
    i can not find that setting | can not find that menu | can not find this menu | do not see that option | do not see this option |
    do not see an option | do not see that | do not see that menu | do not see that button | do not see any of that | do not have that option |
    do not have that menu | do not have that button | do not have that setting | do not have this option | that option is not there |
    option is not there | menu is not there | button is not there | setting is not there | that is not there | that is not on my phone |
    not there on my phone | not there on mine | is not on my phone | not in my settings | there is no such option | there is no such menu |
    there is no such button | no such option | no such menu | no such thing on my phone | there is no option like that |
    there is no button like that | option is missing | menu looks different | my menu is different | menus are different |
    looks different on my phone | looks different on mine | my settings look different | mine looks different`,
  'is-safe': `
    do not want to lose | do not want to loose | do not wanna lose | afraid to lose | afraid of losing | scared to lose | scared of losing | worried about losing | will i lose something | will i lose anything | would i lose anything | without losing |
    is it safe | is this safe | is that safe | is it risky | is this risky | is that risky | is it dangerous | is this dangerous |
    is that dangerous | is there a risk | is there any risk | any risk | safe to do | could it break | can it break | will it break |
    can i break | could i break | can this break | make it worse | make things worse | will i lose more | can i lose more | anything be lost |
    anything get lost | anything get deleted | do any harm | will it harm | will it hurt | can it hurt`,
  diagnosis: `
    what is wrong with it | what is wrong with my | what is wrong with the | what is the problem | what is the cause | what causes |
    what is causing | what caused | what could it be | what can it be | what might it be | what do you think it is | what do you think is wrong |
    why is this happening | why is it happening | why is that happening | why does this happen | why does it happen | why did this happen |
    why did it happen | why does it do that | why is it doing that | why is it doing this | is it hardware | is it a hardware |
    is it software | is it a software | hardware or software | hardware problem or | is it broken | is my phone broken | is it my phone |
    is it the phone | is it the cable | is it my fault | did i do something wrong | what did i do wrong`,
  cost: `
    how much does this cost | how much does it cost | what does this cost | what does it cost | how much is this | how much is it |
    is this free | is it free | is this service free | do i have to pay | do i need to pay | will i be charged | do you charge |
    does this cost | does it cost anything | costs anything | will this cost me | what is the price | =price | =cost | =how much`,
  privacy: `
    who reads this | who can read this | who sees this | who can see this | who is reading this | who else can see | who reads my messages |
    is this chat private | is this private | is this confidential | is this chat secure | is this anonymous | is my data stored |
    is this stored | is this saved | is this chat saved | is this chat stored | is this recorded | is this being recorded | do you store |
    do you save this | do you save my | do you keep this | do you keep my | do you record | do you share my | do you sell my |
    where is my data stored | what happens to my messages | what do you do with my data | what happens with my data here |
    are you storing | are you recording | gdpr | privacy policy | =privacy | =is my data safe with you`,
  who: `
    are you a bot | are you a robot | are you a chatbot | are you an ai | are you ai | are you a machine | are you a program | are you chatgpt |
    are you gpt | are you automated | are you real | are you for real | am i talking to a bot | am i talking to a robot | am i talking to a machine |
    am i chatting with a bot | is this a bot | is this a robot | is this an ai | is this ai | is this automated | is this chatgpt |
    what is your name | whats your name | do you have a name | who are you | what are you | who made you | who built you | who do you work for |
    do you work for | are you with`,
  'hands-off': `
    do it for me | fix it for me | fix this for me | do that for me | do this for me | solve it for me | can you just do it | can you do it |
    connect to my phone | log into my phone | log in to my phone | get into my phone | access my phone | control my phone | take over my phone |
    look at my phone | see my screen | see my phone | remote access | remote control | remote session | remotely | screen share |
    share my screen | teamviewer | log into my account | log in to my account | access my account | look into my account | check my account`,
  overwhelmed: `
    too complicated | too hard for me | too difficult | too technical | over my head | not good with technology | not good with tech |
    not good with computers | not good with phones | no good with computers | not tech savvy | not a tech person | not technical |
    too old for this | do not understand any of this | do not understand any of it | do not understand anything of this |
    do not know what i am doing | =i am lost | =i am so lost | =i am confused | =i am so confused | so confusing | too confusing |
    very confusing | makes no sense to me | can not do this by myself | can not do this alone | can not do this on my own |
    can not do it by myself | can not do it alone | =i give up | i am overwhelmed | this is overwhelming | too many steps |
    have no idea what you mean | it is all greek to me`,
  why: `
    why do you ask | does it matter | does that matter | does this matter | is that important | is it important | why do you need | why are you asking me | do i have to answer | why do you need to know | why do you need that | why do you want to know | why does that matter |
    why does it matter | why is that important | why that | why this | why should i | why would i | why would that help |
    why would this help | what for | what is that for | what does that have to do with | got to do with it | got to do with that | got to do with this | to do with my problem | how is that relevant | why are you asking |
    =why | =why? | =but why | =how come | =reason`,
  repeat: `
    what was i supposed to do | what was i meant to do | what did i have to do | what should i do again | what do i have to do again |
    what did you say before | what did you just say | what did you ask | what was your question | read that again |
    say that again | say it again | can you repeat | could you repeat | please repeat | repeat that | repeat the question |
    repeat the steps | what was the question | what was that again | what did you say | what were the steps |
    what were the steps again | show the steps again | tell me again | =repeat | =again please | =once more | =once more please |
    =how do i fix it | =how do i fix this | =how do i fix that | =how can i fix it | =how can i fix this | =how do we fix it |
    =what can i do | =what should i do | =so what should i do | =what do you suggest | =can it be fixed | =can this be fixed | =can you fix it |
    =can you fix this | =and then | =what was that | =sorry what | =come again | =pardon | =what now | =so what now | =what next | =now what | =and now |
    =what do i do now | =what should i do now | =what do i do`,
  greeting: `
    =hi | =hii | =hiya | =hello | =helo | =hey | =hey there | =hello there | =hi there | =heya | =yo | =sup | =whats up |
    =good morning | =good afternoon | =good evening | =good day | =morning | =evening | =greetings | =howdy | =hola | =hallo |
    =bonjour | =ciao | =can i ask you something | =can i ask you a question | =can i ask a question | =is it ok if i ask you something | =may i ask you something |
    =i have a question | =quick question | =question | =hi bot | =hello bot | =hey bot | =anyone there | =is anyone there | =anybody there | =hi how are you |
    =how are you | =hello how are you | =hey how are you`,
  thanks: `
    thank you very much | thank you so much | thanks very much | thank you | thanks | thankyou | many thanks | thanks a lot | thanks so much | much appreciated | i appreciate it |
    appreciate your help | you are a lifesaver | you are the best | you saved me | cheers mate | =cheers | =ty | =tysm | =thx | =tnx |
    =tks | =appreciated | =gracias | =danke | =merci | =obrigado | =grazie | =nice one | =awesome thanks | =you rock | =great help`,
  goodbye: `
    =bye | =bye bye | =goodbye | =good bye | =good night | =see you | =see ya | =see you later | =cya | =later | =talk later | =ttyl |
    =take care | =have a nice day | =have a good day | =have a good one | =i have to go | =gotta go | =got to go | =im done |
    =i am done | =that is all | =that is all thanks | =that will be all | =nothing else | =no that is all | =ok bye | =okay bye |
    =thanks bye | =au revoir | =adios | =tschuss | =tchau | =arrivederci | =exit | =quit | =end chat | =stop | =close chat | =nvm | =never mind | =nevermind | =ok nvm | =forget it |
    =ok never mind | =ok nevermind`,
  'just-fix': `
    just tell me how to fix | just tell me what to do | just tell me the fix | just give me the fix | just give me a fix |
    just give me the steps | just give me the solution | just give me the answer | just fix it | just fix this | give me the fix |
    give me the solution | give me the steps | tell me the solution | tell me the fix | skip the questions | skip all questions |
    no more questions | stop asking questions | stop asking me questions | stop asking | enough questions | enough with the questions |
    too many questions | quit asking | without all the questions | no questions just | cut to the chase | get to the point | =fix it |
    =fix | =solution | =just fix | =just help me | =what is the fix | =what is the solution | =tell me the answer`,
  solved: `
    problem solved | it is solved | all solved | issue resolved | it is resolved | is resolved now | it is fixed now | is fixed now |
    got it working | i got it working | got it to work | i got it to work | it is working now | working again | works again |
    it works now | works now thanks | works perfectly now | it worked | that worked | this worked | that fixed it | that did it |
    that did the trick | did the trick | that solved it | it finally worked | finally worked | finally works | it finished |
    it is done now | backup completed | all good now | everything is back | everything came back | it starts again | it started again | it starts now | now it starts | now starts |
    it turned on again | it turned back on | it booted up | it is back on | they are back | they are all back |
    works now | working now | runs now | it runs again | got them back | got it all back | got everything back | they showed up | they reappeared | =they came back | =found it | =found them |
    =i found it | =i found them | =found them all | =i can see them now | =i can see it now | =they are there now | =it is all there | worked thanks | worked thank you |
    yes worked | yes it works | works thanks | works thank you | =worked | =works | =it works | =working |
    =fixed | =solved | =resolved | =sorted | =success | =done it works | =yay | =yay it works`,
  'not-solved': `
    did not work | does not work | did not help | does not help | still not working | still does not work | still is not working |
    still will not | not fixed | not solved | not resolved | did not fix it | did not solve it | still broken | still failing |
    still fails | problem is back | issue is back | came back again | happened again | it is back again | the same problem again |
    not working again | did not last | none of that worked | none of those worked | none of it worked | nothing works | nothing worked |
    nothing helps | nothing helped | tried everything`,
  apology: `
    =sorry | =my bad | =my mistake | =oops | =sorry about that | =i apologize | =i apologise | =apologies | =sorry my mistake |
    =sorry my bad | sorry for being rude | sorry for the language | sorry i was rude | sorry for swearing`,
  anger: `
    fuck | fucking | wtf | what the hell | what the fuck | piece of shit | piece of crap | piece of junk | piece of garbage | piece of trash | hunk of junk | i am done with | so done with | done with this phone | had it with this | i have had it | losing my mind | losing my patience | lost my patience | driving me crazy | driving me insane | driving me nuts | drives me crazy | drives me nuts | stupid thing | useless thing | useless phone | crappy phone | garbage phone | what a joke | why is this so hard | i swear to god | bullshit | this is ridiculous |
    this is a joke | this is useless | you are useless | you suck | useless bot | stupid bot | stupid update | stupid phone | dumb bot |
    idiot | idiots | i hate this | i hate you | hate this phone | so angry | i am angry | i am furious | furious | i am so mad |
    pissed off | pisses me off | so pissed | fed up | sick of this | sick and tired | had enough of this | waste of time |
    wasting my time | worst service | worst company | terrible service | never buying | never again will i | unacceptable | disgusting |
    disgraceful | i want to sue | sue you | lawyer | are you kidding me | you have got to be kidding | screw you | screw this |
    go to hell | garbage bot | trash bot | worthless | are you even listening | are you listening | you are not listening | you do not listen |
    you are not helping | you are no help | this is not helping | not helpful | you do not understand me | you do not get it | you keep asking |
    stop repeating | already told you | i told you | i just told you | i just said | i already said | i said that already | going in circles |
    going round in circles | running in circles | shut up | dumb | moron | asshole | crap bot | are you stupid | are you dumb | you are stupid |
    you are dumb | for the love of god | i feel hopeless | feel so hopeless | feel hopeless | i am desperate | so desperate | i am devastated | heartbroken | i am crying |
    in tears | i am panicking | i am so scared | i am scared | i am so worried | at my wits end | i am so stressed | i give up | =fuck you | =fuck off | =ffs`,
  grief: `
    passed away | has passed | have passed away | my late wife | my late husband | my late mother | my late father | my late mom | my late dad | my late son |
    my late daughter | my late brother | my late sister | wife died | husband died | mom died | mum died | mother died | dad died | father died | son died |
    daughter died | brother died | sister died | grandma died | grandmother died | grandpa died | grandfather died | friend died | girlfriend died |
    boyfriend died | partner died | she died | he died | who died | just died last month | recently died in | after her death | after his death | since her death |
    since his death | lost my wife | lost my husband | lost my mother | lost my mom | lost my mum | lost my father | lost my dad | lost my son |
    lost my daughter | lost my brother | lost my sister | lost my baby | the funeral | her funeral | his funeral | for the funeral | is deceased | deceased`,
  'data-gone': `
    what happens to my photos | what happens to my data | what will happen to my | what is going to happen to my |
    is my stuff lost | is my stuff gone | is my stuff safe | is all my stuff | is my data lost | is my data safe | is it all lost | is everything lost |
    is everything safe | are my photos lost | are my pictures lost | are my photos safe | are my pictures safe | are my messages gone | are my contacts gone |
    are my chats gone | are my videos gone | am i going to lose | am i gonna lose | gonna lose everything | gonna lose my | going to lose everything |
    is my data gone | is all my data gone | is everything gone | is it all gone | are my photos gone | are my pictures gone |
    are they gone forever | is it gone forever | gone forever | gone for good | lost forever | lost for good | have i lost everything |
    have i lost all | have i lost my | did i lose everything | did i lose all | did i lose my | did i just lose |
    did it delete everything | will i lose everything | will i lose my | will i lose all | will i lose any | will it delete my |
    will it erase my | will it delete everything | will it erase everything | will this delete my | will this delete everything |
    will this erase my | will this erase everything | will that delete my | will that erase my | will i lose data | will i lose stuff |
    do i lose my | do i lose everything | does it delete my | does it erase my | does this erase my | can i still get my photos back |
    can they be recovered | can it be recovered | is there any way to get them back | is there any hope | am i out of luck | out of luck`,
  'is-normal': `
    is this normal | is that normal | is it normal | is it supposed to | is this supposed to | is it meant to |
    should it take this long | should it take that long | should it be taking | how long should it take | how long does it take |
    how long will it take | how long does this take | how long does that take | how long should this take |
    how long is it supposed to take | how much longer | how many hours does it take | does it always take | does it usually take |
    is it stuck or | is it just slow | is that too long | is this too long | sound correct | sound right | does that sound right`,
  wait: `
    =wait | =wait please | =one sec | =one second | =one moment | =one minute | =just a sec | =just a second | =just a minute |
    =just a moment | =hold on | =hold on a sec | =hang on | =hang on a sec | =brb | =be right back | =give me a minute |
    =give me a sec | =give me a moment | =give me 5 minutes | =give me five minutes | =wait a minute | =wait a sec | =let me try |
    =let me try that | =let me check | =i will try that | =i will try | =i will check | =trying now | =trying it now | =doing it now |
    =will do | =working on it | =ok i will try | =ok i will try that | =ok let me try | =ok trying | =ok will try | =i will wait | =ok i will wait | =i will leave it | =let it run |
    =it is going now | =its going now | =it is backing up | =it is backing up now | =its backing up | =its backing up now | =it is running now |
    =it is loading now | =it is downloading now | =it is restoring now | =it started |
    =i will let it run | =ill let it run overnight | =still running |
    =it is still running`,
  continue: `
    =continue | =go on | =carry on | =keep going | =proceed | =lets continue | =let us continue | =resume | =pick up where we left |
    =where were we | =where did we stop | =i am back | =im back | =ready | =i am ready | =ok ready | =go ahead |
    pick up where we left off | continue where we left off | where we left off | back to my problem | back to the problem |
    lets go back to | continue without a person | go on without`,
  queue: `
    place in the queue | place in queue | place in line | position in the queue | position in queue | am i in the queue | still in the queue |
    how long is the queue | how long is the wait | what is the wait time | estimated wait | how long do i wait | how long do i have to wait |
    how long must i wait | how long will i wait | when will someone answer | when will someone come | when will someone help |
    when will somebody answer | when will somebody come | when is someone coming | when does someone come | when will a person |
    when will a human | when will an agent | how many people are before me | how many are ahead of me | how many people are ahead |
    is anyone coming | is somebody coming | is someone coming | =when | =how long | =how long still`,
  withdraw: `
    do not need a person | do not need a human | do not need an agent | do not need a person anymore | no longer need a person |
    no longer need a human | no person needed | no human needed | no agent needed | leave the queue | get out of the queue |
    take me out of the queue | remove me from the queue | cancel the handoff | cancel the request | cancel my request |
    cancel the human | cancel the person | cancel the agent | =cancel | =cancel it | =cancel that | =cancel please`,
};
