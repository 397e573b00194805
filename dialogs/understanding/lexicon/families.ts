/**
 * Everyday English words that are said of the same things: "delete" and "erase", "cheap" and "expensive", the days of the week. A
 * word may be in several families. Families are divided by bars or lines; any form of a word stands for all of its forms.
 */
export const FAMILIES = `
monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun weekday weekend
january february march april june july august september october november december jan feb apr aug sept oct nov dec
one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million dozen couple
first second third fourth fifth sixth seventh eighth ninth tenth last next
morning afternoon evening night noon midnight tonight midday dawn dusk | today tomorrow yesterday tonight
am pm oclock hour minute second | day week month year fortnight decade daily weekly monthly yearly annual
early earlier late later soon ago recently before after previous upcoming
always never often sometimes usually rarely every constantly frequently
mother father mom dad mum mommy daddy parent sister brother son daughter wife husband uncle aunt cousin grandmother grandfather grandma grandpa nephew niece kid child children baby spouse family relative
friend buddy pal colleague coworker boss manager neighbor neighbour roommate girlfriend boyfriend partner mate
john mary james robert michael william david richard joseph thomas charles sarah susan jessica jennifer linda elizabeth karen lisa nancy peter paul mark george steve kevin brian jason jeff mike joe jack bob bill tom jim sam alex anna emma amy kate laura julia anthony andrew chris daniel matthew ben adam eric scott frank greg henry
red green blue yellow orange purple pink black white brown grey gray violet color colour
dollar euro pound cent penny yen rupee franc peso usd eur gbp aud inr jpy buck quid currency
money cash fund funds payment amount sum balance | pay paid payment purchase buy bought spend spent
price cost fee charge rate tariff fare expensive cheap | refund reimburse reimbursement repay compensation cashback moneyback
bill invoice receipt statement | salary wage paycheck income earnings payroll payday | tax taxes irs vat
bank atm account branch cashpoint | card visa mastercard debit credit | loan mortgage debt credit lend borrow
insurance coverage policy insure premium | transfer send wire remit deposit | withdraw withdrawal cashout
top topup reload recharge refill
stolen steal theft rob robbed thief fraud fraudulent scam hacked compromised unauthorized unauthorised
lost lose missing misplaced vanished disappeared gone | broken break damaged crack cracked smashed faulty defective busted
fail failed failure unsuccessful error problem issue trouble wrong fault glitch bug
decline declined reject rejected refuse refused deny denied | pending waiting wait processing outstanding
cancel cancelled revert reverse undo abort | delete remove erase clear wipe discard drop eliminate
stop end quit halt terminate cease finish close | start begin open launch run initiate | continue resume proceed go
pause hold freeze suspend | block lock freeze disable deactivate | unblock unlock enable activate reactivate
change modify edit update alter adjust switch replace amend revise | add put insert include append create make new set
create make build generate produce establish | show display view see list present | tell say inform let describe explain speak
give provide get fetch bring hand | find search look locate seek hunt discover | check verify confirm review inspect examine validate
know learn understand aware hear | want wish need require desire like would | need must should have gotta
help assist assistance support aid advise advice guidance | ask question query inquire enquire inquiry enquiry wonder
answer reply respond response | call phone ring dial telephone contact reach | phone mobile cell cellphone smartphone handset telephone
computer laptop pc mac macbook desktop notebook tablet | email mail gmail inbox message letter | text sms message chat
write compose draft type | read open view | post tweet share publish upload
facebook twitter instagram snapchat youtube reddit linkedin social | news headline headlines article paper newspaper bbc cnn times
remind reminder remember notify notification alert | alarm wake clock timer | calendar schedule appointment meeting event agenda plan
meeting conference appointment interview
party birthday wedding anniversary celebration holiday christmas easter halloween thanksgiving
holiday vacation trip travel tour journey | book reserve reservation booking | flight plane airplane airline airport fly
train railway rail subway metro tube station | bus taxi cab uber lyft ride
car vehicle automobile truck auto tire tyre engine gas petrol oil mileage mpg | traffic jam congestion
drive driving route direction navigate directions map way | street road avenue highway lane
hotel motel hostel inn room lodging accommodation | restaurant diner cafe bistro eatery place bar pub | reserve table
food meal dish dinner lunch breakfast supper snack cuisine eat | pizza burger sandwich pasta sushi chinese italian mexican indian thai
coffee tea espresso latte cappuccino drink beverage juice water beer wine milk
recipe cook bake cooking ingredient prepare boil fry roast | chicken beef pork fish steak turkey bacon lamb meat
rice bread cheese egg butter sugar salt flour potato tomato onion soup | banana fruit vegetable orange lemon
calorie nutrition healthy carb protein fat diet vitamin | order delivery takeaway takeout deliver
deliver delivery ship shipping shipment dispatch arrive parcel package courier track tracking
buy shop shopping store mall grocery groceries supermarket market purchase | sell sale selling
offer discount coupon promo deal promotion voucher code | product item goods article | clothes shirt shoe dress pants jacket
medicine doctor pill vaccine health hospital clinic drug pharmacy | sick ill pain headache fever flu cold
exercise gym workout weight fitness
weather forecast temperature rain snow sunny cloudy storm wind humidity umbrella cold hot warm degrees celsius fahrenheit
hot warm cold cool chilly freezing | music song songs track album playlist artist band tune melody | play listen hear
rock jazz pop classical rap country metal blues | radio station fm podcast | movie film cinema show series tv television
game chess sport football soccer basketball baseball cricket tennis | team player score match league win
joke funny laugh humor hilarious | light lights lamp bulb brightness dim brighten
volume louder quieter sound loud mute unmute speaker audio | louder increase raise higher up turn more
quieter decrease lower reduce down less | more extra additional further another | most maximum max highest best top
least minimum min lowest | house home kitchen bedroom bathroom living garage apartment | vacuum clean cleaner cleaning roomba sweep dust
coffee machine maker | socket plug outlet smart device appliance | device gadget machine hardware | thermostat heat heater heating ac
switch turn toggle | on enable activate | off disable deactivate
language english spanish french german italian chinese japanese russian portuguese arabic hindi korean translate translation
country america usa uk england france germany spain italy china japan india canada mexico russia brazil australia europe africa ireland
city london paris york chicago boston berlin tokyo rome madrid dallas seattle houston denver miami sydney town village
place location area region spot where | near nearby closest close nearest local around | far distance long away
meaning mean definition define synonym word | spell spelling | who whom whose person people | number digit count total amount quantity
calculate math plus minus times divided multiply square root sum add percent | big large huge great long tall high
small little tiny short | good great nice excellent wonderful awesome amazing fantastic perfect super cool
bad awful terrible horrible poor worst | happy glad pleased delighted | sad upset unhappy angry annoyed mad frustrated disappointed
hello hi hey greetings howdy | bye goodbye farewell later | thanks thank thankyou appreciate cheers grateful
sorry apologize apology pardon excuse | yes yeah yep yup sure ok okay right correct affirmative | no nope nah not negative
wrong incorrect mistake mistaken error | right correct true accurate | repeat again once | name called title nickname
identity verify verification prove proof passport id document licence license | age old young adult child kids | birthday born birth
password pin passcode code pass credentials | login log signin sign | app application software program
website site web online internet page link url | network internet connection wireless | screen display monitor
battery charge charging power | camera photo picture image pic snapshot selfie | photo picture image pic video | video clip recording
file document folder data | backup save copy restore sync | restore recover recovery retrieve | update upgrade install latest version
storage memory space disk capacity | download upload import export | stuck frozen freeze hang hung unresponsive
slow slowly sluggish long forever ages | fast quick quickly instantly immediately asap urgent hurry rapidly | crash reboot restart
reset restart reboot | work working function functioning operate | job work employment career occupation
school university college class course lesson homework study | book novel author audiobook kindle | dog cat pet animal puppy
bitcoin crypto cryptocurrency ethereum | stock share market nasdaq invest investment shares portfolio
exchange convert conversion currency swap | foreign abroad international overseas | limit maximum restriction cap
allow permit permitted possible able can could may | eligible qualify requirement required criteria | free complimentary gratis
join register enroll subscribe signup membership member | leave cancel unsubscribe withdraw exit | invite refer referral friend
win winner prize reward bonus points cash | list lists todo task tasks item | note notes memo jot record | note recording record
dice coin flip roll random | luggage suitcase bag baggage | international domestic
human agent representative person operator rep someone | robot bot ai machine computer virtual | wonder curious interested interest
favorite favourite prefer like love enjoy | hate dislike | think believe opinion suppose guess | seem look appear
receive get got obtain gotten | arrive come came reach | happen occur happened going | old ancient previous former
new recent latest newest modern | same identical duplicate twice double again | different other another else
wrong unknown unrecognized unfamiliar strange weird unexpected unusual | why reason cause because
how way method manner steps procedure process | when time date | many much several multiple few | all every each entire whole
enough sufficient | near around about approximately roughly | skin hair face body | sleep awake bed | return give back
hidden extra additional | physical virtual disposable plastic | contactless tap | merchant seller shop vendor retailer store
i me my mine myself | you your yours yourself | he him his she her hers they them their | we us our ours
is are was were be been am being | do does did done doing | have has had having | will would shall going
very really so too extremely super quite totally | just only merely simply | maybe perhaps possibly probably likely
exactly precisely specifically | in inside within into | out outside | over above on upon | under below beneath underneath
try attempt tried effort | keep hold retain maintain store | move shift relocate transfer migrate | take carry bring
use utilize using usage apply | choose pick select opt decide prefer | complain complaint report file feedback
suggest recommend recommendation suggestion advice ideas | compare comparison versus difference better | teach learn study train
meet see visit | stay remain live reside | die dead death kill | throw toss trash garbage | let allow permit
fix repair mend solve resolve troubleshoot correct sort | maintenance service repair mechanic
schedule plan arrange organize organise book | inform notify alert warn | talk speak chat discuss converse tell
shut closed close open opened | hours timing timings schedule opening | deadline due date expire expiry expiration valid
expire expired outdated renew renewal | replace replacement substitute alternative instead | send sent mail post
request requested apply application applied | approve approved accept accepted grant confirm confirmed
credited debited deducted charged taken withdrawn | duplicate double twice multiple repeated
mistake accidentally accident wrongly unintentionally | cash money change coins notes | saving savings checking current deposit
interest apr rate percentage percent | score rating rank ranking | retirement pension 401k ira rollover
routing iban swift sepa sort wire | direct debit standing order recurring automatic subscription | credit bureau fico history
budget spending expense expenses finances | verify verification kyc pan aadhaar identity document documents
unable cannot cant couldnt impossible | unhappy dissatisfied disappointed frustrated annoyed
useless stupid dumb idiot crap rubbish worthless | cheat cheating fraud fake scam genuine authentic original
trust safe secure security safety reliable protected privacy | danger dangerous risk risky harmful side effects
benefit benefits advantage use useful | quality standard grade | size large medium small fit fitting
weight heavy light kg pounds lose gain | length width height depth | inch foot feet yard mile meter metre kilometer km centimeter cm
cup teaspoon tablespoon ounce gram pound liter litre pint gallon kilogram kg | celsius fahrenheit degree temperature
breakfast brunch lunch dinner supper | spicy sweet sour salty bitter taste flavor flavour | vegetarian vegan gluten halal kosher
oven microwave stove grill fridge freezer refrigerator dishwasher toaster kettle | washer dryer laundry wash
chair table sofa couch bed desk furniture | door window gate wall roof floor ceiling | curtain blind blinds shade
knife fork spoon plate pan pot bowl | shampoo soap lotion cream gel oil toothpaste sanitizer wash
makeup cosmetic lipstick beauty skincare | vitamin supplement protein whey powder capsule tablet nutrition
diabetes sugar blood pressure cholesterol thyroid | pregnancy pregnant baby women | hair hairfall dandruff bald | skin acne pimple
head hand arm leg foot knee back stomach eye ear nose mouth tooth teeth | cough fever cold flu covid corona virus lockdown pandemic
appointment doctor consult consultation | ambulance police fire emergency | lawyer judge court law legal | teacher student professor
nurse dentist surgeon pharmacist | engineer developer programmer designer | actor actress director celebrity star singer musician
president minister senator government politics politician election | king queen prince princess | king emperor history historical
science physics chemistry biology math | planet earth moon sun star space mars | river ocean sea lake mountain island beach
tree flower plant garden grass leaf | lion tiger bear wolf elephant monkey snake | fish shark whale dolphin | bird chicken duck eagle
horse cow pig sheep goat | american british indian chinese japanese mexican russian canadian australian
state california texas florida york ohio virginia | delhi mumbai bangalore kolkata hyderabad pune chennai
airport terminal gate boarding departure arrival | departure depart leave leaving arrive arrival land
layover stopover connection transfer | luggage baggage carryon suitcase pack | ticket tickets pass seat seats
train bus flight ticket schedule | visa embassy immigration passport border | vaccine vaccination shot immunization
tire tires pressure wheel brake | oil change gas fuel petrol diesel tank | insurance insured claim policy | park parking garage lot
bike bicycle motorcycle scooter | boat ship ferry cruise | walk walking run running jog hike | lyrics singer artist composer title track
shuffle random mix | next previous skip forward back | rewind replay repeat | episode season series show
comedy drama action horror thriller romance | theater theatre concert festival | event events happening concert show
team squad lineup player captain batsman bowler | match game fixture series tournament league contest championship
points scores leaderboard standings | bet gamble casino lottery | level quest puzzle trivia quiz | riddle joke pun | story stories tale
fact facts trivia information info detail details | information info detail details data | stock price share ticker quote
gold silver oil commodity | company corporation business firm enterprise | employee employer staff hr | manager supervisor boss
leave pto vacation absence off dayoff | retire resign quit fired hire | contract agreement terms conditions policy
rule rules regulation regulations | franchise dealership distributor partner affiliate | wholesale bulk quantity retail
stock availability available unavailable out | bonus reward loyalty points cashback | code coupon voucher promocode referral
gift present giftcard | address shipping billing postcode zip | status progress update state | track tracking trace locate
missing late delayed delay overdue | delay delayed late slow | exchange replace return swap | damaged broken defective wrong expired
customer client user consumer | support service care helpline desk center centre | number helpline hotline contact
hold waiting queue line | keyboard mouse printer headphones headset earphones microphone | router modem cable usb port charger adapter
browser chrome safari firefox edge | amazon microsoft netflix spotify | siri alexa cortana assistant
settings preferences options configuration config setup | setup install configure pair connect
connect connection connected link sync pair | disconnect disconnected drop dropped | contacts contact address phonebook addressbook
calendar reminder events | folder directory file album | error code message popup | notification notifications alerts alert
permission access privacy | profile account username user | name surname firstname lastname maiden married
gender male female man woman boy girl | marry married marriage divorce wedding single | address house home moved move | old age birth
alive human robot real person bot | hobby hobbies free fun | created made built designed developer creator | live located reside home
language speak talk | whisper loudly softly slower faster accent voice | speed fast slow faster slower pace
shut quiet silence silent mute | wake alarm snooze morning | snooze dismiss | timer stopwatch countdown | clock time hour
timezone zone gmt utc est pst | birthday anniversary occasion | bright brighter dark darker dim light | color colour shade hue
warm warmer hot hotter cool cooler cold colder | fan air conditioner | robot vacuum hoover | open opens launch start
up upwards rise raise | down downwards lower decline | on onto | start started starting begin | finish finished done complete completed
half quarter third | average mean median | square root power cube | plus add added sum | divide divided division
multiply multiplied times product | roughly estimate approximate guess | favorite best top popular famous | popular trending viral hot
latest new recent current | current present now currently | now right immediately instantly | soon shortly | since from until till
during while | between among | again another more | anything something everything nothing | anyone someone everyone nobody
anywhere somewhere everywhere | thing stuff item object | place spot site venue | part piece section | kind type sort category
top bottom side | left right | north south east west | front behind back | public private personal | normal regular usual standard
special unique particular | possible feasible doable | easy simple hard difficult complicated | important urgent priority
ready prepared | busy free available | full empty | cheap cheaper cheapest affordable inexpensive budget | rich poor | clean dirty
wet dry | strong weak | hungry thirsty starving | tired sleepy exhausted bored | scared afraid worried concerned anxious
funny hilarious silly | beautiful pretty handsome ugly cute | smart clever intelligent genius | crazy insane mad
reject bounce bounced decline fail | appear appears show showing visible shown display displayed reflect reflected
missing absent invisible hidden disappear vanish | permission authorize authorise authorized approve consent
steal pickpocket mug mugged snatch | swallow eat ate stuck retain | jam jammed stuck trapped | wrong incorrect inaccurate mistaken off
extra unexpected additional unknown | explain explanation clarify describe elaborate understand | believe trust doubt
promise guarantee assure warranty guaranteed | demand insist require | complain complaint grievance unhappy
annoy annoying irritate bother | angry furious outraged mad pissed | worry worried concern concerned nervous anxious
surprise surprised shocked | confused confusing unclear puzzled | owe owed due outstanding unpaid | lend borrow loan owe
earn gain make profit | lose loss lost | increase grow growth boost improve | decrease shrink drop fall cut
limit restrict restriction ceiling threshold | change exchange switch trade swap | split divide share half
combine merge join consolidate together | separate apart split | borrow rent hire lease rental | rent mortgage housing tenant landlord
electricity electric water gas utility utilities bill | subscribe subscription plan membership | trial demo sample free
feature function option capability | button key tap press click hit push touch | enter input type fill key
form application paperwork document | sign signature signed | stamp print printed printer copy scan | attach attachment file
link linked connect associate attach | assign allocate give | own owner belong have | join joined joining participate enter
fight argue dispute contest challenge | dispute chargeback claim contest | investigate investigation probe look inquire
report reported notify flag | fraud suspicious strange unauthorized scammer | protect protection secure guard | threat danger risk
attack hack hacked breach compromise | hide hidden mask conceal | ban banned suspended blocked restricted | penalty fine fee charge
crime criminal illegal legal law | drop dropped fell fall fallen | spill wet water soaked drown | burn burnt fire smoke hot
scratch scratched cracked dent | dead died empty drained | noise noisy loud sound | smell odor | leak leaking drip | flat puncture burst
start ignite boot | overheat overheating hot | weigh weight scale | measure measurement size dimension
convert conversion translate change | spell letter letters alphabet | pronounce pronunciation say | quote saying phrase sentence
poem song lyrics poetry | draw drawing paint painting art | dance dancing club | sing singing karaoke
instrument guitar piano violin drum | theatre play stage opera musical | museum gallery exhibition | zoo park playground
beach pool swim swimming | ski snow winter sports | summer winter spring autumn fall season | sunrise sunset dawn dusk
thunder lightning storm hurricane tornado | flood earthquake disaster | humid humidity dry | jacket coat raincoat umbrella
hat cap gloves scarf | ring necklace jewelry watch bracelet | glasses sunglasses lenses | toy toys doll lego
diaper baby stroller infant toddler | school homework exam test grade | degree diploma graduate graduation
lecture course tutorial lesson class | library book books read | magazine subscription newspaper journal | author writer wrote written
chapter page paragraph | bible church religion god pray | war army military soldier | vote election campaign party candidate
mayor governor president | flag anthem national | population people inhabitants citizens | capital city country
border neighbor adjacent | continent asia africa europe | island coast sea | north pole arctic | mile distance far kilometers
speed mph fast velocity | train platform track rail | stop station stand | arrive arrival eta | fare ticket price | toll bridge tunnel
pedestrian walk foot | lost directions way | checkin checkout check | suite double single room | breakfast included amenities
pool gym spa | tip gratuity service | waiter menu chef | spicy hot mild | fresh rotten spoiled expired stale bad
substitute replace swap instead | tablespoon teaspoon cup ounces | minute minutes cook long | roast fry boil bake grill
healthy unhealthy nutritious | vegetable carrot broccoli spinach lettuce | fruit mango grape strawberry
nut peanut almond allergy allergic | dessert cake cookie chocolate candy ice cream | wine beer vodka whiskey alcohol cocktail
smoke smoking cigarette | drug medication dose dosage prescription | injury hurt wound bleeding | allergy reaction rash itch
doctor physician specialist | therapy therapist counseling | muscle bodybuilding mass gainer | fat slim lose reduce belly
energy stamina power strength | immunity immune | height tall grow | hair fall loss growth | face wash cream | men women male female
ingredient ingredients contain contents | brand company make manufacturer | model version edition
original genuine authentic fake duplicate | pack packet box bottle package | seal sealed open opened | bulk lot quantity many
minimum order least | cod cash delivery | prepaid postpaid paid | pincode zip area
partner partnership collaborate collaboration business | supplier vendor dealer distributor | career job vacancy hiring recruit position
resume cv application | promotion raise bonus | training workshop course | team group crew staff | captain leader vice
join create team | deadline cutoff time | rank position standing place | prize winnings reward money | deposit add cash
withdraw winnings money | players squad playing lineup | edit change modify team | cricket match ipl t20 odi test
football goal penalty foul | score points runs goals | live stream streaming watch | channel network broadcast | actor cast starring
director producer film | review rating critics stars | trailer release premiere | soundtrack theme score | album single record ep
volume sound noise level | pause stop halt | previous last back | favorite save like bookmark | playlist queue list
remove take delete off | rename name call | everyone all everybody | someone anybody somebody anyone | forward redirect route
reply respond answer back | unread new unseen | spam junk unwanted | sender recipient receiver beneficiary payee | subject topic title
cc bcc copy | contact person number | voicemail message | missed call | speaker headset audio | emergency urgent help
`;
